// tf.data pipelines: what one element of a dataset is, through slicing, mapping, batching and zipping.

import type { Place } from '../../base/span.ts';
import type { Context } from '../../interp/context.ts';
import { iterate } from '../../interp/iterate.ts';
import { builtin, int, list, none, numeric, record, tuple } from '../../interp/make.ts';
import type { Builtin, CallArgs, DatasetValue, Value } from '../../interp/value.ts';
import { type Dim, dynamic } from '../../shapes/dim.ts';
import { isUnknown, type Unknown, unknown } from '../../shapes/unknown.ts';
import { argument, positionalArgs } from '../arguments.ts';
import { arrayOf } from '../convert.ts';

const notKnown = unknown({ kind: 'data', what: 'what the dataset yields' });

/** A dataset of elements. */
function dataset(element: Value, count: number | Unknown, batched = false): DatasetValue {
  return { kind: 'dataset', element, count, batched };
}

/** Replaces every array in a structure of tuples and dicts. */
function mapArrays(value: Value, replace: (array: Value & { readonly kind: 'array' }) => Value): Value {
  switch (value.kind) {
    case 'array':
      return replace(value);
    case 'list': {
      const items = value.items.value.map(item => mapArrays(item, replace));
      return value.type === 'tuple' ? tuple(items, value.open.value) : list(items, value.open.value);
    }
    case 'record':
      return record(
        [...value.entries.value.values()].flatMap(entry =>
          entry.key.kind === 'string' ? [[entry.key.value, mapArrays(entry.value, replace)] as const] : [],
        ),
      );
    case 'int':
    case 'bool':
      return replace(arrayOf({ shape: [], dtype: value.kind === 'int' ? 'int32' : 'bool' }, 'eager'));
    case 'float':
      return replace(arrayOf({ shape: [], dtype: 'float32' }, 'eager'));
    case 'string':
      return replace(arrayOf({ shape: [], dtype: 'string' }, 'eager'));
    default:
      return value;
  }
}

/** The first axis of the first array. */
function firstSize(value: Value): number | Unknown {
  let found: Dim | undefined;
  mapArrays(value, array => {
    if (!isUnknown(array.type.shape)) found ??= array.type.shape[0];
    return array;
  });
  return typeof found === 'number' ? found : notKnown;
}

function withoutFirst(value: Value): Value {
  return mapArrays(value, array => {
    const { shape, dtype } = array.type;
    return arrayOf({ shape: isUnknown(shape) ? shape : shape.slice(1), dtype }, 'eager');
  });
}

function withFirst(value: Value, size: Dim): Value {
  return mapArrays(value, array => {
    const { shape, dtype } = array.type;
    return arrayOf({ shape: isUnknown(shape) ? shape : [size, ...shape], dtype }, 'eager');
  });
}

/** A list of numbers or arrays as one array, as `from_tensor_slices` reads it. */
function asTensors(context: Context, value: Value, place: Place): Value {
  switch (value.kind) {
    case 'list': {
      if (value.type === 'tuple')
        return tuple(
          value.items.value.map(item => asTensors(context, item, place)),
          value.open.value,
        );
      const convert = context.library.find('tf.convert_to_tensor');
      return convert === undefined ? notKnown : context.call(convert, positionalArgs([value], place), place);
    }
    case 'record':
      return record(
        [...value.entries.value.values()].flatMap(entry =>
          entry.key.kind === 'string' ? [[entry.key.value, asTensors(context, entry.value, place)] as const] : [],
        ),
      );
    default:
      return value;
  }
}

/** Calls a function of a dataset on one element: a tuple is spread over its parameters. */
function applyTo(context: Context, callee: Value, element: Value, place: Place): Value {
  const values = element.kind === 'list' && element.type === 'tuple' ? element.items.value : [element];
  context.traced++;
  try {
    return context.call(callee, positionalArgs(values, place), place);
  } finally {
    context.traced--;
  }
}

type Method = (context: Context, self: DatasetValue, args: CallArgs, place: Place) => Value;

/** The element is the same; how many there are may not be. */
const sameElements: Method = (_context, self) => self;
const uncounted: Method = (_context, self) => ({ ...self, count: notKnown });

const methods: Readonly<Record<string, Method>> = {
  shuffle: sameElements,
  prefetch: sameElements,
  cache: sameElements,
  with_options: sameElements,
  repeat: uncounted,
  filter: uncounted,
  shard: uncounted,
  skip: uncounted,
  rejection_resample: uncounted,
  take(_context, self, args) {
    const wanted = numeric(args.positional[0]?.value ?? none);
    if (wanted === undefined || isUnknown(self.count) || wanted < 0)
      return { ...self, count: wanted !== undefined && wanted < 0 ? self.count : notKnown };
    return { ...self, count: Math.min(wanted, self.count) };
  },
  map(context, self, args, place) {
    const callee = argument(args, 0, 'map_func');
    return callee === undefined ? self : { ...self, element: applyTo(context, callee, self.element, place) };
  },
  interleave: () => dataset(notKnown, notKnown),
  flat_map(context, self, args, place) {
    const callee = argument(args, 0, 'map_func');
    const inner = callee === undefined ? notKnown : applyTo(context, callee, self.element, place);
    return inner.kind === 'dataset' ? { ...inner, count: notKnown } : dataset(notKnown, notKnown);
  },
  apply(context, self, args, place) {
    const callee = args.positional[0]?.value;
    const answer = callee === undefined ? notKnown : context.call(callee, positionalArgs([self], place), place);
    return answer;
  },
  batch(_context, self, args) {
    const size = numeric(argument(args, 0, 'batch_size') ?? none);
    const drop = argument(args, 1, 'drop_remainder');
    const exact = drop?.kind === 'bool' && drop.value && size !== undefined;
    const count =
      isUnknown(self.count) || size === undefined
        ? notKnown
        : exact
          ? Math.floor(self.count / size)
          : Math.ceil(self.count / size);
    return { kind: 'dataset', element: withFirst(self.element, exact ? size : dynamic), count, batched: true };
  },
  padded_batch(_context, self) {
    const element = mapArrays(self.element, array => {
      const { shape, dtype } = array.type;
      return arrayOf(
        {
          shape: isUnknown(shape)
            ? shape
            : [dynamic, ...shape.map(size => (typeof size === 'number' ? size : dynamic))],
          dtype,
        },
        'eager',
      );
    });
    return { kind: 'dataset', element, count: notKnown, batched: true };
  },
  ragged_batch: () => dataset(notKnown, notKnown, true),
  window: () => dataset(notKnown, notKnown),
  unbatch: (_context, self) => dataset(withoutFirst(self.element), notKnown),
  enumerate: (_context, self) => ({
    ...self,
    element: tuple([arrayOf({ shape: [], dtype: 'int64' }, 'eager'), self.element]),
  }),
  concatenate(_context, self, args) {
    const other = args.positional[0]?.value;
    const count =
      other?.kind === 'dataset' && !isUnknown(other.count) && !isUnknown(self.count)
        ? self.count + other.count
        : notKnown;
    return { ...self, count };
  },
  as_numpy_iterator(_context, self) {
    return { ...self, element: mapArrays(self.element, array => ({ ...array, flavour: 'numpy' })) };
  },
  cardinality: (_context, self) => (isUnknown(self.count) ? self.count : int(self.count)),
  get_single_element: (_context, self) => self.element,
};

/** The attribute of a dataset; undefined where it is not modelled. */
export function datasetMember(value: DatasetValue, name: string): Value | undefined {
  if (name === 'element_spec') return value.element;
  if (name === 'class_names') return unknown({ kind: 'data', what: 'the folders that are read' });
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  return method === undefined
    ? undefined
    : builtin(`dataset.${name}`, (context, args, { place }) => method(context, value, args, place));
}

const fromTensorSlices: Builtin = (context, args, { place }) => {
  const given = argument(args, 0, 'tensors');
  if (given === undefined || isUnknown(given)) return dataset(given ?? notKnown, notKnown);
  const tensors = asTensors(context, given, place);
  return dataset(withoutFirst(tensors), firstSize(tensors));
};

const zip: Builtin = (context, args, { place }) => {
  const given =
    args.positional.length > 1
      ? tuple(args.positional.map(one => one.value))
      : (argument(args, 0, 'datasets') ?? notKnown);
  const counts: (number | Unknown)[] = [];
  const elementOf = (value: Value): Value => {
    if (value.kind === 'dataset') {
      counts.push(value.count);
      return value.element;
    }
    if (value.kind === 'list') return tuple(iterate(context, value, place).items.map(elementOf), value.open.value);
    if (value.kind === 'record')
      return record(
        [...value.entries.value.values()].flatMap(entry =>
          entry.key.kind === 'string' ? [[entry.key.value, elementOf(entry.value)] as const] : [],
        ),
      );
    return isUnknown(value) ? value : notKnown;
  };
  const element = elementOf(given);
  const known = counts.filter((count): count is number => !isUnknown(count));
  return dataset(element, known.length === counts.length && known.length > 0 ? Math.min(...known) : notKnown);
};

const range: Builtin = (_context, args) => {
  const numbers = args.positional.map(one => numeric(one.value));
  const [a, b, step = 1] = numbers;
  const count =
    numbers.includes(undefined) || a === undefined
      ? notKnown
      : Math.max(0, Math.ceil((b === undefined ? a : b - a) / step));
  return dataset(arrayOf({ shape: [], dtype: 'int64' }, 'eager'), count);
};

/** A dataset read from folders of images: `image_dataset_from_directory`. */
const imagesFromDirectory: Builtin = (_context, args) => {
  const option = (position: number, name: string): Value | undefined => argument(args, position, name);
  const size = option(6, 'image_size');
  const sizes =
    size === undefined
      ? [256, 256]
      : size.kind === 'list'
        ? size.items.value.map(item => (item.kind === 'int' ? item.value : notKnown))
        : [notKnown, notKnown];
  const mode = option(4, 'color_mode');
  const channels: Dim =
    mode === undefined
      ? 3
      : mode.kind === 'string'
        ? ({ grayscale: 1, rgb: 3, rgba: 4 }[mode.value] ?? notKnown)
        : notKnown;
  const batch = option(5, 'batch_size');
  const batched = batch?.kind !== 'none';
  const first: readonly Dim[] = batched ? [dynamic] : [];
  const image = arrayOf({ shape: [...first, ...sizes, channels], dtype: 'float32' }, 'eager');
  return labelled(image, first, option(1, 'labels'), option(2, 'label_mode'), batched);
};

/** A dataset read from folders of texts: `text_dataset_from_directory`. */
const textsFromDirectory: Builtin = (_context, args) => {
  const batch = argument(args, 4, 'batch_size');
  const batched = batch?.kind !== 'none';
  const first: readonly Dim[] = batched ? [dynamic] : [];
  return labelled(
    arrayOf({ shape: first, dtype: 'string' }, 'eager'),
    first,
    argument(args, 1, 'labels'),
    argument(args, 2, 'label_mode'),
    batched,
  );
};

function labelled(
  features: Value,
  first: readonly Dim[],
  labels: Value | undefined,
  mode: Value | undefined,
  batched: boolean,
): Value {
  if (labels?.kind === 'none' || mode?.kind === 'none') return dataset(features, notKnown, batched);
  const kind = mode === undefined ? 'int' : mode.kind === 'string' ? mode.value : undefined;
  const label =
    kind === 'int'
      ? arrayOf({ shape: first, dtype: 'int32' }, 'eager')
      : kind === 'binary'
        ? arrayOf({ shape: [...first, 1], dtype: 'float32' }, 'eager')
        : arrayOf(
            { shape: [...first, unknown({ kind: 'data', what: 'how many folders are read' })], dtype: 'float32' },
            'eager',
          );
  return dataset(tuple([features, label]), notKnown, batched);
}

const functions: Readonly<Record<string, Builtin>> = {
  'tf.data.Dataset.from_tensor_slices': fromTensorSlices,
  'tf.data.Dataset.from_tensors': (context, args, { place }) =>
    dataset(asTensors(context, argument(args, 0, 'tensors') ?? notKnown, place), 1),
  'tf.data.Dataset.zip': zip,
  'tf.data.Dataset.range': range,
  'tf.data.Dataset.from_generator': () => dataset(notKnown, notKnown),
  'tf.data.Dataset.list_files': () => dataset(arrayOf({ shape: [], dtype: 'string' }, 'eager'), notKnown),
  'tf.data.TFRecordDataset': () => dataset(arrayOf({ shape: [], dtype: 'string' }, 'eager'), notKnown),
  'tf.data.TextLineDataset': () => dataset(arrayOf({ shape: [], dtype: 'string' }, 'eager'), notKnown),
  'keras.utils.image_dataset_from_directory': imagesFromDirectory,
  'keras.preprocessing.image_dataset_from_directory': imagesFromDirectory,
  'keras.utils.text_dataset_from_directory': textsFromDirectory,
  'keras.preprocessing.text_dataset_from_directory': textsFromDirectory,
};

/** What stands at a path of tf.data and its like; undefined where there is nothing. */
export function pipelineAt(path: string): Value | undefined {
  if (path === 'tf.data.AUTOTUNE' || path === 'tf.data.experimental.AUTOTUNE') return int(-1);
  const call = Object.hasOwn(functions, path) ? functions[path] : undefined;
  return call === undefined ? undefined : builtin(path, call);
}
