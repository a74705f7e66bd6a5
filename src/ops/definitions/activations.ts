// Activation functions applied to a tensor, under all the names they go by: they leave shape and element type.

import { input } from '../arguments.ts';
import { defineOp, type OpDefinition } from '../define.ts';
import { atLeastOne, signatures } from '../names.ts';
import { ruledType } from '../typeRules.ts';

interface Row {
  readonly keras: string;
  readonly className?: string;
  /** Further parameters under `keras.ops`, and under `keras.activations` where they differ. */
  readonly more?: string;
  readonly activation?: string;
  readonly tf?: string;
  readonly tfParameters?: string;
  readonly doc: string;
}

const rows: readonly Row[] = [
  {
    keras: 'relu',
    activation: 'negative_slope: _, max_value: _, threshold: _',
    tf: 'nn.relu',
    tfParameters: 'features: x, name: _',
    doc: 'The positive part.',
  },
  {
    keras: 'relu6',
    tf: 'nn.relu6',
    tfParameters: 'features: x, name: _',
    doc: 'The positive part, at most 6.',
  },
  {
    keras: 'sigmoid',
    tf: 'math.sigmoid sigmoid nn.sigmoid',
    tfParameters: 'x, name: _',
    doc: 'The logistic function.',
  },
  {
    keras: 'softplus',
    tf: 'math.softplus nn.softplus',
    tfParameters: 'features: x, name: _',
    doc: 'A smooth positive part.',
  },
  {
    keras: 'softsign',
    tf: 'nn.softsign',
    tfParameters: 'features: x, name: _',
    doc: 'x / (1 + |x|).',
  },
  {
    keras: 'soft_shrink',
    more: 'threshold: _',
    doc: 'Values brought towards 0 by a threshold.',
  },
  {
    keras: 'hard_shrink',
    more: 'threshold: _',
    doc: 'Small values set to 0.',
  },
  {
    keras: 'sparse_plus',
    doc: 'A softplus that is 0 below -1.',
  },
  {
    keras: 'silu',
    tf: 'nn.silu',
    tfParameters: 'features: x, beta: _',
    doc: 'x times its sigmoid.',
  },
  {
    keras: 'swish',
    className: 'Silu',
    tf: 'nn.swish',
    tfParameters: 'features: x, beta: _',
    doc: 'x times its sigmoid.',
  },
  {
    keras: 'squareplus',
    more: 'b: _',
    doc: 'A smooth positive part by a root.',
  },
  {
    keras: 'log_sigmoid',
    tf: 'math.log_sigmoid',
    tfParameters: 'x, name: _',
    doc: 'The logarithm of the sigmoid.',
  },
  {
    keras: 'leaky_relu',
    more: 'negative_slope: _',
    tf: 'nn.leaky_relu',
    tfParameters: 'features: x, alpha: _, name: _',
    doc: 'The positive part, with a slope below 0.',
  },
  {
    keras: 'sparse_sigmoid',
    doc: 'A sigmoid of straight lines.',
  },
  {
    keras: 'hard_sigmoid',
    doc: 'A sigmoid of straight lines.',
  },
  {
    keras: 'hard_silu',
    doc: 'x times its hard sigmoid.',
  },
  {
    keras: 'hard_swish',
    className: 'HardSilu',
    doc: 'x times its hard sigmoid.',
  },
  {
    keras: 'elu',
    more: 'alpha: _',
    tf: 'nn.elu',
    tfParameters: 'features: x, name: _',
    doc: 'The positive part, exponential below 0.',
  },
  {
    keras: 'selu',
    tf: 'nn.selu',
    tfParameters: 'features: x, name: _',
    doc: 'A scaled exponential linear unit.',
  },
  {
    keras: 'celu',
    more: 'alpha: _',
    doc: 'The positive part, continuously exponential below 0.',
  },
  {
    keras: 'gelu',
    more: 'approximate: _',
    tf: 'nn.gelu',
    tfParameters: 'features: x, approximate: _, name: _',
    doc: 'x weighed by the normal distribution.',
  },
  {
    keras: 'tanh_shrink',
    doc: 'x minus its hyperbolic tangent.',
  },
  {
    keras: 'hard_tanh',
    doc: 'x between -1 and 1.',
  },
  {
    keras: 'threshold',
    more: 'threshold: _, default_value: _',
    doc: 'Values above a threshold, another below.',
  },
];

function define(row: Row): OpDefinition {
  const more = row.more === undefined ? '' : `, ${row.more}`;
  const activation = row.activation === undefined ? more : `, ${row.activation}`;
  return defineOp({
    names: atLeastOne([
      ...signatures('keras.ops', row.keras, `x${more}`),
      ...signatures('keras.ops.nn', row.keras, `x${more}`),
      ...signatures('keras.activations', row.keras, `x${activation}`),
      ...signatures('tf', row.tf, row.tfParameters ?? 'x, name: _'),
      ...signatures('keras.backend', row.keras, 'x, alpha: _, max_value: _, threshold: _'),
    ]),
    doc: row.doc,
    ...(row.className === undefined ? {} : { className: row.className }),
    params: { x: input() },
    shape: ({ x }, context) => ({ shape: x.shape, dtype: ruledType('common', [x], context) }),
  });
}

export default rows.map(define);
