// Axes in another order.

import { type Dim, dynamic } from '../../shapes/dim.ts';
import { tensorType } from '../../shapes/shape.ts';
import { isUnknown, type Maybe } from '../../shapes/unknown.ts';
import { defineLayer } from '../define.ts';
import { type ArgType, type IntArg, ints, isRefused, refused, required } from '../params.ts';
import type { Tensor } from '../run.ts';

export default defineLayer({
  name: 'Permute',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Puts the axes of a sample in another order. Axis i of the result is axis `dims[i]` of the input, the first after the batch being 1.',
  params: {
    dims: required(permutation(), 'The axes in their new order, each once, counted from 1.', {
      says: {
        keras3:
          'Invalid permutation argument `dims` for Permute Layer. The set of indices in `dims` must be consecutive and start from 1. Received dims={got}',
        keras2:
          'Invalid permutation argument `dims` for Permute Layer. The set of indices in `dims` must be consecutive and start from 1. Received dims={got}',
        tfjs: 'Invalid permutation `dims`:',
      },
    }),
  },
  takes: 'tensor',
  inputRank: config => (isUnknown(config.dims) ? { atLeast: 1 } : { exactly: config.dims.length + 1 }),
  shape({ shape, dtype }, { config }) {
    const { dims } = config;
    const [batch = dynamic] = shape;
    if (isUnknown(dims)) return tensorType([batch, ...shape.slice(1).map((): Dim => dims)], dtype);
    const at = (axis: IntArg): Dim =>
      typeof axis === 'number'
        ? (shape[axis] ?? dynamic)
        : { kind: 'unknown', why: { kind: 'todo', what: 'this axis' } };
    return tensorType([batch, ...dims.map(axis => (isUnknown(axis) ? axis : at(axis)))], dtype);
  },
  run: ({ tf, config, inputs }) => tf.transpose(inputs[0] as Tensor, [0, ...config.dims]),
});

function permutation(): ArgType<Maybe<readonly IntArg[]>> {
  const many = ints();
  const expects = 'a tuple with each of the axes once, counted from 1';
  return {
    expects,
    read(value, dialect) {
      const dims = many.read(value, dialect);
      if (isRefused(dims) || isUnknown(dims)) return dims;
      const known = dims.every(axis => typeof axis === 'number');
      const sorted = dims.map(Number).sort((a, b) => a - b);
      return known && sorted.some((axis, i) => axis !== i + 1) ? refused(expects) : dims;
    },
    unknown: why => why,
  };
}
