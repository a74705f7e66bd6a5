// A column of a table is an array of its values; these are the methods it has beside those of arrays.

import type { Context } from '../../interp/context.ts';
import { frame } from '../../interp/frames.ts';
import { builtin, list, none, numeric, plain, tuple } from '../../interp/make.ts';
import { endOf } from '../../interp/openList.ts';
import type { ArrayValue, CallArgs, ObjectValue, Value } from '../../interp/value.ts';
import type { Dim } from '../../shapes/dim.ts';
import type { DType } from '../../shapes/shape.ts';
import { isUnknown, type Unknown, unknown } from '../../shapes/unknown.ts';
import { argument } from '../arguments.ts';
import { arrayOf } from '../convert.ts';
import { listOfArray } from '../nestedLists.ts';
import { someRows } from '../rows.ts';

const cells: Unknown = unknown({ kind: 'data', what: 'the values of the column' });
const distinct: Unknown = unknown({ kind: 'data', what: 'how many values of the column differ' });
const chosen: Unknown = unknown({ kind: 'data', what: 'which rows are chosen' });

/** Methods that give a value for each row. */
const eachRow: ReadonlySet<string> = new Set([
  'apply',
  'bfill',
  'clip',
  'combine_first',
  'cummax',
  'cummin',
  'diff',
  'ffill',
  'fillna',
  'infer_objects',
  'interpolate',
  'map',
  'mask',
  'pct_change',
  'rank',
  'replace',
  'reset_index',
  'shift',
  'sort_index',
  'sort_values',
  'where',
]);
const truths: ReadonlySet<string> = new Set(['isnull', 'isna', 'notnull', 'notna', 'isin', 'between', 'duplicated']);
const fewerRows: ReadonlySet<string> = new Set(['dropna', 'drop', 'drop_duplicates', 'mode', 'nlargest', 'nsmallest']);
const numbers: ReadonlySet<string> = new Set(['median', 'skew', 'kurt', 'kurtosis', 'sem', 'autocorr', 'corr']);
const silent: ReadonlySet<string> = new Set(['plot', 'hist', 'to_csv', 'info']);

/** Methods of a column beside those of arrays; undefined where there is none such. */
export function columnMember(value: ArrayValue, name: string): Value | undefined {
  const { shape } = value.type;
  const rows: Dim = isUnknown(shape) ? shape : (shape[0] ?? cells);
  const same = (dtype: DType = value.type.dtype): Value => arrayOf({ shape, dtype }, 'numpy');
  const method = (answer: (args: CallArgs, context: Context) => Value): Value =>
    builtin(`Series.${name}`, (context, args) => answer(args, context));
  if (eachRow.has(name))
    return builtin(`Series.${name}`, (context, args, { place }) => {
      const given = args.positional[0]?.value.kind;
      // A function that is called on every row may change what is around it.
      if (given === 'function' || given === 'bound' || given === 'builtin') context.call(cells, args, place);
      return isOtherForm(name, args) ? cells : same(cells);
    });
  if (truths.has(name)) return method(() => same('bool'));
  if (fewerRows.has(name)) return method(args => (isInPlace(args) ? none : someRows(value, chosen)));
  if (numbers.has(name)) return method(() => arrayOf({ shape: [], dtype: cells }, 'numpy'));
  if (silent.has(name)) return method(() => none);
  const bare = arrayOf(value.type, 'numpy');
  switch (name) {
    case 'values':
      return bare;
    case 'iloc':
    case 'loc':
      return value;
    case 'index':
      return same(cells);
    case 'to_numpy':
    case 'as_matrix':
      return method(() => bare);
    case 'to_list':
      return method(() => listOfArray(value) ?? cells);
    case 'unique':
      return method(() => someRows(value, distinct));
    case 'nunique':
      return method(() => plain('int', distinct));
    case 'value_counts':
      return method(args =>
        arrayOf({ shape: [distinct], dtype: argument(args, 0, 'normalize') === undefined ? 'int64' : cells }, 'numpy'),
      );
    case 'quantile':
      return method(args => {
        const at = argument(args, 0, 'q');
        return at === undefined || numeric(at) !== undefined
          ? arrayOf({ shape: [], dtype: 'float64' }, 'numpy')
          : cells;
      });
    case 'head':
    case 'tail':
      return method(args => {
        const wanted = argument(args, 0, 'n');
        const most = wanted === undefined ? 5 : numeric(wanted);
        return someRows(
          value,
          most === undefined || most < 0 || typeof rows !== 'number' ? chosen : Math.min(most, rows),
        );
      });
    case 'to_frame':
      return method(() => frame(rows, [cells], value.type.dtype));
    case 'items':
    case 'iteritems':
      return method(() => list([], endOf(cells, tuple([cells, cells]), rows)));
    case 'str':
    case 'dt':
    case 'cat':
    case 'rolling':
    case 'ewm':
    case 'expanding': {
      const part: ObjectValue = { kind: 'object', family: 'columnPart', name, config: new Map([['column', value]]) };
      return name === 'str' || name === 'dt' || name === 'cat' ? part : method(() => part);
    }
    default:
      return undefined;
  }
}

function isInPlace(args: CallArgs): boolean {
  return args.keywords.some(one => one.name === 'inplace');
}

/** Whether the answer may be something else than a column: nothing, where it is changed in place, or a table. */
function isOtherForm(name: string, args: CallArgs): boolean {
  if (isInPlace(args)) return true;
  return name === 'reset_index' && !args.keywords.some(one => one.name === 'drop');
}

/** What is no value for each row among the methods of texts and dates. */
const otherForms: ReadonlySet<string> = new Set([
  'cat',
  'extractall',
  'get_dummies',
  'partition',
  'rpartition',
  'categories',
]);

/** Attributes of dates and categories, which are no methods. */
const properties: ReadonlySet<string> = new Set([
  'codes',
  'date',
  'day',
  'dayofweek',
  'dayofyear',
  'days',
  'days_in_month',
  'hour',
  'is_leap_year',
  'is_month_end',
  'is_month_start',
  'microsecond',
  'minute',
  'month',
  'quarter',
  'second',
  'seconds',
  'time',
  'week',
  'weekday',
  'weekofyear',
  'year',
]);

/** The attribute of the texts or dates of a column, or of windows over it: most give a value for each row. */
export function columnPartMember(part: ObjectValue, name: string): Value | undefined {
  const column = part.config.get('column');
  if (column?.kind !== 'array' || otherForms.has(name)) return undefined;
  const answer = arrayOf({ shape: column.type.shape, dtype: cells }, 'numpy');
  if (part.name !== 'str' && properties.has(name)) return answer;
  return builtin(`Series.${part.name}.${name}`, (_context, args) =>
    name === 'extract' || args.keywords.some(one => one.name === 'expand') ? cells : answer,
  );
}
