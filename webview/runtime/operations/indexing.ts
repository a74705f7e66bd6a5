// `x[key]` on real tensors: integers, slices, None, Ellipsis, and one array of positions or one mask.

import type { Tensor, Tf } from '../../../src/layers/run.ts';
import type { ConfigJson } from '../../../src/protocol/runPlan.ts';
import { asTensor, CannotCompute, isAbsent, isList, isTensor, type OpValue } from './arguments.ts';

/** Takes the parts of a tensor that a key of Python names. */
export function getItem(tf: Tf, x: Tensor, key: OpValue): Tensor {
  const entries = withEllipsis(isList(key) ? key : [key], x.rank);
  let out = x;
  /** The axis of `out` that the next entry is about. */
  let axis = 0;
  let arrays = 0;
  for (const entry of entries) {
    if (entry === null) {
      out = out.expandDims(axis);
      axis++;
      continue;
    }
    const range = sliceOf(entry);
    if (range !== undefined) {
      out = takeRange(tf, out, axis, range);
      axis++;
      continue;
    }
    const at = indexOf(entry);
    if (at !== undefined) {
      const length = out.shape[axis] ?? 0;
      const position = at < 0 ? at + length : at;
      if (position < 0 || position >= length)
        throw new CannotCompute(`index ${at} is out of bounds for axis ${axis} with size ${length}`);
      out = takeRange(tf, out, axis, { start: position, stop: position + 1, step: 1 }).squeeze([axis]);
      continue;
    }
    arrays++;
    if (arrays > 1) throw new CannotCompute('an index with several arrays is not computed by TensorFlow.js');
    const positions = positionsOf(tf, entry, out.shape[axis] ?? 0);
    out = tf.gather(out, positions, axis);
    axis += positions.rank;
  }
  return out;
}

interface Range {
  readonly start: number | null;
  readonly stop: number | null;
  readonly step: number;
}

/** The entries with whole slices in place of the Ellipsis. */
function withEllipsis(entries: readonly OpValue[], rank: number): readonly OpValue[] {
  const at = entries.findIndex(entry => familyOf(entry) === 'ellipsis');
  if (at < 0) return entries;
  const taken = entries.filter(entry => entry !== null && familyOf(entry) !== 'ellipsis').length;
  const whole: OpValue = { object: { family: 'slice', name: 'slice', config: {} } };
  const spread = Array.from({ length: Math.max(0, rank - taken) }, () => whole);
  return [...entries.slice(0, at), ...spread, ...entries.slice(at + 1)];
}

function familyOf(value: OpValue): string | undefined {
  const object = objectOf(value);
  return object?.family;
}

function objectOf(value: OpValue) {
  if (isAbsent(value) || typeof value !== 'object' || isList(value) || isTensor(value)) return undefined;
  return 'object' in value ? value.object : undefined;
}

function sliceOf(value: OpValue): Range | undefined {
  const object = objectOf(value);
  if (object?.family !== 'slice') return undefined;
  const { start, stop, step } = object.config;
  return { start: bound(start), stop: bound(stop), step: bound(step) ?? 1 };
}

function bound(json: ConfigJson | undefined): number | null {
  if (json === null || json === undefined) return null;
  if (typeof json === 'number') return json;
  throw new CannotCompute('a bound of its slice is not known before it runs');
}

function indexOf(value: OpValue): number | undefined {
  if (typeof value === 'number') return value;
  if (isTensor(value) && value.rank === 0 && value.dtype === 'int32') return value.dataSync()[0];
  return undefined;
}

/** `range(length)[start:stop:step]` along an axis. */
function takeRange(tf: Tf, x: Tensor, axis: number, range: Range): Tensor {
  const length = x.shape[axis] ?? 0;
  const { step } = range;
  const [low, high] = step > 0 ? [0, length] : [-1, length - 1];
  const clamp = (at: number): number => Math.min(Math.max(at < 0 ? at + length : at, low), high);
  const start = range.start === null ? (step > 0 ? low : high) : clamp(range.start);
  const stop = range.stop === null ? (step > 0 ? high : low) : clamp(range.stop);
  const count = Math.max(0, Math.ceil((stop - start) / step));
  if (step === 1) {
    const begin = x.shape.map((_, i) => (i === axis ? start : 0));
    const size = x.shape.map((whole, i) => (i === axis ? count : whole));
    return tf.slice(x, begin, size);
  }
  const positions = Array.from({ length: count }, (_, i) => start + i * step);
  return tf.gather(x, tf.tensor1d(positions, 'int32'), axis);
}

/** The positions that an array or a mask of one axis selects. */
function positionsOf(tf: Tf, entry: OpValue, length: number): Tensor {
  const object = objectOf(entry);
  const tensor = asTensor(tf, object?.family === 'list' ? listItems(object.config.items) : entry);
  if (tensor.dtype === 'bool') {
    if (tensor.rank !== 1) throw new CannotCompute('a mask of several axes is not computed by TensorFlow.js');
    const chosen = Array.from(tensor.dataSync()).flatMap((kept, i) => (kept ? [i] : []));
    return tf.tensor1d(chosen, 'int32');
  }
  const positions = tensor.cast('int32');
  return tf.where(tf.less(positions, 0), positions.add(tf.scalar(length, 'int32')), positions);
}

function listItems(items: ConfigJson | undefined): OpValue {
  if (!Array.isArray(items)) throw new CannotCompute('its index is not known');
  return items.map((item: ConfigJson): OpValue => {
    if (typeof item === 'number' || typeof item === 'boolean') return item;
    throw new CannotCompute('an index with lists in lists is not computed by TensorFlow.js');
  });
}
