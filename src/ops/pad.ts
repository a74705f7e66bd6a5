// Padding: widths before and after each axis, in all the forms they are given.

import { type ConfigValue, isConfigList } from '../layers/config.ts';
import { isKind, isRefused } from '../layers/params.ts';
import { add, type Dim } from '../shapes/dim.ts';
import { printShape, type Shape } from '../shapes/shape.ts';
import { afterError, isUnknown, type Unknown } from '../shapes/unknown.ts';
import { size } from './arguments.ts';
import type { OpContext } from './define.ts';

/** One pair for all axes, or a pair for each. */
export type PadWidths =
  /** `pairs` says how many pairs were written; TensorFlow wants one for each axis. */
  | { readonly all: readonly [Dim, Dim]; readonly pairs?: 1 }
  | { readonly each: readonly (readonly [Dim, Dim])[] }
  | Unknown;

const strange: Unknown = { kind: 'unknown', why: { kind: 'todo', what: 'this form of padding' } };

/** Reads `1`, `(1, 2)`, `((1, 2),)`, `((0, 0), (1, 2))` or an array of pairs. */
export function padWidths(value: ConfigValue): PadWidths {
  if (isUnknown(value)) return value;
  const listed = nestedList(value);
  if (listed === undefined) {
    const one = width(value);
    return isUnknown(one) ? one : { all: [one, one] };
  }
  const pairs = listed.map(nestedList);
  if (pairs.every(pair => pair === undefined)) {
    const [before, after] = [listed[0] ?? 0, listed[1] ?? listed[0] ?? 0].map(width);
    return before === undefined || after === undefined ? strange : { all: [before, after] };
  }
  const each: (readonly [Dim, Dim])[] = [];
  for (const [i, pair] of pairs.entries()) {
    const entry = listed[i] ?? 0;
    if (pair === undefined) {
      if (!isUnknown(entry)) return strange;
      each.push([entry, entry]);
      continue;
    }
    each.push([width(pair[0] ?? 0), width(pair[1] ?? pair[0] ?? 0)]);
  }
  const [only] = each;
  return each.length === 1 && only !== undefined ? { all: only, pairs: 1 } : { each };
}

function width(value: ConfigValue): Dim {
  if (isUnknown(value)) return value;
  const read = size().read(value, 'keras3');
  return isRefused(read) ? strange : read;
}

/** A list, or an array whose elements are known, as lists. */
function nestedList(value: ConfigValue): readonly ConfigValue[] | undefined {
  if (isConfigList(value)) return value;
  if (!isKind(value, 'array') || isUnknown(value.shape) || value.shape.length === 0) return undefined;
  const [rows, columns] = value.shape;
  const { values } = value;
  if (values === undefined || typeof rows !== 'number') return undefined;
  if (columns === undefined) return values;
  if (typeof columns !== 'number') return undefined;
  return Array.from({ length: rows }, (_, i) => values.slice(i * columns, (i + 1) * columns));
}

/** The shape with the widths added. An open axis stays open. Reports a wrong number of pairs. */
export function paddedShape(shape: Shape, widths: PadWidths, context: OpContext, argument: string): Shape {
  if (isUnknown(shape)) return shape;
  if (isUnknown(widths)) return shape.map((): Dim => widths);
  if ('all' in widths && !(context.library === 'tf' && widths.pairs === 1 && shape.length !== 1))
    return shape.map(dim => add(add(dim, widths.all[0]), widths.all[1]));
  const each = 'all' in widths ? [widths.all] : widths.each;
  if (each.length !== shape.length) {
    context.problem({
      kind: 'argument-value',
      argument,
      got: each.length === 1 ? '1 pair' : `${each.length} pairs`,
      expected: `${context.library === 'tf' ? 'a pair' : 'one pair, or one'} for each axis of ${printShape(shape)}`,
    });
    return afterError;
  }
  return shape.map((dim, i) => {
    const [before, after] = each[i] ?? [0, 0];
    return add(add(dim, before), after);
  });
}
