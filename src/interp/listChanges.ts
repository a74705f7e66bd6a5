// Changes of lists, also of those whose end is not known: there a change may move items, so that only what they have in
// common is known afterwards.

import type { Store } from '../base/box.ts';
import { unknown } from '../shapes/unknown.ts';
import { limits } from './budget.ts';
import { anyItem, endOf, joinAll, withFurther } from './openList.ts';
import type { ListValue, OpenEnd, Value } from './value.ts';
import { weigh, weightOf } from './weight.ts';

const manyItems = unknown({ kind: 'budget', what: 'items of a list' });

/** Puts items at the end, and then further ones if `end` says that there may be some. */
export function extendList(store: Store, list: ListValue, items: readonly Value[], end?: OpenEnd): void {
  const open = list.open.value;
  if (open === undefined) {
    const before = list.items.value;
    const weight = weightOf([list, ...items]) - 1;
    const isMuch = before.length > 0 && before.length + items.length > limits.grownItems;
    if (isMuch || weight > limits.weight) {
      store.write(list.open, withFurther(endOf(manyItems, joinAll(before), 0), items, end));
      return;
    }
    weigh(list, weight);
    store.write(list.items, [...before, ...items]);
    if (end !== undefined) store.write(list.open, end);
    return;
  }
  store.write(list.open, withFurther(open, items, end));
}

/** After a change that is not followed: how many items there are is not known, nor which is where. */
export function looseList(store: Store, list: ListValue, added: readonly Value[] = []): void {
  const why = list.open.value ?? unknown({ kind: 'data', what: 'a change of the list' });
  const any = anyItem([...list.items.value, ...added], list.open.value);
  store.write(list.items, []);
  store.write(list.open, endOf(why, any));
}
