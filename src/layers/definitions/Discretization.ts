// Numbers sorted into bins.

import { add, type Dim } from '../../shapes/dim.ts';
import { type Shape, tensorType } from '../../shapes/shape.ts';
import { afterError, isUnknown, type Maybe } from '../../shapes/unknown.ts';
import { encode } from '../compute/encode.ts';
import { numbersTensor } from '../compute/numbers.ts';
import type { Dialect } from '../config.ts';
import { defineLayer } from '../define.ts';
import { checkEncodedRank, encodedShape, modeWords, type OutputMode, outputMode } from '../encoding.ts';
import { oneTensor } from '../inputs.ts';
import { listLength } from '../lookup.ts';
import { baseParams } from '../make.ts';
import { anything, bool, type IntArg, int, nullable, optional } from '../params.ts';
import type { Tensor } from '../run.ts';

export default defineLayer({
  name: 'Discretization',
  dialects: ['keras3', 'keras2'],
  doc: 'Replaces numbers by the number of the bin they fall into. With `int` the shape stays; the other modes give places, one per bin.',
  params: {
    bin_boundaries: optional(
      nullable(listLength('a list of numbers')),
      null,
      'Where the bins end; there is one bin more than boundaries.',
    ),
    num_bins: optional(nullable(int(0)), null, 'How many bins `adapt` looks for.'),
    epsilon: optional(anything(), { kind: 'float', value: 0.01 }, 'How exact `adapt` is.'),
    output_mode: optional(
      outputMode(['int', 'one_hot', 'multi_hot', 'count'] as const),
      'int',
      'The number of the bin (`int`), or places: one 1 per number, 1 wherever a bin occurs, or how often it does.',
      { says: modeWords('Discretization') },
    ),
    sparse: optional(bool(), false, 'Whether the output is a sparse tensor.'),
    dtype: { ...baseParams.dtype, keywordOnly: false },
    name: { ...baseParams.name, keywordOnly: false },
  },
  baseArguments: [],
  takes: 'arguments',
  check({ config, problem }) {
    const { bin_boundaries: boundaries, num_bins: bins } = config;
    if (config.sparse === true && config.output_mode === 'int')
      problem({
        kind: 'argument-value',
        argument: 'sparse',
        got: 'True',
        expected: "False where `output_mode` is 'int'",
      });
    if (boundaries === null && bins === null) {
      const says = 'You need to set either `num_bins` or `bin_boundaries`.';
      problem({ kind: 'missing-argument', argument: 'bin_boundaries', runtime: { keras3: says, keras2: says } });
    }
    if (boundaries !== null && bins !== null && !isUnknown(boundaries) && !isUnknown(bins)) {
      problem({
        kind: 'argument-value',
        argument: 'num_bins',
        got: typeof bins === 'number' ? String(bins) : 'a size',
        expected: 'left out where `bin_boundaries` is given',
      });
    }
  },
  shape(context) {
    const { config, dialect, computeDtype } = context;
    const { shape } = oneTensor(context, context.call.get('inputs'));
    const mode = config.output_mode;
    if (isUnknown(mode)) return tensorType(mode, mode);
    if (mode === 'int') return tensorType(shape, integers(dialect, config.dtype, computeDtype));
    checkEncodedRank(context, shape, mode);
    return tensorType(binned(shape, mode, depth(config), dialect), computeDtype);
  },
  run({ tf, config, inputs, given }) {
    const boundaries = numbersTensor(tf, given.get('bin_boundaries'));
    if (boundaries === undefined) return { impossible: 'its bins are learned from data' };
    const x = (inputs[0] as Tensor).cast('float32');
    const reached = tf.greaterEqual(tf.expandDims(x, -1), boundaries);
    return encode(tf, tf.sum(reached.cast('int32'), -1), { mode: config.output_mode, depth: boundaries.size + 1 });
  },
});

/** Keras 3 gives int32 whatever is asked for; Keras 2 int64 where nothing is. */
function integers(dialect: Dialect, asked: unknown, computeDtype: Maybe<string>): Maybe<string> {
  if (dialect === 'keras3') return 'int32';
  return asked === null ? 'int64' : computeDtype;
}

function depth(config: { readonly bin_boundaries: Maybe<number> | null; readonly num_bins: IntArg | null }): Dim {
  if (config.bin_boundaries !== null) return add(config.bin_boundaries, 1);
  return config.num_bins ?? afterError;
}

/** Keras 3 takes the second axis for the one that `multi_hot` and `count` gather. */
function binned(shape: Shape, mode: OutputMode, places: Dim, dialect: Dialect): Shape {
  if (isUnknown(shape) || mode === 'one_hot' || dialect !== 'keras3') return encodedShape(shape, mode, places);
  const [batch, , ...rest] = shape;
  return batch === undefined || shape.length < 2 ? [places] : [batch, ...rest, places];
}
