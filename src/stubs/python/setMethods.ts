// Methods of Python's sets.

import type { Context } from '../../interp/context.ts';
import { iterate } from '../../interp/iterate.ts';
import { looseList } from '../../interp/listChanges.ts';
import { none } from '../../interp/make.ts';
import { anyItem, restEnd } from '../../interp/openList.ts';
import { combineSets, setOf } from '../../interp/sets.ts';
import type { ListValue, Value } from '../../interp/value.ts';
import { unknown } from '../../shapes/unknown.ts';
import type { Method } from './methods.ts';

type Operator = Parameters<typeof combineSets>[0];

const notKnown = unknown({ kind: 'data', what: 'values that are not known' });

export const setMethods: Readonly<Record<string, Method<ListValue>>> = {
  add: (context, self, args) => become(context, self, setOf([...self.items.value, itemOf(args)], self.open.value)),
  discard: (context, self, args) => become(context, self, combineSets('-', self, setOf([itemOf(args)]))),
  remove: (context, self, args) => become(context, self, combineSets('-', self, setOf([itemOf(args)]))),
  pop(context, self) {
    const any = anyItem(self.items.value, self.open.value) ?? notKnown;
    looseList(context.store, self);
    return any;
  },
  clear: (context, self) => become(context, self, setOf([])),
  copy: (_context, self) => setOf(self.items.value, self.open.value),
  union: combined('|'),
  intersection: combined('&'),
  difference: combined('-'),
  symmetric_difference: combined('^'),
  update: changed('|'),
  intersection_update: changed('&'),
  difference_update: changed('-'),
  symmetric_difference_update: changed('^'),
};

function itemOf(args: Parameters<Method<ListValue>>[2]): Value {
  return args.positional[0]?.value ?? notKnown;
}

/** Gives a set the items of another. */
function become(context: Context, self: ListValue, other: ListValue): Value {
  context.store.write(self.items, other.items.value);
  context.store.write(self.open, other.open.value);
  return none;
}

/** The set together with everything that its arguments hold. */
function combined(operator: Operator): (...args: Parameters<Method<ListValue>>) => ListValue {
  return (context, self, args, place) => {
    const others = args.positional.map(({ value }) => {
      const { items, rest } = iterate(context, value, place);
      return setOf(items, rest === undefined ? undefined : restEnd(rest));
    });
    const all = args.open === undefined ? others : [...others, setOf([], restEnd(args.open))];
    return all.reduce((whole, other) => combineSets(operator, whole, other), self);
  };
}

function changed(operator: Operator): Method<ListValue> {
  const combine = combined(operator);
  return (context, self, args, place) => become(context, self, combine(context, self, args, place));
}
