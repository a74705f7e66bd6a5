// Numbers of categories as places.

import { type Shape, tensorType } from '../../shapes/shape.ts';
import { isUnknown, type Maybe } from '../../shapes/unknown.ts';
import { tensorsOf } from '../compute/callTensors.ts';
import { encode } from '../compute/encode.ts';
import { defineLayer, type ShapeContext } from '../define.ts';
import { checkEncodedRank, encodedShape, type OutputMode, outputMode } from '../encoding.ts';
import { oneTensor } from '../inputs.ts';
import { type ArgType, bool, type IntArg, int, isRefused, optional, refused } from '../params.ts';
import type { Tensor } from '../run.ts';

const modes = ['multi_hot', 'one_hot', 'count'] as const;
/** tfjs has more modes than it can compute. */
const allModes = outputMode(['multi_hot', 'one_hot', 'count', 'int', 'tf_idf'] as const);
const kerasModes = outputMode(modes, 'formerly');

export default defineLayer({
  name: 'CategoryEncoding',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Turns numbers of categories into `num_tokens` places. With `one_hot` each number gets places of its own, which adds an axis (or replaces a last axis of one); with `multi_hot` and `count` the numbers of the last axis share them.',
  params: {
    num_tokens: optional(tokenCount(), null, 'How many categories there are.'),
    output_mode: optional(
      {
        ...kerasModes,
        read: (value, dialect) =>
          dialect === 'tfjs' ? allModes.read(value, dialect) : kerasModes.read(value, dialect),
      },
      'multi_hot',
      'One 1 per number (`one_hot`), 1 wherever a number occurs (`multi_hot`), or how often it does (`count`).',
      { fallbackIn: { tfjs: 'multiHot' }, says: { keras3: 'Unknown arg for output_mode: {got}' } },
    ),
    sparse: optional(bool(), false, 'Whether the output is a sparse tensor.', { notIn: ['tfjs'] }),
  },
  takes: 'arguments',
  call: ['inputs', 'count_weights'],
  shape(context) {
    const { config, computeDtype } = context;
    const { shape } = oneTensor(context, context.call.get('inputs'));
    const mode: Maybe<OutputMode> = config.output_mode;
    if (isUnknown(mode)) return tensorType(mode, computeDtype);
    checkEncodedRank(context, shape, mode);
    return tensorType(announced(context, shape, mode), computeDtype);
  },
  run(context) {
    const { tf, config, inputs } = context;
    const weights = tensorsOf(context, 'count_weights')[0]?.tensor;
    return encode(tf, inputs[0] as Tensor, { mode: config.output_mode, depth: config.num_tokens, weights });
  },
});

/** A positive integer, with what Keras 3 says of others. */
function tokenCount(): ArgType<IntArg> {
  const type = int(1);
  return {
    ...type,
    read(value, dialect) {
      const read = type.read(value, dialect);
      if (!isRefused(read)) return read;
      if (value === null)
        return refused(type.expects, { runtime: { keras3: 'num_tokens must be set to use this layer.' } });
      if (typeof value !== 'number') return read;
      const says = `\`num_tokens\` must be >= 1. Received: num_tokens=${value}.`;
      return refused(type.expects, { runtime: { keras3: says } });
    },
  };
}

/** tfjs announces places for `int` too, and then gives the numbers back. */
function announced(context: ShapeContext<{ readonly num_tokens: IntArg }>, shape: Shape, mode: OutputMode): Shape {
  const depth = context.config.num_tokens;
  if (!isUnknown(shape) && shape.length === 0) return [depth];
  if (mode !== 'int' && mode !== 'tf_idf') return encodedShape(shape, mode, depth);
  context.problem({
    kind: 'argument-value',
    argument: 'outputMode',
    got: mode === 'int' ? "'int'" : "'tfIdf'",
    expected: "one of 'oneHot', 'multiHot', 'count': TensorFlow.js announces other shapes than it computes",
    effect: 'silent',
  });
  return encodedShape(shape, 'multi_hot', depth);
}
