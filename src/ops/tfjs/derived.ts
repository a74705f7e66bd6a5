// Operations of TensorFlow.js that are those of the other libraries under other names: for each the operation whose
// arithmetic it shares, its parameters in their order, and the element type of the answer.

import type { TfjsType } from './types.ts';

export interface DerivedRow {
  /** The names under `tf.`, divided by spaces. */
  readonly names: string;
  /** The operation that has the arithmetic. */
  readonly from: string;
  /** The parameters as in signatures of operations. */
  readonly takes: string;
  readonly type: TfjsType;
}

const unary = (from: string, names: string, type: TfjsType): DerivedRow => ({
  names,
  from: `keras.ops.${from}`,
  takes: 'x',
  type,
});

const binary = (from: string, names: string, type: TfjsType): DerivedRow => ({
  names,
  from: `keras.ops.${from}`,
  takes: 'a: x1, b: x2',
  type,
});

const reduction = (from: string, names: string, type: TfjsType): DerivedRow => ({
  names,
  from: `keras.ops.${from}`,
  takes: 'x, axis=None, keepDims: keepdims=False',
  type,
});

/** Functions that go element by element, by what they do to the type. */
const sameShape: readonly DerivedRow[] = [
  unary(
    'negative',
    'neg abs sign square reciprocal acos acosh asin asinh atan atanh expm1 log1p relu relu6 selu sinh softplus step logSigmoid clone round keep onesLike zerosLike',
    'first',
  ),
  unary('negative', 'ceil cos cosh elu erf exp floor log rsqrt sigmoid sin sqrt tan tanh', 'float32'),
  unary('negative', 'isFinite isInf isNaN logicalNot', 'bool'),
  { names: 'clipByValue', from: 'keras.ops.negative', takes: 'x, clipValueMin: _, clipValueMax: _', type: 'first' },
  { names: 'linalg.bandPart', from: 'keras.ops.negative', takes: 'a: x, numLower: _, numUpper: _', type: 'first' },
  { names: 'leakyRelu prelu', from: 'keras.ops.negative', takes: 'x, alpha: _', type: 'float32' },
  { names: 'softmax logSoftmax', from: 'keras.ops.negative', takes: 'logits: x, dim: _', type: 'float32' },
  { names: 'dropout', from: 'keras.ops.negative', takes: 'x, rate: _, noiseShape: _, seed: _', type: 'first' },
  {
    names: 'batchNorm batchNorm2d batchNorm3d batchNorm4d',
    from: 'keras.ops.negative',
    takes: 'x, mean: _, variance: _, offset: _, scale: _, varianceEpsilon: _',
    type: 'first',
  },
  {
    names: 'localResponseNormalization',
    from: 'keras.ops.negative',
    takes: 'x, depthRadius: _, bias: _, alpha: _, beta: _',
    type: 'first',
  },
  {
    names: 'image.flipLeftRight image.threshold',
    from: 'keras.ops.negative',
    takes: 'image: x, method: _, inverted: _, threshValue: _',
    type: 'first',
  },
  {
    names: 'image.rotateWithOffset',
    from: 'keras.ops.negative',
    takes: 'image: x, radians: _, fillValue: _, center: _',
    type: 'float32',
  },
  ...['cumsum', 'cumprod'].map(
    (name): DerivedRow => ({
      names: name,
      from: 'keras.ops.negative',
      takes: 'x, axis: _, exclusive: _, reverse: _',
      type: 'counted',
    }),
  ),
  { names: 'reverse', from: 'keras.ops.negative', takes: 'x, axis: _', type: 'first' },
  ...[1, 2, 3, 4].map(
    (rank): DerivedRow => ({
      names: `reverse${rank}d`,
      from: 'keras.ops.negative',
      takes: 'x, axis: _',
      type: 'first',
    }),
  ),
];

const elementwise: readonly DerivedRow[] = [
  binary('add', 'add sub mul div mod pow squaredDifference divNoNan atan2', 'widest'),
  binary('maximum', 'maximum minimum', 'counted'),
  binary('floor_divide', 'floorDiv', 'int32'),
  binary('greater', 'equal notEqual greater greaterEqual less lessEqual', 'bool'),
  binary('logical_and', 'logicalAnd logicalOr logicalXor', 'bool'),
  {
    names: 'where',
    from: 'keras.ops.where',
    takes: 'condition, a: x1, b: x2',
    type: 'widest',
  },
];

const reductions: readonly DerivedRow[] = [
  reduction('sum', 'sum prod', 'counted'),
  reduction('max', 'max min', 'first'),
  reduction('mean', 'mean logSumExp', 'float32'),
  reduction('all', 'all any', 'bool'),
  {
    names: 'norm euclideanNorm',
    from: 'keras.ops.sum',
    takes: 'x, ord: _, axis=None, keepDims: keepdims=False',
    type: 'first',
  },
  { names: 'argMax argMin', from: 'keras.ops.argmax', takes: 'x, axis=0', type: 'int32' },
];

const arrangements: readonly DerivedRow[] = [
  { names: 'reshape', from: 'tf.reshape', takes: 'x, shape: newshape', type: 'first' },
  { names: 'expandDims', from: 'keras.ops.expand_dims', takes: 'x, axis=0', type: 'first' },
  { names: 'squeeze', from: 'keras.ops.squeeze', takes: 'x, axis=None', type: 'first' },
  { names: 'transpose', from: 'keras.ops.transpose', takes: 'x, perm: axes = None, conjugate: _', type: 'first' },
  { names: 'tile', from: 'tf.tile', takes: 'x, reps: repeats', type: 'first' },
  { names: 'broadcastTo', from: 'tf.broadcast_to', takes: 'x, shape', type: 'first' },
  {
    names: 'pad pad1d pad2d pad3d pad4d mirrorPad',
    from: 'tf.pad',
    takes: 'x, paddings: pad_width, constantValue: _',
    type: 'first',
  },
  { names: 'concat', from: 'keras.ops.concatenate', takes: 'tensors: xs, axis=0', type: 'widest' },
  { names: 'concat1d', from: 'keras.ops.concatenate', takes: 'tensors: xs', type: 'widest' },
  {
    names: 'concat2d concat3d concat4d',
    from: 'keras.ops.concatenate',
    takes: 'tensors: xs, axis',
    type: 'widest',
  },
  { names: 'stack', from: 'keras.ops.stack', takes: 'tensors: x, axis=0', type: 'first' },
  { names: 'unstack', from: 'keras.ops.unstack', takes: 'x, axis=0', type: 'first' },
  { names: 'split', from: 'tf.split', takes: 'x, numOrSizeSplits: sizes, axis=0', type: 'first' },
  { names: 'gather', from: 'tf.gather', takes: 'x, indices, axis=0, batchDims: batch_dims = 0', type: 'first' },
  { names: 'gatherND', from: 'tf.gather_nd', takes: 'x, indices', type: 'first' },
  {
    names: 'depthToSpace',
    from: 'tf.nn.depth_to_space',
    takes: "x, blockSize: block_size, dataFormat: data_format = 'NHWC'",
    type: 'first',
  },
];

const products: readonly DerivedRow[] = [
  {
    names: 'matMul',
    from: 'tf.matmul',
    takes: 'a: x1, b: x2, transposeA: transpose_a = False, transposeB: transpose_b = False',
    type: 'widest',
  },
  binary('dot', 'dot', 'widest'),
  binary('outer', 'outerProduct', 'widest'),
  { names: 'einsum', from: 'tf.einsum', takes: 'equation: subscripts, *operands', type: 'widest' },
];

const convolutions: readonly DerivedRow[] = [
  {
    names: 'conv1d',
    from: 'keras.ops.conv',
    takes: 'x: inputs, filter: kernel, stride: strides, pad: padding, dataFormat: _, dilation: dilation_rate = 1',
    type: 'float32',
  },
  {
    names: 'conv2d conv3d',
    from: 'keras.ops.conv',
    takes: 'x: inputs, filter: kernel, strides, pad: padding, dataFormat: _, dilations: dilation_rate = 1',
    type: 'float32',
  },
  {
    names: 'depthwiseConv2d',
    from: 'keras.ops.depthwise_conv',
    takes: 'x: inputs, filter: kernel, strides, pad: padding, dataFormat: _, dilations: dilation_rate = 1',
    type: 'float32',
  },
  {
    names: 'separableConv2d',
    from: 'keras.ops.separable_conv',
    takes:
      'x: inputs, depthwiseFilter: depthwise_kernel, pointwiseFilter: pointwise_kernel, strides, pad: padding, dilation: dilation_rate = 1, dataFormat: _',
    type: 'float32',
  },
  {
    names: 'maxPool maxPool3d',
    from: 'keras.ops.max_pool',
    takes: 'x: inputs, filterSize: pool_size, strides, pad: padding, dimRoundingMode: _',
    type: 'first',
  },
  {
    names: 'avgPool avgPool3d',
    from: 'keras.ops.average_pool',
    takes: 'x: inputs, filterSize: pool_size, strides, pad: padding, dimRoundingMode: _',
    type: 'first',
  },
];

export const derivedRows: readonly DerivedRow[] = [
  ...sameShape,
  ...elementwise,
  ...reductions,
  ...arrangements,
  ...products,
  ...convolutions,
];
