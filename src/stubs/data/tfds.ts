// TensorFlow Datasets: `tfds.load` of well-known data sets, with the sizes of the splits that are asked for.

import { ownValue } from '../../base/ownValue.ts';
import { int, list, none, numeric, record, string, tuple } from '../../interp/make.ts';
import type { Builtin, CallArgs, DatasetValue, Value } from '../../interp/value.ts';
import { dynamic } from '../../shapes/dim.ts';
import { isUnknown, type Unknown, unknown } from '../../shapes/unknown.ts';
import { argument, positionalArgs } from '../arguments.ts';
import { arrayOf, numpyArray } from '../convert.ts';
import { functionIn } from '../functionTable.ts';
import { type Catalogued, catalogue, type Feature } from './catalogue.ts';
import { concrete, dataset, mapArrays, mapForms, uncounted, unknownDataset, withFirst } from './dataset.ts';

const notCatalogued: Unknown = unknown({ kind: 'input', name: 'the data set' });

/** `train`, `train[:90%]`, `train[10%:]+test`: how many samples that is; unknown for forms that are not read. */
export function splitSize(set: Catalogued, split: string): number | Unknown {
  let total = 0;
  for (const part of split.split('+')) {
    const [, name, range, from, to] = /^\s*(\w+)(\[([^:\]]*):([^\]]*)\])?\s*$/.exec(part) ?? [];
    if (name === undefined) return uncounted;
    const whole = name === 'all' ? Object.values(set.splits).reduce((sum, size) => sum + size, 0) : set.splits[name];
    if (whole === undefined) return uncounted;
    const start = range === undefined ? 0 : boundary(from ?? '', whole, 0);
    const end = range === undefined ? whole : boundary(to ?? '', whole, whole);
    if (start === undefined || end === undefined) return uncounted;
    total += Math.max(0, end - start);
  }
  return total;
}

/** A boundary in samples, or in percent rounded to the nearest sample, halves to even; negative ones count from the end. */
function boundary(text: string, whole: number, fallback: number): number | undefined {
  const trimmed = text.trim().replaceAll('_', '');
  if (trimmed === '') return fallback;
  const [, digits, percent] = /^(-?\d+)(%?)$/.exec(trimmed) ?? [];
  if (digits === undefined) return undefined;
  const value = percent === '%' ? roundHalfEven((Number(digits) * whole) / 100) : Number(digits);
  return Math.min(whole, Math.max(0, value < 0 ? value + whole : value));
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest < 0.5 || (rest === 0.5 && floor % 2 === 0) ? floor : floor + 1;
}

function tensor({ shape, dtype }: Feature): Value {
  return arrayOf({ shape, dtype }, 'eager');
}

function elementOf(set: Catalogued, supervised: boolean): Value {
  if (!supervised)
    return record(Object.entries(set.features).map(([name, feature]) => [name, tensor(feature)] as const));
  const parts = (set.supervised ?? []).flatMap(name => {
    const feature = set.features[name];
    return feature === undefined ? [] : [tensor(feature)];
  });
  return parts.length === 2 ? tuple(parts) : notCatalogued;
}

/** One split, whole as tensors where `batch_size` is -1. */
function loadSplit(set: Catalogued, split: Value, args: CallArgs): Value {
  const supervised = argument(args, -1, 'as_supervised');
  if (supervised !== undefined && supervised.kind !== 'bool') return unknownDataset();
  const element = elementOf(set, supervised?.value === true);
  const count = split.kind === 'string' ? splitSize(set, split.value) : uncounted;
  const size = argument(args, -1, 'batch_size');
  const batch = size === undefined || size.kind === 'none' ? undefined : (numeric(size) ?? 'unknown');
  if (batch === 'unknown') return unknownDataset();
  if (batch === -1) return concrete(withFirst(element, count));
  if (batch === undefined) return dataset(element, count);
  const rows = typeof count === 'number' && count % batch === 0 ? batch : uncounted;
  return dataset(withFirst(element, dynamic), isUnknown(count) ? count : Math.ceil(count / batch), {
    batched: true,
    each: concrete(withFirst(element, rows)),
    first: typeof count === 'number' ? concrete(withFirst(element, Math.min(batch, count))) : undefined,
  });
}

/** What `with_info` gives: the features with their classes, and the sizes of the splits. */
function infoOf(name: string, set: Catalogued): Value {
  const features = Object.entries(set.features).map(([key, feature]): readonly [string, Value] => {
    const shape = tuple(feature.shape.map((dim): Value => (typeof dim === 'number' ? int(dim) : none)));
    const classes = feature.classes === undefined ? [] : [['num_classes', int(feature.classes)] as const];
    const names = unknown({ kind: 'input', name: 'the names of the classes' });
    return [key, record([['shape', shape], ...classes, ['names', names]], 'by name too')];
  });
  const splits = Object.entries(set.splits).map(([key, size]): readonly [string, Value] => [
    key,
    record([['num_examples', int(size)]], 'by name too'),
  ]);
  return record(
    [
      ['name', string(name)],
      ['features', record(features)],
      ['splits', record(splits)],
    ],
    'by name too',
  );
}

const load: Builtin = (_context, args) => {
  const given = argument(args, 0, 'name');
  const name = given?.kind === 'string' ? given.value.replace(/:.*$/, '') : undefined;
  const set = name === undefined ? undefined : ownValue(catalogue, name);
  const split = argument(args, 1, 'split') ?? none;
  const one = (wanted: Value): Value =>
    set === undefined ? unknownDataset(notCatalogued) : loadSplit(set, wanted, args);
  const data = dataOf(split, set, one);
  const info = argument(args, -1, 'with_info');
  if (info === undefined || (info.kind === 'bool' && !info.value)) return data;
  if (info.kind !== 'bool') return notCatalogued;
  return tuple([data, set === undefined || name === undefined ? notCatalogued : infoOf(name, set)]);
};

/** One dataset, a list of them as the splits are listed, or all by name. */
function dataOf(split: Value, set: Catalogued | undefined, one: (wanted: Value) => Value): Value {
  if (split.kind === 'list') return list(split.items.value.map(one), split.open.value);
  if (split.kind !== 'none') return one(split);
  if (set === undefined) return notCatalogued;
  return record(Object.keys(set.splits).map(name => [name, one(string(name))] as const));
}

/** `tfds.as_numpy`: the same with NumPy arrays. */
const asNumpy: Builtin = (context, args, { place }) => {
  const given = argument(args, 0, 'dataset') ?? notCatalogued;
  const numpy = (value: Value): Value => mapArrays(value, numpyArray);
  if (given.kind !== 'dataset')
    return splitwise(
      given,
      part => asNumpy(context, positionalArgs([part], place), { place, construct: false }),
      numpy,
    );
  const { flow: _flow, ...plain }: DatasetValue = given;
  return mapForms(plain, numpy);
};

/** Applies to the datasets in a structure of them, and to the arrays that stand there without one. */
function splitwise(value: Value, sets: (part: Value) => Value, arrays: (part: Value) => Value): Value {
  const holds = (part: Value): boolean =>
    part.kind === 'dataset' || (part.kind === 'list' && part.items.value.some(holds));
  if (!holds(value)) return arrays(value);
  if (value.kind === 'dataset') return sets(value);
  return value.kind === 'list' ? tuple(value.items.value.map(part => splitwise(part, sets, arrays))) : notCatalogued;
}

const functions: Readonly<Record<string, Builtin>> = {
  load,
  as_numpy: asNumpy,
  disable_progress_bar: () => none,
  enable_progress_bar: () => none,
};

/** What stands at a path of `tensorflow_datasets`; undefined where there is nothing. */
export function tfdsAt(path: string): Value | undefined {
  if (path === 'tensorflow_datasets') return { kind: 'module', path };
  const [, name = ''] = /^tensorflow_datasets\.(\w+)$/.exec(path) ?? [];
  return functionIn(functions, path, name);
}
