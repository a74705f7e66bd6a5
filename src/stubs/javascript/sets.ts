// `Set`: a list of distinct items with methods of its own.

import { equal } from '../../interp/comparisons.ts';
import { iterate } from '../../interp/iterate.ts';
import { extendList, looseList } from '../../interp/listChanges.ts';
import { builtin, list, missing } from '../../interp/make.ts';
import type { ListValue } from '../../interp/value.ts';
import { unknown } from '../../shapes/unknown.ts';
import { positionalArgs } from '../arguments.ts';
import type { Method } from '../python/methods.ts';
import { known, someTrue } from './arrays.ts';

const notKnown = unknown({ kind: 'data', what: 'values that are not known' });

/** The methods of sets that arrays do not have. */
export const setMethods: Readonly<Record<string, Method<ListValue>>> = {
  has: (_context, self, args) =>
    known(
      someTrue(
        self,
        self.items.value.map(item => equal(item, args.positional[0]?.value ?? missing)),
      ),
    ),
  add(context, self, args) {
    const item = args.positional[0]?.value ?? missing;
    const answers = self.items.value.map(other => equal(other, item));
    if (answers.includes(true)) return self;
    if (answers.includes(undefined)) looseList(context.store, self, [item]);
    else extendList(context.store, self, [item]);
    return self;
  },
  delete(context, self) {
    looseList(context.store, self);
    return notKnown;
  },
  clear(context, self) {
    context.store.write(self.items, []);
    context.store.write(self.open, undefined);
    return missing;
  },
};

/** `new Set(items)`. */
export const setConstructor = builtin('Set', (context, args, { place }) => {
  const source = args.positional[0]?.value;
  const made: ListValue = { ...list([]), type: 'set' };
  if (source === undefined || source.kind === 'none') return made;
  const { items, rest } = iterate(context, source, place);
  for (const item of items) setMethods.add?.(context, made, positionalArgs([item], place), place);
  if (rest !== undefined) looseList(context.store, made, [rest]);
  return made;
});
