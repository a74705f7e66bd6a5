// Hovers over models: kind, inputs, outputs, parameters, and what a cut keeps and drops.

import type { Analysis } from '../../analysis/analysis.ts';
import { type GraphNode, type Layer, layersOf, type Model } from '../../model/graph.ts';
import { layerParameters } from '../../model/parameters.ts';
import type { CutRecord } from '../../model/understanding.ts';
import { flatten } from '../../shapes/nested.ts';
import type { Shape } from '../../shapes/shape.ts';
import { isUnknown, printWhy } from '../../shapes/unknown.ts';
import { modelLabel, recordsByModel } from '../graphIndex.ts';
import { countText, layerCount, plural, reasonsFor, shapesText, shapeText } from '../layerText.ts';
import { code, codeBlock, documentation, joined, type Markdown, md, paragraphs, plain } from '../markdown.ts';
import { codeLanguage, unknownReasons } from './parts.ts';

/** How many outputs are written out. */
const mostOutputs = 6;

export interface ModelHoverOptions {
  /** The model as it stands in the source. */
  readonly text: string;
  readonly model: Model;
  /** The calls of the model that are pointed at. */
  readonly calls: readonly GraphNode[];
}

/** A model under the name that stands in the source. */
export function modelHover(analysis: Analysis, { text, model, calls }: ModelHoverOptions): Markdown {
  const { layer } = model;
  const graph = model.graph.value;
  const named = layer.name === text ? '' : ` '${layer.name}'`;
  const head = [`(model) ${text}: ${layer.className}${named}`];
  const outputs = isUnknown(graph) ? [] : flatten(graph.outputs).map(tensor => tensor.type.shape);
  if (!isUnknown(graph)) {
    head.push(
      signature(
        analysis,
        flatten(graph.inputs).map(tensor => tensor.type.shape),
        outputs,
      ),
    );
  }
  const cut = recordsByModel(analysis).get(model)?.cut;
  return paragraphs(
    codeBlock(codeLanguage(analysis.dialect), head.join('\n')),
    sizeText(model),
    cut === undefined ? undefined : cutText(analysis, model, cut),
    isUnknown(graph) ? md`Its inputs and outputs are not known: ${documentation(printWhy(graph.why))}.` : undefined,
    unknownReasons(reasonsFor(outputs)),
    callsText(analysis, calls),
  );
}

/** `(None, 100, 100, 3) → 15 outputs: (None, 100, 100, 3), …`. */
function signature(analysis: Analysis, inputs: readonly Shape[], outputs: readonly Shape[]): string {
  const { dialect } = analysis;
  const from = shapesText(inputs, dialect, 4);
  if (outputs.length <= mostOutputs) return `${from} → ${shapesText(outputs, dialect, mostOutputs)}`;
  const lines = outputs.slice(0, mostOutputs).map((shape, i) => `  ${i}  ${shapeText(shape, dialect)}`);
  const last = outputs.length - 1;
  const end = outputs[last];
  const rest = end === undefined ? [] : [`  …`, `  ${last}  ${shapeText(end, dialect)}`];
  return [`${from} → ${outputs.length} outputs`, ...lines, ...rest].join('\n');
}

/** `84,608 parameters, 84,224 of them trainable · 15 layers`. */
function sizeText(model: Model): Markdown {
  const { total, trainable } = layerParameters(model.layer);
  const parts: Markdown[] = [];
  if (!isUnknown(total)) {
    const some = isUnknown(trainable) || trainable === total ? '' : `, ${countText(trainable)} of them trainable`;
    parts.push(plain(`${plural(total, 'parameter')}${some}`));
  }
  const layers = layerCount(model);
  if (layers !== undefined) parts.push(plain(layers));
  return joined(parts, ' · ');
}

/** From which model, at which layers, how much stays and what is left out. */
function cutText(analysis: Analysis, model: Model, cut: CutRecord): Markdown {
  const base = code(modelLabel(analysis, cut.base));
  const layers = layersOf(cut.base);
  const { analysis: answer, accesses, form } = cut;
  const [first] = accesses;
  const at = form === 'single' && first !== undefined ? md` at ${indexed(layers, first.index)}` : md``;
  const head = md`Cut from ${base}${at}: keeps ${layersOf(model).length} of ${plural(layers.length, 'layer')}`;
  if (answer.complete) return md`${head}. The cut is complete, no branch is left out.`;
  const end = answer.between?.output ?? answer.outputs.at(-1);
  const subject = form === 'single' || end === undefined ? md`It` : md`Its output ${code(end.name)}`;
  const branch = answer.dropped.map(layer => code(layer.name));
  const lost = branch.length === 0 ? md`the shortcut` : md`the branch ${pathOf(branch)}`;
  const joins = answer.merge === undefined ? md`` : md`, which joins in ${code(answer.merge.name)}`;
  return paragraphs(md`${head}.`, md`${subject} comes without ${lost}${joins}. ${nearestText(cut, layers)}`);
}

/** Layers in a row; the middle of a long row is left out. */
function pathOf(names: readonly Markdown[]): Markdown {
  const last = names.at(-1);
  if (names.length <= 4 || last === undefined) return joined(names, ' → ');
  return md`${joined(names.slice(0, 2), ' → ')} → … → ${last}`;
}

function nearestText(cut: CutRecord, layers: readonly Layer[]): Markdown {
  const places = [cut.before, cut.after].filter(index => index !== undefined).map(index => indexed(layers, index));
  return places.length === 0 ? md`` : md`The nearest complete cuts: ${joined(places, ' and ')}.`;
}

/** `layer 16, conv2_block1_3_bn`. */
function indexed(layers: readonly Layer[], index: number): Markdown {
  const layer = layers[index];
  return layer === undefined ? md`layer ${index}` : md`layer ${index} (${code(layer.name)})`;
}

function callsText(analysis: Analysis, calls: readonly GraphNode[]): Markdown | undefined {
  const node = calls.at(-1);
  if (node === undefined) return undefined;
  const { dialect } = analysis;
  const inputs = node.inputs.map(input => input.type.shape);
  const outputs = node.outputs.map(output => output.type.shape);
  if (outputs.length === 0) return undefined;
  return md`Called here: ${code(shapesText(inputs, dialect, 4))} → ${code(shapesText(outputs, dialect, 4))}`;
}
