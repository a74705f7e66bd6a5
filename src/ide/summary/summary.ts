// The text that `model.summary()` prints in Keras 3: the table of layers, with the connections where the model is more
// than a chain, and the totals of the parameters with their sizes in memory.

import { assertNever } from '../../base/assertNever.ts';
import type { Dialect } from '../../layers/config.ts';
import type { GraphNode, Layer, Model, ModelGraph } from '../../model/graph.ts';
import { layerParameters } from '../../model/parameters.ts';
import { printDim } from '../../shapes/dim.ts';
import type { Shape } from '../../shapes/shape.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { memoryOf, readableSize } from './memory.ts';
import { type Column, drawTable } from './table.ts';

/** Lets the table be as wide as Keras makes it in a terminal of so many columns, or exactly as wide as asked for. */
export type SummaryWidth = { readonly terminal: number } | { readonly line: number };

/** The summary of a model, lines separated by `\n`, without one at the end. What is not known is printed as `?`. */
export function summaryText(model: Model, width: SummaryWidth): string {
  const graph = model.graph.value;
  const layers = isUnknown(graph) || model.kind !== 'functional' ? model.stack.value : graph.operations;
  const connected = !isUnknown(graph) && model.kind === 'functional' && !isChain(graph) ? graph : undefined;
  const line = lineLength(width, connected === undefined ? 88 : 108);
  const rows = layers.map(layer => {
    const fields = [`${layer.name} (${layer.className})`, outputText(layer), parameterText(layer)];
    return connected === undefined ? fields : [...fields, connectionText(layer, connected)];
  });
  return [
    `Model: "${model.layer.name}"`,
    drawTable(columnsFor(line, connected !== undefined), rows, line),
    ...totals(model),
  ].join('\n');
}

function lineLength(width: SummaryWidth, usual: number): number {
  return 'line' in width ? width.line : Math.max(40, Math.min(usual, width.terminal - 4));
}

function columnsFor(line: number, connections: boolean): readonly Column[] {
  const ends = connections ? [0.3, 0.56, 0.74, 1] : [0.45, 0.8, 1];
  const heads = ['Layer (type)', 'Output Shape', 'Param #', 'Connected to'];
  let from = 0;
  return ends.map((end, i) => {
    const to = Math.floor(end * line);
    const width = to - from;
    from = to;
    return { head: heads[i] ?? '', width, align: i === 2 ? 'right' : 'left' };
  });
}

/** A graph whose calls follow one another, one in and one at each depth, no layer twice. */
function isChain(graph: ModelGraph): boolean {
  const layers = new Set<Layer>();
  return graph.nodes.every((node, i) => {
    const fresh = !layers.has(node.layer);
    layers.add(node.layer);
    const before = graph.nodes[i - 1];
    const follows = node.inputs.length === 0 ? i === 0 : node.inputs.length === 1 && node.inputs[0]?.node === before;
    return fresh && follows;
  });
}

/** The outputs of the layer's last call anywhere in the program, as Keras prints them. */
function outputText(layer: Layer): string {
  const node = layer.state.value.nodes.at(-1);
  if (node === undefined) return '?';
  const shapes = node.outputs.map(output => bareShape(output.type.shape, layer.dialect));
  return shapes.length === 1 ? (shapes[0] ?? '?') : `[${shapes.join(', ')}]`;
}

/** A shape as the framework's summary writes it: in Keras a single axis has no comma behind it. */
function bareShape(shape: Shape, dialect: Dialect): string {
  if (isUnknown(shape)) return '?';
  return dialect === 'tfjs'
    ? `[${shape.map(dim => printDim(dim, 'null')).join(',')}]`
    : `(${shape.map(dim => printDim(dim)).join(', ')})`;
}

function parameterText(layer: Layer): string {
  if (!isBuilt(layer)) return '0 (unbuilt)';
  const { total } = layerParameters(layer);
  return isUnknown(total) ? '?' : grouped(total);
}

function isBuilt(layer: Layer): boolean {
  switch (layer.kind) {
    case 'operation':
      return true;
    case 'model':
      return layer.model !== undefined && !isUnknown(layer.model.graph.value);
    case 'layer':
    case 'custom':
      return layer.state.value.built !== undefined || layer.state.value.nodes.length > 0;
    default:
      return assertNever(layer.kind);
  }
}

function connectionText(layer: Layer, graph: ModelGraph): string {
  const inside = new Set<GraphNode>(graph.nodes);
  const sources = layer.state.value.nodes
    .filter(node => inside.has(node))
    .flatMap(node => node.inputs.map(input => `${input.node.layer.name}[${input.node.callIndex}][${input.index}]`));
  return sources.length === 0 ? '-' : sources.join(', ');
}

function totals(model: Model): readonly string[] {
  const { trainable, fixed } = memoryOf([model.layer]);
  const total =
    trainable === undefined || fixed === undefined
      ? undefined
      : { count: trainable.count + fixed.count, bytes: trainable.bytes + fixed.bytes };
  const line = (label: string, sum: typeof total): string =>
    ` ${label} params: ${sum === undefined ? '?' : `${grouped(sum.count)} (${readableSize(sum.bytes)})`}`;
  return [line('Total', total), line('Trainable', trainable), line('Non-trainable', fixed)];
}

/** A number with commas between the thousands. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
