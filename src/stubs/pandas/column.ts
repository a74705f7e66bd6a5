// A column of a table is an array of its values; these are the methods it has beside those of arrays.

import { builtin } from '../../interp/make.ts';
import type { ArrayValue, CallArgs, Value } from '../../interp/value.ts';
import type { DType } from '../../shapes/shape.ts';
import { type Unknown, unknown } from '../../shapes/unknown.ts';
import { arrayOf } from '../convert.ts';

const cells: Unknown = unknown({ kind: 'data', what: 'the values of the column' });

/** Methods of a column beside those of arrays; undefined where there is none such. */
export function columnMember(value: ArrayValue, name: string): Value | undefined {
  const same = (dtype: DType = value.type.dtype): Value => arrayOf({ shape: value.type.shape, dtype }, 'numpy');
  const method = (answer: (args: CallArgs) => Value): Value =>
    builtin(`Series.${name}`, (_context, args) => answer(args));
  switch (name) {
    case 'values':
      return value;
    case 'index':
      return same(cells);
    case 'to_numpy':
    case 'as_matrix':
      return method(() => value);
    case 'fillna':
    case 'ffill':
    case 'bfill':
    case 'interpolate':
    case 'replace':
    case 'map':
    case 'shift':
    case 'diff':
    case 'sort_values':
    case 'reset_index':
      return method(args =>
        args.keywords.some(one => one.name === 'inplace' || (name === 'reset_index' && one.name !== 'drop')) ||
        (name === 'reset_index' && args.keywords.length === 0)
          ? cells
          : same(cells),
      );
    case 'isnull':
    case 'isna':
    case 'notnull':
    case 'notna':
    case 'isin':
      return method(() => same('bool'));
    case 'iloc':
      return value;
    default:
      return undefined;
  }
}
