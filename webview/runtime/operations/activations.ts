// The activation functions as operations.

import { activate } from '../../../src/layers/activate.ts';
import type { ConfigValue } from '../../../src/layers/config.ts';
import { argumentOf, CannotCompute, numberOf, type OpArguments, tensorOf } from './arguments.ts';
import type { Operation, Operations } from './operation.ts';

/** Their parameters beside the tensor. */
const parameters: Readonly<Record<string, readonly string[]>> = {
  relu: ['negative_slope', 'max_value', 'threshold'],
  relu6: [],
  leaky_relu: ['negative_slope'],
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
  mish: [],
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
      const config = Object.fromEntries(names.flatMap(parameter => configOf(args, name, parameter)));
      const answer = activate({
        tf: args.tf,
        x: tensorOf(args, 'x'),
        activation: { name, custom: false, config },
        dialect: 'keras3',
      });
      if ('impossible' in answer) throw new CannotCompute(answer.impossible);
      return answer;
    },
  };
}

function configOf(args: OpArguments, name: string, parameter: string): [string, ConfigValue][] {
  const value = argumentOf(args, parameter);
  if (typeof value === 'boolean') return [[parameter, value]];
  if (name === 'gelu' && value === undefined) return [[parameter, true]];
  const number = numberOf(args, parameter);
  return number === undefined ? [] : [[parameter, { kind: 'float', value: number }]];
}
