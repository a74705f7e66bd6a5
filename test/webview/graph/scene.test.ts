// Which items and links stand for a graph when groups and nested models are open or closed, and how nodes are called.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nodeLabel } from '../../../src/protocol/graphView.ts';
import { groupLayers } from '../../../webview/graph/groups.ts';
import { indexNodes } from '../../../webview/graph/keys.ts';
import { drawnKey, marksOf } from '../../../webview/graph/marking.ts';
import { buildScene, type Scene } from '../../../webview/graph/scene.ts';
import { containersOf, createStore, foldableKeys, initialState } from '../../../webview/state.ts';
import { modelBuilder } from '../fixtures/modelBuilder.ts';
import { cutAt, everyLayerAnOutput, inception, longResnet, resnet50, siamese, unet } from '../fixtures/models.ts';

const titles = (scene: Scene): string[] => scene.items.map(item => item.title);
const marks = (scene: Scene, title: string): string[] =>
  scene.items.filter(item => item.title === title).flatMap(item => item.marks.map(mark => mark.kind));

test('blocks with a numbered scope are groups', () => {
  const groups = groupLayers(resnet50());
  assert.equal(groups.length, 16);
  assert.deepEqual(
    groups.slice(0, 2).map(group => [group.scope, group.members.length]),
    [
      ['conv2_block1', 12],
      ['conv2_block2', 10],
    ],
  );
  assert.deepEqual(
    groupLayers(unet()).map(group => group.scope),
    ['down0', 'down1', 'down2', 'down3', 'up3', 'up2', 'up1', 'up0'],
  );
});

test('small graphs and names without scopes have no groups', () => {
  assert.deepEqual(groupLayers(cutAt(resnet50(), 14)), []);
  assert.deepEqual(groupLayers(inception()), []);
});

test('a scope that would lie on a cycle is no group', () => {
  const m = modelBuilder('crossed');
  let left = m.input('input_layer', [4]);
  // a1 and a2 take turns, so neither can be drawn as one node.
  for (let i = 0; i < 20; i++) left = m.dense(`a${1 + (i % 2)}_dense${i}`, left, 4);
  for (let i = 0; i < 20; i++) left = m.dense(`b${1 + Math.floor(i / 10)}_dense${i}`, left, 4);
  assert.deepEqual(
    groupLayers(m.finish([left])).map(group => group.scope),
    ['b1', 'b2'],
  );
});

test('groups start open in models of readable size and closed in larger ones', () => {
  assert.equal(buildScene(resnet50(), {}).items.length, 176 + 16);
  const large = buildScene(longResnet(500), {});
  assert.ok(large.items.some(item => item.form === 'closed'));
  assert.ok(large.items.every(item => item.form !== 'open'));
});

test('a closed group keeps the lines across its border', () => {
  const view = resnet50();
  const closed = Object.fromEntries(foldableKeys(view).map(key => [key, false]));
  const scene = buildScene(view, closed);
  assert.deepEqual(titles(scene).slice(6, 9), ['pool1_pool', 'conv2_block1', 'conv2_block2']);
  const group = scene.items.find(item => item.title === 'conv2_block2');
  assert.equal(group?.label, 'conv2_block2, group of 10 layers, (None, 25, 25, 256)');
  assert.equal(group?.subtitle, '10 layers · 1 merge');
  assert.equal(group?.params, 71552);
  // The block reads its input twice, by the main way and by the skip; both are one line to the closed group.
  assert.equal(scene.links.filter(link => link.to === group?.key).length, 1);
});

test('a nested model starts closed and opens with the lines of its inputs and outputs', () => {
  const view = siamese();
  const closed = buildScene(view, {});
  assert.deepEqual(
    closed.items.filter(item => item.kind === 'model').map(item => [item.form, item.label, item.subtitle]),
    [1, 2, 3].map(call => [
      'closed',
      'functional, Functional, 15 outputs',
      `Functional · 15 layers · call ${call} of 3`,
    ]),
  );
  const [key = ''] = foldableKeys(view);
  const open = buildScene(view, { [key]: true });
  const inside = open.items.filter(item => item.parent === key);
  assert.equal(inside.length, 15);
  const first = inside[0]?.key;
  // The first output of the nested model is its input layer itself.
  assert.ok(open.links.some(link => link.from === 'input_anchor' && link.to === first));
  assert.ok(open.links.some(link => link.from === first && link.to === 'concatenate'));
});

test('without named ends a nested model is entered at its inputs and left at its outputs', () => {
  const { inputNodes: _, outputNodes: __, ...inner } = resnet50();
  const m = modelBuilder('outer');
  const outer = m.finish(
    m.nest('backbone', { ...inner, outputs: ['(None, 2048)'] }, [m.input('image', [100, 100, 3])]),
  );
  const [key = ''] = foldableKeys(outer);
  const scene = buildScene(outer, { [key]: true });
  const entered = scene.links.find(link => link.from === 'image');
  assert.equal(entered === undefined ? undefined : scene.byKey.get(entered.to)?.title, 'input_layer');
});

test('labels are the names that tests and screen readers know', () => {
  const view = cutAt(resnet50(), 14);
  const scene = buildScene(view, {});
  assert.deepEqual(
    scene.items.map(item => item.label),
    view.nodes.map(nodeLabel),
  );
  assert.ok(scene.items.some(item => item.label === 'conv2_block1_add, Add, (None, 25, 25, 256), dropped'));
});

test('shapes are told where they change', () => {
  const scene = buildScene(cutAt(resnet50(), 14), {});
  const changing = scene.links.filter(link => link.changes).map(link => link.from);
  assert.ok(changing.includes('conv1_conv'));
  assert.ok(!changing.includes('conv1_bn'));
});

test('a cut is marked where it runs, its merge where the paths would join', () => {
  const scene = buildScene(cutAt(resnet50(), 14), {});
  assert.deepEqual(marks(scene, 'conv2_block1_3_conv'), ['output', 'cut']);
  assert.deepEqual(marks(scene, 'conv2_block1_add'), ['merge']);
  assert.deepEqual(
    scene.items.filter(item => item.dropped).map(item => item.title),
    ['conv2_block1_0_conv', 'conv2_block1_0_bn', 'conv2_block1_3_bn', 'conv2_block1_add'],
  );
  assert.ok(scene.links.every(link => link.dropped === (scene.byKey.get(link.to)?.dropped ?? false)));
});

test('outputs above others are outputs but no place of the cut', () => {
  const view = everyLayerAnOutput();
  const at = (view.outputNodes ?? []).map(end => end.node);
  const scene = buildScene({ ...view, cut: { base: 'resnet50', complete: false, at, merges: [] } }, {});
  const cut = scene.items.filter(item => item.marks.some(mark => mark.kind === 'cut')).map(item => item.title);
  assert.deepEqual(cut, ['conv2_block1_0_conv', 'conv2_block1_3_conv']);
  const texts = scene.items.flatMap(item => item.marks.flatMap(mark => (mark.kind === 'output' ? [mark.text] : [])));
  assert.equal(texts[14], 'output 14');
});

test('the way from a cut to its merge is drawn also where its layers are not part of the view', () => {
  const view = cutAt(resnet50(), 14);
  const hidden = view.nodes.find(node => node.name === 'conv2_block1_3_bn')?.id;
  const without = {
    ...view,
    nodes: view.nodes.filter(node => node.id !== hidden),
    edges: view.edges.filter(edge => edge.from !== hidden && edge.to !== hidden),
  };
  assert.ok(buildScene(view, {}).links.every(link => !link.elided));
  assert.deepEqual(
    buildScene(without, {}).links.flatMap(link => (link.elided ? [[link.from, link.to]] : [])),
    [['conv2_block1_3_conv', 'conv2_block1_add']],
  );
});

test('keys are names, and stay when ids change', () => {
  const view = siamese();
  const renamed = JSON.parse(JSON.stringify(view).replace(/"n(\d)/g, '"call$1'));
  const keys = [...indexNodes(view).byKey.keys()];
  assert.deepEqual([...indexNodes(renamed).byKey.keys()], keys);
  assert.equal(new Set(keys).size, keys.length);
  assert.equal(keys.length, 7 + 3 * 15);
});

test('what is inside something closed is marked on that', () => {
  const view = siamese();
  const scene = buildScene(view, {});
  const inner = [...indexNodes(view).byKey.values()].find(place => place.node.name === 'conv1_bn');
  assert.ok(inner !== undefined);
  assert.deepEqual(containersOf(view, inner.key), [inner.parent]);
  assert.equal(drawnKey(scene, inner.key), inner.parent);
  const store = createStore(initialState(undefined));
  const plan = { impossible: '' };
  store.dispatch({ type: 'received', message: { type: 'graph', document: 'a.py', version: 1, graph: view, plan } });
  store.dispatch({ type: 'received', message: { type: 'highlight', nodes: [inner.node.id, 'nothing'] } });
  assert.deepEqual([...marksOf(store.state, scene, [inner.key]).highlighted], [inner.parent]);
  assert.deepEqual([...marksOf(store.state, scene, [inner.key]).matches], [inner.parent]);
});
