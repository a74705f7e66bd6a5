// The reducer: what a message or an action changes, and what it leaves.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GraphView } from '../../../src/protocol/graphView.ts';
import { indexNodes } from '../../../webview/graph/keys.ts';
import {
  type Action,
  createStore,
  initialState,
  reduce,
  type State,
  selectedNode,
  shownTab,
} from '../../../webview/state.ts';
import { resnet50, siamese } from '../fixtures/models.ts';

function run(actions: readonly Action[], from: State = initialState(undefined)): State {
  return actions.reduce(reduce, from);
}

function received(graph: GraphView, version = 1): Action {
  const plan = { impossible: 'no reason' };
  return { type: 'received', message: { type: 'graph', document: 'file:///model.py', version, graph, plan } };
}

const camera = { zoom: 0.5, x: 10, y: 20 };

test('the page waits, lays out, and is ready', () => {
  assert.equal(run([]).phase, 'loading');
  assert.equal(run([received(siamese())]).phase, 'loading');
  assert.equal(run([received(siamese()), { type: 'drawn' }]).phase, 'ready');
});

test('an edit keeps selection, what is open, and the camera', () => {
  const before = run([
    received(siamese()),
    { type: 'selected', key: 'concatenate' },
    { type: 'opened', keys: ['functional'], open: true },
    { type: 'moved', camera },
    { type: 'searched', query: 'conv' },
  ]);
  const after = run([received(siamese(), 2)], before);
  assert.deepEqual(after.view, before.view);
  assert.equal(after.search.query, 'conv');
  assert.equal(selectedNode(after)?.className, 'Concatenate');
});

test('a selected node that is missing for a while is selected again when it comes back', () => {
  const whole = siamese();
  const broken = { ...whole, nodes: whole.nodes.slice(0, 3), edges: [] };
  const missing = run([received(whole), { type: 'selected', key: 'concatenate' }, received(broken)]);
  assert.equal(selectedNode(missing), undefined);
  assert.equal(selectedNode(run([received(whole)], missing))?.name, 'concatenate');
});

test('another model starts afresh, in the same mode', () => {
  const before = run([
    received(siamese()),
    { type: 'selected', key: 'concatenate' },
    { type: 'moved', camera },
    { type: 'modeChosen', mode: 'list' },
    { type: 'inspectorOpened', open: false },
  ]);
  const { view } = run([received(resnet50())], before);
  assert.equal(view.selected, undefined);
  assert.equal(view.camera, undefined);
  assert.equal(view.mode, 'list');
  assert.equal(view.inspector.open, false);
});

test('selecting what is inside something closed opens that', () => {
  const graph = siamese();
  const inner = [...indexNodes(graph).byKey.values()].find(place => place.node.name === 'conv1_bn');
  const state = run([received(graph), { type: 'selected', key: inner?.key }]);
  assert.equal(state.view.expansion[inner?.parent ?? ''], true);
  assert.equal(selectedNode(state)?.name, 'conv1_bn');
});

test('a failure is shown until a graph comes', () => {
  const failed = run([
    received(siamese()),
    { type: 'drawn' },
    { type: 'received', message: { type: 'failed', message: 'gone' } },
  ]);
  assert.deepEqual([failed.phase, failed.failure], ['error', 'gone']);
  assert.equal(run([received(siamese())], failed).phase, 'loading');
});

test('a graph that cannot be drawn is listed until something changes', () => {
  const given = run([received(siamese()), { type: 'undrawable', reason: 'too large' }]);
  assert.deepEqual([given.phase, given.undrawable], ['ready', 'too large']);
  for (const action of [
    received(siamese(), 2),
    { type: 'modeChosen', mode: 'graph' },
    { type: 'opened', keys: [], open: false },
  ] as const)
    assert.equal(run([action], given).undrawable, undefined);
});

test('the view survives a reload, and nonsense in its place does no harm', () => {
  const { view } = run([
    received(siamese()),
    { type: 'selected', key: 'concatenate' },
    { type: 'moved', camera },
    { type: 'tabChosen', tab: 'values' },
    { type: 'outputsOpened', open: true },
  ]);
  assert.deepEqual(initialState(JSON.parse(JSON.stringify(view))).view, view);
  assert.equal(view.uri, 'file:///model.py');
  const fresh = initialState(undefined).view;
  for (const kept of [
    null,
    3,
    'x',
    [],
    {},
    { camera: { zoom: 0, x: 1, y: 1 }, expansion: 7, inspector: 1, outputs: null },
  ])
    assert.deepEqual(initialState(kept).view, fresh);
});

test('nothing is told where nothing changes, and actions of listeners wait their turn', () => {
  const store = createStore(initialState(undefined));
  const seen: string[] = [];
  store.subscribe((state, before) => {
    seen.push(`${before.phase}>${state.phase}`);
    if (state.graph !== undefined && state.phase === 'loading') store.dispatch({ type: 'drawn' });
  });
  const stop = store.subscribe(state => seen.push(state.phase));
  store.dispatch({ type: 'searched', query: '' });
  assert.deepEqual(seen, []);
  store.dispatch(received(siamese()));
  assert.deepEqual(seen, ['loading>loading', 'loading', 'loading>ready', 'ready']);
  stop();
  store.dispatch({ type: 'selected', key: undefined });
  assert.equal(seen.length, 5);
});

test('the outputs have a tab only where there is no room for them under the drawing', () => {
  const chosen = run([
    { type: 'narrowed', narrow: true },
    { type: 'outputsOpened', open: true },
    { type: 'tabChosen', tab: 'outputs' },
  ]);
  assert.equal(shownTab(chosen), 'outputs');
  assert.equal(shownTab(run([{ type: 'narrowed', narrow: false }], chosen)), 'layer');
  assert.equal(shownTab(run([{ type: 'outputsOpened', open: false }], chosen)), 'layer');
});

test('the inspector has a size of its own at the side and below', () => {
  const sized = run([
    { type: 'inspectorSized', size: { width: 400 } },
    { type: 'inspectorSized', size: { height: 200 } },
    { type: 'tabChosen', tab: 'values' },
  ]);
  assert.deepEqual(sized.view.inspector, { open: true, tab: 'values', width: 400, height: 200 });
  assert.deepEqual(initialState(JSON.parse(JSON.stringify(sized.view))).view.inspector, sized.view.inspector);
});
