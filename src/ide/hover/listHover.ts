// Hovers over lists: the layers of a model as a table, the outputs of a call, tensors and sizes.

import type { Analysis } from '../../analysis/analysis.ts';
import { whyUnknown } from '../../interp/make.ts';
import type { ListValue, Value } from '../../interp/value.ts';
import type { LayersOf } from '../../model/access.ts';
import { type Layer, layersOf } from '../../model/graph.ts';
import { printDim } from '../../shapes/dim.ts';
import { flatten } from '../../shapes/nested.ts';
import type { Shape } from '../../shapes/shape.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { plural, shapesText, shapeText } from '../layerText.ts';
import { code, codeBlock, type Markdown, paragraphs, plain, table } from '../markdown.ts';
import { codeLanguage } from './parts.ts';

/** How many rows a table has before the rest is only counted. */
const mostRows = 20;

/**
 * A list under the name or expression that stands in the source; undefined where it holds nothing with a shape. `note`
 * stands before the table of its items.
 */
export function listHover(
  analysis: Analysis,
  text: string,
  value: ListValue,
  note?: Markdown | undefined,
): Markdown | undefined {
  if (value.layersOf !== undefined) return layersHover(analysis, text, value.layersOf);
  const items = value.items.value;
  if (items.length > 0 && items.every(item => shapeOf(item) !== undefined))
    return tensorsHover(analysis, text, value, note);
  if (items.length > 0 && items.every(isSizeItem)) return sizesHover(analysis, text, value);
  return undefined;
}

/** The layers of a model, or a stretch of them, as a table; with `around`, the rows near one of them. */
export function layersHover(analysis: Analysis, text: string, stretch: LayersOf, around?: number): Markdown {
  const all = layersOf(stretch.model);
  const part = all.slice(stretch.from, stretch.to);
  const head =
    part.length === all.length
      ? `(list) ${text}: ${plural(all.length, 'layer')}`
      : `(list) ${text}: ${part.length} of ${plural(all.length, 'layer')}`;
  const from = around === undefined ? 0 : Math.max(0, Math.min(around - mostRows / 2, part.length - mostRows));
  const shown = part.slice(from, from + mostRows);
  const rows = shown.map((layer, i) => layerRow(analysis, layer, stretch.from + from + i, around));
  const before = from > 0 ? [ellipsisRow] : [];
  const after = from + shown.length < part.length ? [ellipsisRow] : [];
  const heads = [plain(''), plain('name'), plain('class'), plain('output')];
  return paragraphs(codeBlock(codeLanguage(analysis.dialect), head), table(heads, [...before, ...rows, ...after]));
}

const ellipsisRow: readonly Markdown[] = [plain('…'), plain('…'), plain(''), plain('')];

function layerRow(analysis: Analysis, layer: Layer, index: number, around: number | undefined): readonly Markdown[] {
  const mark = (cell: Markdown): Markdown => (index === around ? { markdown: `**${cell.markdown}**` } : cell);
  return [
    mark(plain(String(index))),
    mark(code(layer.name)),
    plain(layer.className),
    code(outputText(analysis, layer)),
  ];
}

function outputText(analysis: Analysis, layer: Layer): string {
  const node = layer.state.value.nodes[0];
  if (node === undefined) return '?';
  return shapesText(
    node.outputs.map(output => output.type.shape),
    analysis.dialect,
    3,
  );
}

/** Tensors and arrays, with the layers that made them. */
function tensorsHover(analysis: Analysis, text: string, value: ListValue, note: Markdown | undefined): Markdown {
  const items = value.items.value;
  const { outputsOf } = value;
  const graph = outputsOf?.model.graph.value;
  const inner = graph === undefined || isUnknown(graph) ? undefined : flatten(graph.outputs);
  const what = outputsOf === undefined ? plural(items.length, 'tensor') : plural(items.length, 'output');
  const of = outputsOf === undefined ? '' : ` of ${outputsOf.model.layer.name}`;
  const open = value.open.value === undefined ? '' : ', and more that are not known';
  const rows = items.slice(0, mostRows).map((item, i) => {
    const layer = inner?.[i]?.node.layer ?? (item.kind === 'tensor' ? item.tensor.node.layer : undefined);
    const shape = shapeOf(item);
    return [
      plain(String(i)),
      layer === undefined ? plain('') : code(layer.name),
      layer === undefined ? plain('') : plain(layer.className),
      shape === undefined ? plain('') : code(shapeText(shape, analysis.dialect)),
    ];
  });
  const heads = [plain(''), plain('from'), plain('class'), plain('shape')];
  return paragraphs(
    codeBlock(codeLanguage(analysis.dialect), `(${value.type}) ${text}: ${what}${of}${open}`),
    note,
    table(heads, items.length > mostRows ? [...rows, ellipsisRow] : rows),
  );
}

/** A shape read as a tuple, and other lists of sizes. */
function sizesHover(analysis: Analysis, text: string, value: ListValue): Markdown | undefined {
  const items = value.items.value;
  if (items.length > 16 || value.open.value !== undefined) return undefined;
  const parts = items.map(item => sizeText(analysis, item));
  const inner = parts.join(', ');
  const isTuple = value.type === 'tuple' && analysis.dialect !== 'tfjs';
  const written = isTuple ? `(${inner}${items.length === 1 ? ',' : ''})` : `[${inner}]`;
  return codeBlock(codeLanguage(analysis.dialect), `(${value.type}) ${text}: ${written}`);
}

/** An item that a list of sizes can hold. */
function isSizeItem(item: Value): boolean {
  return item.kind === 'int' || item.kind === 'size' || item.kind === 'none' || whyUnknown(item) !== undefined;
}

/** A size as it prints: `28`, `None`, `h//2`, `?`. */
function sizeText(analysis: Analysis, item: Value): string {
  switch (item.kind) {
    case 'int':
      return String(item.value);
    case 'size':
      return printDim(item.size);
    case 'none':
      return analysis.dialect === 'tfjs' ? 'null' : 'None';
    default:
      return '?';
  }
}

/** The shape of a tensor or array. */
export function shapeOf(value: Value): Shape | undefined {
  if (value.kind === 'tensor') return value.tensor.type.shape;
  if (value.kind === 'array') return value.type.shape;
  return undefined;
}
