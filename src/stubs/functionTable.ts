// Tables of what modules contain, by paths or names.

import { ownValue } from '../base/ownValue.ts';
import { builtin } from '../interp/make.ts';
import type { Builtin, BuiltinValue } from '../interp/value.ts';

/** The function of a table at a path; undefined where there is none. `name` is its key, where that is not the whole path. */
export function functionIn(
  functions: Readonly<Record<string, Builtin>>,
  path: string,
  name: string = path,
): BuiltinValue | undefined {
  const call = ownValue(functions, name);
  return call === undefined ? undefined : builtin(path, call);
}
