// The exponential linear unit as a layer.

import { isUnknown, type Maybe } from '../../shapes/unknown.ts';
import { defineLayer } from '../define.ts';
import { keepsShape } from '../elementwise.ts';
import { type ArgType, float, optional, refused } from '../params.ts';
import type { Tensor } from '../run.ts';

export default defineLayer({
  name: 'ELU',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Leaves positive values as they are; below zero it gives `alpha`·(exp(x) - 1). The shape stays.',
  params: { alpha: optional(factor(), { kind: 'float', value: 1 }, 'The factor below zero.') },
  check({ config, dialect, problem }) {
    if (dialect !== 'tfjs' || isUnknown(config.alpha) || config.alpha === 1) return;
    problem({
      kind: 'argument-value',
      argument: 'alpha',
      got: String(config.alpha),
      expected: '1, the only one that tfjs supports',
      runtime: { tfjs: `Non-default alpha value (${config.alpha}) is not supported by the ELU layer yet.` },
    });
  },
  takes: 'tensor',
  shape: keepsShape,
  shapeOfUnknown: keepsShape,
  refusesNoList: true,
  run({ tf, config, inputs }) {
    const x = inputs[0] as Tensor;
    return config.alpha === 1 ? tf.elu(x) : tf.where(tf.greater(x, 0), x, tf.mul(config.alpha, tf.elu(x)));
  },
  mask: 'keeps',
});

/** A number; tfjs does not take text for one here. */
function factor(): ArgType<Maybe<number>> {
  const type = float();
  return {
    ...type,
    read: (value, dialect) =>
      dialect === 'tfjs' && typeof value === 'string'
        ? refused('1, the only one that tfjs supports')
        : type.read(value, dialect),
  };
}
