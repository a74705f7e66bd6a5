// What iteration yields: known items one by one, or one value that stands for each of an unknown number.

import type { Place } from '../base/span.ts';
import { type Dim, isDynamic } from '../shapes/dim.ts';
import { isUnknown, type Unknown, unknown } from '../shapes/unknown.ts';
import { limits } from './budget.ts';
import type { Context } from './context.ts';
import { float, int, list, plain, string, tuple } from './make.ts';
import { contentOf } from './memory.ts';
import type { DatasetValue, Value } from './value.ts';

export interface Iteration {
  readonly items: readonly Value[];
  /** Set where more items may follow, or the number is not known: what each of them is. */
  readonly rest?: Value;
  /** How often `rest` comes, where that is known. */
  readonly count?: Dim;
  /** Why it is not known how many items there are, where `rest` is set. */
  readonly why?: Unknown;
}

/** Walks a value as a loop does. */
export function iterate(context: Context, value: Value, place: Place): Iteration {
  switch (value.kind) {
    case 'list': {
      const { layersOf } = value;
      const open = value.open.value;
      const items =
        layersOf === undefined || layersOf.sliced !== undefined
          ? value.items.value
          : value.items.value.map(item =>
              item.kind === 'layer' && item.access !== undefined
                ? { ...item, access: { ...item.access, how: 'loop' as const, place } }
                : item,
            );
      if (open === undefined) return { items };
      const why = unknown(open.why, open.at);
      return { items, rest: open.each ?? why, why, ...(open.count === undefined ? {} : { count: open.count }) };
    }
    case 'string':
      return { items: [...value.value].slice(0, limits.listItems).map(string) };
    case 'record': {
      // A record that is reached by its methods alone is a map of JavaScript, which yields pairs.
      const inPairs = context.dialect === 'tfjs' && !value.attributes;
      const items = [...value.entries.value.values()].map(entry =>
        inPairs ? list([entry.key, entry.value]) : entry.key,
      );
      return value.open.value === undefined
        ? { items }
        : { items, rest: unknown(value.open.value.why, value.open.value.at) };
    }
    case 'array': {
      const { shape, dtype } = value.type;
      const { values: known } = contentOf(value);
      // The items of an array of objects may be anything: lists of numbers, axes of a figure.
      if (dtype === 'object' && !isUnknown(shape) && shape.length < 2)
        return { items: [], rest: unknown({ kind: 'data', what: 'an object in an array' }), ...counted(shape[0]) };
      if (isUnknown(shape))
        return { items: [], rest: { kind: 'array', flavour: value.flavour, type: { shape, dtype } } };
      const [count, ...inner] = shape;
      const row = (i: number): Value => {
        const size = inner.reduce<number>((all, dim) => (typeof dim === 'number' ? all * dim : Number.NaN), 1);
        const values = known?.slice(i * size, (i + 1) * size);
        if (inner.length === 0 && values?.length === 1 && typeof values[0] === 'number')
          return typeof dtype === 'string' && dtype.startsWith('float') ? float(values[0]) : int(values[0]);
        return {
          kind: 'array',
          flavour: value.flavour,
          type: { shape: inner, dtype },
          ...(values === undefined ? {} : { values }),
          ...(value.memory === undefined ? {} : { memory: value.memory }),
        };
      };
      if (typeof count === 'number' && count <= limits.listItems && (known !== undefined || count <= mostRows)) {
        return { items: Array.from({ length: count }, (_, i) => row(i)) };
      }
      return {
        items: [],
        rest: { kind: 'array', flavour: value.flavour, type: { shape: inner, dtype } },
        ...counted(count),
      };
    }
    case 'tensor':
      context.library.refuseSymbol(context, value, 'iteration', place);
      return { items: [], rest: unknown({ kind: 'data', what: 'the rows of a symbolic tensor' }) };
    case 'dataset':
      return elementsOf(context, value);
    case 'unknown':
      return { items: [], rest: value };
    case 'plain':
      return { items: [], rest: value.type === 'string' ? value : value.why };
    case 'instance':
    case 'bound':
    case 'function': {
      const iterator = context.attribute(value, '__iter__', place);
      if (iterator.kind === 'unknown') return { items: [], rest: iterator };
      const walked = context.call(iterator, { positional: [], keywords: [], open: undefined }, place);
      if (walked.kind !== 'instance') return iterate(context, walked, place);
      // An iterator of the program's own: one step stands for all.
      const next = context.attribute(walked, '__next__', place);
      const item = isUnknown(next)
        ? next
        : context.call(next, { positional: [], keywords: [], open: undefined }, place);
      return { items: [], rest: item };
    }
    case 'object': {
      const walk = context.library.member(context, value, '__iter__', place);
      if (walk?.kind !== 'builtin')
        return { items: [], rest: unknown({ kind: 'data', what: 'what an object yields' }) };
      return iterate(context, context.call(walk, { positional: [], keywords: [], open: undefined }, place), place);
    }
    default:
      return { items: [], rest: unknown({ kind: 'data', what: `what a ${value.kind} yields` }) };
  }
}

/** The elements of a dataset: the first, then any other. A function that TensorFlow traces sees their axes left open. */
function elementsOf(context: Context, { element, first, each, count }: DatasetValue): Iteration {
  if (context.traced > 0) return { items: [], rest: element };
  const items = first === undefined ? [] : [first];
  if (count === items.length) return { items };
  const left = isUnknown(count) || !Number.isFinite(count) ? undefined : count - items.length;
  return { items, rest: each, ...counted(left) };
}

/** A number of turns, but where it is open. */
function counted(count: Dim | undefined): { readonly count?: Dim } {
  return count === undefined || isUnknown(count) || isDynamic(count) ? {} : { count };
}

/** Rows of an array that are walked one by one; beyond this one row stands for all. */
const mostRows = 64;

/** Pairs with their positions, as `enumerate` gives them. */
export function enumerated(iteration: Iteration, start: number): Iteration {
  const items = iteration.items.map((item, i) => tuple([int(start + i), item]));
  return iteration.rest === undefined
    ? { items }
    : {
        items,
        rest: tuple([plain('int', unknown({ kind: 'data', what: 'the turn of the loop' })), iteration.rest]),
        ...counted(iteration.count),
      };
}
