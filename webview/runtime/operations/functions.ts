// Operations of neural networks, linear algebra and images.

import { batchDot } from '../../../src/layers/compute/batchDot.ts';
import { einsum } from '../../../src/layers/compute/einsum.ts';
import type { Tensor } from '../../../src/layers/run.ts';
import {
  CannotCompute,
  flagOf,
  floatOf,
  integersOf,
  numberOf,
  type OpArguments,
  operands,
  tensorOf,
  tensorsOf,
  textOf,
} from './arguments.ts';
import type { Operation, Operations } from './operation.ts';

function of(params: readonly string[], run: Operation['run']): Operation {
  return { params, run };
}

export const functions: Operations = {
  matmul: of(['x1', 'x2'], matmul),
  dot: of(['x1', 'x2'], dot),
  einsum: of(['subscripts', 'operands'], args => {
    const equation = textOf(args, 'subscripts') ?? '';
    const tensors = tensorsOf(args, 'operands').map(tensor => tensor.cast('float32'));
    return einsum(args.tf, equation, tensors);
  }),
  tensordot: of(['x1', 'x2', 'axes'], tensordot),
  outer: of(['x1', 'x2'], args => {
    const [x, y] = operands(args, 'x1', 'x2');
    return x.reshape([-1, 1]).mul(y.reshape([1, -1]));
  }),
  one_hot: of(['x', 'num_classes', 'axis'], args => {
    const x = tensorOf(args, 'x').cast('int32');
    const axis = numberOf(args, 'axis') ?? -1;
    if (axis !== -1 && axis !== x.rank) throw new CannotCompute('one_hot is computed along the last axis only');
    return args.tf.oneHot(x, numberOf(args, 'num_classes') ?? 1).cast('float32');
  }),
  multi_hot: of(['x', 'num_classes', 'axis'], args => {
    const x = tensorOf(args, 'x').cast('int32');
    const places = args.tf.oneHot(x, numberOf(args, 'num_classes') ?? 1).cast('float32');
    return args.tf.max(places, x.rank > 1 ? 1 : 0);
  }),
  inner: of(['x1', 'x2'], args => {
    const [x, y] = operands(args, 'x1', 'x2').map(tensor => tensor.cast('float32')) as [Tensor, Tensor];
    if (x.rank === 0 || y.rank === 0) return x.mul(y);
    return contract(args, x, y, [x.rank - 1], [y.rank - 1], x.shape.at(-1) ?? 1);
  }),
  'tf.linalg.matvec': of(['a', 'b'], args => {
    const { tf } = args;
    const [a, b] = operands(args, 'a', 'b').map(tensor => tensor.cast('float32')) as [Tensor, Tensor];
    return tf.matMul(a, b.expandDims(b.rank)).squeeze([Math.max(a.rank, b.rank + 1) - 1]);
  }),
  'keras.backend.batch_dot': of(['x', 'y', 'axes'], args => {
    const axes = integersOf(args, 'axes');
    const [x, y] = operands(args, 'x', 'y');
    const first = axes?.[0] ?? x.rank - 1;
    const second = axes === undefined ? Math.max(1, y.rank - 2) : (axes[1] ?? first);
    const from0 = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis);
    return batchDot(args.tf, x, y, [from0(first, x.rank), from0(second, y.rank)], { normalize: false });
  }),
  'image.rgb_to_grayscale': of(['images'], args => toGrey(args)),
  'tf.image.rgb_to_grayscale': of(['images'], args => toGrey(args)),
  top_k: of(['x', 'k', 'sorted'], args => {
    const { values, indices } = args.tf.topk(tensorOf(args, 'x'), numberOf(args, 'k') ?? 1, true);
    return [values, indices];
  }),
  sort: of(['x', 'axis'], args => alongLast(args, x => sorted(args, x).values)),
  argsort: of(['x', 'axis'], args => alongLast(args, x => sorted(args, x).indices)),
  tril: of(['x', 'k'], args => triangle(args, 'lower')),
  triu: of(['x', 'k'], args => triangle(args, 'upper')),
  'image.resize': of(['images', 'size', 'interpolation', 'antialias'], resize),
};

/** The luma of red, green and blue (ITU-R BT.601). */
function toGrey(args: OpArguments): Tensor {
  const { tf } = args;
  const images = floatOf(args, 'images');
  return tf.sum(images.mul(tf.tensor1d([0.2989, 0.587, 0.114])), -1, true);
}

/** Products over the last two axes; vectors count as a row on the left and a column on the right. */
function matmul(args: OpArguments): Tensor {
  const { tf } = args;
  const [a, b] = operands(args, 'x1', 'x2').map(x => x.cast('float32')) as [Tensor, Tensor];
  if (a.rank === 1 && b.rank === 1) return tf.sum(a.mul(b));
  const left = a.rank === 1 ? a.expandDims(0) : a;
  const right = b.rank === 1 ? b.expandDims(1) : b;
  const product = tf.matMul(left, right);
  if (a.rank === 1) return product.squeeze([product.rank - 2]);
  return b.rank === 1 ? product.squeeze([product.rank - 1]) : product;
}

/** NumPy's dot: the last axis of the first with the last but one of the second. */
function dot(args: OpArguments): Tensor {
  const { tf } = args;
  const [x, y] = operands(args, 'x1', 'x2').map(tensor => tensor.cast('float32')) as [Tensor, Tensor];
  if (x.rank === 0 || y.rank === 0) return x.mul(y);
  const along = Math.max(0, y.rank - 2);
  return contract(args, x, y, [x.rank - 1], [along], tf.util.sizeFromShape(x.shape.slice(-1)));
}

function tensordot(args: OpArguments): Tensor {
  const [x, y] = operands(args, 'x1', 'x2').map(tensor => tensor.cast('float32')) as [Tensor, Tensor];
  const value = args.values.get('axes');
  const lists = Array.isArray(value)
    ? value.map(item => (Array.isArray(item) ? item.map(Number) : [Number(item)]))
    : [];
  const count = typeof value === 'number' ? value : 2;
  const first = lists[0] ?? Array.from({ length: count }, (_, i) => x.rank - count + i);
  const second = lists[1] ?? Array.from({ length: count }, (_, i) => i);
  const inner = first.reduce((size, axis) => size * (x.shape.at(axis) ?? 1), 1);
  return contract(args, x, y, first, second, inner);
}

function contract(
  { tf }: OpArguments,
  x: Tensor,
  y: Tensor,
  first: readonly number[],
  second: readonly number[],
  inner: number,
): Tensor {
  const left = first.map(axis => (axis < 0 ? axis + x.rank : axis));
  const right = second.map(axis => (axis < 0 ? axis + y.rank : axis));
  const keptLeft = x.shape.map((_, i) => i).filter(axis => !left.includes(axis));
  const keptRight = y.shape.map((_, i) => i).filter(axis => !right.includes(axis));
  const a = tf.transpose(x, [...keptLeft, ...left]).reshape([-1, inner]);
  const b = tf.transpose(y, [...right, ...keptRight]).reshape([inner, -1]);
  const shape = [...keptLeft.map(axis => x.shape[axis] ?? 1), ...keptRight.map(axis => y.shape[axis] ?? 1)];
  return tf.matMul(a, b).reshape(shape);
}

/** In ascending order, equal elements in theirs. */
function sorted(args: OpArguments, x: Tensor): { values: Tensor; indices: Tensor } {
  const { tf } = args;
  const { values, indices } = tf.topk(tf.neg(x), x.shape.at(-1) ?? 1, true);
  return { values: tf.neg(values), indices };
}

/** Does something along the last axis to the axis that is asked for. */
function alongLast(args: OpArguments, compute: (x: Tensor) => Tensor): Tensor {
  const { tf } = args;
  const x = tensorOf(args, 'x');
  const given = numberOf(args, 'axis') ?? -1;
  const axis = given < 0 ? given + x.rank : given;
  const order = [...x.shape.map((_, i) => i).filter(i => i !== axis), axis];
  const back = x.shape.map((_, i) => order.indexOf(i));
  return tf.transpose(compute(tf.transpose(x, order)), back);
}

function triangle(args: OpArguments, which: 'lower' | 'upper'): Tensor {
  const { tf } = args;
  const x = tensorOf(args, 'x');
  const rows = x.shape.at(-2) ?? 1;
  const columns = x.shape.at(-1) ?? 1;
  const offset = numberOf(args, 'k') ?? 0;
  const row = tf.range(0, rows, 1, 'int32').reshape([rows, 1]);
  const column = tf.range(0, columns, 1, 'int32').reshape([1, columns]);
  const distance = tf.sub(column, row);
  const kept = which === 'lower' ? tf.lessEqual(distance, offset) : tf.greaterEqual(distance, offset);
  return tf.where(tf.broadcastTo(kept, x.shape), x, tf.zerosLike(x));
}

function resize(args: OpArguments): Tensor {
  const { tf } = args;
  const images = floatOf(args, 'images');
  const [height = 1, width = 1] = integersOf(args, 'size') ?? [];
  if (flagOf(args, 'antialias', false))
    throw new CannotCompute('resizing with antialias is not computed by TensorFlow.js');
  const interpolation = textOf(args, 'interpolation') ?? 'bilinear';
  const batch = (images.rank === 3 ? images.expandDims(0) : images) as import('@tensorflow/tfjs').Tensor4D;
  const size: [number, number] = [height, width];
  const out =
    interpolation === 'bilinear'
      ? tf.image.resizeBilinear(batch, size, false, true)
      : interpolation === 'nearest'
        ? tf.image.resizeNearestNeighbor(batch, size, false, true)
        : undefined;
  if (out === undefined) throw new CannotCompute(`resizing with \`${interpolation}\` is not computed by TensorFlow.js`);
  return images.rank === 3 ? out.squeeze([0]) : out;
}
