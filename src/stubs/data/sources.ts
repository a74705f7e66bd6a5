// Where tf.data pipelines begin: from tensors, numbers, generators and files.

import type { Place } from '../../base/span.ts';
import type { Context } from '../../interp/context.ts';
import { iterate } from '../../interp/iterate.ts';
import { differs, joinValues } from '../../interp/join.ts';
import { int, none, numeric, recordOf, tuple } from '../../interp/make.ts';
import type { Builtin, CallArgs, DatasetValue, RecordEntry, Value } from '../../interp/value.ts';
import { dynamic } from '../../shapes/dim.ts';
import type { DType, Shape } from '../../shapes/shape.ts';
import { isUnknown, type Unknown, unknown } from '../../shapes/unknown.ts';
import { argument } from '../arguments.ts';
import { arrayOf } from '../convert.ts';
import { functionIn } from '../functionTable.ts';
import { asTensors, dataset, firstSize, notKnown, uncounted, unknownDataset, withoutFirst } from './dataset.ts';

const fromTensorSlices: Builtin = (context, args, { place }) => {
  const given = argument(args, 0, 'tensors');
  if (given === undefined || isUnknown(given)) return unknownDataset(given);
  const tensors = asTensors(context, given, place);
  return dataset(withoutFirst(tensors), firstSize(tensors));
};

/** Datasets side by side: an element of each, as long as the shortest lasts. */
const zip: Builtin = (context, args, { place }) => {
  const given =
    args.positional.length > 1
      ? tuple(args.positional.map(one => one.value))
      : (argument(args, 0, 'datasets') ?? notKnown);
  const parts: DatasetValue[] = [];
  collect(context, given, place, parts);
  const form = (pick: (part: DatasetValue) => Value | undefined): Value => structure(context, given, place, pick);
  const counts = parts.map(part => part.count);
  const known = counts.filter((count): count is number => !isUnknown(count));
  const complete = parts.length > 0 && parts.every(part => part.first !== undefined);
  return dataset(
    form(part => part.element),
    known.length === counts.length && known.length > 0 ? Math.min(...known) : uncounted,
    {
      batched: parts.some(part => part.batched),
      each: form(part => part.each),
      first: complete ? form(part => part.first) : undefined,
    },
  );
};

function collect(context: Context, value: Value, place: Place, into: DatasetValue[]): void {
  if (value.kind === 'dataset') into.push(value);
  else if (value.kind === 'list')
    for (const item of iterate(context, value, place).items) collect(context, item, place, into);
  else if (value.kind === 'record')
    for (const entry of value.entries.value.values()) collect(context, entry.value, place, into);
}

function structure(
  context: Context,
  value: Value,
  place: Place,
  pick: (part: DatasetValue) => Value | undefined,
): Value {
  switch (value.kind) {
    case 'dataset':
      return pick(value) ?? notKnown;
    case 'list':
      return tuple(
        iterate(context, value, place).items.map(item => structure(context, item, place, pick)),
        value.open.value,
      );
    case 'record': {
      const entries = new Map<string, RecordEntry>();
      for (const [key, entry] of value.entries.value)
        entries.set(key, { ...entry, value: structure(context, entry.value, place, pick) });
      return recordOf(entries);
    }
    default:
      return isUnknown(value) ? value : notKnown;
  }
}

const range: Builtin = (_context, args) => {
  const numbers = args.positional.map(one => numeric(one.value));
  const [a, b, step = 1] = numbers;
  const count =
    numbers.includes(undefined) || a === undefined || step === 0
      ? uncounted
      : Math.max(0, Math.ceil((b === undefined ? a : b - a) / step));
  return dataset(arrayOf({ shape: [], dtype: 'int64' }, 'eager'), count);
};

/** A dataset of what a generator yields, as its signature says. */
const fromGenerator: Builtin = (_context, args) => {
  const signature = argument(args, 4, 'output_signature');
  if (signature !== undefined && signature.kind !== 'none') return dataset(asElement(signature), uncounted);
  const types = argument(args, 1, 'output_types');
  if (types === undefined) return unknownDataset();
  return dataset(typed(types, argument(args, 2, 'output_shapes')), uncounted);
};

/** A signature given as a list is a tuple of components. */
function asElement(signature: Value): Value {
  return signature.kind === 'list' ? tuple(signature.items.value.map(asElement), signature.open.value) : signature;
}

/** The components that `output_types` and `output_shapes` describe together. */
function typed(types: Value, shapes: Value | undefined): Value {
  if (types.kind === 'list') {
    const parts = shapes?.kind === 'list' ? shapes.items.value : [];
    return tuple(types.items.value.map((part, i) => typed(part, parts[i])));
  }
  if (types.kind === 'record') {
    const entries = new Map<string, RecordEntry>();
    for (const [key, entry] of types.entries.value) {
      const part = shapes?.kind === 'record' ? shapes.entries.value.get(key)?.value : undefined;
      entries.set(key, { ...entry, value: typed(entry.value, part) });
    }
    return recordOf(entries);
  }
  return arrayOf({ shape: openShape(shapes), dtype: dtypeIn(types) }, 'eager');
}

/** The element type that a value names. */
export function dtypeIn(value: Value | undefined): DType {
  if (value?.kind === 'object' && value.family === 'dtype') return value.name;
  if (value?.kind === 'string') return value.value;
  return unknown({ kind: 'data', what: 'the element type' });
}

/** A shape in which None leaves an axis open. */
function openShape(value: Value | undefined): Shape {
  const why: Unknown = unknown({ kind: 'data', what: 'the shapes that the generator yields' });
  if (value === undefined || value.kind !== 'list' || value.open.value !== undefined)
    return value !== undefined && isUnknown(value) ? value : why;
  return value.items.value.map(item =>
    item.kind === 'int' ? item.value : item.kind === 'none' ? dynamic : item.kind === 'size' ? item.size : why,
  );
}

/** `TensorSpec(shape, dtype)`: a tensor of that type. */
const tensorSpec: Builtin = (_context, args) => {
  const dtype = argument(args, 1, 'dtype');
  return arrayOf(
    { shape: openShape(argument(args, 0, 'shape')), dtype: dtype === undefined ? 'float32' : dtypeIn(dtype) },
    'eager',
  );
};

/** Elements of one dataset or another. */
const sampled: Builtin = (context, args, { place }) => {
  const parts: DatasetValue[] = [];
  collect(context, argument(args, 0, 'datasets') ?? notKnown, place, parts);
  const any = (pick: (part: DatasetValue) => Value): Value =>
    parts.map(pick).reduce<Value | undefined>((joined, part) => joinValues(joined, part) ?? differs, undefined) ??
    notKnown;
  return dataset(
    any(part => part.element),
    uncounted,
    { batched: parts.some(part => part.batched), each: any(part => part.each) },
  );
};

function texts(): Value {
  return dataset(arrayOf({ shape: [], dtype: 'string' }, 'eager'), uncounted);
}

const functions: Readonly<Record<string, Builtin>> = {
  'tf.data.Dataset.from_tensor_slices': fromTensorSlices,
  'tf.data.Dataset.from_tensors': (context, args, { place }) =>
    dataset(asTensors(context, argument(args, 0, 'tensors') ?? notKnown, place), 1),
  'tf.data.Dataset.zip': zip,
  'tf.data.Dataset.range': range,
  'tf.data.Dataset.from_generator': fromGenerator,
  'tf.data.Dataset.list_files': texts,
  'tf.data.Dataset.random': () => dataset(arrayOf({ shape: [], dtype: 'int64' }, 'eager'), Number.POSITIVE_INFINITY),
  'tf.data.Dataset.sample_from_datasets': sampled,
  'tf.data.Dataset.choose_from_datasets': sampled,
  'tf.data.experimental.sample_from_datasets': sampled,
  'tf.data.TFRecordDataset': texts,
  'tf.data.TextLineDataset': texts,
  'tf.data.FixedLengthRecordDataset': texts,
  'tf.data.Options': () => recordOf(new Map(), { attributes: true }),
  'tf.data.experimental.cardinality': cardinality,
  'tf.TensorSpec': tensorSpec,
  'tf.RaggedTensorSpec': tensorSpec,
};

function cardinality(context: Context, args: CallArgs, { place }: Parameters<Builtin>[2]): Value {
  const set = argument(args, 0, 'dataset') ?? none;
  const method = context.attribute(set, 'cardinality', place);
  return context.call(method, { positional: [], keywords: [], open: undefined }, place);
}

/** What stands at a path of tf.data; undefined where there is nothing. */
export function sourceAt(path: string): Value | undefined {
  if (path === 'tf.data.AUTOTUNE' || path === 'tf.data.experimental.AUTOTUNE') return int(-1);
  if (path === 'tf.data.INFINITE_CARDINALITY' || path === 'tf.data.experimental.INFINITE_CARDINALITY') return int(-1);
  if (path === 'tf.data.UNKNOWN_CARDINALITY' || path === 'tf.data.experimental.UNKNOWN_CARDINALITY') return int(-2);
  return functionIn(functions, path);
}
