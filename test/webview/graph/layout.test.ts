// What the layout promises for every graph, and what it makes of the shapes that networks have.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GraphView } from '../../../src/protocol/graphView.ts';
import { arrange } from '../../../webview/graph/arrange.ts';
import { layoutGraph } from '../../../webview/graph/layout/layout.ts';
import type { Layout, LayoutGraph } from '../../../webview/graph/layout/types.ts';
import { buildScene } from '../../../webview/graph/scene.ts';
import { foldableKeys } from '../../../webview/state.ts';
import { inception, longResnet, networks, resnet50, siamese, tangle, transformer, unet } from '../fixtures/models.ts';
import { badRoutes, coincidences, crossings, flat, overlaps, textWidth, throughBoxes } from './geometry.ts';

const models: Readonly<Record<string, GraphView>> = { ...networks, 'another tangle': tangle(150, 7) };

/** All forms in which a model can be drawn: flat, with everything closed, with everything open. */
function forms(view: GraphView): Readonly<Record<string, LayoutGraph>> {
  const all = (open: boolean): LayoutGraph =>
    arrange(buildScene(view, Object.fromEntries(foldableKeys(view).map(key => [key, open]))), textWidth);
  return { flat: flat(view), closed: all(false), open: all(true) };
}

for (const [name, view] of Object.entries(models)) {
  for (const [form, graph] of Object.entries(forms(view))) {
    test(`${name}, ${form}: boxes stand apart, lines run clear of boxes and of each other`, () => {
      const layout = layoutGraph(graph);
      assert.equal(layout.boxes.length, graph.items.length);
      assert.equal(layout.routes.length, graph.edges.length);
      assert.deepEqual(overlaps(graph, layout), []);
      assert.deepEqual(throughBoxes(graph, layout), []);
      assert.deepEqual(badRoutes(graph, layout), []);
      assert.equal(coincidences(graph, layout), 0);
      assert.deepEqual(outside(graph, layout), []);
    });
  }
}

/** Boxes that are not inside their frame, or not inside the drawing. */
function outside(graph: LayoutGraph, layout: Layout): number[] {
  return layout.boxes.flatMap((box, index) => {
    const parent = graph.items[index]?.parent ?? -1;
    const around = parent === -1 ? { x: 0, y: 0, ...layout } : layout.boxes[parent];
    const inside =
      around !== undefined &&
      box.x >= around.x &&
      box.y >= around.y &&
      box.x + box.width <= around.x + around.width &&
      box.y + box.height <= around.y + around.height;
    return inside ? [] : [index];
  });
}

test('what feeds a node stands above it', () => {
  for (const view of Object.values(models)) {
    const graph = flat(view);
    const { boxes } = layoutGraph(graph);
    for (const { from, to } of graph.edges) {
      const above = boxes[from];
      const below = boxes[to];
      assert.ok(above !== undefined && below !== undefined && above.y + above.height < below.y);
    }
  }
});

test('the same graph gives the same layout', () => {
  for (const view of Object.values(models)) assert.deepEqual(layoutGraph(flat(view)), layoutGraph(flat(view)));
});

test('a layer added at the end moves nothing', () => {
  const whole = resnet50();
  const shorter = { ...whole, nodes: whole.nodes.slice(0, -1), edges: whole.edges.slice(0, -1) };
  assert.deepEqual(layoutGraph(flat(shorter)).boxes, layoutGraph(flat(whole)).boxes.slice(0, -1));
});

test('the longest way is one straight column', () => {
  const view = resnet50();
  const { boxes } = layoutGraph(flat(view));
  const aside = view.nodes.filter((_, index) => boxes[index]?.x !== boxes[0]?.x).map(node => node.name);
  assert.deepEqual(
    aside,
    [2, 3, 4, 5].flatMap(stage => [`conv${stage}_block1_0_conv`, `conv${stage}_block1_0_bn`]),
  );
});

test('a skip connection runs down beside the block that it passes', () => {
  const view = resnet50();
  const graph = flat(view);
  const layout = layoutGraph(graph);
  const place = (name: string): number => view.nodes.findIndex(node => node.name === name);
  const skip = graph.edges.findIndex(
    edge => edge.from === place('conv2_block1_out') && edge.to === place('conv2_block2_add'),
  );
  const passed = layout.boxes[place('conv2_block2_2_conv')];
  const xs = (layout.routes[skip] ?? []).map(point => point.x);
  assert.ok(passed !== undefined && Math.min(...xs) < passed.x && Math.min(...xs) > passed.x - 40);
});

test('networks are drawn without crossings where that is possible', () => {
  for (const view of [resnet50(), inception(), unet(), siamese(), transformer(), longResnet(200)])
    assert.equal(crossings(flat(view), layoutGraph(flat(view))), 0, view.name);
});

test('branches stand side by side in the order in which the merge takes them', () => {
  const view = inception(1);
  const { boxes } = layoutGraph(flat(view));
  const merge = view.nodes.find(node => node.name === 'mixed0');
  const sources = view.edges.filter(edge => edge.to === merge?.id).map(edge => edge.from);
  const xs = sources.map(id => boxes[view.nodes.findIndex(node => node.id === id)]?.x ?? Number.NaN);
  assert.deepEqual(
    xs,
    [...xs].sort((a, b) => a - b),
  );
});

test('a tensor that is read in many places costs one line down', () => {
  const view = transformer(30);
  const graph = flat(view);
  const layout = layoutGraph(graph);
  const mask = view.nodes.findIndex(node => node.name === 'attention_mask');
  const long = layout.routes.filter((_, index) => graph.edges[index]?.from === mask);
  assert.equal(new Set(long.map(route => route[0]?.x)).size, 1);
  assert.ok(layout.width < 1600, `${layout.width}`);
});

test('a line runs straight through the border of a frame', () => {
  const view = resnet50();
  const graph = arrange(buildScene(view, {}), textWidth);
  const layout = layoutGraph(graph);
  const scene = buildScene(view, {});
  const into = scene.links.findIndex(
    link => link.from === 'conv2_block1_out' && link.to === 'conv2_block2_1_conv' && !link.dropped,
  );
  assert.equal(layout.routes[into]?.length, 2);
});

test('cycles, duplicates and empty graphs are drawn as well as can be', () => {
  const item = { parent: -1, width: 100, height: 40, below: 0, first: false };
  const edge = (from: number, to: number) => ({ from, output: 0, to, label: 0 });
  const cyclic = { items: [item, item, item], edges: [edge(0, 1), edge(1, 2), edge(2, 0), edge(0, 1)] };
  const layout = layoutGraph(cyclic);
  assert.deepEqual(overlaps(cyclic, layout), []);
  assert.ok(layout.routes.every(route => route.length >= 2));
  assert.deepEqual(layoutGraph({ items: [], edges: [] }).boxes, []);
  assert.equal(layoutGraph({ items: [item], edges: [] }).boxes.length, 1);
});
