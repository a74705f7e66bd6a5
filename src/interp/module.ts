// Runs the statements of one file in a scope of its own.

import type { Program } from '../syntax/program.ts';
import type { Context, Frame } from './context.ts';
import { linkExports } from './imports.ts';
import { record, string } from './make.ts';
import { runBody } from './run.ts';
import { newScope, placeIn } from './scope.ts';
import type { Scope, Value } from './value.ts';

export interface ModuleParts {
  readonly uri: string;
  readonly program: Program;
  /** What `__name__` says. */
  readonly name: string;
  readonly scope: Scope;
  readonly facts: (Value | undefined)[];
}

/** The scope of a file; around that of a JavaScript file stand `module` and `exports`, which Node gives to every file. */
export function moduleScope(context: Context, { traits }: Program): Scope {
  if (traits.explicitSelf) return newScope('module');
  const around = newScope('module');
  const exports = record([], 'by name too');
  context.store.write(placeIn(around, 'exports'), exports);
  context.store.write(placeIn(around, 'module'), record([['exports', exports]], 'by name too'));
  return newScope('module', around);
}

/** Runs a file from top to bottom. */
export function runModule(context: Context, { uri, program, name, scope, facts }: ModuleParts): void {
  context.store.write(placeIn(scope, '__name__'), string(name));
  context.store.write(placeIn(scope, '__file__'), string(uri));
  const frame: Frame = { context, scope, program, uri, facts, returns: [] };
  linkExports(frame, program.body);
  runBody(frame, program.body);
}
