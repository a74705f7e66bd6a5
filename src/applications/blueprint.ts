// A network before it is part of a program: its layers and their calls as plain data that never changes. The same
// blueprint is laid into the graphs of any number of programs; whatever differs between them (numbers, generated names,
// boxes) is made then.

import type { Built } from '../layers/apply.ts';
import type { ConfigValue } from '../layers/config.ts';
import type { CallArgument, LayerObject } from '../layers/define.ts';
import type { NamedOp } from '../ops/define.ts';
import type { Nested } from '../shapes/nested.ts';
import type { TensorType } from '../shapes/shape.ts';
import type { Unknown } from '../shapes/unknown.ts';

/** What a step gives, with its type. `step` counts the steps of the blueprint; -1 is the tensor that was given to it. */
export interface PlanTensor {
  readonly step: number;
  readonly type: TensorType;
}

/** The step that stands for the tensor a network is built upon. */
export const givenTensor = -1;

export type Step = LayerStep | OperationStep | StackStep;

interface StepBase {
  /** The steps whose outputs go in, in the order of the arguments. */
  readonly inputs: readonly number[];
  /** What comes out; every step has one output. */
  readonly types: Nested<TensorType> | Unknown;
}

/** A layer, made and called once. */
export interface LayerStep extends StepBase {
  readonly kind: 'layer';
  /** Its name counts only where the network gives it one. */
  readonly object: LayerObject;
  /** The names it takes from the counters, the first being its own where `unnamed`. */
  readonly stems: readonly string[];
  readonly unnamed: boolean;
  readonly call: ReadonlyMap<string, CallArgument>;
  readonly built: Built;
}

/** A plain operation: a Python operator, or a function of TensorFlow. */
export interface OperationStep extends StepBase {
  readonly kind: 'operation';
  readonly op: NamedOp;
  readonly stem: string;
  readonly className: string;
  /** The operands; null where the next input stands. */
  readonly operands: readonly (Exclude<ConfigValue, null> | null)[];
}

/** A Sequential called once. Its own steps begin with its input. */
export interface StackStep extends StepBase {
  readonly kind: 'stack';
  readonly name: string;
  readonly steps: readonly LayerStep[];
}

/** A whole network. */
export interface Blueprint {
  readonly steps: readonly Step[];
  readonly input: PlanTensor;
  readonly output: PlanTensor;
  /** The model's inputs: the network's own, or the sources of the tensor it is built upon, or only the first of these. */
  readonly inputs: 'own' | 'sources' | 'first source';
  /** The name of the model; null where it gets a generated one. */
  readonly name: string | null;
  /** The counter of the program from which the number comes that stands for `#` in the names of layers. */
  readonly counter?: string;
}
