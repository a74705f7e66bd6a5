// The weights of layers models: several files, element types, quantized values, and what is missing.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseStored } from '../../src/formats/stored.ts';
import { readManifest } from '../../src/formats/weights/manifest.ts';

interface Weight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly quantization?: Readonly<Record<string, unknown>>;
}

async function read(weights: readonly Weight[], files: Readonly<Record<string, Uint8Array>>) {
  const notes = new Set<string>();
  const manifest = parseStored(JSON.stringify([{ paths: Object.keys(files), weights }]));
  const arrays = await readManifest(manifest, async name => files[name], notes);
  return { values: arrays.map(array => [array.path.join('/'), array.read()] as const), notes: [...notes] };
}

const bytes = (...values: readonly number[]) => new Uint8Array(values);
const floats = (...values: readonly number[]) => new Uint8Array(new Float32Array(values).buffer);

test('arrays lie behind one another over the border of files', async () => {
  const whole = floats(1, 2, 3, 4, 5, 6);
  const { values, notes } = await read(
    [
      { name: 'a/kernel', shape: [2, 2], dtype: 'float32' },
      { name: 'a/bias', shape: [2], dtype: 'float32' },
    ],
    { 'one.bin': whole.subarray(0, 7), 'two.bin': whole.subarray(7) },
  );
  assert.deepEqual(notes, []);
  assert.deepEqual(values, [
    ['a/kernel', { shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) }],
    ['a/bias', { shape: [2], data: Float32Array.of(5, 6) }],
  ]);
});

test('quantized values are multiples above the least one', async () => {
  const scaled = { dtype: 'uint8', scale: 0.5, min: -1 };
  const { values } = await read(
    [
      { name: 'a', shape: [3], dtype: 'float32', quantization: scaled },
      { name: 'b', shape: [2], dtype: 'float32', quantization: { dtype: 'uint16', scale: 2, min: 1 } },
      { name: 'c', shape: [3], dtype: 'float32', quantization: { dtype: 'float16' } },
      { name: 'd', shape: [2], dtype: 'int32', quantization: { dtype: 'uint8', scale: 1.5, min: 0 } },
    ],
    { w: bytes(0, 2, 255, /**/ 0, 0, 1, 1, /**/ 0x00, 0x3c, 0x00, 0xc0, 0x01, 0x00, /**/ 1, 3) },
  );
  assert.deepEqual(
    values.map(([, value]) => [...(value?.data ?? [])]),
    [
      [-1, 0, 126.5],
      [1, 515],
      [1, -2, 2 ** -24],
      [2, 5],
    ],
  );
});

test('whole numbers and truth values', async () => {
  const { values } = await read(
    [
      { name: 'a', shape: [1], dtype: 'int32' },
      { name: 'b', shape: [2], dtype: 'bool' },
      { name: 'c', shape: [2], dtype: 'uint8' },
      { name: 'd', shape: [], dtype: 'float32' },
    ],
    { w: bytes(0xfe, 0xff, 0xff, 0xff, /**/ 1, 0, /**/ 200, 3, /**/ ...floats(2.5)) },
  );
  assert.deepEqual(
    values.map(([, value]) => [...(value?.data ?? [])]),
    [[-2], [1, 0], [200, 3], [2.5]],
  );
});

test('what is missing is told', async () => {
  const weight = { name: 'a/kernel', shape: [4], dtype: 'float32' };
  assert.deepEqual((await read([weight], { w: floats(1) })).notes, [
    'The weights of the model end at `a/kernel`: the rest is missing or cannot be read.',
  ]);
  const notes = new Set<string>();
  const manifest = parseStored(JSON.stringify([{ paths: ['gone.bin'], weights: [weight] }]));
  assert.deepEqual(await readManifest(manifest, async () => undefined, notes), []);
  assert.deepEqual([...notes], ['The file `gone.bin` with weights of the model is not there.']);
});
