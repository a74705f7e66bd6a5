// Hovers over symbolic tensors: shape and dtype, the call that made it, and the calls that take it.

import type { Analysis } from '../../analysis/analysis.ts';
import type { LayerAccess } from '../../model/access.ts';
import type { Model, SymbolicTensor } from '../../model/graph.ts';
import { flatten } from '../../shapes/nested.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { consumersOf, modelLabel } from '../graphIndex.ts';
import { dtypeText, reasonsFor, shapeText } from '../layerText.ts';
import { code, codeBlock, type Markdown, md, paragraphs } from '../markdown.ts';
import { lineText } from '../places.ts';
import { codeLanguage, enumeration, unknownReasons } from './parts.ts';

/** A tensor under the name or expression that stands in the source. */
export function tensorHover(
  analysis: Analysis,
  options: { readonly text: string; readonly tensor: SymbolicTensor; readonly access?: LayerAccess | undefined },
): Markdown {
  const { text, tensor, access } = options;
  const { dialect } = analysis;
  const head = `(tensor) ${text}: ${shapeText(tensor.type.shape, dialect)} ${dtypeText(tensor.type)}`;
  return paragraphs(
    codeBlock(codeLanguage(dialect), head),
    access === undefined ? origin(analysis, tensor) : readOff(analysis, tensor, access),
    uses(analysis, tensor),
    unknownReasons(reasonsFor([tensor.type.shape])),
  );
}

/** `Output of conv2d (Conv2D), line 7.` A tensor of a call without a trace in the graph is what a layer's own `call` works on. */
function origin(analysis: Analysis, tensor: SymbolicTensor): Markdown {
  const { node } = tensor;
  const { layer } = node;
  const where = lineText(analysis, node.called);
  const count = node.outputs.length;
  if (node.callIndex < 0) return md`Given to ${code(layer.name)} (${code(layer.className)}), ${where}.`;
  if (count > 1 && layer.model !== undefined) {
    return md`This is ${outputText(analysis, layer.model, tensor.index)} Called in ${where}.`;
  }
  const part = count > 1 ? md`Output ${tensor.index} of ${count} of` : md`Output of`;
  return md`${part} ${code(layer.name)} (${code(layer.className)}), ${where}.`;
}

/** Which of a model's several outputs this is: `output 0 of 15 of functional: the input layer itself, input_layer.` */
export function outputText(analysis: Analysis, model: Model, index: number): Markdown {
  const graph = model.graph.value;
  const of = code(modelLabel(analysis, model));
  const outputs = isUnknown(graph) ? [] : flatten(graph.outputs);
  const inner = outputs[index];
  if (isUnknown(graph) || inner === undefined) return md`output ${index} of ${of}.`;
  const head = md`output ${index} of ${outputs.length} of ${of}`;
  const { layer } = inner.node;
  if (flatten(graph.inputs).includes(inner)) return md`${head}: the input layer itself, ${code(layer.name)}.`;
  return md`${head}: what its layer ${code(layer.name)} (${code(layer.className)}) gives.`;
}

function readOff(analysis: Analysis, tensor: SymbolicTensor, access: LayerAccess): Markdown {
  const { layer } = tensor.node;
  const model = code(modelLabel(analysis, access.model));
  return md`Output of ${code(layer.name)} (${code(layer.className)}), layer ${access.index} of ${model}.`;
}

/** `Used by flatten (line 8) and add (line 12).` Users in the same line as others of a model's own code are not placed. */
function uses(analysis: Analysis, tensor: SymbolicTensor): Markdown | undefined {
  const consumers = consumersOf(analysis).get(tensor) ?? [];
  if (consumers.length === 0) return undefined;
  const made = lineText(analysis, tensor.node.called);
  const items = consumers.map(node => {
    const where = lineText(analysis, node.called);
    return where === made ? code(node.layer.name) : md`${code(node.layer.name)} (${where})`;
  });
  return md`Used by ${enumeration(items, 4)}.`;
}
