// Graphs as SVG files without a browser: what stands in them, and that names stay text.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { GraphView, GraphViewNode } from '../../../src/protocol/graphView.ts';
import { drawGraph } from '../../../webview/file/drawGraph.ts';
import { plainNode } from '../fixtures/modelBuilder.ts';

const folder = join(import.meta.dirname, '../../../webview/styles');
const css = ['theme', 'drawing'].map(name => readFileSync(join(folder, `${name}.css`), 'utf8')).join('');

function node(id: string, more: Partial<GraphViewNode> = {}): GraphViewNode {
  return {
    id,
    name: id,
    ...plainNode,
    className: 'Dense',
    index: 0,
    outputs: ['(None, 4)'],
    inputs: [],
    params: { total: 20, trainable: 20 },
    ...more,
  };
}

function graph(nodes: readonly GraphViewNode[]): GraphView {
  const edges = nodes.slice(1).map((to, i) => ({
    from: nodes[i]?.id ?? '',
    output: 0,
    to: to.id,
    shape: '(None, 4)',
    dropped: false,
  }));
  const params = { total: 20, trainable: 20 };
  return { name: 'm', className: 'Functional', framework: 'Keras 3', inputs: [], outputs: [], params, nodes, edges };
}

function drawn(view: GraphView): string {
  const answer = drawGraph(view, css);
  assert.ok('svg' in answer);
  return answer.svg;
}

test('every layer has a face with its name, class and shape, and every edge a line', () => {
  const svg = drawn(graph([node('x', { category: 'input', className: 'InputLayer' }), node('dense'), node('out')]));
  for (const text of ['x', 'dense', 'out', 'InputLayer', 'Dense', '(None, 4)', 'input'])
    assert.ok(svg.includes(`>${text}</text>`), text);
  assert.equal(svg.match(/<path d="M[^"]*" fill="none" stroke="rgb/g)?.length, 2);
  assert.match(svg, /^<\?xml version="1.0" encoding="UTF-8"\?>\n<svg xmlns="http:\/\/www.w3.org\/2000\/svg" /);
});

test('nothing is left to a style sheet, and nothing is hidden in it', () => {
  const svg = drawn(graph([node('x'), node('y', { state: 'dropped' })]));
  assert.doesNotMatch(svg, /class=|style=|var\(|color-mix|currentColor|undefined|NaN|display/);
  assert.match(svg, /stroke-dasharray="6 4"/);
});

test('names are text, whatever is in them', () => {
  const name = '<script>alert("&")</script>\u0000\ud800';
  const svg = drawn(graph([node('x', { name }), node('y')]));
  assert.doesNotMatch(svg, /<script/);
  assert.match(svg, /&lt;script&gt;alert\(&quot;&amp;&quot;\)/);
  assert.ok([...svg].every(letter => letter >= ' ' || letter === '\n'));
});

test('the colours are those of the kind of layer', () => {
  assert.match(drawn(graph([node('x', { category: 'convolution' })])), /fill="#3794ff"/);
  assert.match(drawn(graph([node('x', { category: 'attention' })])), /fill="#f14c4c"/);
});

test('a model without layers is no picture', () => {
  assert.deepEqual(drawGraph(graph([]), css), { undrawable: 'there is nothing to draw' });
});

test('a thousand layers are drawn as well', () => {
  const svg = drawn(graph(Array.from({ length: 1000 }, (_, i) => node(`layer ${i}`))));
  assert.equal(svg.match(/>layer \d+<\/text>/g)?.length, 1000);
});

test('the document of a page is left alone', () => {
  drawn(graph([node('x')]));
  assert.equal((globalThis as { document?: unknown }).document, undefined);
});
