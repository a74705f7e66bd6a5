// Making values in one word each, and asking simple questions about them.

import { type Dim, isDynamic } from '../shapes/dim.ts';
import { isUnknown, type PlainKind, type Unknown, unknown } from '../shapes/unknown.ts';
import { entriesBox, itemsBox, openBox } from './boxes.ts';
import { limits } from './budget.ts';
import { keyOf } from './key.ts';
import { endOf, joinAll, withFurther } from './openList.ts';
import type {
  BoolValue,
  Builtin,
  BuiltinValue,
  FloatValue,
  IntValue,
  ListValue,
  NoneValue,
  OpenEnd,
  PlainValue,
  RecordEntry,
  RecordValue,
  StringValue,
  Value,
} from './value.ts';
import { weigh, weightOf } from './weight.ts';

export const none: NoneValue = { kind: 'none' };
/** JavaScript's undefined. */
export const missing: NoneValue = { kind: 'none', missing: true };
export const yes: BoolValue = { kind: 'bool', value: true };
export const no: BoolValue = { kind: 'bool', value: false };

export function bool(value: boolean): BoolValue {
  return value ? yes : no;
}

export function int(value: number): IntValue {
  return { kind: 'int', value };
}

export function float(value: number): FloatValue {
  return { kind: 'float', value };
}

/** An integer where the number is whole, as numbers print in JavaScript. */
export function number(value: number): IntValue | FloatValue {
  return Number.isInteger(value) ? int(value) : float(value);
}

export function string(value: string): StringValue {
  return { kind: 'string', value };
}

/** A text that a program puts together; of one that is too long only is known that it is a text. */
export function joinedText(parts: readonly string[], separator = ''): StringValue | PlainValue {
  let length = separator.length * parts.length;
  for (const part of parts) length += part.length;
  return length > limits.textLength ? plain('string', longText) : string(parts.join(separator));
}

const longText = unknown({ kind: 'budget', what: 'letters of a text' });

/** A number or text that is not known. */
export function plain(type: PlainKind, why: Unknown): PlainValue {
  return { kind: 'plain', type, why };
}

/** Why a value is not known; undefined where it is. */
export function whyUnknown(value: Value): Unknown | undefined {
  if (isUnknown(value)) return value;
  return value.kind === 'plain' ? value.why : undefined;
}

/** A sequence of known items; `open` says that further ones are not known. Of too many only the first are kept apart. */
export function sequence(type: ListValue['type'], items: readonly Value[], open?: OpenEnd): ListValue {
  const weight = weightOf(items);
  const most = weight > limits.weight ? 0 : limits.listItems;
  if (items.length <= most) return newSequence(type, items, open, weight);
  const rest = items.slice(most);
  const each = most === 0 ? undefined : joinAll(rest);
  return newSequence(type, items.slice(0, most), withFurther(endOf(tooMuch, each, rest.length), [], open), most);
}

const tooMuch = unknown({ kind: 'budget', what: 'items of a list' });

function newSequence(
  type: ListValue['type'],
  items: readonly Value[],
  open: OpenEnd | undefined,
  weight: number,
): ListValue {
  const end = openBox(open);
  const made: ListValue = { kind: 'list', type, items: itemsBox(items, end), open: end };
  weigh(made, weight);
  return made;
}

export function list(items: readonly Value[], open?: OpenEnd): ListValue {
  return sequence('list', items, open);
}

export function tuple(items: readonly Value[], open?: OpenEnd): ListValue {
  return sequence('tuple', items, open);
}

/** A dict with text keys. */
export function record(
  entries: Iterable<readonly [string, Value]>,
  attributes: 'by name too' | 'by index' = 'by index',
): RecordValue {
  const map = new Map<string, RecordEntry>();
  for (const [key, value] of entries) map.set(keyOf(string(key)) ?? key, { key: string(key), value });
  return recordOf(map, attributes === 'by name too' ? { attributes: true } : {});
}

/** A record of entries with their keys; `open` says that there may be others. */
export function recordOf(
  entries: ReadonlyMap<string, RecordEntry>,
  options: { readonly attributes?: boolean; readonly open?: OpenEnd | undefined } = {},
): RecordValue {
  const weight = weightOf([...entries.values()].map(entry => entry.value));
  const isTooMuch = weight > limits.weight;
  const open = openBox(isTooMuch ? (options.open ?? tooMuch) : options.open);
  const kept = isTooMuch ? new Map<string, RecordEntry>() : entries;
  const made: RecordValue = {
    kind: 'record',
    attributes: options.attributes === true,
    entries: entriesBox(kept, open),
    open,
  };
  weigh(made, isTooMuch ? 0 : weight);
  return made;
}

export function builtin(path: string, call: Builtin): BuiltinValue {
  return { kind: 'builtin', path, call };
}

/** The value of one axis of a shape, as the program sees it. */
export function dimValue(dim: Dim): Value {
  if (typeof dim === 'number') return int(dim);
  if (isUnknown(dim)) return plain('int', dim);
  if (isDynamic(dim)) return none;
  return { kind: 'size', size: dim };
}

/** The number a value holds; undefined where it is none. */
export function numeric(value: Value): number | undefined {
  if (value.kind === 'int' || value.kind === 'float') return value.value;
  return value.kind === 'bool' ? (value.value ? 1 : 0) : undefined;
}

/** The items of a list all of whose items are known. */
export function closedItems(value: Value): readonly Value[] | undefined {
  return value.kind === 'list' && value.open.value === undefined ? value.items.value : undefined;
}

/** The size that a whole number stands for, known or by name; undefined for all else. */
export function asDim(value: Value): Dim | undefined {
  if (value.kind === 'int') return value.value;
  return value.kind === 'size' ? value.size : undefined;
}
