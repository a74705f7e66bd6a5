// The activation functions as operations.

import { activations as functions } from '../../../src/training/activations.ts';
import { argumentOf, CannotCompute, floatOf, numberOf, type OpArguments } from './arguments.ts';
import type { Operation, Operations } from './operation.ts';

/** Their parameters beside the tensor, as `keras.ops` has them. */
const parameters: Readonly<Record<string, readonly string[]>> = {
  relu: ['negative_slope', 'alpha', 'max_value', 'threshold'],
  relu6: [],
  leaky_relu: ['negative_slope', 'alpha'],
  elu: ['alpha'],
  celu: ['alpha'],
  selu: [],
  gelu: ['approximate'],
  glu: ['axis'],
  sigmoid: [],
  hard_sigmoid: [],
  log_sigmoid: [],
  sparse_sigmoid: [],
  silu: [],
  swish: [],
  hard_silu: [],
  hard_swish: [],
  hard_tanh: [],
  tanh_shrink: [],
  softplus: [],
  softsign: [],
  squareplus: ['b'],
  sparse_plus: [],
  soft_shrink: ['threshold'],
  hard_shrink: ['threshold'],
  threshold: ['threshold', 'default_value'],
  softmax: ['axis'],
  log_softmax: ['axis'],
  sparsemax: ['axis'],
};

export const activations: Operations = Object.fromEntries(
  Object.entries(parameters).map(([name, names]) => [name, operation(name, names)]),
);

function operation(name: string, names: readonly string[]): Operation {
  return {
    params: ['x', ...names],
    run(args) {
      const found = functions.byString(name, 'keras3');
      if (found === undefined) throw new CannotCompute(`\`${name}\` cannot be computed here`);
      const numbers = names.flatMap((parameter): [string, number][] => {
        const number = name === 'gelu' ? undefined : numberOf(args, parameter);
        return number === undefined
          ? []
          : [[parameter === 'alpha' && name === 'leaky_relu' ? 'negative_slope' : parameter, number]];
      });
      return found.run(args.tf, floatOf(args, 'x'), {
        dialect: args.dialect,
        numbers: Object.fromEntries(numbers),
        flags: { approximate: isApproximate(args) },
      });
    },
  };
}

/** `keras.ops.gelu` is approximate unless it is told otherwise, all other functions of that name are exact. */
function isApproximate(args: OpArguments): boolean {
  const given = argumentOf(args, 'approximate');
  return typeof given === 'boolean' ? given : args.path.startsWith('keras.ops.');
}
