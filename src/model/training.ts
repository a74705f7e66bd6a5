// What a program says of training a model: the losses and the optimizer that `compile` was told, and the calls that train,
// evaluate or predict, with the shapes of the data.

import type { Place, Span } from '../base/span.ts';
import type { Problem } from '../layers/problems.ts';
import type { TensorType } from '../shapes/shape.ts';
import { isUnknown, type Unknown, unknown } from '../shapes/unknown.ts';
import type { Model } from './graph.ts';

/** A loss of the framework. */
export interface CompiledLoss {
  /** Its name in the table of losses (`mean_squared_error`). */
  readonly name: string;
  /** Whether the outputs count as logits; false for losses that know no difference. */
  readonly fromLogits: boolean | Unknown;
  /** Set where a class that does not count may have been named. */
  readonly ignoresClass?: true;
  /** Where it is written. */
  readonly place: Place;
}

/** The loss of one output: none where the output is not trained, unknown where it is the program's own. */
export type LossOfOutput = CompiledLoss | 'none' | Unknown;

/** The losses of all outputs: one for each, in order or by the names of the outputs. */
export type Losses =
  | { readonly kind: 'one'; readonly loss: LossOfOutput }
  | { readonly kind: 'list'; readonly losses: readonly LossOfOutput[] }
  | { readonly kind: 'names'; readonly losses: ReadonlyMap<string, LossOfOutput> };

/** An argument of `compile` that names nothing. */
export interface RefusedArgument {
  readonly problem: Problem;
  readonly argSpans: ReadonlyMap<string, Span>;
}

/** What `compile` was told. */
export interface Compiled {
  /** The call. */
  readonly place: Place;
  readonly losses: Losses | Unknown;
  readonly optimizer?: CompiledOptimizer;
  /** What the framework refuses of losses and metrics once it trains or evaluates the model. */
  readonly refused?: readonly RefusedArgument[];
  /** How many metrics there are beside the losses, where each gives one number. */
  readonly metrics?: number;
  /** The metrics beside the losses, where all are given by name. */
  readonly metricNames?: readonly string[];
}

/** What a model was compiled with last; undefined before any `compile`, unknown where it may have been compiled or not. */
export type CompileState = Compiled | Unknown | undefined;

/** What a model was compiled with last, as far as that is known. */
export function compiledWith({ compiled }: Pick<Model, 'compiled'>): Compiled | undefined {
  const state = compiled.value;
  return state === undefined || isUnknown(state) ? undefined : state;
}

/** The state after two paths that leave different ones. */
export function joinCompiled(first: CompileState, second: CompileState): CompileState {
  return first === second ? first : unknown({ kind: 'branch' });
}

export interface CompiledOptimizer {
  /** Its name in the table of optimizers (`Adam`). */
  readonly name: string;
  /** Absent where it is the default or not a plain number. */
  readonly learningRate?: { readonly value: number; readonly place: Place };
  readonly place: Place;
}

/** A call that feeds data to a model. */
export interface TrainingCall {
  readonly model: Model;
  readonly method: TrainingMethod;
  /** The call. */
  readonly place: Place;
  /** What the model was compiled with at that time. */
  readonly compiled?: Compiled;
  /** What each input is fed with, in the order of the inputs, the batch axis first; absent where it is not known. */
  readonly inputs?: readonly TensorType[];
  /** What each output is compared with, in the order of the outputs. */
  readonly targets?: readonly TensorType[];
  /** Where the data stands in the call. */
  readonly inputsPlace?: Place;
  readonly targetsPlace?: Place;
}

export type TrainingMethod = 'fit' | 'evaluate' | 'predict';

/** The loss of an output by its position and the name of its layer. */
export function lossOf(
  losses: Losses | Unknown,
  output: { readonly index: number; readonly name: string },
): LossOfOutput {
  if (isUnknown(losses)) return losses;
  switch (losses.kind) {
    case 'one':
      return losses.loss;
    case 'list':
      return losses.losses[output.index] ?? 'none';
    case 'names':
      return losses.losses.get(output.name) ?? 'none';
  }
}
