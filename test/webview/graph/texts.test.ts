// Where texts stand in a drawing: none lies on another one, and no label on a face, a line or the end of one.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { GraphView } from '../../../src/protocol/graphView.ts';
import { fileFonts } from '../../../webview/file/lightTheme.ts';
import { estimatedWidth } from '../../../webview/file/measure.ts';
import { type PlainElement, plain, withPlainDocument } from '../../../webview/file/plainDocument.ts';
import { looksOf, parseStyles } from '../../../webview/file/styles.ts';
import { arrange } from '../../../webview/graph/arrange.ts';
import { createDrawing, laidOutBy } from '../../../webview/graph/draw/drawing.ts';
import { layoutGraph } from '../../../webview/graph/layout/layout.ts';
import type { Box, Layout } from '../../../webview/graph/layout/types.ts';
import { buildScene, type Scene } from '../../../webview/graph/scene.ts';
import { createTextCutter } from '../../../webview/graph/text.ts';
import { foldableKeys } from '../../../webview/state.ts';
import { encoderDecoder, manyHeads, nestedOutputs, networks, oddNames } from '../fixtures/models.ts';
import { crossings, flat, pieces, textWidth } from './geometry.ts';

const models: Readonly<Record<string, GraphView>> = {
  'states and steps of an encoder': encoderDecoder(),
  'a split with two heads': manyHeads(2),
  'a split with three heads': manyHeads(3),
  'a split with twelve heads': manyHeads(12),
  'outputs of a nested model': nestedOutputs(),
  ...networks,
  'odd names': oddNames(),
};

const folder = join(import.meta.dirname, '../../../webview/styles');
const rules = parseStyles(['theme', 'drawing'].map(name => readFileSync(join(folder, `${name}.css`), 'utf8')).join(''));

interface Placed extends Box {
  readonly of: string;
}

interface Drawn {
  readonly scene: Scene;
  readonly layout: Layout;
  readonly texts: readonly Placed[];
  readonly labels: readonly Placed[];
  readonly pills: readonly Placed[];
  readonly cards: readonly Placed[];
}

function draw(view: GraphView, open: boolean | undefined): Drawn {
  const expansion = open === undefined ? {} : Object.fromEntries(foldableKeys(view).map(key => [key, open]));
  const scene = buildScene(view, expansion);
  const layout = layoutGraph(arrange(scene, textWidth));
  const drawing = withPlainDocument(() => {
    const context = { cutter: createTextCutter(estimatedWidth), fonts: fileFonts };
    const made = createDrawing(laidOutBy(scene, layout), context, 'test');
    made.show({ x: 0, y: 0, width: layout.width, height: layout.height });
    return plain(made.element);
  });
  const found = { texts: [] as Placed[], labels: [] as Placed[], pills: [] as Placed[], cards: [] as Placed[] };
  const visit = (element: PlainElement, x: number, y: number, within: string): void => {
    const [, dx = '0', dy = '0'] = /^translate\((\S+) (\S+)\)$/.exec(element.attributes.get('transform') ?? '') ?? [];
    const name = element.attributes.get('class') ?? '';
    const at = { x: x + Number(dx), y: y + Number(dy) };
    const number = (key: string): number => Number(element.attributes.get(key) ?? 0);
    if (element.tag === 'text') {
      const box = textBox(element, at.x + number('x'), at.y + number('y'));
      if (box !== undefined) found.texts.push(box);
      if (box !== undefined && /\blabel\b/.test(name)) found.labels.push(box);
    }
    const area = {
      of: `${within} ${name}`,
      x: at.x + number('x'),
      y: at.y + number('y'),
      width: number('width'),
      height: number('height'),
    };
    if (element.tag === 'rect' && within.startsWith('pill')) found.pills.push(area);
    if (element.tag === 'rect' && /\bcard\b/.test(name)) found.cards.push(area);
    for (const child of element.children) if (typeof child !== 'string') visit(child, at.x, at.y, name);
  };
  visit(drawing, 0, 0, '');
  return { scene, layout, ...found };
}

/** The box of a text that is to be seen. */
function textBox(element: PlainElement, x: number, y: number): Placed | undefined {
  const text = element.children.map(child => (typeof child === 'string' ? child : '')).join('');
  const around = ancestors(element).reduce(
    (variables, each) => looksOf(rules, each, variables).variables,
    (name: string): string | undefined => (name === '--mono' ? fileFonts.mono : undefined),
  );
  const { properties } = looksOf(rules, element, around);
  if (text === '' || properties.get('display') === 'none') return undefined;
  const size = Number(properties.get('font-size') ?? 12);
  const weight = properties.get('font-weight') ?? '400';
  const width = estimatedWidth(text, `${weight} ${size}px ${properties.get('font-family') ?? fileFonts.ui}`);
  const left = properties.get('text-anchor') === 'end' ? x - width : x;
  return { of: text, x: left, y: y - 0.75 * size, width, height: 0.95 * size };
}

function ancestors(element: PlainElement): PlainElement[] {
  return element.parent === undefined ? [] : [...ancestors(element.parent), element.parent];
}

function meet(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function meeting(some: readonly Placed[], others: readonly Placed[]): string[] {
  return some.flatMap((a, i) =>
    (some === others ? others.slice(i + 1) : others).flatMap(b => (meet(a, b) ? [`${a.of} | ${b.of}`] : [])),
  );
}

for (const [name, view] of Object.entries(models)) {
  for (const [form, open] of [
    ['as it opens', undefined],
    ['closed', false],
    ['open', true],
  ] as const) {
    test(`${name}, ${form}: no text lies on another one, no label on a face or line`, () => {
      const { scene, layout, texts, labels, pills, cards } = draw(view, open);
      assert.deepEqual(meeting(texts, texts), []);
      assert.deepEqual(meeting(labels, pills), []);
      assert.deepEqual(meeting(labels, cards), []);
      const lines = layout.routes.flatMap((route, index): Placed[] =>
        pieces(route).map(([a, b]) => ({
          of: `${scene.links[index]?.from} to ${scene.links[index]?.to}`,
          x: Math.min(a.x, b.x),
          y: Math.min(a.y, b.y),
          width: Math.abs(a.x - b.x),
          height: Math.abs(a.y - b.y),
        })),
      );
      assert.deepEqual(meeting(labels, lines), []);
      const ends = layout.routes.flatMap((route, index): Placed[] =>
        [route[0], route[route.length - 1]].flatMap(point =>
          point === undefined ? [] : [{ of: `end of ${index}`, x: point.x - 4, y: point.y - 1, width: 8, height: 2 }],
        ),
      );
      assert.deepEqual(meeting(pills, ends), []);
    });
  }
}

test('every output that is read has its label, whole where there are few', () => {
  const labels = (view: GraphView): string[] => draw(view, false).labels.map(label => label.of);
  assert.deepEqual(labels(encoderDecoder()).sort(), [
    '(None, 10, 256)',
    '(None, 10, 8)',
    '(None, 20, 256)',
    '(None, 20, 8)',
    '(None, 256)',
    '(None, 256)',
  ]);
  for (const part of [16, 32, 48]) assert.ok(labels(manyHeads(3)).includes(`(None, 224, 224, ${part})`));
});

test('lines leave a layer in the order in which they go on', () => {
  const graph = flat(encoderDecoder());
  assert.equal(crossings(graph, layoutGraph(graph)), 0);
});
