// Names and what they hold. A block's own names end with it; a class body is not seen from its methods.

import { type Box, now } from '../base/box.ts';
import { valueBox } from './boxes.ts';
import type { Scope, Value } from './value.ts';

/** A scope inside another. */
export function newScope(kind: Scope['kind'], parent?: Scope): Scope {
  return { kind, born: now(), names: new Map(), redirected: new Map(), ...(parent === undefined ? {} : { parent }) };
}

/** The place a name stands for where it is read; undefined where it is not known at all. */
export function lookUp(scope: Scope, name: string): Box<Value | undefined> | undefined {
  let fromInside = false;
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    const redirected = at.redirected.get(name);
    if (redirected !== undefined) return redirected.names.get(name);
    if (!(at.kind === 'class' && fromInside)) {
      const found = at.names.get(name);
      if (found?.value !== undefined) return found;
    }
    if (at.kind === 'function') fromInside = true;
  }
  return undefined;
}

/** Where an assignment without a declaration goes in a language where assigning declares. */
export function ownPlace(scope: Scope, name: string): Box<Value | undefined> {
  let at = scope;
  while (at.kind === 'block' && at.parent !== undefined) at = at.parent;
  const redirected = at.redirected.get(name);
  return placeIn(redirected ?? at, name);
}

/** The place of a name in exactly this scope, made where it is not there. */
export function placeIn(scope: Scope, name: string): Box<Value | undefined> {
  let found = scope.names.get(name);
  if (found === undefined) {
    found = valueBox(undefined, scope.born);
    scope.names.set(name, found);
  }
  return found;
}

/** The scope that `global` or `nonlocal` means. */
export function outerScope(scope: Scope, which: 'global' | 'nonlocal', name: string): Scope {
  let at: Scope = scope;
  if (which === 'global') {
    while (at.parent !== undefined && at.kind !== 'module') at = at.parent;
    return at;
  }
  for (let up = nearestFunction(scope)?.parent; up !== undefined; up = up.parent) {
    if (up.kind === 'function' && up.names.has(name)) return up;
  }
  return scope;
}

function nearestFunction(scope: Scope): Scope | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) if (at.kind === 'function') return at;
  return undefined;
}
