// Reading the arguments of library functions: by position or by name.

import { whyUnknown } from '../interp/make.ts';
import type { CallArgs, Value } from '../interp/value.ts';
import type { Unknown } from '../shapes/unknown.ts';

/** The argument at a position or under one of the names; undefined where it is not given. */
export function argument(args: CallArgs, position: number, ...names: readonly string[]): Value | undefined {
  const keyword = args.keywords.find(one => names.includes(one.name));
  return keyword?.value ?? args.positional[position]?.value;
}

/** Why the first argument that is not known is not; undefined where all of them are. */
export function whyOfArguments({ positional }: CallArgs): Unknown | undefined {
  return positional.flatMap(one => whyUnknown(one.value) ?? [])[0];
}

/** Arguments by position alone, for calls that a library function makes itself. */
export function positionalArgs(values: readonly Value[], place: CallArgs['positional'][number]['place']): CallArgs {
  return { positional: values.map(value => ({ value, place })), keywords: [], open: undefined };
}
