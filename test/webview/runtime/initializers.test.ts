// Variables start as Keras starts them: moments and bounds of every distribution, fans, and the same numbers for a seed.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { Dialect } from '../../../src/layers/config.ts';
import type { ConfigJson } from '../../../src/protocol/runPlan.ts';
import { fans, initialise } from '../../../webview/runtime/initializers.ts';
import { statisticsOf } from '../../../webview/runtime/statistics.ts';
import { tf, useCpu, weight } from './plans.ts';

before(useCpu);

interface Draw {
  readonly dialect?: Dialect;
  readonly seed?: number;
}

function draw(initializer: ConfigJson, shape: readonly number[], { dialect = 'keras3', seed = 3 }: Draw = {}) {
  const made = initialise({ tf, weight: weight('kernel', shape, initializer), dialect, seed });
  if ('impossible' in made) return made;
  const data = made.tensor.dataSync() as Float32Array;
  const real = [...made.tensor.shape];
  made.tensor.dispose();
  return { data, note: made.note, ...statisticsOf({ shape: real, dtype: 'float32', data }) };
}

function statistics(initializer: ConfigJson, shape: readonly number[], options?: Draw) {
  const drawn = draw(initializer, shape, options);
  assert.ok(!('impossible' in drawn), 'it can be drawn');
  assert.deepEqual(drawn.shape, [...shape]);
  return drawn as typeof drawn & { min: number; mean: number; max: number; std: number };
}

function close(actual: number, wanted: number, within: number, what: string): void {
  assert.ok(Math.abs(actual - wanted) <= within, `${what}: ${actual}, wanted ${wanted} within ${within}`);
}

const object = (name: string, config: Readonly<Record<string, ConfigJson>>): ConfigJson => ({
  object: { family: 'initializer', name, config },
});

test('fans of vectors, matrices and convolution kernels', () => {
  assert.deepEqual(fans([], 'keras3'), { fanIn: 1, fanOut: 1 });
  assert.deepEqual(fans([10], 'keras3'), { fanIn: 10, fanOut: 10 });
  assert.deepEqual(fans([10, 4], 'keras3'), { fanIn: 10, fanOut: 4 });
  assert.deepEqual(fans([3, 3, 16, 32], 'keras3'), { fanIn: 144, fanOut: 288 });
  assert.deepEqual(fans([5, 8, 2], 'keras2'), { fanIn: 40, fanOut: 10 });
  assert.deepEqual(fans([16], 'tfjs'), { fanIn: 4, fanOut: 4 });
});

const shape = [3, 3, 40, 60];
const fanIn = 360;
const fanOut = 540;

const uniform = [
  ['glorot_uniform', Math.sqrt(6 / (fanIn + fanOut))],
  ['he_uniform', Math.sqrt(6 / fanIn)],
  ['lecun_uniform', Math.sqrt(3 / fanIn)],
] as const;

for (const [name, limit] of uniform) {
  test(`${name} is even between ± the limit of its fans`, () => {
    const drawn = statistics(name, shape);
    assert.ok(drawn.min >= -limit && drawn.max <= limit);
    close(drawn.min, -limit, limit * 0.01, 'min');
    close(drawn.max, limit, limit * 0.01, 'max');
    close(drawn.mean, 0, limit * 0.02, 'mean');
    close(drawn.std, limit / Math.sqrt(3), limit * 0.02, 'std');
  });
}

const normal = [
  ['glorot_normal', Math.sqrt(2 / (fanIn + fanOut))],
  ['he_normal', Math.sqrt(2 / fanIn)],
  ['lecun_normal', Math.sqrt(1 / fanIn)],
] as const;

for (const [name, deviation] of normal) {
  test(`${name} has the deviation of its fans and is cut off`, () => {
    const drawn = statistics(name, shape);
    close(drawn.mean, 0, deviation * 0.03, 'mean');
    close(drawn.std, deviation, deviation * 0.02, 'std');
    const edge = (2 * deviation) / 0.87962566103423978;
    assert.ok(drawn.max <= edge && drawn.max > edge * 0.98);
    assert.ok(drawn.min >= -edge);
  });
}

test('tfjs does not make up for what is cut off', () => {
  const drawn = statistics('heNormal', shape, { dialect: 'tfjs' });
  const deviation = Math.sqrt(2 / fanIn);
  assert.ok(drawn.max <= 2 * deviation);
  close(drawn.std, deviation * 0.8796, deviation * 0.02, 'std');
});

test('variance scaling by mode and distribution', () => {
  const scaled = (mode: string, distribution: string) =>
    statistics(object('VarianceScaling', { scale: { float: 2 }, mode, distribution }), shape).std;
  close(scaled('fan_out', 'untruncated_normal'), Math.sqrt(2 / fanOut), 0.002, 'fan_out');
  close(scaled('fan_avg', 'uniform'), Math.sqrt(4 / (fanIn + fanOut)), 0.002, 'fan_avg');
  close(scaled('fan_in', 'normal'), Math.sqrt(2 / fanIn), 0.002, 'fan_in');
});

test('plain random initializers with Keras’s defaults', () => {
  const spread = statistics('random_normal', [200, 200]);
  close(spread.std, 0.05, 0.001, 'std');
  assert.ok(spread.max > 0.12, 'it is not cut off');
  const cut = statistics('truncated_normal', [200, 200]);
  assert.ok(cut.max <= 0.1 && cut.min >= -0.1);
  const even = statistics('random_uniform', [200, 200]);
  close(even.std, 0.1 / Math.sqrt(12), 0.001, 'std');
  const moved = statistics(object('RandomNormal', { mean: 3, stddev: { float: 0.5 } }), [200, 200]);
  close(moved.mean, 3, 0.02, 'mean');
});

test('an orthogonal kernel has orthonormal columns, or rows where those are fewer', () => {
  for (const [rows, columns] of [
    [24, 8],
    [8, 24],
    [12, 12],
  ] as const) {
    const { data } = statistics('orthogonal', [rows, columns]);
    const at = (i: number, j: number) => data[i * columns + j] ?? 0;
    const narrow = Math.min(rows, columns);
    for (let a = 0; a < narrow; a++) {
      for (let b = 0; b < narrow; b++) {
        let product = 0;
        for (let k = 0; k < Math.max(rows, columns); k++)
          product += rows >= columns ? at(k, a) * at(k, b) : at(a, k) * at(b, k);
        close(product, a === b ? 1 : 0, 1e-5, `${rows} × ${columns}: ${a} · ${b}`);
      }
    }
  }
  const { data } = statistics(object('Orthogonal', { gain: { float: 2 } }), [3, 3, 2, 4]);
  const column = Array.from({ length: 18 }, (_, i) => data[i * 4] ?? 0);
  close(Math.hypot(...column), 2, 1e-5, 'gain');
});

test('constants, the identity, and values given as an array', () => {
  assert.deepEqual([...statistics('zeros', [3]).data], [0, 0, 0]);
  assert.deepEqual([...statistics('ones', [2]).data], [1, 1]);
  assert.deepEqual([...statistics(object('Constant', { value: { float: 0.5 } }), [2]).data], [0.5, 0.5]);
  assert.deepEqual([...statistics(object('Identity', { gain: 2 }), [2, 3]).data], [2, 0, 0, 0, 2, 0]);
  assert.deepEqual([...statistics('unit_forget_bias', [8]).data], [0, 0, 1, 1, 0, 0, 0, 0]);
  const twos = object('Constant', { value: 2 });
  assert.deepEqual([...statistics(object('unit_forget_bias', { rest: twos }), [4]).data], [2, 1, 2, 2]);
  assert.deepEqual([...statistics({ array: { shape: [2], dtype: 'float32', values: [4, 5] } }, [2]).data], [4, 5]);
});

test('the names of one initializer are one initializer', () => {
  const names = ['he_normal', 'HeNormal', 'heNormal'] as const;
  const [first, ...others] = names.map(name => statistics(name, [4, 4]).data);
  for (const other of others) assert.deepEqual(other, first);
});

test('the same seed gives the same numbers, another one others; 0 is a seed', () => {
  assert.deepEqual(statistics('glorot_uniform', [5]).data, statistics('glorot_uniform', [5]).data);
  assert.notDeepEqual(statistics('glorot_uniform', [5]).data, statistics('glorot_uniform', [5], { seed: 4 }).data);
});

test('a function of the program is stood in for, with a note', () => {
  const drawn = statistics({ custom: 'my_init' }, [3, 3]);
  assert.match(drawn.note ?? '', /glorot_uniform.*my_init/);
});

test('what cannot be drawn says why', () => {
  assert.deepEqual(draw('nonsense', [2]), { impossible: 'the initializer `nonsense` is not known' });
  assert.deepEqual(draw('orthogonal', [2]), { impossible: 'an orthogonal matrix has at least two axes' });
});

test('nothing is left behind', () => {
  const before = tf.memory().numTensors;
  for (const name of ['glorot_uniform', 'orthogonal', 'zeros', 'he_normal', 'truncated_normal']) draw(name, [4, 4]);
  draw(object('Identity', {}), [3, 3]);
  draw({ array: { shape: [2], dtype: 'float32', values: [4, 5] } }, [2]);
  assert.equal(tf.memory().numTensors, before);
});
