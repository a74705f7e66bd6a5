// The names of a table's columns, which pandas gives as an index: it has methods that lists have not.

import { equal } from '../../interp/comparisons.ts';
import { builtin, int, list } from '../../interp/make.ts';
import { anyItem, endOf } from '../../interp/openList.ts';
import type { ListValue, Value } from '../../interp/value.ts';
import { unknown } from '../../shapes/unknown.ts';
import { argument } from '../arguments.ts';

const left = unknown({ kind: 'data', what: 'which columns are left' });

/** The attribute of such an index beside those of lists; undefined where there is none. */
export function columnNamesMember(names: ListValue, name: string): Value | undefined {
  const all = (): Value => list(names.items.value, names.open.value);
  switch (name) {
    case 'values':
      return all();
    case 'tolist':
    case 'to_list':
    case 'to_numpy':
      return builtin(`Index.${name}`, all);
    case 'drop':
    case 'difference':
      return builtin(`Index.${name}`, (_context, args) => {
        const gone = argument(args, 0, 'labels', 'other');
        const listed =
          gone?.kind === 'list' && gone.open.value === undefined ? gone.items.value : gone === undefined ? [] : [gone];
        const kept = names.items.value.filter(one => !listed.some(other => equal(one, other) === true));
        const isSure = names.open.value === undefined && kept.length === names.items.value.length - listed.length;
        return isSure ? list(kept) : list([], endOf(left, anyItem(kept, names.open.value)));
      });
    case 'get_loc':
      return builtin(`Index.${name}`, (_context, args) => {
        const at = names.items.value.findIndex(one => equal(one, args.positional[0]?.value ?? left) !== false);
        return at >= 0 && equal(names.items.value[at] ?? left, args.positional[0]?.value ?? left) === true
          ? int(at)
          : left;
      });
    default:
      return undefined;
  }
}
