// The variables of a call: given values where there are some, else what their initializers draw.

import type { Dialect } from '../../src/layers/config.ts';
import type { Impossible, Tensor, Tf } from '../../src/layers/run.ts';
import type { RunCall, RunWeight } from '../../src/protocol/runPlan.ts';
import { tfDtype } from './dtypes.ts';
import { initialise } from './initializers.ts';
import { seedOf } from './seeds.ts';
import type { NumericData } from './statistics.ts';

/** Values for a variable in place of its initializer's: `index` counts the call's weights. */
export type WeightValues = (
  call: RunCall,
  weight: RunWeight,
  index: number,
) => { readonly shape: readonly number[]; readonly data: NumericData | readonly number[] } | undefined;

/** The most elements one variable may have: a gigabyte of float32. */
const variableBudget = 2 ** 28;

/** Fresh tensors in the order of the call's weights; the caller disposes them. Notes say what had to stand in. */
export function makeVariables(options: {
  readonly tf: Tf;
  readonly call: RunCall;
  readonly dialect: Dialect;
  readonly seed: number;
  readonly weightValues: WeightValues | undefined;
  readonly notes: string[];
}): readonly Tensor[] | Impossible {
  const { tf, call } = options;
  const made: Tensor[] = [];
  try {
    for (const [index, weight] of call.weights.entries()) {
      const variable = makeVariable(options, weight, index);
      if ('impossible' in variable) {
        tf.dispose(made);
        return { impossible: `its variable \`${weight.name}\` cannot be made: ${variable.impossible}` };
      }
      made.push(variable);
    }
    return made;
  } catch (error) {
    tf.dispose(made);
    throw error;
  }
}

function makeVariable(
  options: Parameters<typeof makeVariables>[0],
  weight: RunWeight,
  index: number,
): Tensor | Impossible {
  const { tf, call, dialect, weightValues, notes } = options;
  const size = weight.shape.reduce((all, axis) => all * axis, 1);
  if (size > variableBudget) return { impossible: `${size} elements are too many to compute with here` };
  const given = weightValues?.(call, weight, index);
  if (given !== undefined) {
    const stored = `(${given.shape.join(', ')})`;
    const wanted = `(${weight.shape.join(', ')})`;
    if (stored !== wanted) return { impossible: `it has the shape ${wanted}, its stored values ${stored}` };
    return tf.tensor(given.data as number[], [...given.shape], tfDtype(weight.dtype));
  }
  const seed = seedOf(options.seed, 'variable', call.variables, weight.name, String(index));
  const initial = initialise({ tf, weight, dialect, seed });
  if ('impossible' in initial) return initial;
  if (initial.note !== undefined) notes.push(initial.note);
  return initial.tensor;
}
