// `len`, and the numbers that `range` counts.

import { limits } from '../../interp/budget.ts';
import type { Context } from '../../interp/context.ts';
import { dimValue, int, list, numeric, plain } from '../../interp/make.ts';
import { endOf, itemCount } from '../../interp/openList.ts';
import type { Builtin, CallArgs, Value } from '../../interp/value.ts';
import { isDynamic } from '../../shapes/dim.ts';
import { isUnknown, type Unknown, unknown } from '../../shapes/unknown.ts';
import { positionalArgs } from '../arguments.ts';
import { notKnown, reason } from './reasons.ts';

/** `len(value)`. */
export function length(context: Context, value: Value, place: Parameters<Builtin>[2]['place']): Value {
  switch (value.kind) {
    case 'list':
      return dimValue(itemCount(value.items.value, value.open.value));
    case 'record':
      return value.open.value === undefined
        ? int(value.entries.value.size)
        : plain('int', unknown(value.open.value.why, value.open.value.at));
    case 'string':
      return int(value.value.length);
    case 'array':
    case 'tensor': {
      context.library.refuseSymbol(context, value, 'length', place);
      const { shape } = value.kind === 'array' ? value.type : value.tensor.type;
      if (isUnknown(shape)) return plain('int', shape);
      const first = shape[0];
      if (first === undefined) return unknown({ kind: 'error' });
      return isDynamic(first) ? plain('int', openAxis) : dimValue(first);
    }
    case 'dataset':
      if (value.flow !== undefined) return value.flow.length;
      if (isUnknown(value.count)) return plain('int', value.count);
      return Number.isFinite(value.count) ? int(value.count) : unknown({ kind: 'error' });
    case 'instance': {
      const method = context.attribute(value, '__len__', place);
      return isUnknown(method) ? method : context.call(method, positionalArgs([], place), place);
    }
    case 'object': {
      const method = context.library.member(context, value, '__len__', place);
      return method?.kind === 'builtin' ? context.call(method, positionalArgs([], place), place) : notKnown;
    }
    case 'unknown':
      return plain('int', value);
    case 'plain':
      return value.type === 'string' ? plain('int', value.why) : unknown({ kind: 'error' });
    default:
      return notKnown;
  }
}

const openAxis: Unknown = unknown({ kind: 'data', what: 'an axis that is left open' });

/** The list that `range` counts through, open where it is long or its ends are not known. */
export function range(args: CallArgs): Value {
  const numbers = args.positional.map(one => numeric(one.value));
  if (numbers.some(number => number === undefined)) return list([], endOf(reason(args), plain('int', reason(args))));
  const [a = 0, b, step = 1] = numbers as readonly number[];
  const start = b === undefined ? 0 : a;
  const end = b === undefined ? a : b;
  const count = step === 0 ? 0 : Math.max(0, Math.ceil((end - start) / step));
  if (count > limits.listItems) return list([], endOf(manyTurns, plain('int', manyTurns), count));
  return list(Array.from({ length: count }, (_, i) => int(start + i * step)));
}

const manyTurns: Unknown = unknown({ kind: 'budget', what: 'long ranges' });
