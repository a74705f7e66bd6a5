// Tensors of text and what files hold: `tf.strings`, `tf.io`, and NumPy's readers.

import { anything, optional } from '../../layers/params.ts';
import type { Dim } from '../../shapes/dim.ts';
import { isUnknown, type Unknown } from '../../shapes/unknown.ts';
import { dtype, input, size } from '../arguments.ts';
import { defineOp, type OpDefinition } from '../define.ts';
import { atLeastOne } from '../names.ts';

/** Operations that answer for every text of a tensor. */
function each(names: readonly string[], type: string): OpDefinition {
  return defineOp({
    names: atLeastOne(names.map(name => `tf.strings.${name}`)),
    doc: 'Something for every text of a tensor.',
    params: { x: input('The texts.') },
    shape: ({ x }) => ({ shape: x.shape, dtype: type }),
  });
}

const content: Unknown = { kind: 'unknown', why: { kind: 'data', what: 'the content of a file' } };

export default [
  each(
    [
      'lower(input: x, encoding: _, name: _)',
      'upper(input: x, encoding: _, name: _)',
      'strip(input: x, name: _)',
      'regex_replace(input: x, pattern: _, rewrite: _, replace_global: _, name: _)',
      'substr(input: x, pos: _, len: _, unit: _, name: _)',
      'as_string(input: x, precision: _, scientific: _, shortest: _, width: _, fill: _, name: _)',
      'format(template: _, inputs: x, placeholder: _, summarize: _, name: _)',
    ],
    'string',
  ),
  each(['length(input: x, unit: _, name: _)'], 'int32'),
  each(['regex_full_match(input: x, pattern: _, name: _)'], 'bool'),
  each(
    [
      'to_hash_bucket(input: x, num_buckets: _, name: _)',
      'to_hash_bucket_fast(input: x, num_buckets: _, name: _)',
      'to_hash_bucket_strong(input: x, num_buckets: _, key: _, name: _)',
    ],
    'int64',
  ),
  defineOp({
    names: ['tf.strings.to_number(input: x, out_type: dtype = "float32", name: _)'],
    doc: 'The texts as numbers.',
    params: { x: input('The texts.'), dtype: optional(dtype(), 'float32', 'The element type.') },
    shape: ({ x, dtype }) => ({ shape: x.shape, dtype }),
  }),
  defineOp({
    names: ['tf.strings.reduce_join(inputs: x, axis=None, keepdims: _, separator: _, name: _)'],
    doc: 'Texts joined over axes.',
    params: { x: input('The texts.'), axis: optional(anything(), null, 'The axes; all of them where it is None.') },
    shape({ x, axis }) {
      if (axis === null) return { shape: [], dtype: 'string' };
      if (isUnknown(x.shape)) return { shape: x.shape, dtype: 'string' };
      const at = typeof axis === 'number' ? (axis < 0 ? axis + x.shape.length : axis) : undefined;
      const kept = x.shape.filter((_, i) => i !== at);
      return {
        shape: at === undefined ? { kind: 'unknown', why: { kind: 'todo', what: 'these axes' } } : kept,
        dtype: 'string',
      };
    },
  }),
  defineOp({
    names: [
      'tf.io.read_file(filename: _, name: _)',
      'tf.io.encode_jpeg(image: _, *_, **_)',
      'tf.io.encode_png(image: _, compression: _, name: _)',
      'tf.io.serialize_tensor(tensor: _, name: _)',
    ],
    doc: 'Bytes as a single text.',
    params: {},
    shape: () => ({ shape: [], dtype: 'string' }),
  }),
  defineOp({
    names: [
      'tf.io.decode_raw(input_bytes: x, out_type: dtype, little_endian: _, fixed_length: _, name: _)',
      'tf.io.parse_tensor(serialized: x, out_type: dtype, name: _)',
      'tf.audio.decode_wav(contents: x, desired_channels: channels = -1, desired_samples: samples = -1, name: _)',
    ],
    doc: 'A tensor out of bytes.',
    params: {
      x: input('The bytes.'),
      dtype: optional(dtype(), 'float32', 'The element type.'),
      channels: optional(size(), -1, 'How many channels; as many as the file has for -1.'),
      samples: optional(size(), -1, 'How many samples; as many as the file has for -1.'),
    },
    shape({ x, dtype, channels, samples }, context) {
      const open: Dim = content;
      if (context.path !== 'tf.audio.decode_wav')
        return {
          shape: context.path === 'tf.io.decode_raw' && !isUnknown(x.shape) ? [...x.shape, open] : content,
          dtype,
        };
      return {
        kind: 'list',
        type: 'tuple',
        items: [
          {
            kind: 'one',
            value: { shape: [samples, channels].map(dim => (dim === -1 ? open : dim)), dtype: 'float32' },
          },
          { kind: 'one', value: { shape: [], dtype: 'int32' } },
        ],
      };
    },
  }),
  defineOp({
    names: ['numpy.load(*_, **_)', 'numpy.memmap(*_, **_)'],
    doc: 'An array out of a file.',
    params: {},
    shape: () => content,
  }),
  defineOp({
    names: [
      'numpy.fromfile(file: _, dtype="float64", count: _, sep: _, offset: _, *, like: _)',
      'numpy.frombuffer(buffer: _, dtype="float64", count: _, offset: _, *, like: _)',
      'numpy.fromstring(string: _, dtype="float64", count: _, *, sep: _, like: _)',
    ],
    doc: 'The numbers in a file, in bytes or in a text, one after the other.',
    params: { dtype: optional(dtype(), 'float64', 'The element type.') },
    shape: ({ dtype }) => ({
      shape: [content],
      dtype: dtype === 'float' ? 'float64' : dtype === 'int' ? 'int64' : dtype,
    }),
  }),
];
