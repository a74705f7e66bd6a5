// Messages between extension and webview pass only in the form that was agreed.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFromWebview, readToWebview } from '../../../src/protocol/receive.ts';
import { cutAt, oddNames, resnet50, siamese } from '../fixtures/models.ts';

const plan = { impossible: 'no reason' };

test('graphs pass, also nested and cut ones', () => {
  for (const graph of [resnet50(), siamese(), cutAt(resnet50(), 14), oddNames()]) {
    const message = JSON.parse(JSON.stringify({ type: 'graph', document: 'file:///a.py', version: 1, graph, plan }));
    assert.equal(readToWebview(message), message);
  }
});

test('a field of another form is noticed at any depth', () => {
  const spoil = (change: (graph: ReturnType<typeof siamese>) => unknown): unknown => {
    const graph = JSON.parse(JSON.stringify(siamese()));
    change(graph);
    return { type: 'graph', document: 'file:///a.py', version: 1, graph, plan };
  };
  const set = (target: object | undefined, values: object): unknown => Object.assign(target ?? {}, values);
  for (const message of [
    spoil(graph => set(graph, { nodes: {} })),
    spoil(graph => set(graph.nodes[0], { outputs: [1] })),
    spoil(graph => set(graph.nodes[0], { params: { total: '3', trainable: 0 } })),
    spoil(graph => set(graph.nodes[3]?.inner?.nodes[2], { name: null })),
    spoil(graph => set(graph.edges[0], { dropped: 'no' })),
    spoil(graph => set(graph, { cut: { base: 'x' } })),
    { type: 'graph', document: 'file:///a.py', version: 1, graph: siamese(), plan: {} },
  ])
    assert.equal(readToWebview(message), undefined);
});

test('other messages pass by their own fields, unknown ones do not', () => {
  assert.ok(readToWebview({ type: 'highlight', nodes: ['a'] }));
  assert.ok(readToWebview({ type: 'failed', message: 'x' }));
  assert.ok(readToWebview({ type: 'settings', backend: 'wasm' }));
  for (const message of [null, 3, 'graph', [], {}, { type: 'toString' }, { type: 'highlight', nodes: [1] }])
    assert.equal(readToWebview(message), undefined);
  assert.equal(readToWebview({ type: 'settings', backend: 'gpu' }), undefined);
});

test('what the webview sends is checked as well', () => {
  const source = { uri: 'file:///a.py', startLine: 0, startColumn: 0, endLine: 0, endColumn: 3 };
  assert.ok(readFromWebview({ type: 'ready' }));
  assert.ok(readFromWebview({ type: 'reveal', source }));
  assert.ok(readFromWebview({ type: 'export', format: 'svg', name: 'm', text: '<svg/>' }));
  assert.equal(readFromWebview({ type: 'reveal', source: { ...source, startLine: '0' } }), undefined);
  assert.equal(readFromWebview({ type: 'export', format: 'exe', name: 'm', text: '' }), undefined);
  assert.equal(readFromWebview({ type: 'copy' }), undefined);
});
