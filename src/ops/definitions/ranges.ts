// Tensors made from numbers: ranges, grids of numbers, identity matrices, windows.

import { anything, bool, nullable, optional, required } from '../../layers/params.ts';
import { add, type Dim, multiply, product, sameDim } from '../../shapes/dim.ts';
import { list } from '../../shapes/nested.ts';
import type { DType, Shape } from '../../shapes/shape.ts';
import { afterError, isUnknown, type Unknown } from '../../shapes/unknown.ts';
import { axis, dtypeOption, input, size, tensor, tensors } from '../arguments.ts';
import { axisAt } from '../axes.ts';
import { broadcast } from '../broadcast.ts';
import { defineOp, type OpContext, type OpDefinition, type TensorAnswer } from '../define.ts';
import { kerasFloat, promote, settle, settled } from '../dtypes.ts';
import { castExtremes } from '../extremes.ts';
import { rowsOf } from '../join.ts';
import { answer, type Element, elementBudget, type Operand } from '../operand.ts';

/** The single element of a scalar, where it is known. */
function scalarOf(x: Operand | null): Element | undefined {
  return x === null || isUnknown(x.shape) || x.elements?.length !== 1 ? undefined : x.elements[0];
}

const values: Unknown = { kind: 'unknown', why: { kind: 'data', what: 'the bounds of a range' } };

/** How many numbers lie between two in steps. */
function rangeLength(start: Element | undefined, stop: Element | undefined, step: Element | undefined): Dim {
  if (start === undefined || stop === undefined || step === undefined) return values;
  if (typeof start === 'number' && typeof stop === 'number' && typeof step === 'number')
    return step === 0 ? values : Math.max(0, Math.ceil((stop - start) / step - 1e-9));
  const open = [start, stop, step].find(isUnknown);
  if (open !== undefined) return open;
  if (typeof start === 'string' || typeof stop === 'string' || step !== 1) return values;
  return add(stop, multiply(start, -1));
}

const number = (doc: string) => optional(nullable(tensor()), null, doc);

const arange = defineOp({
  names: [
    'keras.ops.arange',
    'tf.range(start, limit: stop = None, delta: step = 1, dtype=None, name: _)',
    'numpy.arange(start, stop=None, step=1, dtype=None, *, device: _, like: _)',
    'keras.backend.arange(start, stop=None, step=1, dtype="int32")',
  ],
  doc: 'Numbers from a start up to a stop in steps.',
  params: {
    start: required(tensor(), 'The first number, or the stop where that is not given.'),
    stop: number('Where the numbers end; it is not among them.'),
    step: number('The distance of neighbours.'),
    dtype: dtypeOption(),
  },
  shape({ start, stop, step, dtype }, context) {
    const given = [start, stop, step].filter(x => x !== null);
    const type = dtype ?? settle(promote(given, context), context.library);
    const from = stop === null ? 0 : scalarOf(start);
    const to = stop === null ? scalarOf(start) : scalarOf(stop);
    const by = step === null ? 1 : scalarOf(step);
    if (typeof from === 'number' && typeof to === 'number' && typeof by === 'number' && context.library !== 'numpy') {
      if ((to - from) * by < 0) {
        const relation = by > 0 ? 'start <= limit when delta > 0' : 'start >= limit when delta < 0';
        context.problem({
          kind: 'argument-value',
          argument: stop === null ? 'start' : 'stop',
          got: String(to),
          expected: by > 0 ? `at least ${from}, where the range starts` : `at most ${from}, where the range starts`,
          runtime: { keras3: `Requires ${relation}: ${from}/${to}` },
        });
        return afterError;
      }
    }
    const length = rangeLength(from, to, by);
    if (typeof length !== 'number' || typeof from !== 'number' || typeof by !== 'number')
      return { shape: [length], dtype: type };
    if (length > elementBudget) return { shape: [length], dtype: type, ...longRange(from, by, length, type) };
    return answer(
      [length],
      type,
      Array.from({ length }, (_, i) => from + i * by),
    );
  },
});

/** What a range of whole numbers holds that is too long to be followed. */
function longRange(from: number, by: number, length: number, dtype: DType): Pick<TensorAnswer, 'extremes'> {
  const ends = [from, from + by * (length - 1)];
  if (!ends.every(Number.isSafeInteger) || !Number.isInteger(by)) return {};
  const extremes = castExtremes({ lowest: Math.min(...ends), highest: Math.max(...ends), distinct: length }, dtype);
  return extremes === undefined ? {} : { extremes };
}

function spaced(name: 'linspace' | 'logspace' | 'geomspace', extra: string, doc: string): OpDefinition {
  return defineOp({
    names: [
      `keras.ops.${name}`,
      `numpy.${name}(start, stop, num=50, endpoint=True, ${extra}dtype=None, axis=0, *, device: _)`,
      ...(name === 'linspace'
        ? ['tf.linspace(start, stop, num, name: _, axis=0)', 'tf.linspace_nd(start, stop, num, name: _, axis=0)']
        : []),
    ],
    doc,
    params: {
      start: required(tensor(), 'The first number.'),
      stop: required(tensor(), 'The last number.'),
      num: optional(size(), 50, 'How many numbers.'),
      endpoint: optional(bool(), true, 'Whether the stop is among them.'),
      ...(name === 'linspace' ? { retstep: optional(bool(), false, 'Whether the distance is given too.') } : {}),
      ...(name === 'logspace' ? { base: optional(anything(), 10, 'The base of the powers.') } : {}),
      dtype: dtypeOption(),
      axis: optional(axis(), 0, 'Where the new axis stands.'),
    },
    shape(args, context) {
      const { start, stop, num, dtype, axis } = args;
      const outer = broadcast([start.shape, stop.shape], context);
      const common = context.specOnly ? start.dtype : promote([start, stop], context);
      const floating: DType = isUnknown(common) || dtype !== null ? common : spacedType(common, context);
      const type = dtype ?? floating;
      const shape = inserted(outer, num, axis, context);
      const element = settle(type, context.library);
      const elements = name === 'linspace' ? equallySpaced(args, context) : undefined;
      const made: TensorAnswer =
        elements === undefined
          ? { shape, dtype: element, ...(name === 'linspace' ? longSpan(args, context) : {}) }
          : answer(shape, element, elements);
      const step = 'retstep' in args ? args.retstep : false;
      if (step === false || step === undefined) return made;
      return isUnknown(step) ? step : list<TensorAnswer>([made, { shape: outer, dtype: made.dtype }]);
    },
  });
}

/** The ends of more numbers than are followed. */
function longSpan({ start, stop, num, endpoint, dtype }: Span, context: OpContext): Pick<TensorAnswer, 'extremes'> {
  const ends = [scalarOf(start), scalarOf(stop)].filter(end => typeof end === 'number');
  const isKnown = context.library === 'numpy' && dtype === null && endpoint === true && ends.length === 2;
  if (!isKnown || typeof num !== 'number' || num <= elementBudget) return {};
  return { extremes: { lowest: Math.min(...ends), highest: Math.max(...ends) } };
}

interface Span {
  readonly start: Operand;
  readonly stop: Operand;
  readonly num: Dim;
  readonly endpoint: boolean | Unknown;
  readonly dtype: DType | null;
}

/** NumPy's numbers in double precision, where both ends and their count are known; a whole number's text is not. */
function equallySpaced(args: Span, context: OpContext): readonly number[] | undefined {
  const { num, endpoint, dtype } = args;
  const from = scalarOf(args.start);
  const to = scalarOf(args.stop);
  if (context.library !== 'numpy' || dtype !== null || typeof endpoint !== 'boolean') return undefined;
  if (typeof from !== 'number' || typeof to !== 'number' || typeof num !== 'number') return undefined;
  if (num < 1 || num > elementBudget) return undefined;
  const step = (to - from) / (endpoint ? Math.max(num - 1, 1) : num);
  return Array.from({ length: num }, (_, i) => (endpoint && i > 0 && i === num - 1 ? to : i * step + from));
}

function spacedType(common: string, context: OpContext): DType {
  if (context.library === 'numpy') return common.startsWith('float') && common !== 'float' ? common : 'float64';
  return context.library === 'tf' ? settle(common === 'int' ? 'float' : common, 'tf') : kerasFloat(common);
}

function inserted(outer: Shape, count: Dim, axis: number | Unknown, context: OpContext): Shape {
  if (isUnknown(outer)) return outer;
  const position = axisAt(axis, outer.length + 1, context);
  if (isUnknown(position)) return [count, ...outer].map((): Dim => (outer.length === 0 ? count : position));
  return [...outer.slice(0, position), count, ...outer.slice(position)];
}

/** The element type of a matrix that is made: what is asked for, or the library's floating type. */
function madeType(dtype: DType | null, context: OpContext): DType {
  return settle(dtype ?? 'float', context.library);
}

const window = (name: string, doc: string): OpDefinition =>
  defineOp({
    names: [`keras.ops.${name}`, `numpy.${name}(M: x)`],
    doc,
    params: { x: required(tensor(), 'The length.'), beta: optional(anything(), null, 'How steep it is.') },
    shape({ x }, context) {
      const length = scalarOf(x);
      return { shape: [typeof length === 'number' ? length : values], dtype: madeType(null, context) };
    },
  });

export default [
  arange,
  spaced('linspace', 'retstep=False, ', 'Numbers between two at equal distances.'),
  spaced('logspace', 'base: _, ', 'Powers whose exponents have equal distances.'),
  spaced('geomspace', '', 'Numbers between two with equal ratios.'),
  defineOp({
    names: [
      'keras.ops.eye',
      'numpy.eye(N, M=None, k=0, dtype=None, order: _, *, device: _, like: _)',
      'keras.ops.tri',
      'numpy.tri(N, M=None, k=0, dtype=None, *, like: _)',
      'keras.backend.eye(size: N, dtype=None, name: _)',
    ],
    doc: 'A matrix with ones on a diagonal (`eye`), or on and below it (`tri`).',
    params: {
      N: required(size(), 'The number of rows.'),
      M: optional(nullable(size()), null, 'The number of columns; as many as rows where it is not given.'),
      k: optional(size(), 0, 'Which diagonal.'),
      dtype: dtypeOption(),
    },
    shape({ N, M, k, dtype }, context) {
      const type = madeType(dtype, context);
      const columns = M ?? N;
      if (context.path !== 'keras.ops.eye' || k === 0) return { shape: [N, columns], dtype: type };
      return { shape: kerasEye(N, columns, k), dtype: type };
    },
  }),
  defineOp({
    names: ['keras.ops.identity(n, dtype=None)', 'numpy.identity(n, dtype=None, *, like: _)'],
    doc: 'The identity matrix.',
    params: { n: required(size(), 'The number of rows and columns.'), dtype: dtypeOption() },
    shape: ({ n, dtype }, context) => ({ shape: [n, n], dtype: madeType(dtype, context) }),
  }),
  defineOp({
    names: ['tf.eye(num_rows, num_columns=None, batch_shape: _, dtype=None, name: _)'],
    doc: 'The identity matrix.',
    params: {
      num_rows: required(size(), 'The number of rows.'),
      num_columns: optional(nullable(size()), null, 'The number of columns.'),
      dtype: dtypeOption(),
    },
    shape: ({ num_rows, num_columns, dtype }, context) => ({
      shape: [num_rows, num_columns ?? num_rows],
      dtype: madeType(dtype, context),
    }),
  }),
  window('bartlett', 'The triangular window.'),
  window('blackman', 'The Blackman window.'),
  window('hamming', 'The Hamming window.'),
  window('hanning', 'The Hann window.'),
  defineOp({
    names: ['keras.ops.kaiser(x, beta: _)', 'numpy.kaiser(M: x, beta: _)'],
    doc: 'The Kaiser window.',
    params: { x: required(tensor(), 'The length.') },
    shape({ x }, context) {
      const length = scalarOf(x);
      return { shape: [typeof length === 'number' ? length : values], dtype: madeType(null, context) };
    },
  }),
  defineOp({
    names: [
      'keras.ops.meshgrid(*x, indexing="xy")',
      'numpy.meshgrid(*x, copy: _, sparse: _, indexing="xy")',
      'tf.meshgrid(*x, indexing="xy", **_)',
    ],
    doc: 'Grids of coordinates from vectors, one for each.',
    params: {
      x: optional(tensors(), [], 'The vectors.'),
      indexing: optional(anything(), 'xy', 'Whether the first two axes change places (`xy`) or not (`ij`).'),
    },
    shape({ x, indexing }, context) {
      const items = rowsOf(x, context);
      if (isUnknown(items)) return items;
      const sizes = items.map((item): Dim => (isUnknown(item.shape) ? item.shape : product(item.shape)));
      const [a, b, ...rest] = sizes;
      if (isUnknown(indexing)) return indexing;
      const shape = indexing === 'ij' || a === undefined || b === undefined ? sizes : [b, a, ...rest];
      return list<TensorAnswer>(items.map(item => ({ shape, dtype: settled(item, context) })));
    },
  }),
  defineOp({
    names: ['numpy.indices(dimensions: x, dtype=None, sparse: _)'],
    doc: 'The coordinates of every entry of a shape.',
    params: { x: input('The shape.'), dtype: dtypeOption() },
    shape({ x, dtype }) {
      if (x.elements === undefined) return { kind: 'unknown', why: { kind: 'data', what: 'the shape' } };
      const dims = x.elements.filter(element => typeof element !== 'string');
      return { shape: [dims.length, ...dims], dtype: dtype ?? 'int64' };
    },
  }),
];

/**
 * Keras makes a shifted identity by padding a square one of min(columns - k, rows + k) on TensorFlow, which for matrices
 * that are not square at times is larger than asked for.
 */
function kerasEye(rows: Dim, columns: Dim, k: Dim): Shape {
  if (sameDim(rows, columns) === 'yes') return [rows, columns];
  if (typeof rows !== 'number' || typeof columns !== 'number' || typeof k !== 'number') {
    const why: Unknown = { kind: 'unknown', why: { kind: 'todo', what: 'a shifted identity' } };
    return [why, why];
  }
  const square = Math.min(columns - k, rows + k);
  const down = Math.max(-k, 0) + Math.max(rows - columns + k, 0);
  const right = Math.max(k, 0) + Math.max(columns - rows - k, 0);
  return [square + down, square + right];
}
