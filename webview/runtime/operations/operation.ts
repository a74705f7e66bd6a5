// The form in which the computation of an operation is written down.

import type { Tensor } from '../../../src/layers/run.ts';
import type { OpArguments } from './arguments.ts';

export interface Operation {
  /** The names of its parameters in order, as `keras.ops` has them. */
  readonly params: readonly string[];
  run(args: OpArguments): Tensor | Tensor[];
}

/** Operations by the name of their function in `keras.ops`. */
export type Operations = Readonly<Record<string, Operation>>;
