// Steps of a sequence that do not count.

import { defineLayer } from '../define.ts';
import { keepsShape } from '../elementwise.ts';
import { anything, isKind, optional } from '../params.ts';
import type { RunContext, Tensor } from '../run.ts';

export default defineLayer({
  name: 'Masking',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Marks the steps all of whose values are `mask_value`, so that the layers after it skip them. The shape stays.',
  params: {
    mask_value: optional(anything(), { kind: 'float', value: 0 }, 'The value that marks a step as missing.'),
  },
  check({ config, dialect, problem }) {
    if (typeof config.mask_value !== 'string') return;
    problem({
      kind: 'argument-value',
      argument: dialect === 'tfjs' ? 'maskValue' : 'mask_value',
      got: `'${config.mask_value}'`,
      expected: 'a number',
      effect: 'fails when run',
    });
  },
  takes: 'tensor',
  shape: keepsShape,
  shapeOfUnknown: keepsShape,
  run(context) {
    const x = context.inputs[0] as Tensor;
    const counts = context.tf.expandDims(stepsThatCount(context), -1);
    return context.tf.where(counts, x, context.tf.zerosLike(x));
  },
  mask: context => [stepsThatCount(context)],
});

function stepsThatCount({ tf, config, inputs }: RunContext): Tensor {
  const { mask_value: value } = config;
  const marker = isKind(value, 'float') ? value.value : Number(value);
  return tf.any(tf.notEqual(inputs[0] as Tensor, marker), -1);
}
