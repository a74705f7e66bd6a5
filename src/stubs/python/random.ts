// Python's `random`: numbers of which only the kind is known, and items of sequences, whichever they are.

import { ownValue } from '../../base/ownValue.ts';
import type { Place } from '../../base/span.ts';
import type { Context } from '../../interp/context.ts';
import { type Iteration, iterate } from '../../interp/iterate.ts';
import { int, list, none, numeric, plain, whyUnknown } from '../../interp/make.ts';
import { anyItem, endOf, joinAll } from '../../interp/openList.ts';
import type { Builtin, CallArgs, Value } from '../../interp/value.ts';
import { unknown } from '../../shapes/unknown.ts';
import { argument } from '../arguments.ts';

const drawn = unknown({ kind: 'data', what: 'a random number' });
const randomFloat: Builtin = () => plain('float', drawn);
const randomInt: Builtin = () => plain('int', drawn);

/** One of the items, whichever. */
function anyChosen({ items, rest }: Iteration): Value {
  return joinAll(rest === undefined ? items : [...items, rest]) ?? drawn;
}

/** So many of the items, in any order. */
function chosen(context: Context, args: CallArgs, count: Value, place: Place): Value {
  const from = iterate(context, argument(args, 0, 'population') ?? drawn, place);
  return someOf(anyChosen(from), count);
}

function someOf(item: Value, count: Value): Value {
  const known = numeric(count);
  if (known !== undefined && known >= 0 && known <= mostChosen) return list(Array.from({ length: known }, () => item));
  return list([], endOf(whyUnknown(count) ?? drawn, item, known));
}

/** Longer choices are not written out item by item. */
const mostChosen = 1_000;

/** Puts the items of a list into an order that is not known. */
const shuffle: Builtin = (context, args) => {
  const items = args.positional[0]?.value;
  if (items?.kind !== 'list') return none;
  const any = anyItem(items.items.value, items.open.value) ?? drawn;
  context.store.write(
    items.items,
    items.items.value.map(() => any),
  );
  return none;
};

const functions: Readonly<Record<string, Builtin>> = {
  random: randomFloat,
  uniform: randomFloat,
  gauss: randomFloat,
  normalvariate: randomFloat,
  betavariate: randomFloat,
  triangular: randomFloat,
  randint: randomInt,
  randrange: randomInt,
  getrandbits: randomInt,
  choice: (context, args, { place }) => anyChosen(iterate(context, argument(args, 0, 'seq') ?? drawn, place)),
  choices: (context, args, { place }) => chosen(context, args, argument(args, -1, 'k') ?? int(1), place),
  sample: (context, args, { place }) => chosen(context, args, argument(args, 1, 'k') ?? drawn, place),
  shuffle,
};

/** The function of `random` at a path; undefined where it is not modelled. */
export function randomFunction(path: string): Builtin | undefined {
  const [, name = ''] = /^random\.(\w+)$/.exec(path) ?? [];
  return ownValue(functions, name);
}
