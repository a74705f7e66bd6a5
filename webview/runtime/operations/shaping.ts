// Operations that move, join, split and repeat elements, and those that make new tensors.

import type { Tensor, Tf } from '../../../src/layers/run.ts';
import { tfDtype } from '../dtypes.ts';
import {
  alike,
  argumentOf,
  asTensor,
  CannotCompute,
  integersOf,
  isAbsent,
  isList,
  isTensor,
  numberOf,
  type OpArguments,
  type OpValue,
  tensorOf,
  tensorsOf,
  textOf,
} from './arguments.ts';
import { getItem } from './indexing.ts';
import type { Operation, Operations } from './operation.ts';

function of(params: readonly string[], run: Operation['run']): Operation {
  return { params, run };
}

export const shaping: Operations = {
  reshape: of(['x', 'newshape'], args => reshape(tensorOf(args, 'x'), argumentOf(args, 'newshape'))),
  ravel: of(['x'], args => tensorOf(args, 'x').flatten()),
  transpose: of(['x', 'axes'], args => args.tf.transpose(tensorOf(args, 'x'), integersOf(args, 'axes'))),
  swapaxes: of(['x', 'axis1', 'axis2'], args => {
    const x = tensorOf(args, 'x');
    const order = x.shape.map((_, i) => i);
    const first = from0(numberOf(args, 'axis1') ?? 0, x.rank);
    const second = from0(numberOf(args, 'axis2') ?? 0, x.rank);
    order[first] = second;
    order[second] = first;
    return args.tf.transpose(x, order);
  }),
  moveaxis: of(['x', 'source', 'destination'], moveAxis),
  expand_dims: of(['x', 'axis'], expandDims),
  squeeze: of(['x', 'axis'], args => {
    const x = tensorOf(args, 'x');
    return args.tf.squeeze(
      x,
      integersOf(args, 'axis')?.map(axis => from0(axis, x.rank)),
    );
  }),
  broadcast_to: of(['x', 'shape'], args => args.tf.broadcastTo(tensorOf(args, 'x'), integersOf(args, 'shape') ?? [])),
  concatenate: of(['xs', 'axis'], args => {
    const tensors = tensorsOf(args, 'xs');
    return args.tf.concat(oneType(tensors), from0(numberOf(args, 'axis') ?? 0, tensors[0]?.rank ?? 1));
  }),
  stack: of(['x', 'axis'], args => {
    const tensors = tensorsOf(args, 'x');
    return args.tf.stack(oneType(tensors), from0(numberOf(args, 'axis') ?? 0, (tensors[0]?.rank ?? 0) + 1));
  }),
  unstack: of(['x', 'num', 'axis'], args => args.tf.unstack(tensorOf(args, 'x'), numberOf(args, 'axis') ?? 0)),
  split: of(['x', 'indices_or_sections', 'axis'], split),
  flip: of(['x', 'axis'], args => args.tf.reverse(tensorOf(args, 'x'), integersOf(args, 'axis'))),
  roll: of(['x', 'shift', 'axis'], roll),
  repeat: of(['x', 'repeats', 'axis'], repeat),
  tile: of(['x', 'repeats'], args => {
    const x = tensorOf(args, 'x');
    const repeats = integersOf(args, 'repeats') ?? [];
    const rank = Math.max(x.rank, repeats.length);
    return args.tf.tile(x.reshape(leading(x.shape, rank)), leading(repeats, rank));
  }),
  pad: of(['x', 'pad_width', 'mode', 'constant_values'], pad),
  'method.reshape': of(['x', 'newshape'], args => {
    const given = argumentOf(args, 'newshape');
    const [only] = isList(given) ? given : [];
    const sizes = isList(given) && given.length === 1 && only !== undefined && isList(only) ? only : given;
    return reshape(tensorOf(args, 'x'), sizes);
  }),
  'method.transpose': of(['x', 'axes'], args => args.tf.transpose(tensorOf(args, 'x'), axesList(args, 'axes'))),
  'method.T': of(['x'], args => args.tf.transpose(tensorOf(args, 'x'))),
  'keras.backend.batch_flatten': of(['x'], args => {
    const x = tensorOf(args, 'x');
    return x.reshape([x.shape[0] ?? 1, -1]);
  }),
  hstack: of(['xs'], args => {
    const tensors = oneType(tensorsOf(args, 'xs'));
    return args.tf.concat(tensors, (tensors[0]?.rank ?? 1) > 1 ? 1 : 0);
  }),
  /** Keras joins vectors end to end, where NumPy makes rows of them. */
  'keras.ops.vstack': of(['xs'], args => args.tf.concat(oneType(tensorsOf(args, 'xs')), 0)),
  append: of(['x1', 'x2', 'axis'], args => {
    const pair = oneType([tensorOf(args, 'x1'), tensorOf(args, 'x2')]);
    const axis = numberOf(args, 'axis');
    if (axis === undefined) return args.tf.concat(pair.map(x => x.flatten()));
    return args.tf.concat(pair, from0(axis, pair[0]?.rank ?? 1));
  }),
  slice: of(['x', 'begin', 'size'], args =>
    args.tf.slice(tensorOf(args, 'x'), integersOf(args, 'begin') ?? [], integersOf(args, 'size')),
  ),
  'tf.split': of(['x', 'sizes', 'axis'], args => {
    const x = tensorOf(args, 'x');
    const sizes = argumentOf(args, 'sizes');
    const parts = typeof sizes === 'number' ? sizes : (integersOf(args, 'sizes') ?? []);
    return args.tf.split(x, parts, from0(numberOf(args, 'axis') ?? 0, x.rank));
  }),
  'tf.gather': of(['x', 'indices', 'axis', 'batch_dims'], args => {
    const batch = numberOf(args, 'batch_dims') ?? 0;
    const indices = asTensor(args.tf, argumentOf(args, 'indices')).cast('int32');
    return args.tf.gather(tensorOf(args, 'x'), indices, numberOf(args, 'axis') ?? batch, batch);
  }),
  'tf.math.add_n': of(['inputs'], args => args.tf.addN(oneType(tensorsOf(args, 'inputs')))),
  'tf.shape': of(['x'], args => args.tf.tensor1d([...tensorOf(args, 'x').shape], 'int32')),
  'tf.rank': of(['x'], args => args.tf.scalar(tensorOf(args, 'x').rank, 'int32')),
  'keras.backend.repeat': of(['x', 'n'], args => {
    const x = tensorOf(args, 'x');
    return args.tf.tile(x.expandDims(1), [1, numberOf(args, 'n') ?? 1, 1]);
  }),
  getitem: of(['x', 'key'], args => getItem(args.tf, tensorOf(args, 'x'), argumentOf(args, 'key'))),
  take: of(['x', 'indices', 'axis'], take),
  shape: of(['x'], args => {
    const { shape } = tensorOf(args, 'x');
    return args.tf.tensor1d([...shape], 'int32');
  }),
  size: of(['x'], args => args.tf.scalar(tensorOf(args, 'x').size, 'int32')),
  arange: of(['start', 'stop', 'step', 'dtype'], arange),
  linspace: of(['start', 'stop', 'num'], args =>
    args.tf.linspace(numberOf(args, 'start') ?? 0, numberOf(args, 'stop') ?? 0, numberOf(args, 'num') ?? 50),
  ),
  zeros: of(['shape', 'dtype'], args => args.tf.zeros(integersOf(args, 'shape') ?? [], dtypeOf(args))),
  ones: of(['shape', 'dtype'], args => args.tf.ones(integersOf(args, 'shape') ?? [], dtypeOf(args))),
  full: of(['shape', 'fill_value', 'dtype'], args => {
    const value = tensorOf(args, 'fill_value');
    const dtype = textOf(args, 'dtype');
    const filled = args.tf.broadcastTo(value, integersOf(args, 'shape') ?? []);
    return dtype === undefined ? filled : filled.cast(tfDtype(dtype));
  }),
  eye: of(['N', 'M', 'k', 'dtype'], args => {
    if ((numberOf(args, 'k') ?? 0) !== 0) throw new CannotCompute('only the main diagonal is computed');
    const rows = numberOf(args, 'N') ?? 0;
    return args.tf.eye(rows, numberOf(args, 'M') ?? rows, undefined, dtypeOf(args) as 'float32');
  }),
  identity: of(['n', 'dtype'], args => args.tf.eye(numberOf(args, 'n') ?? 0)),
  convert_to_tensor: of(['x', 'dtype'], args => {
    const dtype = textOf(args, 'dtype');
    return dtype === undefined ? tensorOf(args, 'x') : tensorOf(args, 'x').cast(tfDtype(dtype));
  }),
};

function from0(axis: number, rank: number): number {
  return axis < 0 ? axis + rank : axis;
}

/** The sizes with ones in front, up to the rank. */
function leading(sizes: readonly number[], rank: number): number[] {
  return [...Array.from({ length: rank - sizes.length }, () => 1), ...sizes];
}

function oneType(tensors: readonly Tensor[]): Tensor[] {
  if (tensors.every(tensor => tensor.dtype === tensors[0]?.dtype)) return [...tensors];
  const float = tensors.some(tensor => tensor.dtype === 'float32');
  return tensors.map(tensor => tensor.cast(float ? 'float32' : 'int32'));
}

function dtypeOf(args: OpArguments): 'float32' | 'int32' | 'bool' {
  const dtype = tfDtype(textOf(args, 'dtype') ?? 'float32');
  return dtype === 'int32' || dtype === 'bool' ? dtype : 'float32';
}

/** Axes as separate arguments, or as one list of them. */
function axesList(args: OpArguments, name: string): number[] | undefined {
  const value = argumentOf(args, name);
  const [only] = isList(value) ? value : [];
  if (isAbsent(value) || (isList(value) && value.length === 0)) return undefined;
  const axes = isList(value) && value.length === 1 && only !== undefined && isList(only) ? only : value;
  return isList(axes) ? axes.map(Number) : undefined;
}

/** A tensor in another shape; None stands for the size that is left, as -1 does. */
function reshape(x: Tensor, target: OpValue): Tensor {
  if (isTensor(target)) return x.reshape(Array.from(target.dataSync()));
  const sizes = isList(target) ? target : [target];
  return x.reshape(
    sizes.map(size => {
      if (isTensor(size)) return size.dataSync()[0] ?? -1;
      return typeof size === 'number' ? size : -1;
    }),
  );
}

function moveAxis(args: OpArguments): Tensor {
  const x = tensorOf(args, 'x');
  const sources = (integersOf(args, 'source') ?? []).map(axis => from0(axis, x.rank));
  const targets = (integersOf(args, 'destination') ?? []).map(axis => from0(axis, x.rank));
  const order: number[] = [];
  targets.forEach((target, i) => {
    order[target] = sources[i] ?? 0;
  });
  const rest = x.shape.map((_, i) => i).filter(axis => !sources.includes(axis));
  return args.tf.transpose(
    x,
    x.shape.map((_, i) => order[i] ?? rest.shift() ?? 0),
  );
}

function expandDims(args: OpArguments): Tensor {
  const x = tensorOf(args, 'x');
  const axes = integersOf(args, 'axis') ?? [0];
  const rank = x.rank + axes.length;
  const fresh = new Set(axes.map(axis => from0(axis, rank)));
  const old = [...x.shape];
  return x.reshape(Array.from({ length: rank }, (_, i) => (fresh.has(i) ? 1 : (old.shift() ?? 1))));
}

function split(args: OpArguments): Tensor[] {
  const x = tensorOf(args, 'x');
  const axis = from0(numberOf(args, 'axis') ?? 0, x.rank);
  const parts = argumentOf(args, 'indices_or_sections');
  if (typeof parts === 'number') return args.tf.split(x, parts, axis);
  const ends = [...(integersOf(args, 'indices_or_sections') ?? []), x.shape[axis] ?? 0];
  return ends.map((end, i) => {
    const start = ends[i - 1] ?? 0;
    const begin = x.shape.map((_, k) => (k === axis ? start : 0));
    const size = x.shape.map((whole, k) => (k === axis ? end - start : whole));
    return args.tf.slice(x, begin, size);
  });
}

function roll(args: OpArguments): Tensor {
  const x = tensorOf(args, 'x');
  const shifts = integersOf(args, 'shift') ?? [];
  const axes = integersOf(args, 'axis');
  if (axes === undefined) return rollAxis(args.tf, x.flatten(), shifts[0] ?? 0, 0).reshape(x.shape);
  return axes.reduce((out, axis, i) => rollAxis(args.tf, out, shifts[i] ?? shifts[0] ?? 0, from0(axis, x.rank)), x);
}

function rollAxis(tf: Tf, x: Tensor, shift: number, axis: number): Tensor {
  const length = x.shape[axis] ?? 1;
  const by = ((shift % length) + length) % length;
  if (by === 0) return x;
  const [head, tail] = tf.split(x, [length - by, by], axis);
  return head === undefined || tail === undefined ? x : tf.concat([tail, head], axis);
}

function repeat(args: OpArguments): Tensor {
  const given = tensorOf(args, 'x');
  const named = numberOf(args, 'axis');
  const x = named === undefined ? given.flatten() : given;
  const axis = from0(named ?? 0, x.rank);
  const counts = integersOf(args, 'repeats') ?? [1];
  const length = x.shape[axis] ?? 0;
  const positions = Array.from({ length }, (_, i) =>
    Array.from({ length: (counts.length === 1 ? counts[0] : counts[i]) ?? 0 }, () => i),
  ).flat();
  return args.tf.gather(x, args.tf.tensor1d(positions, 'int32'), axis);
}

/** Padding before and after each axis; one pair, or one number, stands for all axes. */
function pad(args: OpArguments): Tensor {
  const { tf } = args;
  const x = tensorOf(args, 'x');
  const width = argumentOf(args, 'pad_width');
  const pair = (value: unknown): [number, number] => {
    if (typeof value === 'number') return [value, value];
    const [before, after] = Array.isArray(value) ? value : [];
    return [Number(before ?? 0), Number(after ?? before ?? 0)];
  };
  const rows = isTensor(width) ? (width.arraySync() as unknown) : width;
  const isRows = Array.isArray(rows) && rows.every(row => Array.isArray(row));
  const pairs = x.shape.map((_, i) => pair(isRows && rows.length > 1 ? rows[i] : isRows ? rows[0] : rows));
  const mode = (textOf(args, 'mode') ?? 'constant').toLowerCase();
  if (mode === 'constant') return tf.pad(x, pairs, numberOf(args, 'constant_values') ?? 0);
  if (mode === 'reflect' || mode === 'symmetric') return tf.mirrorPad(x, pairs, mode);
  throw new CannotCompute(`padding with the mode \`${mode}\` is not computed by TensorFlow.js`);
}

function take(args: OpArguments): Tensor {
  const { tf } = args;
  const given = tensorOf(args, 'x');
  const named = numberOf(args, 'axis');
  const x = named === undefined ? given.flatten() : given;
  const axis = from0(named ?? 0, x.rank);
  const length = x.shape[axis] ?? 0;
  const indices = asTensor(tf, argumentOf(args, 'indices')).cast('int32');
  const [asked, size] = alike(indices, tf.scalar(length, 'int32'));
  return tf.gather(x, tf.where(tf.less(asked, 0), asked.add(size), asked), axis);
}

function arange(args: OpArguments): Tensor {
  const first = numberOf(args, 'start') ?? 0;
  const second = numberOf(args, 'stop');
  const [start, stop] = second === undefined ? [0, first] : [first, second];
  const step = numberOf(args, 'step') ?? 1;
  const whole = [start, stop, step].every(Number.isInteger);
  const dtype = isAbsent(argumentOf(args, 'dtype')) ? (whole ? 'int32' : 'float32') : dtypeOf(args);
  return args.tf.range(start, stop, step, dtype === 'bool' ? 'int32' : dtype);
}
