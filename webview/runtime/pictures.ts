// Pictures of tensors: feature maps as one image per channel, sequences as heat maps, vectors as their values. The pixels
// are made where the values are, so that only a picture travels.

import { paint } from './colours.ts';
import type { NumericData } from './statistics.ts';

export type Picture =
  /** Images, one per channel, of one slice of one sample. */
  | {
      readonly kind: 'maps';
      readonly channels: number;
      readonly first: number;
      readonly tiles: readonly Tile[];
      /** The frame or depth slice shown, and how many there are, where a map has more than two axes. */
      readonly slice: number;
      readonly slices: number;
    }
  /** One image whose rows are steps and whose columns are features. */
  | { readonly kind: 'heat'; readonly tile: Tile; readonly rows: number; readonly columns: number }
  /** A vector; `values` holds its first elements. */
  | { readonly kind: 'vector'; readonly values: readonly number[]; readonly length: number }
  | { readonly kind: 'none'; readonly reason: string };

/** An image with the values that its darkest and brightest colour stand for; null where it has no finite value. */
export interface Tile {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  readonly min: number | null;
  readonly max: number | null;
}

export interface PictureRequest {
  readonly sample: number;
  readonly firstChannel: number;
  readonly channelCount: number;
  readonly slice: number;
  /** Whether each channel has its own colour scale, or all of the sample share one. */
  readonly scale: 'channel' | 'all';
  readonly channelsFirst: boolean;
}

/** The longest side of an image in pixels; larger maps are averaged down. */
const longestSide = 128;

/** The most elements of a vector that are sent. */
const vectorLength = 1024;

/** The picture of one sample of a tensor whose first axis counts samples. */
export function pictureOf(shape: readonly number[], data: NumericData, request: PictureRequest): Picture {
  const [samples = 1, ...axes] = shape;
  const size = axes.reduce((all, axis) => all * axis, 1);
  if (data.length === 0) return { kind: 'none', reason: 'It has no elements.' };
  const sample = Math.min(Math.max(0, request.sample), samples - 1);
  const values = data.subarray(sample * size, (sample + 1) * size);
  if (axes.length <= 1) {
    return { kind: 'vector', values: Array.from(values.subarray(0, vectorLength)), length: values.length };
  }
  if (axes.length === 2) {
    const [rows = 1, columns = 1] = axes;
    const plane: Plane = { values, start: 0, width: columns, height: rows, stepX: 1, stepY: columns };
    return { kind: 'heat', tile: draw(plane, rangeOf(plane)), rows, columns };
  }
  return maps(axes, values, request);
}

/** A rectangle of values within a tensor. */
interface Plane {
  readonly values: NumericData;
  readonly start: number;
  readonly width: number;
  readonly height: number;
  readonly stepX: number;
  readonly stepY: number;
}

type Range = Pick<Tile, 'min' | 'max'>;

function maps(axes: readonly number[], values: NumericData, request: PictureRequest): Picture {
  const channelAxis = request.channelsFirst ? 0 : axes.length - 1;
  const channels = axes[channelAxis] ?? 1;
  const spatial = axes.filter((_, i) => i !== channelAxis);
  const [height = 1, width = 1] = spatial.slice(-2);
  const slices = spatial.slice(0, -2).reduce((all, axis) => all * axis, 1);
  const slice = Math.min(Math.max(0, request.slice), slices - 1);
  const pixelStep = request.channelsFirst ? 1 : channels;
  const channelStep = request.channelsFirst ? slices * height * width : 1;
  const first = Math.min(Math.max(0, request.firstChannel), channels - 1);
  const count = Math.min(request.channelCount, channels - first);
  const planes = Array.from({ length: count }, (_, i): Plane => {
    const start = (first + i) * channelStep + slice * height * width * pixelStep;
    return { values, start, width, height, stepX: pixelStep, stepY: width * pixelStep };
  });
  const whole: Plane = { values, start: 0, width: values.length, height: 1, stepX: 1, stepY: 0 };
  const common = request.scale === 'all' ? rangeOf(whole) : undefined;
  const tiles = planes.map(plane => draw(plane, common ?? rangeOf(plane)));
  return { kind: 'maps', channels, first, tiles, slice, slices };
}

function rangeOf(plane: Plane): Range {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let y = 0; y < plane.height; y++) {
    for (let x = 0; x < plane.width; x++) {
      const value = plane.values[plane.start + y * plane.stepY + x * plane.stepX] as number;
      if (!Number.isFinite(value)) continue;
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  return min > max ? { min: null, max: null } : { min, max };
}

/** Colours a plane, every pixel the mean of the values that fall on it. A plane of one value is drawn in the middle colour. */
function draw(plane: Plane, range: Range): Tile {
  const width = Math.min(plane.width, longestSide);
  const height = Math.min(plane.height, longestSide);
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = meanOf(plane, {
        left: Math.floor((x * plane.width) / width),
        right: Math.ceil(((x + 1) * plane.width) / width),
        top: Math.floor((y * plane.height) / height),
        bottom: Math.ceil(((y + 1) * plane.height) / height),
      });
      paint(pixels, (y * width + x) * 4, levelOf(value, range));
    }
  }
  return { width, height, pixels, ...range };
}

function levelOf(value: number, { min, max }: Range): number {
  if (!Number.isFinite(value) || min === null || max === null) return Number.NaN;
  return max === min ? 0.5 : (value - min) / (max - min);
}

function meanOf(plane: Plane, box: Readonly<Record<'left' | 'right' | 'top' | 'bottom', number>>): number {
  let sum = 0;
  for (let y = box.top; y < box.bottom; y++) {
    for (let x = box.left; x < box.right; x++) {
      sum += plane.values[plane.start + y * plane.stepY + x * plane.stepX] as number;
    }
  }
  return sum / ((box.right - box.left) * (box.bottom - box.top));
}
