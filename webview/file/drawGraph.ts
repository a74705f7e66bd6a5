// A graph as an SVG file, drawn without a browser: the same scene, layout and elements as on the page, with the looks of the
// page's style sheet in a light theme written into each element.

import type { DrawnGraph } from '../../src/protocol/drawnGraph.ts';
import type { GraphView } from '../../src/protocol/graphView.ts';
import { arrange } from '../graph/arrange.ts';
import { createDrawing, laidOutBy } from '../graph/draw/drawing.ts';
import { labelFont } from '../graph/draw/labels.ts';
import { cutState } from '../graph/ends.ts';
import { layoutGraph } from '../graph/layout/layout.ts';
import { buildScene } from '../graph/scene.ts';
import { createTextCutter } from '../graph/text.ts';
import type { Variables } from './colours.ts';
import { fileFonts, lightTheme } from './lightTheme.ts';
import { estimatedWidth } from './measure.ts';
import { type PlainElement, plain, withPlainDocument } from './plainDocument.ts';
import { looksOf, parseStyles } from './styles.ts';

/** More faces than this are no picture any more. */
export const mostItems = 20_000;

/** The SVG text of a graph as it first opens in the panel, or why there is none; `css` is the style sheet of the page. */
export function drawGraph(graph: GraphView, css: string): DrawnGraph {
  const scene = buildScene(graph, {});
  if (scene.items.length === 0) return { undrawable: 'there is nothing to draw' };
  if (scene.items.length > mostItems) return { undrawable: `${scene.items.length} layers are too many for a picture` };
  const layout = layoutGraph(arrange(scene, text => estimatedWidth(text, labelFont(fileFonts))));
  const { width, height } = layout;
  const name = graph.variable ?? graph.name;
  const drawing = withPlainDocument(() => {
    const context = { cutter: createTextCutter(estimatedWidth), fonts: fileFonts };
    const made = createDrawing(laidOutBy(scene, layout), context, name);
    made.show({ x: 0, y: 0, width, height });
    return plain(made.element);
  });
  const theme = { ...lightTheme, '--vscode-editor-font-family': fileFonts.mono };
  const root: PlainElement = {
    tag: 'div',
    attributes: new Map([
      ['id', 'root'],
      ['data-cut', cutState(graph)],
    ]),
    children: [drawing],
    parent: undefined,
  };
  drawing.parent = root;
  const rules = parseStyles(css);
  const variables = looksOf(rules, root, variable =>
    Object.hasOwn(theme, variable) ? theme[variable as keyof typeof theme] : undefined,
  ).variables;
  const margin = 12;
  const box = [-margin, -margin, round(width + 2 * margin), round(height + 2 * margin)] as const;
  const paper = variables('--paper') ?? '#ffffff';
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" width="${box[2]}" height="${box[3]}" viewBox="${box.join(' ')}" font-family="${escaped(fileFonts.ui)}">`,
    `<title>${escaped(name)}</title>`,
    `<rect x="${box[0]}" y="${box[1]}" width="${box[2]}" height="${box[3]}" fill="${escaped(paper)}"/>`,
  ];
  const write = (element: PlainElement, around: Variables): string => {
    const { properties, variables: own } = looksOf(rules, element, around);
    if (properties.get('display') === 'none') return '';
    const attributes = [...attributesOf(element), ...looksAttributes(properties)]
      .map(([key, value]) => ` ${key}="${escaped(value)}"`)
      .join('');
    const content = element.children
      .map(child => (typeof child === 'string' ? escaped(child) : write(child, own)))
      .join('');
    if (element.tag === 'g' && content === '') return '';
    return content === ''
      ? `<${element.tag}${attributes}/>`
      : `<${element.tag}${attributes}>${content}</${element.tag}>`;
  };
  for (const layer of drawing.children)
    if (typeof layer !== 'string') lines.push(write(layer, looksOf(rules, drawing, variables).variables));
  return { svg: `${[...lines.filter(line => line !== ''), '</svg>'].join('\n')}\n` };
}

/** Where and how large an element is. */
const geometry = ['d', 'x', 'y', 'width', 'height', 'rx', 'transform', 'fill-rule'];

function attributesOf({ attributes }: PlainElement): readonly (readonly [string, string])[] {
  return geometry.flatMap(name => {
    const value = attributes.get(name);
    return value === undefined ? [] : [[name, value] as const];
  });
}

/** The properties that are attributes in SVG as well. */
const looks = [
  ...['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linejoin', 'stroke-linecap'],
  ...['paint-order', 'opacity', 'font-family', 'font-size', 'font-weight', 'font-style', 'text-anchor'],
];

function looksAttributes(properties: ReadonlyMap<string, string>): readonly (readonly [string, string])[] {
  return looks.flatMap(name => {
    const value = properties.get(name);
    // Not every program knows the word for what is not to be seen.
    return value === undefined ? [] : [[name, /^(transparent|#0000)$/.test(value) ? 'none' : value] as const];
  });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Text that no program takes for markup; characters that XML does not have become spaces. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
