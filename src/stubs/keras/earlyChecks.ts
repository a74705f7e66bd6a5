// What Keras before 2.4 did with arrays before any layer saw them: it held them against the declared inputs and, for some
// losses, against the outputs, axis by axis. Later versions add or drop a last axis of size 1 and leave the rest to the layers.

import type { Problem } from '../../layers/problems.ts';
import type { ModelGraph } from '../../model/graph.ts';
import { type Dim, sameDim } from '../../shapes/dim.ts';
import { flatten } from '../../shapes/nested.ts';
import { asColumn, printShape, type TensorType } from '../../shapes/shape.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { declaresInputs } from './sequential.ts';
import type { FedPart } from './trainingData.ts';

export interface EarlyRefusal {
  readonly problem: Extract<Problem, { readonly kind: 'input-data' }>;
  /** What the versions say that refuse it. */
  readonly words: string;
}

/** The first array that the inputs of a graph do not take as it is; arrays of one axis become columns. */
export function refusedEarly(
  graph: ModelGraph,
  { argument, samples }: FedPart,
  types: readonly TensorType[],
): EarlyRefusal | undefined {
  if (argument === undefined || !declaresInputs(graph)) return undefined;
  for (const [index, { node, type }] of flatten(graph.inputs).entries()) {
    const given = types[index]?.shape;
    const expected = type.shape;
    if (given === undefined || isUnknown(given) || isUnknown(expected) || expected.length < 2) continue;
    const got = asColumn(given);
    const sameRank = got.length === expected.length;
    const axis = sameRank ? got.findIndex((dim, i) => i > 0 && sameDim(dim, expected[i] ?? dim) === 'no') : -1;
    if (sameRank && axis < 0) continue;
    const takes = sameRank ? `shape ${printShape(expected.slice(1))}` : `${expected.length} dimensions`;
    const found = sameRank ? got.slice(1) : [samples ?? got[0] ?? 1, ...got.slice(1)];
    const { name } = node.layer;
    const array = found.every(isSize) ? `, but got array with shape ${printShape(found)}` : '';
    const about = axis < 0 ? {} : { axis };
    return {
      problem: { kind: 'input-data', argument: 'x', input: name, expected, got: given, ...about },
      words: `Error when checking input: expected ${name} to have ${takes}${array}`,
    };
  }
  return undefined;
}

function isSize(dim: Dim): boolean {
  return typeof dim === 'number';
}

/** Losses whose targets have to be of the shape of the output, axis by axis. */
const heldLosses: ReadonlySet<string> = new Set([
  'mean_squared_error',
  'binary_crossentropy',
  'categorical_crossentropy',
]);

/** What the frameworks say of targets that do not have the sizes of the output behind the batch; undefined where they do. */
export function targetsRefusedEarly(
  loss: string,
  { argument, samples }: FedPart,
  given: readonly Dim[],
  output: readonly Dim[],
): string | undefined {
  if (argument === undefined || !heldLosses.has(loss)) return undefined;
  const target = asColumn(given);
  const whole = [samples ?? target[0] ?? 1, ...target.slice(1)];
  const shape = whole.every(isSize) ? ` ${printShape(whole)}` : '';
  const numbers = loss === 'categorical_crossentropy' && target.at(-1) === 1;
  if (numbers && output.at(-1) !== 1)
    return `You are passing a target array of shape${shape}${shape === '' ? '' : ' while using as loss `categorical_crossentropy`'}`;
  const differs = target.some((dim, i) => i > 0 && i < output.length && sameDim(dim, output[i] ?? dim) === 'no');
  return differs ? `A target array with shape${shape}` : undefined;
}
