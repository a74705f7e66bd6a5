// What the WebAssembly backend of tfjs gets wrong comes out as on the plain backend: in kernels that are mended, and in
// convolutions and pools that go round theirs.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { convolve, convolveDepthwise, pool } from '../../../src/layers/compute/spatial.ts';
import type { Tensor } from '../../../src/layers/run.ts';
import type { ConfigJson } from '../../../src/protocol/runPlan.ts';
import { backends, input, operation, plan, run, tf, useWasm } from './plans.ts';

before(useWasm);

type Numbers = readonly number[];

/** What a computation gives on both backends, which leaves no tensor behind. */
async function both(compute: () => Tensor): Promise<{ readonly cpu: Numbers; readonly wasm: Numbers }> {
  const found: Record<'cpu' | 'wasm', Numbers> = { cpu: [], wasm: [] };
  for (const { backend, use } of backends) {
    await use();
    const { numTensors, numDataBuffers } = tf.memory();
    const out = tf.tidy(compute);
    found[backend] = [...out.dataSync()];
    out.dispose();
    assert.deepEqual([tf.memory().numTensors, tf.memory().numDataBuffers], [numTensors, numDataBuffers]);
  }
  return found;
}

async function agree(compute: () => Tensor, about = ''): Promise<Numbers> {
  const { cpu, wasm } = await both(compute);
  const round = (numbers: Numbers): Numbers => numbers.map(Math.fround).map(value => Math.round(value * 1e4) / 1e4);
  assert.deepEqual(round(wasm), round(cpu), about);
  return wasm;
}

const flags = (): Tensor => tf.tensor([1, 0, 0, 1, 1, 0], [2, 3], 'bool');

test('numbers become booleans by being 0 or not', async () => {
  assert.deepEqual(await agree(() => tf.tensor([0, 0.5, -3, 256]).cast('bool')), [0, 1, 1, 1]);
  assert.deepEqual(await agree(() => tf.tensor([0, 256, -1], [3], 'int32').cast('bool')), [0, 1, 1]);
  assert.deepEqual(await agree(() => flags().cast('bool')), [1, 0, 0, 1, 1, 0]);
});

test('booleans are chosen and reversed', async () => {
  assert.deepEqual(await agree(() => tf.reverse(flags(), 1)), [0, 0, 1, 0, 1, 1]);
  const chosen = await agree(() => tf.where(flags(), tf.logicalNot(flags()), tf.onesLike(flags())));
  assert.deepEqual(chosen, [0, 1, 1, 0, 0, 1]);
});

test('the larger and the smaller of a number and NaN is NaN, in either order', async () => {
  const x = (): Tensor => tf.tensor([1, Number.NaN, 3, Number.NaN]);
  const y = (): Tensor => tf.tensor([2, 5, Number.NaN, Number.NaN]);
  const { NaN: none } = Number;
  assert.deepEqual(await agree(() => tf.maximum(x(), y())), [2, none, none, none]);
  assert.deepEqual(await agree(() => tf.minimum(x(), y())), [1, none, none, none]);
  assert.deepEqual(await agree(() => tf.maximum(tf.tensor([1, 2]), tf.scalar(Number.NaN))), [none, none]);
  assert.deepEqual(await agree(() => tf.maximum(tf.tensor([1, 5], [2], 'int32'), tf.scalar(3, 'int32'))), [3, 5]);
});

/** Numbers on both sides of 0, at their places. */
function wave(shape: readonly number[]): Tensor {
  const size = shape.reduce((all, axis) => all * axis, 1);
  return tf.tensor(
    Array.from({ length: size }, (_, i) => Math.sin(i * 1.7) - 0.5),
    [...shape],
  );
}

test('windows that are shorter than their strides', async () => {
  for (const [size, window, stride] of [
    [4, 3, 4],
    [9, 2, 3],
    [8, 3, 4],
    [7, 1, 2],
  ] as const) {
    const sliding = { strides: [stride, stride], padding: 'same', dilation: [1, 1] } as const;
    const about = `${size}, window ${window}, stride ${stride}`;
    await agree(() => convolve(tf, wave([1, size, size, 2]), wave([window, window, 2, 3]), 1, sliding), about);
    await agree(() => convolveDepthwise(tf, wave([1, size, size, 2]), wave([window, window, 2, 2]), sliding), about);
    const along = { strides: [stride], padding: 'same', dilation: [1] } as const;
    await agree(() => convolve(tf, wave([1, size, 2]), wave([window, 2, 3]), 1, along), about);
    await agree(() => convolveDepthwise(tf, wave([1, size, 2]), wave([window, 2, 2]), along), about);
  }
});

test('the largest of negative numbers in a volume', async () => {
  const negative = (): Tensor => tf.sub(wave([2, 3, 4, 5, 2]), 2);
  for (const padding of ['valid', 'same'] as const) {
    for (const [window, strides] of [
      [
        [1, 2, 3],
        [1, 1, 1],
      ],
      [
        [3, 1, 1],
        [2, 2, 2],
      ],
      [
        [2, 2, 2],
        [4, 1, 3],
      ],
    ] as const) {
      const found = await agree(
        () => pool(tf, negative(), 'max', { window, strides, padding }),
        `${window} ${padding}`,
      );
      assert.ok(found.every(value => value < 0));
    }
  }
});

test('windows that do not fit are refused, since the backend would write behind its ends', () => {
  const sliding = { strides: [1, 1], padding: 'valid', dilation: [1, 2] } as const;
  assert.throws(() => convolve(tf, wave([1, 3, 3, 1]), wave([2, 3, 1, 1]), 1, sliding), {
    message: 'its window of 2 × 5 does not fit into 3 × 3',
  });
  const along = { ...sliding, strides: [1], dilation: [1] };
  assert.throws(() => convolveDepthwise(tf, wave([1, 3, 2]), wave([5, 2, 1]), along), {
    message: 'its window of 5 does not fit into 3',
  });
  for (const kind of ['max', 'mean'] as const) {
    const window = [1, 1, 7];
    const options = { window, strides: [1, 1, 1], padding: 'valid' } as const;
    assert.throws(() => pool(tf, wave([1, 5, 5, 5, 1]), kind, options), {
      message: 'its window of 1 × 1 × 7 does not fit into 5 × 5 × 5',
    });
  }
});

test('inputs just too short for one window give outputs without elements, as in TensorFlow', () => {
  const shape = (x: Tensor): Numbers => x.shape;
  const sliding = { strides: [1, 1], padding: 'valid', dilation: [1, 1] } as const;
  assert.deepEqual(shape(convolve(tf, wave([1, 4, 9, 1]), wave([5, 3, 1, 2]), 1, sliding)), [1, 0, 7, 2]);
  const along = { ...sliding, strides: [1], dilation: [1] };
  assert.deepEqual(shape(convolveDepthwise(tf, wave([1, 4, 2]), wave([5, 2, 3]), along)), [1, 0, 6]);
  for (const kind of ['max', 'mean'] as const) {
    const valid = { window: [4], strides: [3], padding: 'valid' } as const;
    assert.deepEqual(shape(pool(tf, wave([2, 1, 5]), kind, valid)), [2, 0, 5]);
    assert.deepEqual(shape(pool(tf, wave([1, 0, 1]), kind, { ...valid, padding: 'same' })), [1, 0, 1]);
  }
});

test('what has no elements is computed on the plain backend', async () => {
  const shaped = plan(
    [input('x', [null, 4])],
    [
      operation('none', 'getitem', [{ input: 0 }, [slice(null, null), slice(2, 2)]], { from: ['x'] }),
      operation('double', 'operator.mul', [{ input: 0 }, 2], { from: ['none'] }),
      operation('total', 'keras.ops.sum', [{ input: 0 }, 1], { from: ['double'] }),
    ],
  );
  const ran = await run(shaped, { use: useWasm, secondBackend: 'cpu' });
  assert.deepEqual(
    ran.results.map(({ outputs, failed }) => failed ?? outputs[0]?.shape),
    [[1, 4], [1, 0], [1, 0], [1]],
  );
  assert.deepEqual(ran.numbers('total'), [0]);
});

function slice(start: number | null, stop: number | null): ConfigJson {
  return { object: { family: 'slice', name: 'slice', config: { start, stop, step: null } } };
}
