// Recorded calls of the model functions, as source text, and what an analysis gives for them in the form of the records.

import type { Analysis } from '../../src/analysis/analysis.ts';
import { positionAt } from '../../src/base/span.ts';
import type { Finding } from '../../src/checks/finding.ts';
import type { Layer, Model, ModelGraph } from '../../src/model/graph.ts';
import { countParameters, layerParameters } from '../../src/model/parameters.ts';
import { isDynamic } from '../../src/shapes/dim.ts';
import { flatten } from '../../src/shapes/nested.ts';
import type { Shape } from '../../src/shapes/shape.ts';
import { isUnknown } from '../../src/shapes/unknown.ts';
import { analyseText } from '../harness/analyseText.ts';

export type Size = number | null;

/** `[name, class, output shape, parameters]`; null for the parameters of a plain operation. */
export type CompactLayer = readonly [string, string, readonly Size[] | string, number | null];

/** A value as Python writes it; lists become tuples. */
export function python(value: unknown): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return `(${value.map(python).join(', ')}${value.length === 1 ? ',' : ''})`;
  return String(value);
}

export interface Call {
  readonly fn: string;
  readonly kwargs: Readonly<Record<string, unknown>>;
}

/** The text of a call. `input_tensor: [h, w, c]` stands for an Input of that shape. */
export function callText({ fn, kwargs }: Call): string {
  const args = Object.entries(kwargs).map(([name, value]) =>
    name === 'input_tensor' ? `${name}=keras.Input(shape=${python(value)})` : `${name}=${python(value)}`,
  );
  return `keras.applications.${fn}(${args.join(', ')})`;
}

export interface Answer {
  readonly model: Model | undefined;
  readonly findings: readonly Finding[];
}

/** What an analysis of a program with one call a line gives for each; every line begins with fresh names. */
export function answersOf(calls: readonly Call[], kerasVersion: '2' | '3'): readonly Answer[] {
  const header = 'import keras\n';
  const lines = calls.map((call, i) => `keras.backend.clear_session(); m${i} = ${callText(call)}`);
  const analysis = analyseText(`${header}${lines.join('\n')}\n`, 'python', { kerasVersion });
  return calls.map((_, i) => ({
    model: analysis.models.find(record => lineOf(analysis, record.place.start) === i + 1)?.model,
    findings: analysis.findings.filter(finding => lineOf(analysis, finding.place.start) === i + 1),
  }));
}

function lineOf(analysis: Analysis, offset: number): number {
  return positionAt(analysis.lines, offset).line;
}

/** The graph of a model; undefined where it is not known. */
export function graphOf(model: Model | undefined): ModelGraph | undefined {
  const graph = model?.graph.value;
  return graph === undefined || isUnknown(graph) ? undefined : graph;
}

/** A shape as JSON: `null` where it is open, `?` where it is not known. */
export function shapeJson(shape: Shape): readonly Size[] | string {
  if (isUnknown(shape)) return '?';
  return shape.map(dim => (typeof dim === 'number' ? dim : isDynamic(dim) ? null : ('?' as never)));
}

/** The layer's output at its first call. */
export function outputJson(layer: Layer): readonly Size[] | string {
  const [output] = layer.state.value.nodes[0]?.outputs ?? [];
  return output === undefined ? '?' : shapeJson(output.type.shape);
}

export function compact(layer: Layer, hidesOperations: boolean): CompactLayer {
  const { total } = layerParameters(layer);
  const params = layer.kind === 'operation' && hidesOperations ? null : isUnknown(total) ? -1 : total;
  return [layer.name, layer.className, outputJson(layer), params];
}

/** The numbers and shapes of a whole model. */
export function overview(model: Model, graph: ModelGraph) {
  const { total, trainable } = countParameters([model.layer]);
  const [input] = flatten(graph.inputs);
  const [output] = flatten(graph.outputs);
  return {
    name: model.layer.name,
    input: input === undefined ? '?' : shapeJson(input.type.shape),
    output: output === undefined ? '?' : shapeJson(output.type.shape),
    params: isUnknown(total) ? '?' : total,
    trainable: isUnknown(trainable) ? '?' : trainable,
  };
}
