// The graph panel's page: what it lets run and load, and that addresses cannot break out of their attributes.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nodesAt } from '../../src/extension/highlight.ts';
import { makeNonce, pageHtml } from '../../src/extension/page.ts';
import type { GraphView, GraphViewNode, SourceRange } from '../../src/protocol/graphView.ts';

const parts = { cspSource: 'https://x.test', assets: 'https://x.test/webview/', nonce: 'abc', styleNonce: 'def' };

test('only the bundle may run, and only the own folder is loaded from', () => {
  const html = pageHtml(parts);
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1]?.replaceAll('&#39;', "'");
  assert.equal(
    policy,
    "default-src 'none'; script-src 'nonce-abc' 'wasm-unsafe-eval'; style-src https://x.test 'nonce-def'; img-src https://x.test data: blob:; font-src https://x.test; connect-src https://x.test; worker-src blob:",
  );
  assert.equal(html.match(/<script/g)?.length, 1);
  assert.match(html, /<script nonce="abc" src="https:\/\/x\.test\/webview\/main\.js"><\/script>/);
  assert.match(html, /<div id="root" data-assets="https:\/\/x\.test\/webview\/"/);
  assert.ok(!/ on\w+=| style=|<style/.test(html));
});

test('addresses are written as attributes', () => {
  const html = pageHtml({ ...parts, assets: 'https://x.test/a"><script>/' });
  assert.ok(!html.includes('"><script>'));
});

test('nonces are long and never the same', () => {
  assert.match(makeNonce(), /^[0-9a-f]{32}$/);
  assert.notEqual(makeNonce(), makeNonce());
});

const range = (startLine: number, startColumn: number, endLine: number, endColumn: number): SourceRange => ({
  uri: 'file:///a.py',
  startLine,
  startColumn,
  endLine,
  endColumn,
});

function node(id: string, source: SourceRange | undefined, inner?: readonly GraphViewNode[]): GraphViewNode {
  return {
    id,
    name: id,
    className: 'Dense',
    category: 'core',
    outputs: [],
    inputs: [],
    dtype: 'float32',
    params: { total: 0, trainable: 0 },
    summary: '',
    args: [],
    weights: [],
    state: 'kept',
    notes: [],
    ...(source === undefined ? {} : { source }),
    ...(inner === undefined ? {} : { inner: graph(inner) }),
    sharedWith: [],
  };
}

function graph(nodes: readonly GraphViewNode[]): GraphView {
  const params = { total: 0, trainable: 0 };
  return {
    name: 'm',
    className: 'Functional',
    framework: 'Keras 3',
    inputs: [],
    outputs: [],
    params,
    nodes,
    edges: [],
  };
}

test('the innermost call around the cursor is marked, in nested models too', () => {
  const view = graph([
    node('outer', range(1, 4, 3, 10)),
    node('inner', range(2, 8, 2, 20)),
    node('nested', range(7, 0, 7, 9), [node('nested[0]/a', range(6, 4, 6, 12)), node('nested[0]/b', undefined)]),
    node('twice', range(9, 0, 9, 5)),
    node('twice[1]', range(9, 0, 9, 5)),
  ]);
  const at = (line: number, column: number) => nodesAt(view, { uri: 'file:///a.py', line, column });
  assert.deepEqual(at(2, 10), ['inner']);
  assert.deepEqual(at(1, 6), ['outer']);
  assert.deepEqual(at(6, 5), ['nested[0]/a']);
  assert.deepEqual(at(9, 2), ['twice', 'twice[1]']);
  assert.deepEqual(at(6, 0), ['nested[0]/a'], 'beside the call, on its line');
  assert.deepEqual(at(12, 0), []);
  assert.deepEqual(nodesAt(view, { uri: 'file:///b.py', line: 2, column: 10 }), []);
});

test('a whole model made by one expression is not marked', () => {
  const many = Array.from({ length: 100 }, (_, i) => node(`n${i}`, range(1, 0, 1, 40)));
  assert.deepEqual(nodesAt(graph(many), { uri: 'file:///a.py', line: 1, column: 3 }), []);
});
