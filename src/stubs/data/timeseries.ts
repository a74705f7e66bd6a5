// `timeseries_dataset_from_array`: windows that slide over rows of data, with a target for each.

import { builtin, none, numeric, tuple } from '../../interp/make.ts';
import type { ArrayValue, Builtin, CallArgs, Value } from '../../interp/value.ts';
import { type Dim, dynamic } from '../../shapes/dim.ts';
import { isUnknown, type Unknown, unknown } from '../../shapes/unknown.ts';
import { argument } from '../arguments.ts';
import { arrayOf } from '../convert.ts';
import { asTensors, concrete, dataset, uncounted } from './dataset.ts';

const openValues: Unknown = unknown({ kind: 'data', what: 'the windows that are cut' });

function whole(args: CallArgs, position: number, name: string, fallback: number): number | undefined {
  const given = argument(args, position, name);
  return given === undefined || given.kind === 'none' ? fallback : numeric(given);
}

function rowsOf(data: Value): Dim | undefined {
  return data.kind === 'array' && !isUnknown(data.type.shape) ? data.type.shape[0] : undefined;
}

/** How many windows fit: as many starts as leave room for the last element, and as there are targets. */
function windowCount(args: CallArgs, data: Value, targets: Value): number | Unknown {
  const rows = rowsOf(data);
  const length = whole(args, 2, 'sequence_length', Number.NaN);
  const stride = whole(args, 3, 'sequence_stride', 1);
  const rate = whole(args, 4, 'sampling_rate', 1);
  const start = whole(args, 8, 'start_index', 0);
  const end = whole(args, 9, 'end_index', typeof rows === 'number' ? rows : Number.NaN);
  if (length === undefined || stride === undefined || rate === undefined || start === undefined || end === undefined)
    return uncounted;
  if (Number.isNaN(end)) return rows !== undefined && isUnknown(rows) ? rows : uncounted;
  let count = end - start - (length - 1) * rate;
  if (targets.kind !== 'none') {
    const most = rowsOf(targets);
    if (typeof most !== 'number') return most !== undefined && isUnknown(most) ? most : uncounted;
    count = Math.min(count, most);
  }
  return Number.isNaN(count) ? uncounted : Math.max(0, Math.ceil(count / stride));
}

const timeseries: Builtin = (context, args, { place }) => {
  const data = asTensors(context, argument(args, 0, 'data') ?? openValues, place);
  const targets = asTensors(context, argument(args, 1, 'targets') ?? none, place);
  const length = whole(args, 2, 'sequence_length', Number.NaN);
  const batch = argument(args, 5, 'batch_size');
  const batched = batch?.kind !== 'none';
  const size = batch === undefined ? 128 : numeric(batch);
  const windows = windowCount(args, data, targets);
  const known = !isUnknown(windows) && size !== undefined;
  const count = !batched ? windows : known ? Math.ceil(windows / size) : uncounted;
  const varying = unknown({ kind: 'data', what: 'how many windows the last batch has' });
  /** One form of an element: with axes left open, in the first turn of a loop, or in any. */
  const element = (rows: Dim, steps: Dim): Value => {
    const axes = batched ? [rows] : [];
    const window = cut(data, [...axes, steps]);
    return targets.kind === 'none' ? window : tuple([window, cut(targets, axes)]);
  };
  const steps: Dim = length === undefined || Number.isNaN(length) ? openValues : length;
  const full = known && windows % size === 0 ? size : varying;
  return dataset(element(dynamic, dynamic), count, {
    batched,
    each: concrete(element(full, steps)),
    first: known ? concrete(element(Math.min(size, windows), steps)) : undefined,
  });
};

/** The rows of an array with other axes in place of the first. */
function cut(data: Value, axes: readonly Dim[]): Value {
  if (data.kind !== 'array') return isUnknown(data) ? data : openValues;
  const { shape, dtype }: ArrayValue['type'] = data.type;
  return arrayOf({ shape: isUnknown(shape) ? shape : [...axes, ...shape.slice(1)], dtype }, 'eager');
}

/** The function at its paths; undefined for other paths. */
export function timeseriesReader(path: string): Value | undefined {
  return /^keras\.(utils|preprocessing(\.timeseries)?)\.timeseries_dataset_from_array$/.test(path)
    ? builtin(path, timeseries)
    : undefined;
}
