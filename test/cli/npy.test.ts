// Arrays in NumPy's format and archives of them: every kind of element, both orders, and what is none.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readNpy } from '../../src/cli/compute/npy.ts';
import { readNpzInputs } from '../../src/cli/compute/npz.ts';
import type { RunPlan } from '../../src/protocol/runPlan.ts';
import { bytesOf, npy, npz } from './npyFiles.ts';

function read(bytes: Uint8Array): { readonly shape: readonly number[]; readonly data: readonly unknown[] } {
  const array = readNpy(bytes);
  assert.ok('data' in array, 'problem' in array ? array.problem : '');
  return { shape: array.shape, data: Array.from<unknown>(array.data) };
}

test('numbers of every width', () => {
  const kinds: readonly (readonly [string, readonly number[], readonly number[]])[] = [
    ['|b1', [1, 0], [1, 0]],
    ['|i1', [0xff, 2], [-1, 2]],
    ['|u1', [0xff, 2], [255, 2]],
    ['<i2', [0xfe, 0xff], [-2]],
    ['>u2', [0x01, 0x02], [258]],
    ['>i4', [0, 0, 0, 7], [7]],
    ['<u4', [0xff, 0xff, 0xff, 0xff], [4294967295]],
    ['<f2', [0x00, 0x3c, 0x00, 0xc0, 0x01, 0x00, 0x00, 0xfc], [1, -2, 2 ** -24, Number.NEGATIVE_INFINITY]],
  ];
  for (const [descr, bytes, numbers] of kinds) {
    assert.deepEqual(read(npy(descr, [numbers.length], Uint8Array.from(bytes))).data, numbers, descr);
  }
  assert.deepEqual(read(npy('<f4', [2], bytesOf(new Float32Array([0.5, -3])))).data, [0.5, -3]);
  assert.deepEqual(read(npy('<f8', [1], bytesOf(new Float64Array([0.1])))).data, [Math.fround(0.1)]);
  assert.deepEqual(read(npy('<i8', [2], bytesOf(new BigInt64Array([5n, -(2n ** 40n)])))).data, [5, -(2 ** 40)]);
});

test('texts in both of their forms', () => {
  assert.deepEqual(read(npy('|S3', [2], Buffer.from('ab\0cde'))).data, ['ab', 'cde']);
  const points = Buffer.from(Uint32Array.from([0x48, 0x1f600, 0, 0]).buffer);
  assert.deepEqual(read(npy('<U2', [2], points)).data, ['H😀', '']);
});

test('arrays stored column by column, without axes and without elements', () => {
  const columns = npy('<f4', [2, 3], bytesOf(new Float32Array([1, 4, 2, 5, 3, 6])), { fortran: true });
  assert.deepEqual(read(columns), { shape: [2, 3], data: [1, 2, 3, 4, 5, 6] });
  assert.deepEqual(read(npy('<f4', [], bytesOf(new Float32Array([7])))), { shape: [], data: [7] });
  assert.deepEqual(read(npy('<f4', [0, 3], new Uint8Array())), { shape: [0, 3], data: [] });
});

test('what cannot be read is refused in words', () => {
  const problem = (bytes: Uint8Array): unknown => ({ problem: '', ...readNpy(bytes) }).problem;
  assert.equal(problem(Buffer.from('no array')), "it is no array in NumPy's format");
  assert.equal(problem(npy('<f4', [9], new Uint8Array(35))), 'it ends before its last element');
  assert.equal(problem(npy('<f4', [2 ** 40, 2 ** 40], new Uint8Array(8))), 'it ends before its last element');
  assert.equal(problem(npy('|O', [1], new Uint8Array(8))), 'its elements (|O) are no numbers or texts');
  assert.equal(problem(npy('<c8', [1], new Uint8Array(8))), 'its elements (<c8) are no numbers or texts');
  const whole = npy('<f4', [2], bytesOf(new Float32Array([1, 2])));
  for (let end = 0; end < whole.length; end++) assert.ok('problem' in readNpy(whole.subarray(0, end)), `${end} bytes`);
});

const plan: RunPlan = {
  model: 'model',
  inputs: [
    { node: 'a', name: 'a', shape: [null, 2], dtype: 'float32' },
    { node: 'b', name: 'b', shape: [null, 1], dtype: 'string' },
  ],
  calls: [],
  outputs: [],
};

test('whatever the bytes of an archive are, it is read or refused', () => {
  const whole = npz({
    a: npy('<f4', [1, 2], bytesOf(new Float32Array([1, 2]))),
    in1: npy('|S2', [1, 1], Buffer.from('ok')),
  });
  assert.deepEqual(readNpzInputs(whole, plan), {
    0: { shape: [1, 2], data: new Float32Array([1, 2]) },
    1: { shape: [1, 1], data: ['ok'] },
  });
  let refused = 0;
  const tryOut = (bytes: Uint8Array): void => {
    if ('problem' in readNpzInputs(bytes, plan)) refused++;
  };
  for (let end = 0; end < whole.length; end++) tryOut(whole.subarray(0, end));
  assert.equal(refused, whole.length);
  for (let at = 0; at < whole.length; at++) {
    for (const bits of [1, 0x80, 0xff]) {
      const flipped = Uint8Array.from(whole);
      flipped[at] = (flipped[at] ?? 0) ^ bits;
      tryOut(flipped);
    }
  }
});
