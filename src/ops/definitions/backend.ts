// What only `keras.backend` has: configuration, resizing and padding of images, arithmetic under other names.

import { anything, optional, required } from '../../layers/params.ts';
import { layout } from '../../layers/windows.ts';
import { type Dim, multiply } from '../../shapes/dim.ts';
import { list, one } from '../../shapes/nested.ts';
import { afterError, isUnknown } from '../../shapes/unknown.ts';
import { input, size } from '../arguments.ts';
import { broadcastOperands } from '../broadcast.ts';
import { defineOp, type OpDefinition } from '../define.ts';
import { promote } from '../dtypes.ts';
import { readOperand } from '../operand.ts';
import { paddedShape, padWidths } from '../pad.ts';
import { formatType } from '../sliding.ts';

function constant(name: string, value: string | number | null, doc: string): OpDefinition {
  return defineOp({
    names: [`keras.backend.${name}()`, `keras.config.${name}()`],
    doc,
    params: {},
    shape: () => ({ value: typeof value === 'number' ? { kind: 'float', value } : value }),
  });
}

function arithmetic(names: readonly [string, ...string[]], type: 'common' | 'bool', doc: string): OpDefinition {
  return defineOp({
    names,
    doc,
    params: { x: input('The first operand.'), y: input('The second operand.') },
    shape: ({ x, y }, context) => ({
      shape: broadcastOperands(x.shape, y.shape, context),
      dtype: type === 'bool' ? 'bool' : promote([x, y], context),
    }),
  });
}

const format = optional(formatType(), null, 'Where the channels stand.');

/** Zeros around the spatial axes. */
function spatialPadding(name: string, count: 1 | 2 | 3, fallback: string): OpDefinition {
  return defineOp({
    names: [`keras.backend.${name}(x, padding=${fallback}${count === 1 ? '' : ', data_format=None'})`],
    doc: 'Zeros around the spatial axes.',
    params: {
      x: input(),
      padding: optional(anything(), 1, 'How many before and after each axis.'),
      data_format: format,
    },
    shape({ x, padding, data_format }, context) {
      if (isUnknown(x.shape)) return x;
      if (isUnknown(data_format)) return { shape: data_format, dtype: x.dtype };
      const { spatial } = layout(data_format, count);
      const widths = padWidths(padding);
      if (isUnknown(widths))
        return { shape: x.shape.map((dim, i): Dim => (spatial.includes(i) ? widths : dim)), dtype: x.dtype };
      const pairs = 'all' in widths ? spatial.map(() => widths.all) : widths.each;
      const each = x.shape.map((_, i) => pairs[spatial.indexOf(i)] ?? ([0, 0] as const));
      return { shape: paddedShape(x.shape, { each }, context, 'padding'), dtype: x.dtype };
    },
  });
}

export default [
  constant('epsilon', 1e-7, 'The small number that keeps divisions from failing.'),
  constant('floatx', 'float32', 'The element type of floating tensors.'),
  defineOp({
    names: ['keras.backend.backend()', 'keras.config.backend()'],
    doc: 'The library that computes.',
    params: {},
    shape: () => ({ kind: 'unknown', why: { kind: 'input', name: 'the backend of Keras' } }),
  }),
  defineOp({
    names: ['keras.backend.clear_session(free_memory: _)', 'keras.utils.clear_session(free_memory: _)'],
    doc: 'Forgets the names that are taken.',
    params: {},
    shape: () => ({ value: null }),
  }),
  arithmetic(['keras.backend.pow(x, a: y)'], 'common', 'The first tensor to the power of the second.'),
  arithmetic(
    ['keras.backend.maximum', 'keras.backend.minimum'],
    'common',
    'The larger or the smaller of two elements.',
  ),
  arithmetic(
    [
      'keras.backend.greater',
      'keras.backend.greater_equal',
      'keras.backend.less',
      'keras.backend.less_equal',
      'keras.backend.not_equal',
    ],
    'bool',
    'A comparison of two tensors.',
  ),
  defineOp({
    names: ['keras.backend.cast_to_floatx'],
    doc: 'The same values as float32.',
    params: { x: input() },
    shape: ({ x }) => ({ shape: x.shape, dtype: 'float32' }),
  }),
  defineOp({
    names: [
      'keras.backend.print_tensor(x, message: _, summarize: _)',
      'keras.backend.in_train_phase(x, alt: _, training: _)',
      'keras.backend.in_test_phase(x, alt: _, training: _)',
    ],
    doc: 'The same tensor.',
    params: { x: input() },
    shape: ({ x }) => x,
  }),
  defineOp({
    names: ['keras.backend.in_top_k(predictions: _, targets: x, k: _)'],
    doc: 'Whether each target is among the k largest predictions.',
    params: { x: input() },
    shape: ({ x }) => ({ shape: x.shape, dtype: 'bool' }),
  }),
  defineOp({
    names: ['keras.backend.resize_images(x, height_factor, width_factor, data_format, interpolation: _)'],
    doc: 'Images with their sides multiplied.',
    params: {
      x: input(),
      height_factor: required(size(), 'How much taller.'),
      width_factor: required(size(), 'How much wider.'),
      data_format: format,
    },
    shape({ x, height_factor, width_factor, data_format }) {
      if (isUnknown(x.shape)) return x;
      if (isUnknown(data_format)) return { shape: data_format, dtype: x.dtype };
      const [height = 1, width = 2] = layout(data_format, 2).spatial;
      return {
        shape: x.shape.map((dim, i) =>
          i === height ? multiply(dim, height_factor) : i === width ? multiply(dim, width_factor) : dim,
        ),
        dtype: x.dtype,
      };
    },
  }),
  spatialPadding('temporal_padding', 1, '(1, 1)'),
  spatialPadding('spatial_2d_padding', 2, '((1, 1), (1, 1))'),
  spatialPadding('spatial_3d_padding', 3, '((1, 1), (1, 1), (1, 1))'),
  defineOp({
    names: [
      'keras.utils.img_to_array(img, data_format=None, dtype="float32")',
      'keras.preprocessing.image.img_to_array(img, data_format=None, dtype="float32")',
    ],
    doc: 'An image as an array: height, width and channels.',
    params: {
      img: required(anything(), 'The image.'),
      data_format: optional(anything(), null, 'Where the channels stand.'),
      dtype: optional(anything(), 'float32', 'The element type.'),
    },
    shape({ img, data_format, dtype }, context) {
      const type = typeof dtype === 'string' ? dtype : 'float32';
      const x = readOperand(img);
      if (x === undefined || isUnknown(x.shape)) return { shape: x?.shape ?? afterError, dtype: type };
      if (isUnknown(data_format)) return { shape: data_format, dtype: type };
      const first = data_format === 'channels_first';
      const [height = 1, width = 1, channels = 1] = x.shape;
      if (x.shape.length === 2 || x.shape.length === 3)
        return { shape: first ? [channels, height, width] : [height, width, channels], dtype: type };
      context.problem({
        kind: 'argument-value',
        argument: 'img',
        got: 'an array',
        expected: 'an image of 2 or 3 axes',
      });
      return afterError;
    },
  }),
  defineOp({
    names: [
      'keras.utils.load_img(path: _, color_mode="rgb", target_size=None, interpolation: _, keep_aspect_ratio: _)',
      'keras.preprocessing.image.load_img(path: _, grayscale=False, color_mode="rgb", target_size=None, interpolation: _, keep_aspect_ratio: _)',
    ],
    doc: 'An image out of a file, brought to a size where one is given.',
    params: {
      grayscale: optional(anything(), false, 'Whether it has one channel.'),
      color_mode: optional(anything(), 'rgb', 'Which channels it has.'),
      target_size: optional(anything(), null, 'Height and width.'),
    },
    shape: ({ grayscale, color_mode, target_size }) => ({
      value: { kind: 'object', family: 'image', name: 'image', config: { grayscale, color_mode, target_size } },
    }),
  }),
  defineOp({
    names: ['keras.backend.ctc_decode(y_pred: x, input_length: _, greedy=True, beam_width: _, top_paths=1)'],
    doc: 'The most likely labels behind the output of a temporal classification, as a list, and how likely they are.',
    params: {
      x: input(),
      greedy: optional(anything(), true, 'Whether the likeliest label is taken at each step.'),
      top_paths: optional(size(), 1, 'How many answers are given.'),
    },
    shape({ x, greedy, top_paths }, context) {
      if (isUnknown(x.shape)) return x.shape;
      const count = greedy === true ? 1 : top_paths;
      if (typeof count !== 'number') return { kind: 'unknown', why: { kind: 'todo', what: 'this number of answers' } };
      const [samples = 1] = x.shape;
      const longest: Dim =
        context.flavour === 'symbolic'
          ? { kind: 'dynamic' }
          : { kind: 'unknown', why: { kind: 'data', what: 'the longest answer' } };
      const decoded = list(Array.from({ length: count }, () => ({ shape: [samples, longest], dtype: 'int64' })));
      return { kind: 'list', type: 'tuple', items: [decoded, one({ shape: [samples, count], dtype: 'float32' })] };
    },
  }),
];
