// What is shown of a tensor: figures, spread, pictures of its channels.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paint } from '../../../webview/runtime/colours.ts';
import { histogramOf } from '../../../webview/runtime/histogram.ts';
import { keepValues } from '../../../webview/runtime/keptValues.ts';
import { lookAt } from '../../../webview/runtime/look.ts';
import { type PictureRequest, pictureOf } from '../../../webview/runtime/pictures.ts';
import { statisticsOf } from '../../../webview/runtime/statistics.ts';

const request: PictureRequest = {
  sample: 0,
  firstChannel: 0,
  channelCount: 16,
  slice: 0,
  scale: 'channel',
  channelsFirst: false,
};

function colour(value: number): number[] {
  const pixels = new Uint8ClampedArray(4);
  paint(pixels, 0, value);
  return Array.from(pixels);
}

function values(shape: number[], data: readonly number[]) {
  return { shape, dtype: 'float32', data: new Float32Array(data) };
}

test('statistics of a few numbers, worked out by hand', () => {
  assert.deepEqual(statisticsOf(values([2, 2], [1, 0, 3, 0])), {
    shape: [2, 2],
    dtype: 'float32',
    min: 0,
    mean: 1,
    max: 3,
    std: Math.sqrt(1.5),
    zeros: 0.5,
    nan: 0,
    inf: 0,
  });
});

test('a large mean costs the deviation no digits', () => {
  const { mean, std } = statisticsOf({
    shape: [4],
    dtype: 'float32',
    data: new Float32Array([1e6, 1e6 + 1, 1e6, 1e6 + 1]),
  });
  assert.equal(mean, 1e6 + 0.5);
  assert.equal(std, 0.5);
});

test('empty tensors, and such without a finite element', () => {
  assert.equal(statisticsOf(values([0, 3], [])).zeros, null);
  const { min, std, nan, inf, zeros } = statisticsOf(values([3], [Number.NaN, Number.NEGATIVE_INFINITY, Number.NaN]));
  assert.deepEqual([min, std, nan, inf, zeros], [null, null, 2, 1, 0]);
  assert.equal(statisticsOf({ shape: [1], dtype: 'string', data: ['a'] }).mean, null);
});

test('a histogram counts every finite value once', () => {
  const histogram = histogramOf(new Float32Array([0, 1, 2, 3, 4, Number.NaN]), 4);
  assert.deepEqual(histogram, { from: 0, to: 4, counts: [0, 1, 1, 2], zerosLeftOut: 1 });
  assert.deepEqual(histogramOf(new Float32Array([2, 2, 2]), 2)?.counts, [3, 0]);
  assert.equal(histogramOf(new Float32Array([Number.NaN])), undefined);
});

test('feature maps: one tile per channel, each on its own scale', () => {
  const data = new Float32Array([0, 10, 1, 20, 2, 30, 3, 40]);
  const picture = pictureOf([1, 2, 2, 2], data, request);
  assert.ok(picture.kind === 'maps');
  assert.equal(picture.channels, 2);
  const [first, second] = picture.tiles;
  assert.deepEqual([first?.min, first?.max, second?.min, second?.max], [0, 3, 10, 40]);
  assert.deepEqual(Array.from(first?.pixels.slice(0, 4) ?? []), colour(0));
  assert.deepEqual(Array.from(second?.pixels.slice(12) ?? []), colour(1));
  const common = pictureOf([1, 2, 2, 2], data, { ...request, scale: 'all' });
  assert.ok(common.kind === 'maps');
  assert.deepEqual(Array.from(common.tiles[1]?.pixels.slice(0, 4) ?? []), colour(10 / 40));
});

test('channels first, later samples, later channels, slices of a volume', () => {
  const first = pictureOf([1, 2, 1, 2], new Float32Array([1, 2, 3, 4]), { ...request, channelsFirst: true });
  assert.ok(first.kind === 'maps');
  assert.deepEqual([first.tiles[1]?.min, first.tiles[1]?.max], [3, 4]);
  const later = pictureOf([2, 1, 1, 3], new Float32Array([1, 2, 3, 4, 5, 6]), {
    ...request,
    sample: 1,
    firstChannel: 2,
  });
  assert.ok(later.kind === 'maps');
  assert.deepEqual([later.first, later.tiles.length, later.tiles[0]?.min], [2, 1, 6]);
  const volume = pictureOf([1, 2, 1, 2, 1], new Float32Array([1, 2, 3, 4]), { ...request, slice: 1 });
  assert.ok(volume.kind === 'maps');
  assert.deepEqual([volume.slices, volume.tiles[0]?.min, volume.tiles[0]?.max], [2, 3, 4]);
});

test('large maps are averaged down', () => {
  const side = 256;
  const data = new Float32Array(side * side).map((_, i) => (i % 2 === 0 ? 0 : 1));
  const picture = pictureOf([1, side, side, 1], data, request);
  assert.ok(picture.kind === 'maps');
  const [tile] = picture.tiles;
  assert.deepEqual([tile?.width, tile?.height], [128, 128]);
  assert.deepEqual(Array.from(tile?.pixels.slice(0, 4) ?? []), colour(0.5));
});

test('NaN has a colour of its own, and a plane of one value the middle one', () => {
  const picture = pictureOf([1, 1, 3, 1], new Float32Array([Number.NaN, 2, 2]), request);
  assert.ok(picture.kind === 'maps');
  const pixels = picture.tiles[0]?.pixels ?? [];
  assert.deepEqual(Array.from(pixels.slice(0, 4)), [255, 0, 170, 255]);
  assert.deepEqual(Array.from(pixels.slice(4, 8)), colour(0.5));
});

test('sequences are heat maps, vectors are values with the largest named', () => {
  const heat = pictureOf([1, 2, 3], new Float32Array([1, 2, 3, 4, 5, 6]), request);
  assert.ok(heat.kind === 'heat');
  assert.deepEqual([heat.rows, heat.columns, heat.tile.width, heat.tile.height], [2, 3, 3, 2]);
  const look = lookAt(values([2, 3], [1, 9, 5, 7, 8, 6]), { ...request, sample: 1 });
  assert.deepEqual(look.picture, { kind: 'vector', values: [7, 8, 6], length: 3 });
  assert.deepEqual(look.largest, [
    { index: 1, value: 8 },
    { index: 0, value: 7 },
    { index: 2, value: 6 },
  ]);
});

test('values are kept within their budget, the newest first', () => {
  const kept = keepValues(20);
  const two = [values([2], [1, 2])];
  kept.keep('a', two);
  kept.keep('b', two);
  kept.keep('a', two);
  kept.keep('c', two);
  assert.equal(kept.find('b'), undefined);
  assert.equal(kept.find('a'), two);
  kept.keep('huge', [values([6], [1, 2, 3, 4, 5, 6])]);
  assert.equal(kept.find('huge'), undefined);
  assert.equal(kept.find('c'), two);
});
