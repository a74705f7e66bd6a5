// Normalization of groups of channels.

import { type Dim, isDynamic } from '../../shapes/dim.ts';
import { normalAxis, printShape, tensorType } from '../../shapes/shape.ts';
import { afterError, isUnknown } from '../../shapes/unknown.ts';
import { moments, scaleAndShift } from '../compute/normalize.ts';
import { defineLayer } from '../define.ts';
import { keepsShape } from '../elementwise.ts';
import { epsilonParam, reportAxis, scaleAndOffset, scaleAndOffsetParams, sizesAt } from '../normalization.ts';
import { type ArgType, type IntArg, int, optional, refused } from '../params.ts';
import type { Tensor } from '../run.ts';

export default defineLayer({
  name: 'GroupNormalization',
  dialects: ['keras3', 'keras2'],
  doc: 'Splits the channels of each sample into groups and brings each group to mean 0 and variance 1, then scales and shifts it. The shape stays.',
  params: {
    groups: optional(groupCount(), 32, 'How many groups; -1 for a group per channel.', {
      says: {
        keras3:
          'Received an invalid value for argument `groups`, expected a positive integer (or `-1` for instance normalization). Received: groups={got}',
      },
    }),
    axis: optional(int(), -1, 'The axis of the channels.'),
    epsilon: epsilonParam(0.001),
    ...scaleAndOffsetParams,
  },
  castsInputs: 'never',
  takes: 'tensor',
  fixedAxes: config => (typeof config.axis === 'number' ? [config.axis] : []),
  shape({ shape }, context) {
    const { config, computeDtype, problem } = context;
    if (typeof config.axis !== 'number') return tensorType(shape, computeDtype);
    const at = normalAxis(config.axis, shape.length);
    if (at === undefined) {
      reportAxis([config.axis], shape, context);
      return tensorType(afterError, computeDtype);
    }
    const channels: Dim = shape[at] ?? 1;
    const { groups } = config;
    if (isDynamic(channels)) {
      problem({
        kind: 'undefined-axis',
        input: 0,
        axis: at,
        shape,
        runtime: {
          keras3: `Axis ${config.axis} of input tensor should have a defined dimension but the layer received an input with shape ${printShape(shape)}.`,
        },
      });
    }
    if (typeof channels === 'number' && typeof groups === 'number' && groups !== -1 && channels % groups !== 0) {
      problem({
        kind: 'axis-mismatch',
        input: 0,
        axis: at,
        expected: groups,
        got: channels,
        shape,
        because: `the channels are split into ${groups} groups`,
        runtime: {
          keras3:
            channels < groups
              ? `Number of groups (${groups}) cannot be more than the number of channels (${channels}).`
              : `Number of groups (${groups}) must be a multiple of the number of channels (${channels}).`,
        },
      });
    }
    return tensorType(shape, computeDtype);
  },
  shapeOfUnknown: keepsShape,
  weights({ config, inputs, dtype }) {
    const sizes = sizesAt(inputs[0]?.shape, [config.axis]);
    return isUnknown(sizes) ? sizes : scaleAndOffset(sizes, config, dtype);
  },
  run({ tf, config, inputs, weights }) {
    const x = inputs[0] as Tensor;
    const at = config.axis < 0 ? config.axis + x.rank : config.axis;
    const channels = x.shape[at] ?? 1;
    const groups = config.groups === -1 ? channels : config.groups;
    const split = [...x.shape.slice(0, at), groups, channels / groups, ...x.shape.slice(at + 1)];
    const grouped = tf.reshape(x, split);
    const over = split.map((_, i) => i).filter(i => i > 0 && i !== at);
    const { mean, variance } = moments(tf, grouped, over);
    const normal = tf.div(tf.sub(grouped, mean), tf.sqrt(tf.add(variance, config.epsilon)));
    return scaleAndShift(tf, tf.reshape(normal, x.shape), weights, config, [at]);
  },
  mask: 'keeps',
});

/** A positive integer, or -1. */
function groupCount(): ArgType<IntArg> {
  const type = int();
  const expects = 'a positive integer, or -1';
  return {
    expects,
    read(value, dialect) {
      const groups = type.read(value, dialect);
      return typeof groups === 'number' && groups <= 0 && groups !== -1 ? refused(expects) : groups;
    },
    unknown: why => why,
  };
}
