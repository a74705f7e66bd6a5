// One value for two paths: the same value where both agree, what they have in common where they differ a little, unknown
// otherwise.

import type { Box, Store } from '../base/box.ts';
import { type PlainKind, unknown } from '../shapes/unknown.ts';
import { joinArrays, sameArray } from './joinArrays.ts';
import { joinTensors, sameTensor } from './joinTensors.ts';
import { keyOf } from './key.ts';
import { plain, tuple } from './make.ts';
import type { DatasetValue, ListValue, Value } from './value.ts';

/** What differs between two paths. */
export const differs = unknown({ kind: 'branch' });

/** True where two values are the same for every use. */
export function sameValue(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind) return false;
  switch (a.kind) {
    case 'none':
    case 'ellipsis':
      return true;
    case 'bool':
    case 'int':
    case 'float':
    case 'string':
      return a.value === (b as typeof a).value;
    case 'plain':
      return a.type === (b as typeof a).type;
    case 'module':
      return a.path === (b as typeof a).path && a.address === (b as typeof a).address;
    case 'builtin':
    case 'layerClass':
      return a.path === (b as typeof a).path;
    case 'layer':
      return a.layer === (b as typeof a).layer;
    case 'tensor':
      return sameTensor(a.tensor, (b as typeof a).tensor);
    case 'list': {
      const other = b as typeof a;
      const left = a.items.value;
      const right = other.items.value;
      if (a.type !== other.type || left.length !== right.length) return false;
      if (a.open.value !== other.open.value) return false;
      return left.every((item, i) => sameValue(item, right[i] as Value));
    }
    case 'array':
      return sameArray(a, b as typeof a);
    case 'dataset': {
      const other = b as typeof a;
      const first =
        a.first === undefined || other.first === undefined ? a.first === other.first : sameValue(a.first, other.first);
      return first && a.count === other.count && sameValue(a.element, other.element) && sameValue(a.each, other.each);
    }
    case 'object':
      return keyOf(a) !== undefined && keyOf(a) === keyOf(b);
    default:
      return false;
  }
}

/** The value that holds on either path. A name that only one path gives can only be used behind that one. */
export function joinValues(a: Value | undefined, b: Value | undefined): Value | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if (sameValue(a, b)) return a;
  if (a.kind === 'unknown') return a;
  if (b.kind === 'unknown') return b;
  if (a.kind === 'array' && b.kind === 'array') return joinArrays(a, b);
  if (a.kind === 'tensor' && (b.kind === 'tensor' || b.kind === 'array')) return joinTensors(a, b);
  if (b.kind === 'tensor' && a.kind === 'array') return joinTensors(b, a);
  if (a.kind === 'dataset' && b.kind === 'dataset') return joinDatasets(a, b);
  if (a.kind === 'list' && b.kind === 'list') return joinTuples(a, b);
  return joinPlain(a, b) ?? differs;
}

/** What two plain values have in common: that they are numbers, or texts. */
function joinPlain(a: Value, b: Value): Value | undefined {
  const one = plainKind(a);
  const other = plainKind(b);
  if (one === undefined || other === undefined || (one === 'string') !== (other === 'string')) return undefined;
  const type = one === other ? one : 'number';
  for (const value of [a, b]) if (value.kind === 'plain' && value.type === type) return value;
  return plain(type, a.kind === 'plain' ? a.why : b.kind === 'plain' ? b.why : differs);
}

/** The kind of a plain value, known or not; undefined for all others. */
export function plainKind(value: Value): PlainKind | undefined {
  switch (value.kind) {
    case 'int':
    case 'float':
    case 'bool':
    case 'string':
      return value.kind;
    case 'plain':
      return value.type;
    default:
      return undefined;
  }
}

/** Tuples of the same length joined part by part. A list may be changed under another name, so that it is left alone. */
function joinTuples(a: ListValue, b: ListValue): Value {
  if (a.type !== 'tuple' || b.type !== 'tuple' || a.open.value !== undefined || b.open.value !== undefined)
    return differs;
  const left = a.items.value;
  const right = b.items.value;
  if (left.length !== right.length) return differs;
  return tuple(left.map((item, i) => joinValues(item, right[i]) ?? differs));
}

function joinDatasets(a: DatasetValue, b: DatasetValue): Value {
  const part = (one: Value, other: Value): Value => joinValues(one, other) ?? differs;
  return {
    kind: 'dataset',
    element: part(a.element, b.element),
    each: part(a.each, b.each),
    ...(a.first === undefined || b.first === undefined ? {} : { first: part(a.first, b.first) }),
    count: a.count === b.count ? a.count : differs,
    batched: a.batched && b.batched,
  };
}

/**
 * Joins what two tentative runs wrote; a box that only one of them wrote is joined with what it holds. `touched` gathers
 * the boxes that changed along with others.
 */
export function joinWrites(
  store: Store,
  first: ReadonlyMap<Box<unknown>, unknown>,
  second: ReadonlyMap<Box<unknown>, unknown>,
  touched?: Set<Box<unknown>>,
): void {
  const last: ((store: Store) => void)[] = [];
  for (const target of new Set([...first.keys(), ...second.keys()])) {
    const a = first.has(target) ? first.get(target) : target.value;
    const b = second.has(target) ? second.get(target) : target.value;
    store.write(target, a === b || target.join === undefined ? b : target.join(a, b, finish => last.push(finish)));
  }
  const noting: Store = {
    ...store,
    write(target, value) {
      touched?.add(target);
      store.write(target, value);
    },
  };
  for (const finish of last) finish(noting);
}

/** Keeps what one tentative run wrote. */
export function applyWrites(store: Store, writes: ReadonlyMap<Box<unknown>, unknown>): void {
  for (const [target, value] of writes) store.write(target, value);
}
