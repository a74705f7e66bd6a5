// Why the answer of a builtin function is not known.

import { plain } from '../../interp/make.ts';
import type { CallArgs, Value } from '../../interp/value.ts';
import { type Unknown, unknown } from '../../shapes/unknown.ts';
import { whyOfArguments } from '../arguments.ts';

export const notKnown: Unknown = unknown({ kind: 'data', what: 'values that are not known' });
export const someTruth: Value = plain('bool', notKnown);

/** The reason the first unknown argument has, or a general one. */
export function reason(args: CallArgs): Unknown {
  return whyOfArguments(args) ?? args.open ?? notKnown;
}
