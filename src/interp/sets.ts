// Python's sets: items that differ for sure. Where it is not known whether two items are the same one, only what all of
// them have in common is known, and not how many there are.

import { unknown } from '../shapes/unknown.ts';
import { sameValue } from './join.ts';
import { keyOf } from './key.ts';
import { sequence } from './make.ts';
import { anyItem, endOf } from './openList.ts';
import type { ListValue, OpenEnd, Value } from './value.ts';

const whichDiffer = unknown({ kind: 'data', what: 'which items of the set are the same' });

/** The set of these items, and of further ones where `end` says so. */
export function setOf(items: readonly Value[], end?: OpenEnd): ListValue {
  const kept = distinct(items);
  if (kept === undefined) return sequence('set', [], endOf(end ?? whichDiffer, anyItem(items, end)));
  return sequence('set', kept, end === undefined ? undefined : endOf(end, end.each));
}

/** `a | b`, `a & b`, `a - b` and `a ^ b`. */
export function combineSets(operator: '|' | '&' | '-' | '^', a: ListValue, b: ListValue): ListValue {
  const left = a.items.value;
  const right = b.items.value;
  const end = a.open.value ?? b.open.value;
  const both = (): ListValue => sequence('set', [], endOf(end ?? whichDiffer, anyItem([...left, ...right], end)));
  if (operator === '|' && end === undefined) return setOf([...left, ...right]);
  if (end !== undefined || distinct([...left, ...right]) === undefined) return both();
  const has = (items: readonly Value[], item: Value): boolean => items.some(other => same(other, item) === true);
  const without = (items: readonly Value[], others: readonly Value[]) => items.filter(item => !has(others, item));
  switch (operator) {
    case '|':
      return both();
    case '&':
      return sequence(
        'set',
        left.filter(item => has(right, item)),
      );
    case '-':
      return sequence('set', without(left, right));
    case '^':
      return sequence('set', [...without(left, right), ...without(right, left)]);
  }
}

/** The items without repetition; undefined where two of them may or may not be the same. */
function distinct(items: readonly Value[]): readonly Value[] | undefined {
  const kept: Value[] = [];
  const keys = new Set<string>();
  const others: Value[] = [];
  for (const item of items) {
    const key = keyOf(item);
    if (key !== undefined && keys.has(key)) continue;
    const answers = (key === undefined ? kept : others).map(other => same(other, item));
    if (answers.includes(true)) continue;
    if (answers.includes(undefined)) return undefined;
    if (key === undefined) others.push(item);
    else keys.add(key);
    kept.push(item);
  }
  return kept;
}

/** Whether two items are one to a set; undefined where that is not known. */
function same(a: Value, b: Value): boolean | undefined {
  if (a === b && a.kind !== 'unknown') return true;
  const first = keyOf(a);
  const second = keyOf(b);
  if (first !== undefined && second !== undefined) return first === second;
  if (isOpen(a) || isOpen(b)) return undefined;
  return sameValue(a, b);
}

function isOpen(value: Value): boolean {
  switch (value.kind) {
    case 'unknown':
    case 'plain':
    case 'size':
    case 'list':
    case 'instance':
    case 'array':
    case 'tensor':
    case 'object':
      return true;
    default:
      return false;
  }
}
