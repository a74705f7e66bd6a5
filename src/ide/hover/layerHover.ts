// Hovers over layers and their calls: what goes in and comes out, how many parameters, which arguments, and what the layer
// does.

import type { Analysis } from '../../analysis/analysis.ts';
import type { LayerAccess } from '../../model/access.ts';
import type { GraphNode, Layer } from '../../model/graph.ts';
import { layerParameters } from '../../model/parameters.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { argumentsOf } from '../argumentText.ts';
import { modelLabel } from '../graphIndex.ts';
import { dtypeText, plural, reasonsFor, shapesText } from '../layerText.ts';
import { code, codeBlock, documentation, joined, type Markdown, md, paragraphs, plain, sections } from '../markdown.ts';
import { codeLanguage, unknownReasons } from './parts.ts';

export interface LayerHoverOptions {
  readonly layer: Layer;
  /** The calls that are meant: those of one expression, or all there are. Their layers may be several of the same kind. */
  readonly nodes: readonly GraphNode[];
  /** Set where the layer is taken out of a model. */
  readonly access?: LayerAccess | undefined;
}

/** A layer with its calls. */
export function layerHover(analysis: Analysis, { layer, nodes, access }: LayerHoverOptions): Markdown {
  const { dialect } = analysis;
  const head = [`(layer) ${layer.name}: ${layer.className}`, ...signatures(analysis, nodes)].join('\n');
  const outputs = nodes.flatMap(node => node.outputs.map(output => output.type.shape));
  const definition = layer.object?.definition;
  const layers = new Set(nodes.map(node => node.layer)).size;
  return sections(
    paragraphs(
      codeBlock(codeLanguage(dialect), head),
      facts(layer, nodes),
      access === undefined ? undefined : md`Layer ${access.index} of ${code(modelLabel(analysis, access.model))}.`,
      layers > 1 ? md`${plural(layers, 'layer')} are made here; this is the last.` : undefined,
      unknownReasons(reasonsFor(outputs)),
      nodes.length === 0 ? md`Not called yet, so its output is not known.` : undefined,
    ),
    definition === undefined ? undefined : documentation(definition.doc),
  );
}

/** One line per different call: inputs and outputs. */
function signatures(analysis: Analysis, nodes: readonly GraphNode[]): readonly string[] {
  const { dialect } = analysis;
  const lines = new Map<string, number>();
  for (const node of nodes) {
    const inputs = shapesText(
      node.inputs.map(input => input.type.shape),
      dialect,
      3,
    );
    const outputs = shapesText(
      node.outputs.map(output => output.type.shape),
      dialect,
      4,
    );
    const to = node.outputs.length === 0 ? '?' : outputs;
    const line = inputs === '' ? to : `${inputs} → ${to}`;
    lines.set(line, (lines.get(line) ?? 0) + 1);
  }
  const shown = [...lines].slice(0, 4).map(([line, count]) => (count === 1 ? line : `${line}   (${count} calls)`));
  return lines.size > 4 ? [...shown, `… ${nodes.length} calls in all`] : shown;
}

/** `80 parameters · float32 · filters=8 · kernel_size=(3, 3)`. */
function facts(layer: Layer, nodes: readonly GraphNode[]): Markdown {
  const parts: Markdown[] = [];
  const { total } = layerParameters(layer);
  if (!isUnknown(total) && total > 0) parts.push(plain(plural(total, 'parameter')));
  if (layer.state.value.trainable === false) parts.push(plain('not trained'));
  const dtypes = new Set(nodes.flatMap(node => node.outputs.map(output => dtypeText(output.type))));
  if (dtypes.size === 1 && !dtypes.has('?')) parts.push(code([...dtypes][0] ?? ''));
  for (const { name, value, isDefault } of layer.object === undefined ? [] : argumentsOf(layer.object)) {
    if (!isDefault) parts.push(code(`${name}${layer.dialect === 'tfjs' ? ': ' : '='}${value}`));
  }
  return joined(parts, ' · ');
}
