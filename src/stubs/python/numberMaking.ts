// `int`, `float` and `round` of values that are known, and the reasons of those that are not.

import { float, int, numeric, plain, whyUnknown } from '../../interp/make.ts';
import { contentOf } from '../../interp/memory.ts';
import type { Value } from '../../interp/value.ts';
import { notKnown } from './reasons.ts';

/** `int(value)`. */
export function toInt(value: Value | undefined): Value {
  if (value === undefined) return int(0);
  if (value.kind === 'size') return value;
  if (value.kind === 'string')
    return /^\s*-?\d+\s*$/.test(value.value) ? int(Number(value.value)) : plain('int', notKnown);
  const [element, ...others] = value.kind === 'array' ? (contentOf(value).values ?? []) : [];
  if (typeof element === 'number' && others.length === 0) return int(Math.trunc(element));
  const number = numeric(value);
  return number === undefined ? plain('int', whyUnknown(value) ?? notKnown) : int(Math.trunc(number));
}

/** `float(value)`. */
export function toFloat(value: Value | undefined): Value {
  if (value === undefined) return float(0);
  if (value.kind === 'string')
    return Number.isNaN(Number(value.value)) ? plain('float', notKnown) : float(Number(value.value));
  const number = numeric(value);
  return number === undefined ? plain('float', whyUnknown(value) ?? notKnown) : float(number);
}

/** Rounds half to even, as Python does. */
export function round(value: Value | undefined, digits: Value | undefined): Value {
  const number = value === undefined ? undefined : numeric(value);
  if (number === undefined) {
    const why = (value === undefined ? undefined : whyUnknown(value)) ?? notKnown;
    return value?.kind === 'plain' ? plain(digits === undefined ? 'int' : value.type, why) : why;
  }
  if (digits !== undefined && digits.kind !== 'none') {
    const places = numeric(digits);
    return places === undefined ? notKnown : float(Number(number.toFixed(Math.max(0, places))));
  }
  const floor = Math.floor(number);
  const rest = number - floor;
  return int(rest < 0.5 || (rest === 0.5 && floor % 2 === 0) ? floor : floor + 1);
}
