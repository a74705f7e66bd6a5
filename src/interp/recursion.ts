// Functions that call themselves: how deep such calls are followed, and which are not.

import type { Why } from '../shapes/unknown.ts';
import { argumentValues } from './callArguments.ts';
import { sameValue } from './join.ts';
import type { CallArgs, Scope, Value } from './value.ts';

/** A call that is running. */
export interface OpenCall {
  readonly args: CallArgs;
  readonly self: Value | undefined;
  /** Where the function was made: one that is made anew each time is another function. */
  readonly scope: Scope;
}

/** Functions may call themselves this often before their result counts as unknown. */
const deepest = 12;

/**
 * Why a call of a function inside others of it is not followed. Where it has the arguments of one of these, and there are
 * unknown ones among them, only what is not known can end the recursion, and following it tells nothing new.
 */
export function refusedRecursion(open: readonly OpenCall[], call: OpenCall): Why | undefined {
  if (open.length >= deepest) return { kind: 'budget', what: 'calls within calls' };
  return open.some(outer => isSameOnUnknown(outer, call))
    ? { kind: 'data', what: 'how often a function calls itself' }
    : undefined;
}

function isSameOnUnknown(outer: OpenCall, inner: OpenCall): boolean {
  const a = valuesOf(outer);
  const b = valuesOf(inner);
  return (
    outer.scope === inner.scope &&
    a.length === b.length &&
    namesOf(outer) === namesOf(inner) &&
    a.some(isNotKnown) &&
    a.every((value, i) => {
      const other = b[i];
      return other !== undefined && ((isNotKnown(value) && isNotKnown(other)) || sameValue(value, other));
    })
  );
}

function valuesOf({ args, self }: OpenCall): readonly Value[] {
  const given = argumentValues(args);
  const open = [args.open, args.openRest].flatMap(end => end ?? []);
  return [...(self === undefined ? [] : [self]), ...given, ...open];
}

function namesOf({ args }: OpenCall): string {
  return args.keywords.map(keyword => keyword.name).join();
}

function isNotKnown(value: Value): boolean {
  return value.kind === 'unknown' || value.kind === 'plain' || value.kind === 'size';
}
