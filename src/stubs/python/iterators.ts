// Python's `itertools`: sequences made of sequences.

import { ownValue } from '../../base/ownValue.ts';
import { iterate } from '../../interp/iterate.ts';
import { int, list, none, numeric, tuple, whyUnknown } from '../../interp/make.ts';
import { endOf, joinAll } from '../../interp/openList.ts';
import type { Builtin, Value } from '../../interp/value.ts';
import { unknown } from '../../shapes/unknown.ts';
import { positionalArgs } from '../arguments.ts';

const notKnown = unknown({ kind: 'data', what: 'values that are not known' });

function product(pools: readonly (readonly Value[])[]): readonly Value[] {
  let rows: readonly (readonly Value[])[] = [[]];
  for (const pool of pools) {
    rows = rows.flatMap(row => pool.map(item => [...row, item]));
    if (rows.length > mostRows) return [];
  }
  return rows.map(row => tuple(row));
}

/** Rows of a product beyond this number say nothing about a model. */
const mostRows = 5_000;

/** The ways to choose so many of the items, each choice as a tuple. */
function selections(choose: (items: readonly Value[], size: number) => readonly (readonly Value[])[]): Builtin {
  return (context, args, { place }) => {
    const { items, rest } = iterate(context, args.positional[0]?.value ?? notKnown, place);
    const given = args.positional[1]?.value;
    const size = given === undefined ? items.length : numeric(given);
    if (size === undefined) return list([], whyUnknown(given ?? notKnown) ?? notKnown);
    const any = joinAll(rest === undefined ? items : [...items, rest]) ?? notKnown;
    const tooMany = rest !== undefined || items.length ** Math.min(size, items.length) > mostRows;
    if (!tooMany) return list(choose(items, size).map(row => tuple(row)));
    return list(
      [],
      endOf(
        whyUnknown(rest ?? notKnown) ?? notKnown,
        tuple(Array.from({ length: Math.min(size, mostRows) }, () => any)),
      ),
    );
  };
}

function combinations(items: readonly Value[], size: number): readonly (readonly Value[])[] {
  if (size === 0) return [[]];
  return items.flatMap((item, i) => combinations(items.slice(i + 1), size - 1).map(rest => [item, ...rest]));
}

function permutations(items: readonly Value[], size: number): readonly (readonly Value[])[] {
  if (size === 0) return [[]];
  return items.flatMap((item, i) =>
    permutations([...items.slice(0, i), ...items.slice(i + 1)], size - 1).map(rest => [item, ...rest]),
  );
}

/** `islice(items, stop)` and `islice(items, start, stop, step)`. */
const slice: Builtin = (context, args, { place }) => {
  const { items, rest } = iterate(context, args.positional[0]?.value ?? notKnown, place);
  const bounds = args.positional.slice(1).map(one => numeric(one.value));
  const [first, second, step = 1] = bounds;
  const [start, stop] = args.positional.length === 2 ? [0, first] : [first, second];
  if (start === undefined || stop === undefined || bounds.includes(undefined) || step < 1 || stop - start > mostRows)
    return list(
      [],
      endOf(whyUnknown(rest ?? notKnown) ?? notKnown, joinAll(rest === undefined ? items : [...items, rest])),
    );
  if (rest !== undefined && stop > items.length)
    return list([], endOf(whyUnknown(rest) ?? notKnown, joinAll([...items, rest])));
  return list(items.slice(start, stop).filter((_, i) => i % step === 0));
};

const functions: Readonly<Record<string, Builtin>> = {
  'itertools.chain': (context, args, { place }) =>
    gathered(args.positional.map(one => iterate(context, one.value, place))),
  'itertools.chain.from_iterable': (context, args, { place }) => {
    const outer = iterate(context, args.positional[0]?.value ?? notKnown, place);
    return gathered(outer.items.map(item => iterate(context, item, place)));
  },
  'itertools.product': (context, args, { place }) => {
    const pools = args.positional.map(one => iterate(context, one.value, place));
    const times = numeric(args.keywords.find(keyword => keyword.name === 'repeat')?.value ?? int(1)) ?? 1;
    if (pools.some(pool => pool.rest !== undefined)) return list([], notKnown);
    return list(product(Array.from({ length: times }, () => pools.map(pool => pool.items)).flat()));
  },
  'itertools.repeat': (_context, args) => {
    const count = numeric(args.positional[1]?.value ?? none);
    const item = args.positional[0]?.value ?? none;
    return count === undefined ? list([], notKnown) : list(Array.from({ length: count }, () => item));
  },
  'itertools.count': () => list([], notKnown),
  'itertools.cycle': () => list([], notKnown),
  'itertools.combinations': selections(combinations),
  'itertools.permutations': selections(permutations),
  'itertools.islice': slice,
  'itertools.starmap': (context, args, { place }) => {
    const callee = args.positional[0]?.value ?? notKnown;
    const { items, rest } = iterate(context, args.positional[1]?.value ?? notKnown, place);
    const apply = (row: Value): Value =>
      context.call(callee, positionalArgs(iterate(context, row, place).items, place), place);
    return list(items.map(apply), rest === undefined ? undefined : endOf(whyUnknown(rest) ?? notKnown, apply(rest)));
  },
};

function gathered(parts: readonly { readonly items: readonly Value[]; readonly rest?: Value }[]): Value {
  const items: Value[] = [];
  for (const part of parts) {
    items.push(...part.items);
    if (part.rest !== undefined) return list(items, endOf(whyUnknown(part.rest) ?? notKnown, undefined));
  }
  return list(items);
}

/** The function of `itertools` at a path; undefined where it is not modelled. */
export function iteratorFunction(path: string): Builtin | undefined {
  return ownValue(functions, path);
}
