// Indexing and slicing of sequences, records, texts, tensors and a model's layers.

import type { Place } from '../base/span.ts';
import type { LayersOf } from '../model/access.ts';
import { isDynamic } from '../shapes/dim.ts';
import { afterError, isUnknown, unknown } from '../shapes/unknown.ts';
import type { IndexExpression } from '../syntax/expression.ts';
import { type Context, type Frame, placeOf } from './context.ts';
import { expose } from './exposure.ts';
import { keyOf } from './key.ts';
import { missing, numeric, plain, sequence, string, whyUnknown } from './make.ts';
import { anyItem, endOf } from './openList.ts';
import { undetermined } from './operators.ts';
import type { LayerValue, ListValue, SliceValue, Value } from './value.ts';

/** The value of `object[index]`, with notes for the rules on what was picked. */
export function indexValue(
  frame: Frame,
  parts: { readonly object: Value; readonly index: Value; readonly expression: IndexExpression },
): Value {
  const { object, index, expression } = parts;
  const { context } = frame;
  const place = placeOf(frame, expression.span);
  const result = indexPlain(context, object, index, place, placeOf(frame, expression.index.span));
  // What is picked may be any item.
  if (isUnknown(result) && (object.kind === 'list' || object.kind === 'record')) expose(context, object);
  noteIndex(frame, { object, index, expression, result });
  return result;
}

/** The value of `object[index]` without notes. `at` is where the index stands. */
export function indexPlain(context: Context, object: Value, index: Value, place: Place, at: Place = place): Value {
  switch (object.kind) {
    case 'list':
      return index.kind === 'slice' ? sliceList(object, index, at) : itemOf(context, object, index, place, at);
    case 'record': {
      const key = keyOf(index);
      const entry = key === undefined ? undefined : object.entries.value.get(key);
      if (entry !== undefined && !(object.attributes && entry.value.kind === 'function')) return entry.value;
      if (object.attributes && index.kind === 'string') return context.attribute(object, index.value, place);
      return (
        object.open.value?.each ??
        object.open.value ??
        whyUnknown(index) ??
        (object.attributes ? missing : unknown({ kind: 'data', what: 'a key that is not there' }))
      );
    }
    case 'string': {
      if (index.kind === 'slice') {
        const range = bounds(index, object.value.length);
        return range === undefined
          ? plain('string', undetermined(object))
          : string(
              positions(range)
                .map(i => object.value[i] ?? '')
                .join(''),
            );
      }
      const i = numeric(index);
      const letter = i === undefined ? undefined : object.value[i < 0 ? i + object.value.length : i];
      return letter === undefined ? plain('string', undetermined(index)) : string(letter);
    }
    case 'tensor':
    case 'array':
      return context.library.operate(context, 'getitem', [object, index], place);
    case 'unknown':
      return object;
    case 'plain':
      return object.type === 'string' ? object : object.why;
    case 'instance': {
      const method = context.attribute(object, '__getitem__', place);
      if (isUnknown(method)) return method;
      return context.call(method, { positional: [{ value: index, place }], keywords: [], open: undefined }, place);
    }
    default: {
      const found = context.library.member(context, object, '__getitem__', place);
      if (found === undefined) return unknown({ kind: 'data', what: `an item of a ${object.kind}` });
      if (found.kind !== 'builtin') return found;
      return context.call(found, { positional: [{ value: index, place }], keywords: [], open: undefined }, place);
    }
  }
}

function itemOf(context: Context, object: ListValue, index: Value, place: Place, at: Place): Value {
  const position = numeric(index);
  if (position === undefined || !Number.isInteger(position))
    return anyOne(object) ?? whyUnknown(index) ?? object.open.value ?? undetermined(index);
  const { value: items } = object.items;
  const open = object.open.value;
  if (open !== undefined && position >= items.length) return open.each ?? open;
  if (open !== undefined && position < 0) return anyItem(items, open) ?? open;
  const item = items[position < 0 ? position + items.length : position];
  if (item === undefined) {
    // A model without any layer gets them where the program is not followed.
    if (object.layersOf !== undefined && items.length > 0 && context.record.muted === 0) {
      const { layersOf } = object;
      const name = layersOf.model.layer.name;
      context.record.problems.push({
        problem: {
          kind: 'unknown-layer',
          index: position,
          count: layersOf.to - layersOf.from,
          names: [],
          runtime: { keras3: 'list index out of range', keras2: 'list index out of range' },
        },
        place: at,
        subject: { name, className: layersOf.model.layer.className, layer: layersOf.model.layer },
        argSpans: new Map(),
        inputs: [],
      });
    }
    return object.layersOf === undefined
      ? unknown({ kind: 'data', what: 'an item that is not there' }, place)
      : afterError;
  }
  if (
    object.layersOf !== undefined &&
    item.kind === 'layer' &&
    item.access !== undefined &&
    object.layersOf.sliced === undefined
  ) {
    return { ...item, access: { ...item.access, how: 'index', place: at } };
  }
  return item;
}

/** The item at a position that is not known, where all are alike. */
function anyOne(object: ListValue): Value | undefined {
  const any = anyItem(object.items.value, object.open.value);
  return any === undefined || isUnknown(any) ? undefined : any;
}

interface Range {
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

/** Where a slice begins and ends in a sequence of a known length, as Python resolves it. */
export function bounds(slice: SliceValue, length: number): Range | undefined {
  const part = (value: Value, fallback: number): number | undefined =>
    value.kind === 'none' ? fallback : value.kind === 'int' || value.kind === 'bool' ? numeric(value) : undefined;
  const step = part(slice.step, 1);
  if (step === undefined || step === 0) return undefined;
  const low = step > 0 ? 0 : -1;
  const high = step > 0 ? length : length - 1;
  const clamp = (position: number): number =>
    Math.min(high, Math.max(low, position < 0 ? position + length : position));
  const lower = part(slice.lower, Number.NaN);
  const upper = part(slice.upper, Number.NaN);
  if (lower === undefined || upper === undefined) return undefined;
  const start = Number.isNaN(lower) ? (step > 0 ? low : high) : clamp(lower);
  const end = Number.isNaN(upper) ? (step > 0 ? high : low) : clamp(upper);
  return { start, end, step };
}

function positions({ start, end, step }: Range): readonly number[] {
  const out: number[] = [];
  for (let i = start; step > 0 ? i < end : i > end; i += step) out.push(i);
  return out;
}

function sliceList(object: ListValue, index: SliceValue, at: Place): Value {
  const { value: items } = object.items;
  const open = object.open.value;
  if (open !== undefined) {
    // Only a stretch counted from the front is known of a list whose end is not.
    const upper = numeric(index.upper);
    const fromFront =
      upper !== undefined &&
      upper >= 0 &&
      upper <= items.length &&
      (index.lower.kind === 'none' || (numeric(index.lower) ?? -1) >= 0);
    if (!fromFront) return sequence(object.type, [], endOf(open, anyItem(items, open)));
  }
  const range = bounds(index, items.length);
  if (range === undefined)
    return sequence(
      object.type,
      [],
      endOf(unknown({ kind: 'data', what: 'the bounds of a slice' }), anyItem(items, open)),
    );
  const chosen = positions(range);
  const picked = chosen.map(i => items[i]).filter(item => item !== undefined);
  const { layersOf } = object;
  if (layersOf === undefined || range.step !== 1) return sequence(object.type, picked);
  const stretch: LayersOf = {
    model: layersOf.model,
    from: layersOf.from + range.start,
    to: layersOf.from + Math.max(range.start, range.end),
    sliced: at,
  };
  const marked = picked.map(
    (item): Value => (item.kind === 'layer' && item.access !== undefined ? markSlice(item, stretch, at) : item),
  );
  return { ...sequence(object.type, marked), layersOf: stretch };
}

function markSlice(item: LayerValue, range: LayersOf, place: Place): LayerValue {
  const { access } = item;
  return access === undefined ? item : { ...item, access: { ...access, how: 'slice', place, range } };
}

/** Notes picks out of a model's outputs, and integer indices on an open batch axis. */
function noteIndex(
  frame: Frame,
  parts: {
    readonly object: Value;
    readonly index: Value;
    readonly expression: IndexExpression;
    readonly result: Value;
  },
): void {
  const { object, index, expression, result } = parts;
  const position = index.kind === 'int' ? index.value : undefined;
  if (
    position === undefined ||
    frame.context.record.muted > 0 ||
    frame.context.traced > 0 ||
    frame.uri !== frame.context.mainUri
  )
    return;
  const shared = {
    place: placeOf(frame, expression.span),
    brackets: placeOf(frame, { start: expression.object.span.end, end: expression.span.end }),
    index: position,
    objectSpan: placeOf(frame, expression.object.span),
  };
  const shape = shapeOf(result);
  if (object.kind === 'list' && object.outputsOf !== undefined && shape !== undefined) {
    frame.context.record.indexings.push({
      ...shared,
      picks: 'output',
      of: object.outputsOf,
      before: shape,
      after: shape,
    });
    return;
  }
  if (object.kind !== 'tensor' || shape === undefined) return;
  const before = object.tensor.type.shape;
  const batch = isUnknown(before) ? undefined : before[0];
  if (batch === undefined || !isDynamic(batch)) return;
  frame.context.record.indexings.push({
    ...shared,
    picks: 'batch',
    before,
    after: shape,
    ...(object.outputOf === undefined ? {} : { of: object.outputOf }),
  });
}

function shapeOf(value: Value) {
  if (value.kind === 'tensor') return value.tensor.type.shape;
  return value.kind === 'array' ? value.type.shape : undefined;
}
