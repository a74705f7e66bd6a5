// The tensors a run starts from: which axes of the model's inputs need a size, and ones, random numbers or given values of
// that size.

import type { Impossible, Tensor, Tf } from '../../src/layers/run.ts';
import type { RunInput, RunPlan } from '../../src/protocol/runPlan.ts';
import { tfDtype } from './dtypes.ts';
import { givenFor } from './givenInputs.ts';
import { seedOf } from './seeds.ts';
import type { NumericData } from './statistics.ts';

export type InputChoice =
  | { readonly kind: 'ones' }
  /** Evenly drawn from 0 to 1; whole numbers that the layer behind the input accepts where it takes such. */
  | { readonly kind: 'random' }
  /** By the name of the input or by its position (`0`, `1`). */
  | { readonly kind: 'values'; readonly values: Readonly<Record<string, GivenValues>> };

export interface GivenValues {
  readonly shape: readonly number[];
  readonly data: NumericData | readonly number[] | readonly string[];
}

/** An axis beside the batch axis whose size the plan leaves open. Axes of one symbolic size share an entry. */
export interface OpenAxis {
  /** What `sizes` of the run's settings calls it. */
  readonly key: string;
  /** For people: `image, axis 1`, or the symbol's own name. */
  readonly label: string;
  readonly fallback: number;
}

/** The axes that need a size before the model can run, with one that suits the kind of input. */
export function openAxes(plan: RunPlan): readonly OpenAxis[] {
  const out = new Map<string, OpenAxis>();
  for (const { node, name, shape } of plan.inputs) {
    if (typeof shape === 'string') continue;
    shape.forEach((axis, i) => {
      if (i === 0 || typeof axis === 'number') return;
      const key = axisKey(node, axis, i);
      const label = typeof axis === 'string' && axis !== '?' ? axis : `${name}, axis ${i}`;
      if (!out.has(key)) out.set(key, { key, label, fallback: usualSize(shape.length, i) });
    });
  }
  return [...out.values()];
}

function axisKey(node: string, size: null | string, axis: number): string {
  return typeof size === 'string' && size !== '?' ? size : `${node}:${axis}`;
}

/** Images of 128 × 128 with three channels, volumes of 16 a side, sequences of 64 steps, rows of 16 tokens. */
function usualSize(rank: number, axis: number): number {
  if (axis === rank - 1 && rank === 4) return 3;
  if (axis === rank - 1 && rank !== 2) return 1;
  if (rank === 3) return 64;
  return rank === 4 ? 128 : 16;
}

/** The shape an input gets, `batch` filling an open first axis; undefined where the plan does not know it. */
export function inputShape(
  { node, shape }: RunInput,
  options: { readonly batch: number; readonly sizes: Readonly<Record<string, number>> },
): number[] | undefined {
  if (typeof shape === 'string') return undefined;
  return shape.map((axis, i) => {
    if (typeof axis === 'number') return axis;
    const size = options.sizes[axisKey(node, axis, i)];
    if (size !== undefined) return size;
    return i === 0 ? options.batch : usualSize(shape.length, i);
  });
}

/** The tensor of one input; the caller disposes it. */
export function makeInput(options: {
  readonly tf: Tf;
  readonly plan: RunPlan;
  readonly input: RunInput;
  readonly choice: InputChoice;
  readonly seed: number;
  readonly batch: number;
  readonly sizes: Readonly<Record<string, number>>;
}): Tensor | Impossible {
  const { tf, plan, input, choice } = options;
  const dtype = tfDtype(input.dtype);
  if (choice.kind === 'values') {
    const given = givenFor(choice.values, plan, input);
    if (given === undefined) return { impossible: `no values are given for the input \`${input.name}\`` };
    return tf.tensor(given.data as number[], [...given.shape], dtype);
  }
  const shape = inputShape(input, options);
  if (shape === undefined) return { impossible: `the shape of \`${input.name}\` is not known: ${input.shape}` };
  if (dtype === 'string') return { impossible: 'text cannot be made up for an input of strings' };
  if (choice.kind === 'ones') return tf.ones(shape, dtype);
  const seed = seedOf(options.seed, 'input', input.name);
  if (dtype === 'float32' && !isOfTokens(plan, input.node)) return tf.randomUniform(shape, 0, 1, 'float32', seed);
  const below = dtype === 'bool' ? 2 : valuesBelow(plan, input.node);
  return tf.tidy(() => tf.randomUniform(shape, 0, below, 'float32', seed).floor().cast(dtype));
}

/** True where all layers that are fed by an input look up whole numbers in a table, whatever type the input has. */
function isOfTokens(plan: RunPlan, node: string): boolean {
  const fed = plan.calls.filter(call => call.inputs.some(input => input.node === node));
  return fed.length > 0 && fed.every(({ what }) => what.kind === 'layer' && /embedding$/i.test(what.layer.className));
}

/** The arguments that say how many different whole numbers a layer takes. */
const vocabularyArguments = ['input_dim', 'num_tokens', 'num_bins', 'max_tokens'];

/** One more than the largest whole number that every layer fed by the input accepts; 2 where none says. */
function valuesBelow(plan: RunPlan, node: string): number {
  const sizes: number[] = [];
  for (const call of plan.calls) {
    if (call.what.kind !== 'layer' || !call.inputs.some(input => input.node === node)) continue;
    const { given } = call.what.layer;
    for (const name of vocabularyArguments) {
      const size = given[name];
      if (typeof size === 'number' && size > 0) sizes.push(size);
    }
  }
  return sizes.length === 0 ? 2 : Math.min(...sizes);
}
