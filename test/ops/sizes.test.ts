// Sizes that are known by name stay exact through operations, and small arrays keep their values, since programs compute
// sizes with both.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConfigValue } from '../../src/layers/config.ts';
import { applyOp } from '../../src/ops/apply.ts';
import type { OpResult } from '../../src/ops/define.ts';
import { sliceKey } from '../../src/ops/indexing.ts';
import { findOp } from '../../src/ops/registry.ts';
import { type Dim, dynamic, symbol } from '../../src/shapes/dim.ts';
import { printShape } from '../../src/shapes/shape.ts';
import { isUnknown } from '../../src/shapes/unknown.ts';

const h = symbol('h', 1);
const w = symbol('w', 2);

function image(...shape: readonly Dim[]): ConfigValue {
  return { kind: 'tensor', shape, dtype: 'float32' };
}

function apply(
  path: string,
  positional: readonly ConfigValue[],
  keywords: Readonly<Record<string, ConfigValue>> = {},
): OpResult {
  const op = findOp(path);
  assert.ok(op, path);
  const result = applyOp({ op, positional, keywords: Object.entries(keywords), dialect: 'keras3' });
  assert.deepEqual(result.problems, [], path);
  return result;
}

function shapeOf(result: OpResult): string {
  assert.ok(!isUnknown(result.outputs));
  const first = result.outputs.kind === 'list' ? result.outputs.items[0] : result.outputs;
  assert.ok(first?.kind === 'one');
  return printShape(first.value.shape);
}

const x = image(dynamic, h, w, 3);

for (const [says, result, expected] of [
  ['a reshape multiplies', () => apply('keras.ops.reshape', [image(h, w, 3), [-1, 3]]), '(h*w, 3)'],
  ['a reshape divides', () => apply('keras.ops.reshape', [image(h, w, 3), [h, -1]]), '(h, 3*w)'],
  [
    'a slice takes off the end',
    () => apply('getitem', [x, [sliceKey(null, null, null), sliceKey(1, -1, null)]]),
    '(None, h-2, w, 3)',
  ],
  [
    'a slice steps',
    () => apply('getitem', [x, [sliceKey(null, null, null), sliceKey(null, null, 2)]]),
    '(None, (h+1)//2, w, 3)',
  ],
  ['a concatenation adds', () => apply('keras.ops.concatenate', [[x, x], 1]), '(None, 2*h, w, 3)'],
  ['a tile multiplies', () => apply('keras.ops.tile', [x, [1, 2, 3, 1]]), '(None, 2*h, 3*w, 3)'],
  [
    'a pad adds',
    () =>
      apply('keras.ops.pad', [
        x,
        [
          [0, 0],
          [1, 2],
          [0, 0],
          [0, 0],
        ],
      ]),
    '(None, h+3, w, 3)',
  ],
  ['a pool divides', () => apply('keras.ops.max_pool', [x, 2]), '(None, h//2, w//2, 3)'],
  [
    'a convolution shortens',
    () => apply('keras.ops.conv', [x, image(3, 3, 3, 8)], { strides: 2 }),
    '(None, (h-1)//2, (w-1)//2, 8)',
  ],
  ['equal sizes broadcast', () => apply('keras.ops.add', [x, image(h, 1, 3)]), '(None, h, w, 3)'],
  [
    'a product keeps the outer sizes',
    () => apply('keras.ops.matmul', [image(dynamic, h, 8), image(dynamic, 8, w)]),
    '(None, h, w)',
  ],
  ['letters carry sizes', () => apply('keras.ops.einsum', ['bhwc,cd->bwhd', x, image(3, 5)]), '(None, w, h, 5)'],
  ['a split divides', () => apply('keras.ops.split', [image(dynamic, 4), 2], { axis: 1 }), '(None, 2)'],
  [
    'cropping subtracts',
    () =>
      apply('keras.ops.image.crop_images', [x], {
        top_cropping: 1,
        bottom_cropping: 1,
        left_cropping: 0,
        right_cropping: 2,
      }),
    '(None, h-2, w-2, 3)',
  ],
  ['zeros take a size', () => apply('numpy.zeros', [[h, 2]]), '(h, 2)'],
  ['a range counts to a size', () => apply('numpy.arange', [h]), '(h,)'],
] as const) {
  test(says, () => assert.equal(shapeOf(result()), expected));
}

function valuesOf(result: OpResult): readonly (number | string)[] | undefined {
  assert.ok(!isUnknown(result.outputs) && result.outputs.kind === 'one');
  return result.outputs.value.values;
}

const vector: ConfigValue = { kind: 'array', flavour: 'numpy', shape: [3], dtype: 'int64', values: [28, 28, 3] };

test('values go through arithmetic, reshapes and indexing', () => {
  assert.deepEqual(valuesOf(apply('operator.floordiv', [vector, 2])), [14, 14, 1]);
  assert.deepEqual(valuesOf(apply('numpy.prod', [vector])), [28 * 28 * 3]);
  assert.deepEqual(valuesOf(apply('getitem', [vector, -1])), [3]);
  assert.deepEqual(valuesOf(apply('getitem', [vector, sliceKey(null, 2, null)])), [28, 28]);
  assert.deepEqual(valuesOf(apply('numpy.concatenate', [[vector, [1]]])), [28, 28, 3, 1]);
  assert.deepEqual(valuesOf(apply('numpy.reshape', [vector, [3, 1]])), [28, 28, 3]);
});

test('values and sizes serve as shapes', () => {
  assert.equal(shapeOf(apply('numpy.zeros', [vector])), '(28, 28, 3)');
  const sizes: ConfigValue = { kind: 'array', flavour: 'eager', shape: [2], dtype: 'int32', sizes: [h, 4] };
  assert.equal(shapeOf(apply('tf.ones', [sizes])), '(h, 4)');
  const doubled = apply('operator.mul', [sizes, 2]);
  assert.ok(!isUnknown(doubled.outputs) && doubled.outputs.kind === 'one');
  assert.equal(printShape(doubled.outputs.value.sizes ?? []), '(2*h, 8)');
});

test('large arrays are followed by shape alone', () => {
  assert.equal(valuesOf(apply('numpy.zeros', [[100]])), undefined);
  assert.equal(valuesOf(apply('numpy.arange', [5]))?.length, 5);
});
