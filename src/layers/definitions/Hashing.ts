// Categories by their hashes.

import { type Shape, tensorType } from '../../shapes/shape.ts';
import { isUnknown, type Maybe } from '../../shapes/unknown.ts';
import { encode } from '../compute/encode.ts';
import { hashBuckets, valuesOf } from '../compute/lookup.ts';
import { type ConfigValue, isConfigList } from '../config.ts';
import { defineLayer } from '../define.ts';
import { checkEncodedRank, encodedShape, outputMode } from '../encoding.ts';
import { oneTensor } from '../inputs.ts';
import { baseParams } from '../make.ts';
import { type ArgType, anything, bool, int, nullable, optional, refused, required } from '../params.ts';
import type { Tensor } from '../run.ts';

export default defineLayer({
  name: 'Hashing',
  dialects: ['keras3', 'keras2'],
  doc: 'Sorts categories into `num_bins` bins by their hashes. With `int` the shape stays; the other modes give places, one per bin.',
  params: {
    num_bins: required(int(1), 'How many bins there are, that of the mask included.', {
      says: {
        keras3: 'The `num_bins` for `Hashing` cannot be `None` or non-positive values. Received: num_bins={got}.',
      },
    }),
    mask_value: optional(anything(), null, 'The category that gets bin 0 for itself.'),
    salt: optional(nullable(salt()), null, 'What the hashes are mixed with: an integer, or two.'),
    output_mode: optional(
      outputMode(['int', 'one_hot', 'multi_hot', 'count'] as const),
      'int',
      'The number of the bin (`int`), or places: one 1 per value, 1 wherever a bin occurs, or how often it does.',
      { says: { keras3: 'Invalid value for argument `output_mode`.' } },
    ),
    sparse: optional(bool(), false, 'Whether the output is a sparse tensor.'),
    dtype: { ...baseParams.dtype, keywordOnly: true },
  },
  takes: 'arguments',
  check({ config, problem }) {
    const { output_mode: mode, dtype } = config;
    if (config.sparse === true && mode === 'int')
      problem({
        kind: 'argument-value',
        argument: 'sparse',
        got: 'True',
        expected: "False where `output_mode` is 'int'",
        runtime: { keras3: '`sparse` may only be true if `output_mode` is' },
      });
    if (mode === 'int' && typeof dtype === 'string' && dtype !== 'int32' && dtype !== 'int64') {
      problem({
        kind: 'argument-value',
        argument: 'dtype',
        got: `'${dtype}'`,
        expected: "'int32' or 'int64' where `output_mode` is 'int'",
        runtime: {
          keras3: `When \`output_mode="int"\`, \`dtype\` should be an integer type, 'int32' or 'in64'. Received: dtype=${dtype}`,
        },
      });
    }
  },
  shape(context) {
    const { config, dialect, variableDtype } = context;
    const { shape } = oneTensor(context, context.call.get('inputs'));
    const mode = config.output_mode;
    if (isUnknown(mode)) return tensorType(mode, mode);
    const dtype: Maybe<string> = config.dtype !== null ? variableDtype : mode === 'int' ? 'int64' : 'float32';
    checkEncodedRank(context, shape, mode);
    if (mode === 'int' || isUnknown(shape)) return tensorType(shape, dtype);
    // Keras 3 announces the bins in place of the last axis even where it is no axis of one.
    const encoded: Shape =
      dialect === 'keras3' ? [...shape.slice(0, -1), config.num_bins] : encodedShape(shape, mode, config.num_bins);
    return tensorType(encoded, dtype);
  },
  run(context) {
    const { tf, config, inputs } = context;
    const x = inputs[0] as Tensor;
    const mask = config.mask_value;
    const masked = mask !== null && config.num_bins > 1;
    const buckets = hashBuckets(context, x, masked ? config.num_bins - 1 : config.num_bins);
    const values = valuesOf(x);
    const bins = buckets.map((bucket, i) => (masked ? (values[i] === mask ? 0 : bucket + 1) : bucket));
    return encode(tf, tf.tensor(bins, x.shape, 'int32'), { mode: config.output_mode, depth: config.num_bins });
  },
});

function salt(): ArgType<ConfigValue> {
  const expects = 'an integer or two';
  return {
    expects,
    read(value) {
      if (isConfigList(value)) return value.length === 2 ? value : refused(expects);
      return typeof value === 'string' ? refused(expects) : value;
    },
    unknown: why => why,
  };
}
