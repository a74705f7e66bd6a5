// Sequences of different lengths brought to one: padding, masks by length.

import { type ConfigValue, isConfigList } from '../../layers/config.ts';
import { anything, isKind, nullable, optional, required } from '../../layers/params.ts';
import type { Dim } from '../../shapes/dim.ts';
import type { DType } from '../../shapes/shape.ts';
import { isUnknown, type Unknown } from '../../shapes/unknown.ts';
import { dtype, input, type SizeArg, size } from '../arguments.ts';
import { defineOp } from '../define.ts';
import { readOperand } from '../operand.ts';

const longest: Unknown = { kind: 'unknown', why: { kind: 'data', what: 'the longest sequence' } };

/** How many sequences there are, and the longest of them, where the sequences are in sight. */
function counted(sequences: ConfigValue): {
  readonly count: Dim;
  readonly longest: Dim;
  readonly rest: readonly Dim[];
} {
  if (isUnknown(sequences)) {
    if (!('rows' in sequences)) return { count: sequences, longest: sequences, rest: [] };
    const row = readOperand(sequences.rows)?.shape;
    return {
      count: sequences.count ?? sequences,
      longest,
      rest: row === undefined || isUnknown(row) ? [] : row.slice(1),
    };
  }
  if (isConfigList(sequences)) {
    const shapes = sequences.map(item => readOperand(item)?.shape);
    const lengths = shapes.map(shape => (shape === undefined || isUnknown(shape) ? undefined : shape[0]));
    const known = lengths.every(length => typeof length === 'number');
    const [first] = shapes;
    const rest = first === undefined || isUnknown(first) ? [] : first.slice(1);
    return {
      count: sequences.length,
      longest: known ? Math.max(0, ...lengths.filter(length => typeof length === 'number')) : longest,
      rest,
    };
  }
  if (
    sequences !== null &&
    (isKind(sequences, 'array') || isKind(sequences, 'tensor')) &&
    !isUnknown(sequences.shape)
  ) {
    const [count = longest, length = longest, ...rest] = sequences.shape;
    return { count, longest: sequences.dtype === 'object' ? longest : length, rest };
  }
  return { count: { kind: 'unknown', why: { kind: 'data', what: 'how many sequences there are' } }, longest, rest: [] };
}

export default [
  defineOp({
    names: [
      'keras.utils.pad_sequences(sequences, maxlen=None, dtype="int32", padding: _, truncating: _, value: _)',
      'keras.preprocessing.sequence.pad_sequences(sequences, maxlen=None, dtype="int32", padding: _, truncating: _, value: _)',
    ],
    doc: 'Sequences as the rows of one array, padded or cut to the same length.',
    params: {
      sequences: required(anything(), 'The sequences.'),
      maxlen: optional(nullable(size()), null, 'The length; that of the longest sequence by default.'),
      dtype: optional(dtype(), 'int32', 'The element type.'),
    },
    shape({ sequences, maxlen, dtype }) {
      const found = counted(sequences);
      const type: DType = dtype === 'float' ? 'float64' : dtype === 'int' ? 'int64' : dtype;
      return { shape: [found.count, maxlen ?? found.longest, ...found.rest], dtype: type };
    },
  }),
  defineOp({
    names: ['tf.sequence_mask(lengths, maxlen=None, dtype="bool", name: _)'],
    doc: 'True for as many first entries as each length says.',
    params: {
      lengths: input('The lengths.'),
      maxlen: optional(nullable(size()), null, 'How many entries there are; the largest length by default.'),
      dtype: optional(dtype(), 'bool', 'The element type.'),
    },
    shape({ lengths, maxlen, dtype }, context) {
      if (isUnknown(lengths.shape)) return { shape: lengths.shape, dtype };
      const most: SizeArg =
        maxlen ??
        (context.flavour === 'symbolic'
          ? { kind: 'dynamic' }
          : { kind: 'unknown', why: { kind: 'data', what: 'the largest length' } });
      return { shape: [...lengths.shape, most], dtype };
    },
  }),
  defineOp({
    names: [
      'tf.reverse_sequence(input: x, seq_lengths: _, seq_axis: _, batch_axis: _, name: _)',
      'tf.math.invert_permutation(x, name: _)',
    ],
    doc: 'Entries in another order.',
    params: { x: input() },
    shape: ({ x }) => x,
  }),
];
