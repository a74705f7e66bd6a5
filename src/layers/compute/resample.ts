// Resizing one axis of an image as TensorFlow's `tf.image.resize` does: every new value is a weighted sum of old ones, so
// that an axis is resized by a matrix.

import type { Tensor, Tf } from '../run.ts';

export type Interpolation = 'nearest' | 'bilinear' | 'bicubic' | 'lanczos3' | 'lanczos5';

interface Kernel {
  readonly radius: number;
  weigh(distance: number): number;
}

/** Keys's cubic with a = -1/2. */
function cubic(distance: number): number {
  const x = Math.abs(distance);
  if (x >= 2) return 0;
  return x < 1 ? (1.5 * x - 2.5) * x * x + 1 : ((-0.5 * x + 2.5) * x - 4) * x + 2;
}

function lanczos(radius: number): Kernel {
  const sinc = (x: number) => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
  return { radius, weigh: distance => (Math.abs(distance) > radius ? 0 : sinc(distance) * sinc(distance / radius)) };
}

const kernels: Readonly<Record<Exclude<Interpolation, 'nearest'>, Kernel>> = {
  bilinear: { radius: 1, weigh: distance => Math.max(0, 1 - Math.abs(distance)) },
  bicubic: { radius: 2, weigh: cubic },
  lanczos3: lanczos(3),
  lanczos5: lanczos(5),
};

/**
 * The weights of `from` old values in each of `to` new ones, pixel centres at halves. Bilinear repeats the outermost
 * pixels; the wider kernels leave out what lies outside and scale up the rest. Cubic distances are rounded to 1/1024.
 */
export function resamplingMatrix(from: number, to: number, interpolation: Interpolation): number[][] {
  return Array.from({ length: to }, (_, i) => {
    const row = new Array<number>(from).fill(0);
    const at = ((i + 0.5) * from) / to - 0.5;
    if (interpolation === 'nearest') {
      row[Math.min(from - 1, Math.floor(((i + 0.5) * from) / to))] = 1;
      return row;
    }
    const { radius, weigh } = kernels[interpolation];
    const base = Math.floor(at);
    const fraction = interpolation === 'bicubic' ? Math.round((at - base) * 1024) / 1024 : at - base;
    let sum = 0;
    for (let j = base - radius; j <= base + radius + 1; j++) {
      const weight = weigh(j - base - fraction);
      if (weight === 0) continue;
      const inside = Math.min(from - 1, Math.max(0, j));
      if (inside !== j && interpolation !== 'bilinear') continue;
      row[inside] = (row[inside] ?? 0) + weight;
      sum += weight;
    }
    return row.map(weight => weight / sum);
  });
}

/** The same with the kernel widened by the factor an axis shrinks by, so that every old value counts. */
function smoothingMatrix(from: number, to: number, interpolation: Exclude<Interpolation, 'nearest'>): number[][] {
  const { weigh } = kernels[interpolation];
  const spread = Math.max(1, from / to);
  return Array.from({ length: to }, (_, i) => {
    const at = ((i + 0.5) * from) / to - 0.5;
    const row = Array.from({ length: from }, (_, j) => weigh((j - at) / spread));
    const sum = row.reduce((all, weight) => all + weight, 0);
    return row.map(weight => weight / sum);
  });
}

/** The image (batch, height, width, channels) at another height and width. */
export function resample(
  tf: Tf,
  image: Tensor,
  size: { readonly height: number; readonly width: number },
  interpolation: Interpolation,
  quality: 'plain' | 'antialias' = 'plain',
): Tensor {
  const [batch = 1, height = 1, width = 1, channels = 1] = image.shape;
  const matrix = (from: number, to: number): Tensor =>
    tf.tensor2d(
      quality === 'antialias' && interpolation !== 'nearest'
        ? smoothingMatrix(from, to, interpolation)
        : resamplingMatrix(from, to, interpolation),
      [to, from],
    );
  const rows = matrix(height, size.height);
  const columns = matrix(width, size.width);
  const tall = tf.matMul(
    tf.tile(tf.expandDims(rows, 0), [batch, 1, 1]),
    tf.reshape(image, [batch, height, width * channels]),
  );
  const lines = batch * size.height;
  const wide = tf.matMul(tf.tile(tf.expandDims(columns, 0), [lines, 1, 1]), tf.reshape(tall, [lines, width, channels]));
  return tf.reshape(wide, [batch, size.height, size.width, channels]);
}

/** Each entry of an axis `times` times in a row. */
export function repeatEntries(tf: Tf, x: Tensor, axis: number, times: number): Tensor {
  if (times === 1) return x;
  const before = x.shape.slice(0, axis + 1).reduce((a, b) => a * b, 1);
  const after = x.shape.slice(axis + 1).reduce((a, b) => a * b, 1);
  const shape = x.shape.map((size, i) => (i === axis ? size * times : size));
  return tf.reshape(tf.tile(tf.reshape(x, [before, 1, after]), [1, times, 1]), shape);
}
