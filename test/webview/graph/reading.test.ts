// How a drawing is read: search, arrow keys, texts that are cut, paths of lines, colours of an export.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { oneLine } from '../../../webview/elements.ts';
import { arrange } from '../../../webview/graph/arrange.ts';
import type { LaidOutScene } from '../../../webview/graph/draw/drawing.ts';
import { headPath, linePath, ownPart } from '../../../webview/graph/draw/route.ts';
import { plainColour } from '../../../webview/graph/exportSvg.ts';
import { parameterTexts } from '../../../webview/graph/faces.ts';
import { layoutGraph } from '../../../webview/graph/layout/layout.ts';
import type { Box } from '../../../webview/graph/layout/types.ts';
import { neighbour } from '../../../webview/graph/navigation.ts';
import { buildScene, type Expansion } from '../../../webview/graph/scene.ts';
import { findNodes } from '../../../webview/graph/search.ts';
import { cut } from '../../../webview/graph/text.ts';
import { foldableKeys } from '../../../webview/state.ts';
import { resnet50, siamese } from '../fixtures/models.ts';
import { textWidth } from './geometry.ts';

function laidOut(view: Parameters<typeof buildScene>[0], expansion: Expansion = {}): LaidOutScene {
  const scene = buildScene(view, expansion);
  const layout = layoutGraph(arrange(scene, textWidth));
  const boxOf = new Map<string, Box>();
  scene.items.forEach((item, index) => {
    const box = layout.boxes[index];
    if (box !== undefined) boxOf.set(item.key, box);
  });
  return { scene, layout, boxOf };
}

test('search finds names, classes and shapes, and every word has to fit', () => {
  const view = resnet50();
  assert.equal(findNodes(view, 'conv2d').length, 53);
  assert.deepEqual(findNodes(view, 'BLOCK1_add conv3'), ['conv3_block1_add']);
  assert.deepEqual(findNodes(view, '(None, 100, 100, 3)'), ['input_layer']);
  assert.deepEqual(findNodes(view, '#14 '), [...findNodes(view, '#14')]);
  assert.deepEqual(findNodes(view, '  '), []);
  assert.deepEqual(findNodes(view, 'no such layer'), []);
  assert.equal(findNodes(siamese(), 'conv1_bn').length, 3);
});

test('arrows follow lines and stay in the column where they can', () => {
  const drawing = laidOut(resnet50());
  assert.equal(neighbour(drawing, 'pool1_pool', 'down'), 'conv2_block1_1_conv');
  assert.equal(neighbour(drawing, 'conv2_block1_add', 'up'), 'conv2_block1_3_bn');
  assert.equal(neighbour(drawing, 'conv2_block1_1_conv', 'left'), 'conv2_block1_0_conv');
  assert.equal(neighbour(drawing, 'conv2_block1_0_conv', 'right'), 'conv2_block1_1_conv');
  assert.equal(neighbour(drawing, 'input_layer', 'up'), undefined);
  assert.equal(neighbour(drawing, 'max_pool', 'down'), undefined);
});

test('arrows go into an open frame and out of it', () => {
  const view = siamese();
  const [key = ''] = foldableKeys(view);
  const drawing = laidOut(view, { [key]: true });
  const inside = neighbour(drawing, key, 'down') ?? '';
  assert.equal(drawing.scene.byKey.get(inside)?.title, 'input_layer');
  assert.equal(neighbour(drawing, inside, 'up'), 'input_anchor');
});

test('texts are cut between characters as readers see them', () => {
  const atMost = (length: number) => (text: string) => [...text].length <= length;
  assert.equal(cut('conv2_block1', atMost(6)), 'conv2…');
  assert.equal(cut('👩‍🔬👩‍🔬👩‍🔬', atMost(5)), '👩‍🔬…');
  assert.equal(
    cut('abc', () => false),
    '…',
  );
});

test('texts of programs are shown on one line without control characters', () => {
  assert.equal(oneLine('a\nb\t\u0000c\ud800d\u2028e'), 'a b c d e');
  assert.equal(oneLine('<b>&amp;</b> 🧠'), '<b>&amp;</b> 🧠');
});

test('parameters are told in shorter and shorter forms', () => {
  assert.deepEqual(parameterTexts(16640), ['16,640 params', '16.6K params', '16.6K']);
  assert.deepEqual(parameterTexts(0), []);
  assert.deepEqual(parameterTexts(null), ['? params']);
});

test('corners are rounded and lines end at their arrowheads', () => {
  const straight = [
    { x: 0, y: 0 },
    { x: 0, y: 50 },
  ];
  assert.equal(linePath(straight), 'M0 0L0 44');
  assert.equal(headPath(straight), 'M-4 43L0 50L4 43z');
  const bent = [
    { x: 0, y: 0 },
    { x: 0, y: 20 },
    { x: 100, y: 20 },
    { x: 100, y: 60 },
  ];
  assert.equal(linePath(bent), 'M0 0L0 12Q0 20 8 20L92 20Q100 20 100 28L100 54');
  assert.equal(linePath([]), '');
});

test('an export has colours that every program reads', () => {
  assert.equal(plainColour('color(srgb 1 0.5 0)'), 'rgb(255, 128, 0)');
  assert.equal(plainColour('color(srgb 0 0 0 / 0.25)'), 'rgba(0, 0, 0, 0.25)');
  assert.equal(plainColour('rgb(1, 2, 3)'), 'rgb(1, 2, 3)');
});

test('what lines of one output have in common is drawn once', () => {
  const down = [
    { x: 0, y: 0 },
    { x: 0, y: 100 },
  ];
  const aside = [
    { x: 0, y: 0 },
    { x: 0, y: 40 },
    { x: 60, y: 40 },
    { x: 60, y: 100 },
  ];
  const further = [
    { x: 0, y: 0 },
    { x: 0, y: 40 },
    { x: 90, y: 40 },
    { x: 90, y: 100 },
  ];
  assert.equal(ownPart(down, []), down);
  assert.deepEqual(ownPart(aside, [down]), [{ x: 0, y: 32 }, ...aside.slice(1)]);
  assert.equal(linePath(ownPart(further, [down, aside])), linePath([{ x: 52, y: 40 }, ...further.slice(2)]));
  const elsewhere = [
    { x: 0, y: 0 },
    { x: 5, y: 0 },
    { x: 5, y: 9 },
  ];
  assert.equal(ownPart(elsewhere, [down]), elsewhere);
});
