// The same elements under other axes.

import { type Dim, dynamic, isDynamic, product, sameDim } from '../../shapes/dim.ts';
import { exactQuotient } from '../../shapes/quotient.ts';
import { printShape, tensorType } from '../../shapes/shape.ts';
import { afterError, isUnknown } from '../../shapes/unknown.ts';
import { defineLayer } from '../define.ts';
import { type IntArg, required } from '../params.ts';
import type { Tensor } from '../run.ts';
import { targetShape } from '../targetShape.ts';

export default defineLayer({
  name: 'Reshape',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Arranges the elements of each sample in new axes, `target_shape` after the batch. The number of elements must stay; one -1 stands for what is left.',
  params: { target_shape: required(targetShape(), 'The new axes without the batch; at most one may be -1.') },
  takes: 'tensor',
  inputRank: { atLeast: 1 },
  shape({ shape, dtype }, { config, dialect, problem }) {
    const target = config.target_shape;
    const [batch = 1, ...from] = shape;
    if (isUnknown(target)) return tensorType(target, dtype);
    const fill = (left: Dim): readonly Dim[] => [batch, ...target.map(size => sizeOr(size, left))];
    if (from.some(isDynamic) || target.includes(null)) return tensorType(fill(dynamic), dtype);
    // tfjs looks at no sizes where any axis is open, the batch included, until it is run.
    const late = dialect === 'tfjs' && isDynamic(batch);
    const sizes = target.map(size => sizeOr(size, -1));
    const total = product(from);
    const rest = product(sizes.filter(size => size !== -1));
    const left = sizes.includes(-1) ? exactQuotient(total, rest) : sameDim(total, rest) === 'no' ? 'none' : 1;
    if (left !== 'none') return tensorType(fill(late ? dynamic : left), dtype);
    problem({
      kind: 'reshape-size',
      ...(late ? { effect: 'fails when run' } : {}),
      from,
      target: sizes,
      argument: 'target_shape',
      runtime: {
        keras3: sizes.includes(-1)
          ? `The total size of the tensor must be unchanged, however, the input size cannot by divided by the specified dimensions in target_shape. Received: input_shape=${printShape(from)}, target_shape=${printShape(sizes)}`
          : `The total size of the tensor must be unchanged. Received: input_shape=${printShape(from)}, target_shape=${printShape(sizes)}`,
        keras2: 'total size of new array must be unchanged',
        tfjs: 'Total size of new array must be unchanged.',
      },
    });
    return tensorType(late ? fill(dynamic) : afterError, dtype);
  },
  shapeOfUnknown({ shape, dtype }, { config }) {
    const target = config.target_shape;
    if (isUnknown(target)) return tensorType(target, dtype);
    if (!isUnknown(shape)) return tensorType(afterError, dtype);
    return tensorType([shape, ...target.map(size => sizeOr(size, shape))], dtype);
  },
  run({ tf, config, inputs }) {
    const x = inputs[0] as Tensor;
    return tf.reshape(x, [x.shape[0] ?? 1, ...config.target_shape.map((size: number | null) => size ?? -1)]);
  },
});

function sizeOr(size: IntArg | null, left: Dim): Dim {
  if (size === null) return dynamic;
  return size === -1 ? left : size;
}
