// tf.data datasets as values: what functions of a pipeline see of one element, and what a loop gets first and in any turn.

import type { Place } from '../../base/span.ts';
import type { Context } from '../../interp/context.ts';
import { frameType, isFrame } from '../../interp/frames.ts';
import { list, recordOf, tuple } from '../../interp/make.ts';
import type { ArrayValue, DatasetValue, RecordEntry, Value } from '../../interp/value.ts';
import { type Dim, isDynamic } from '../../shapes/dim.ts';
import { isUnknown, type Unknown, unknown } from '../../shapes/unknown.ts';
import { arrayOf } from '../convert.ts';

export const notKnown: Unknown = unknown({ kind: 'data', what: 'what the dataset yields' });

/** How many elements there are where files, conditions or values decide it. */
export const uncounted: Unknown = unknown({ kind: 'data', what: 'how many elements the dataset has' });

const openSize: Unknown = unknown({ kind: 'data', what: 'how many elements the batch has' });

/** A dataset whose elements are all of one structure. `first` is what a loop gets first, where that is more exact. */
export function dataset(
  element: Value,
  count: number | Unknown,
  more: { readonly batched?: boolean; readonly first?: Value | undefined; readonly each?: Value } = {},
): DatasetValue {
  const each = more.each ?? concrete(element);
  const first = isUnknown(count) || count === 0 ? undefined : (more.first ?? each);
  return {
    kind: 'dataset',
    element,
    each,
    count,
    batched: more.batched === true,
    ...(first === undefined ? {} : { first }),
  };
}

/** A dataset of which nothing is known. */
export function unknownDataset(why: Unknown = notKnown, batched = false): DatasetValue {
  return dataset(why, uncounted, { batched });
}

/** The same dataset with every form of its elements replaced alike. */
export function mapForms(
  self: DatasetValue,
  replace: (element: Value, form: 'element' | 'first' | 'each') => Value,
): DatasetValue {
  const each = replace(self.each, 'each');
  const first = self.first === undefined ? undefined : self.first === self.each ? each : replace(self.first, 'first');
  return dataset(replace(self.element, 'element'), self.count, { batched: self.batched, each, first });
}

/** Replaces every array in a structure of tuples, dicts and plain numbers. */
export function mapArrays(value: Value, replace: (array: ArrayValue) => Value): Value {
  switch (value.kind) {
    case 'array':
      return replace(value);
    case 'list': {
      const items = value.items.value.map(item => mapArrays(item, replace));
      return value.type === 'tuple' ? tuple(items, value.open.value) : list(items, value.open.value);
    }
    case 'record': {
      const entries = new Map<string, RecordEntry>();
      for (const [key, entry] of value.entries.value)
        entries.set(key, { ...entry, value: mapArrays(entry.value, replace) });
      return recordOf(entries, { attributes: value.attributes, open: value.open.value });
    }
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

/** An element as a loop gets it: an axis left open has some size there, only not one that is known. */
export function concrete(element: Value): Value {
  return mapArrays(element, array => {
    const { shape, dtype } = array.type;
    return isUnknown(shape) || !shape.some(isDynamic)
      ? array
      : arrayOf({ shape: shape.map(dim => (isDynamic(dim) ? openSize : dim)), dtype }, array.flavour);
  });
}

/** The first axis of the first array. */
export function firstSize(value: Value): number | Unknown {
  let found: Dim | undefined;
  mapArrays(value, array => {
    if (!isUnknown(array.type.shape)) found ??= array.type.shape[0];
    return array;
  });
  return typeof found === 'number' ? found : found !== undefined && isUnknown(found) ? found : uncounted;
}

/** Every array without its first axis. */
export function withoutFirst(value: Value): Value {
  return mapArrays(value, array => {
    const { shape, dtype } = array.type;
    return arrayOf({ shape: isUnknown(shape) ? shape : shape.slice(1), dtype }, 'eager');
  });
}

/** Every array with one more axis in front. */
export function withFirst(value: Value, size: Dim): Value {
  return mapArrays(value, array => {
    const { shape, dtype } = array.type;
    return arrayOf({ shape: isUnknown(shape) ? shape : [size, ...shape], dtype }, 'eager');
  });
}

/** A list of numbers or arrays as one array, as `from_tensor_slices` reads it. */
export function asTensors(context: Context, value: Value, place: Place): Value {
  switch (value.kind) {
    case 'list': {
      if (value.type === 'tuple')
        return tuple(
          value.items.value.map(item => asTensors(context, item, place)),
          value.open.value,
        );
      return asTensor(context, value, place);
    }
    case 'record': {
      const entries = new Map<string, RecordEntry>();
      for (const [key, entry] of value.entries.value)
        entries.set(key, { ...entry, value: asTensors(context, entry.value, place) });
      return recordOf(entries, { open: value.open.value });
    }
    case 'array':
      return withoutColumn({ ...value, flavour: 'eager' });
    case 'object':
      return isFrame(value) ? arrayOf(frameType(value), 'eager') : value;
    case 'plain':
    case 'int':
    case 'float':
    case 'bool':
    case 'string':
      return asTensor(context, value, place);
    default:
      return value;
  }
}

function withoutColumn({ isColumn: _isColumn, ...array }: ArrayValue): ArrayValue {
  return array;
}

function asTensor(context: Context, value: Value, place: Place): Value {
  const convert = context.library.find('tf.convert_to_tensor');
  return convert === undefined
    ? notKnown
    : context.call(convert, { positional: [{ value, place }], keywords: [], open: undefined }, place);
}
