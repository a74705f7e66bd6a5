// The hooks of React: what a component holds is read with what it begins with.

import { ownValue } from '../../base/ownValue.ts';
import { builtin, list, missing, record } from '../../interp/make.ts';
import { isPlaceholder } from '../../interp/placeholder.ts';
import type { Builtin, Value } from '../../interp/value.ts';
import { unknown } from '../../shapes/unknown.ts';
import { positionalArgs } from '../arguments.ts';

const later = unknown({ kind: 'data', what: 'what a component comes to hold' });

/** What a state begins with, where that does not only hold its place. */
function beginning(given: Value): Value {
  return isPlaceholder(given) ? later : given;
}

const ignored: Builtin = () => missing;

const state: Builtin = (context, args, { place }) => {
  const given = args.positional[0]?.value ?? missing;
  const isMade = given.kind === 'function' || given.kind === 'bound';
  const value = isMade ? context.call(given, positionalArgs([], place), place) : given;
  return list([beginning(value), builtin('setState', ignored)]);
};

const hooks: Readonly<Record<string, Builtin>> = {
  useState: state,
  useRef: (_context, args) => record([['current', beginning(args.positional[0]?.value ?? missing)]], 'by name too'),
  useMemo: (context, args, { place }) => {
    const [callee] = args.positional;
    return callee === undefined ? later : context.call(callee.value, positionalArgs([], place), place);
  },
  useCallback: (_context, args) => args.positional[0]?.value ?? later,
};

/** What stands at a path of the package; of all else it has nothing is known. */
export function reactAt(path: string): Value | undefined {
  if (path === 'react') return { kind: 'module', path };
  const [, name] = /^react\.(\w+)$/.exec(path) ?? [];
  if (name === undefined) return undefined;
  const hook = ownValue(hooks, name);
  return hook === undefined ? later : builtin(path, hook);
}
