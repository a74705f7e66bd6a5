// The methods of tf.data datasets: what one element is, and how many there are, after mapping, batching, taking and joining.

import { ownValue } from '../../base/ownValue.ts';
import type { Place } from '../../base/span.ts';
import { type Context, markOf, rewind } from '../../interp/context.ts';
import { iterate } from '../../interp/iterate.ts';
import { differs, joinValues, sameValue } from '../../interp/join.ts';
import { builtin, list, none, numeric, tuple } from '../../interp/make.ts';
import { restEnd } from '../../interp/openList.ts';
import type { CallArgs, DatasetValue, Value } from '../../interp/value.ts';
import { type Dim, dynamic } from '../../shapes/dim.ts';
import { isUnknown, type Unknown, unknown } from '../../shapes/unknown.ts';
import { argument, positionalArgs } from '../arguments.ts';
import { arrayOf, numpyArray } from '../convert.ts';
import {
  concrete,
  dataset,
  mapArrays,
  mapForms,
  uncounted,
  unknownDataset,
  withFirst,
  withoutFirst,
} from './dataset.ts';

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

/** The same on what a loop gets, which is only computed: nothing of it is noted, and what it changes is undone. */
function applyQuietly(context: Context, callee: Value, element: Value, place: Place): Value {
  const mark = markOf(context.record);
  let answer: Value = differs;
  context.record.muted++;
  context.store.tentatively(() => {
    answer = applyTo(context, callee, element, place);
  });
  context.record.muted--;
  rewind(context.record, mark);
  return answer;
}

/** Every form of a dataset's elements under a function of the program. */
function mapped(context: Context, self: DatasetValue, callee: Value, place: Place): DatasetValue {
  return mapForms(self, (element, form) =>
    form === 'element'
      ? asElement(applyTo(context, callee, element, place))
      : asElement(concrete(applyQuietly(context, callee, element, place))),
  );
}

/** What a function of a pipeline returns becomes tensors, and a list of them a tuple. */
function asElement(value: Value): Value {
  return value.kind === 'list' && value.type === 'list'
    ? tuple(value.items.value, value.open.value)
    : mapArrays(value, array => ({ ...array, flavour: 'eager' }));
}

type Method = (context: Context, self: DatasetValue, args: CallArgs, place: Place) => Value;

const sameElements: Method = (_context, self) => self;

/** The elements stay as they are, but how many are left is not known. */
const fewer: Method = (_context, self) => someOf(self);

function someOf(self: DatasetValue): DatasetValue {
  return dataset(self.element, uncounted, { batched: self.batched, each: self.each });
}

function counted(self: DatasetValue, count: number | Unknown, first: Value | undefined = self.first): DatasetValue {
  return dataset(self.element, count, { batched: self.batched, each: self.each, first });
}

function sizeOf(args: CallArgs, position: number, name: string): number | undefined {
  return numeric(argument(args, position, name) ?? none);
}

function isTrue(value: Value | undefined): boolean {
  return value?.kind === 'bool' && value.value;
}

/** A dataset of batches. `rows` makes one form of a batch of one form of an element. */
function batches(
  self: DatasetValue,
  args: CallArgs,
  dropArgument: number,
  rows: (element: Value, size: Dim) => Value,
): DatasetValue {
  const size = sizeOf(args, 0, 'batch_size');
  const drop = argument(args, dropArgument, 'drop_remainder');
  const dropped = isTrue(drop);
  const sure = drop === undefined || drop.kind === 'bool';
  const { count } = self;
  const total =
    isUnknown(count) || size === undefined || size <= 0 || !sure
      ? uncounted
      : dropped
        ? Math.floor(count / size)
        : Math.ceil(count / size);
  const full = size !== undefined && (dropped || (!isUnknown(count) && (count === Infinity || count % size === 0)));
  const first = size === undefined || isUnknown(count) || !sure ? undefined : Math.min(size, count);
  const varying = unknown({ kind: 'data', what: 'how many elements the last batch has' });
  return dataset(rows(self.element, dropped && size !== undefined ? size : dynamic), total, {
    batched: true,
    each: concrete(rows(self.each, full && size !== undefined ? size : varying)),
    first: first === undefined || self.first === undefined ? undefined : concrete(rows(self.first, first)),
  });
}

/** A batch whose rows are padded to the longest: an axis that varies among the elements is left open. */
function paddedRows(padded: Value | undefined): (element: Value, size: Dim) => Value {
  return (element, size) => {
    const wanted = padded === undefined || padded.kind === 'none' ? [] : shapesIn(padded, element);
    let next = 0;
    return mapArrays(element, array => {
      const { shape, dtype } = array.type;
      const to = wanted[next++];
      if (isUnknown(shape)) return arrayOf({ shape, dtype }, 'eager');
      const inner = shape.map((dim, i): Dim => {
        const target = to?.[i];
        if (target === undefined || target.kind === 'none') return to === undefined ? dim : dynamic;
        const length = numeric(target);
        return length === undefined
          ? unknown({ kind: 'data', what: 'the shape to pad to' })
          : length < 0
            ? dynamic
            : length;
      });
      return arrayOf({ shape: [size, ...inner], dtype }, 'eager');
    });
  };
}

/** The shapes of `padded_shapes`, one for each array of an element, depth first. */
function shapesIn(padded: Value, element: Value): readonly (readonly Value[])[] {
  if (padded.kind !== 'list') return [];
  if (element.kind !== 'list') return [padded.items.value];
  return element.items.value.flatMap((part, i) => {
    const shape = padded.items.value[i];
    return shape === undefined ? [] : shapesIn(shape, part);
  });
}

/** The elements of the datasets that a function gives, one after another. */
const flattened: Method = (context, self, args, place) => {
  const callee = argument(args, 0, 'map_func');
  if (callee === undefined) return unknownDataset();
  const each = applyQuietly(context, callee, self.each, place);
  const first = self.first === undefined ? undefined : applyQuietly(context, callee, self.first, place);
  const inner = applyTo(context, callee, self.element, place);
  if (inner.kind !== 'dataset') return unknownDataset(isUnknown(inner) ? inner : undefined);
  const counts = each.kind === 'dataset' ? each.count : uncounted;
  return dataset(inner.element, isUnknown(counts) || isUnknown(self.count) ? uncounted : counts * self.count, {
    batched: inner.batched,
    each: each.kind === 'dataset' ? each.each : concrete(inner.element),
    first: first?.kind === 'dataset' ? first.first : undefined,
  });
};

/** Windows are datasets themselves; a tuple gives a tuple of them. */
const windowed: Method = (_context, self, args) => {
  const size = sizeOf(args, 0, 'size');
  const shift = sizeOf(args, 1, 'shift') ?? (argument(args, 1, 'shift') === undefined ? size : undefined);
  const stride = argument(args, 2, 'stride') === undefined ? 1 : sizeOf(args, 2, 'stride');
  const dropped = isTrue(argument(args, 3, 'drop_remainder'));
  const windows = (element: Value, length: number | Unknown): Value =>
    element.kind === 'list' && element.type === 'tuple'
      ? tuple(element.items.value.map(part => windows(part, length)))
      : dataset(element, length, { batched: self.batched });
  const { count } = self;
  const whole = size !== undefined && shift !== undefined && stride !== undefined && !isUnknown(count) && dropped;
  const total = whole ? Math.max(0, Math.floor((count - (size - 1) * stride - 1) / shift) + 1) : uncounted;
  const length = dropped && size !== undefined ? size : uncounted;
  return dataset(windows(self.element, length), total, { each: windows(self.each, length) });
};

const methods: Readonly<Record<string, Method>> = {
  prefetch: sameElements,
  cache: sameElements,
  with_options: sameElements,
  ignore_errors: sameElements,
  // Where the batches differ in size, any of them may come first.
  shuffle: (_context, self) => counted(self, self.count, self.each),
  repeat(_context, self, args) {
    const times = argument(args, 0, 'count');
    const turns = times === undefined || times.kind === 'none' ? -1 : numeric(times);
    if (turns === undefined || isUnknown(self.count)) return counted(self, uncounted);
    return counted(self, turns < 0 ? (self.count === 0 ? 0 : Infinity) : turns === 0 ? 0 : self.count * turns);
  },
  filter: fewer,
  shard: fewer,
  take_while: fewer,
  unique: fewer,
  rejection_resample: () => unknownDataset(),
  snapshot: sameElements,
  skip(_context, self, args) {
    const gone = sizeOf(args, 0, 'count');
    if (gone === undefined || isUnknown(self.count)) return someOf(self);
    if (gone < 0) return counted(self, 0);
    return counted(self, Math.max(0, self.count - gone), gone === 0 || self.count - gone > 1 ? self.first : self.each);
  },
  take(_context, self, args) {
    const wanted = sizeOf(args, 0, 'count');
    if (wanted === undefined) return counted(self, uncounted);
    if (wanted < 0) return self;
    if (isUnknown(self.count)) return counted(self, wanted === 0 ? 0 : uncounted);
    const count = Math.min(wanted, self.count);
    return dataset(self.element, count, {
      batched: self.batched,
      // What is taken of a longer dataset leaves its last batch out.
      each: wanted < self.count && self.batched && self.first !== undefined ? self.first : self.each,
      first: self.first,
    });
  },
  map(context, self, args, place) {
    const callee = argument(args, 0, 'map_func');
    return callee === undefined ? self : mapped(context, self, callee, place);
  },
  flat_map: flattened,
  interleave: flattened,
  window: windowed,
  apply(context, self, args, place) {
    const callee = argument(args, 0, 'transformation_func');
    return callee === undefined ? unknownDataset() : context.call(callee, positionalArgs([self], place), place);
  },
  batch: (_context, self, args) => batches(self, args, 1, withFirst),
  padded_batch: (_context, self, args) => batches(self, args, 3, paddedRows(argument(args, 1, 'padded_shapes'))),
  ragged_batch: () => unknownDataset(undefined, true),
  rebatch(_context, self, args) {
    const size = sizeOf(args, 0, 'batch_size');
    const exact = isTrue(argument(args, 1, 'drop_remainder')) && size !== undefined;
    const element = withFirst(withoutFirst(self.element), exact ? size : dynamic);
    return dataset(element, uncounted, { batched: true });
  },
  unbatch(_context, self) {
    const each = withoutFirst(self.each);
    return dataset(withoutFirst(self.element), uncounted, { each });
  },
  enumerate: (_context, self) =>
    mapForms(self, element => tuple([arrayOf({ shape: [], dtype: 'int64' }, 'eager'), element])),
  concatenate(_context, self, args) {
    const other = argument(args, 0, 'dataset');
    if (other?.kind !== 'dataset') return unknownDataset();
    const count = isUnknown(other.count) || isUnknown(self.count) ? uncounted : self.count + other.count;
    const both = (a: Value, b: Value): Value => joinValues(a, b) ?? differs;
    // The last batch of the one stands in the middle then.
    const each = both(self.each, other.each);
    return dataset(sameValue(self.element, other.element) ? self.element : both(self.element, other.element), count, {
      batched: self.batched,
      each,
      first: sameValue(each, self.each) ? self.first : each,
    });
  },
  as_numpy_iterator(context, self, _args, place) {
    const arrays = (element: Value): Value => mapArrays(element, numpyArray);
    const { items, rest, count } = iterate(context, mapForms(self, arrays), place);
    return list(items, rest === undefined ? undefined : restEnd(rest, count));
  },
  cardinality(_context, self) {
    const scalar = arrayOf({ shape: [], dtype: 'int64' }, 'eager');
    return isUnknown(self.count) ? scalar : { ...scalar, values: [self.count === Infinity ? -1 : self.count] };
  },
  reduce(context, self, args, place) {
    const start = argument(args, 0, 'initial_state');
    const callee = argument(args, 1, 'reduce_func');
    if (start === undefined || callee === undefined) return differs;
    return applyTo(context, callee, tuple([start, self.element]), place);
  },
  get_single_element: (_context, self) => self.first ?? self.each,
};

/** The attribute of a dataset; undefined where it is not modelled. */
export function datasetMember(value: DatasetValue, name: string): Value | undefined {
  const own = value.flow?.attributes.get(name);
  if (own !== undefined) return own;
  if (value.flow !== undefined && (name === 'next' || name === '__next__'))
    return builtin(`generator.${name}`, () => value.each);
  if (value.flow !== undefined && name === 'reset') return builtin('generator.reset', () => none);
  if (name === 'element_spec') return value.element;
  if (name === 'class_names' || name === 'file_paths')
    return unknown({ kind: 'data', what: 'the folders that are read' });
  const method = ownValue(methods, name);
  return method === undefined
    ? undefined
    : builtin(`dataset.${name}`, (context, args, { place }) => method(context, value, args, place));
}
