// Runs a whole program abstractly: the module from top to bottom, then every function and method that nobody called, with
// parameters that are not known, then the files that may call them.

import { box, createStore } from '../base/box.ts';
import type { Place } from '../base/span.ts';
import type { Dialect } from '../layers/config.ts';
import { unknown } from '../shapes/unknown.ts';
import type { Program } from '../syntax/program.ts';
import { attributeOf } from './attributes.ts';
import { createBudget } from './budget.ts';
import { callValue } from './call.ts';
import { withLaterCalls } from './callback.ts';
import { runCallers, type Seen } from './callers.ts';
import { type Context, createRecorder, type Library, type Recorder } from './context.ts';
import { type CausedProblem, causedProblems, problemsInLosses } from './entries.ts';
import { createImports, enterMain, type Files } from './files.ts';
import { moduleScope, runModule } from './module.ts';
import { createNames } from './names.ts';
import { runUncalled } from './uncalled.ts';
import type { Scope, Value } from './value.ts';

export interface InterpretOptions {
  readonly uri: string;
  readonly program: Program;
  readonly dialect: Dialect;
  /** True where the user chose the version of Keras. */
  readonly versionGiven: boolean;
  /** True where the program runs only before Keras 2.4. */
  readonly early: boolean;
  readonly library: Library;
  /** The files around it. */
  readonly files: Files;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
}

export interface Interpreted {
  readonly scope: Scope;
  readonly facts: readonly (Value | undefined)[];
  /** What rules may judge. */
  readonly record: Recorder;
  /** The calls and models to be shown, those that other files bring about among them. */
  readonly seen: Seen;
  /** What goes wrong in other files, and in losses, because of calls in this one. */
  readonly caused: readonly CausedProblem[];
  readonly context: Context;
}

/** Interprets a program. Never throws for user code. */
export function interpret(options: InterpretOptions): Interpreted {
  const context = createContext(options);
  const { uri, program } = options;
  const scope = moduleScope(context, program);
  const facts: (Value | undefined)[] = new Array(program.expressionCount);
  let seen: Seen = context.record;
  let caused: readonly CausedProblem[] = [];
  try {
    const main = enterMain(context, scope, program);
    const later = withLaterCalls(context, () => runModule(context, { uri, program, name: '__main__', scope, facts }));
    main.isRunning = false;
    main.incomplete = undefined;
    const alone = [...later, ...runUncalled(context, scope, uri)];
    caused = [...causedProblems(context), ...problemsInLosses(context)];
    seen = runCallers(context, main.value, alone);
  } catch (error) {
    // The limits keep programs far from the end of the host's stack; one that gets there all the same stops here.
    if (!(error instanceof RangeError)) throw error;
    context.budget.stop('the depth of calls');
  }
  return { scope, facts, record: context.record, seen, caused, context };
}

/** Names of functions and tables of the framework by which a program adds names of its own to those that are looked up. */
const registering = /register|custom_?objects?|all_objects/i;

function createContext(options: InterpretOptions): Context {
  const store = createStore();
  const names = createNames(store, options.dialect);
  const record = createRecorder();
  let id = 0;
  const context: Context = {
    store,
    dialect: options.dialect,
    dataFormat: box<Context['dataFormat']['value']>('channels_last', (a, b) =>
      a === b ? a : unknown({ kind: 'branch' }),
    ),
    registered: false,
    nextId: () => id++,
    autoName: stem => names.next(stem),
    library: options.library,
    record,
    budget: createBudget(options.now),
    mainUri: options.uri,
    traced: 0,
    versionGiven: options.versionGiven,
    early: options.early,
    ownNames: new Set(),
    discarded: undefined,
    nesting: 0,
    callbacks: 0,
    later: undefined,
    cased: false,
    hearing: new Map(),
    depth: 0,
    splits: 0,
    alone: undefined,
    compiledBefore: 0,
    entry: undefined,
    active: new Map(),
    called: new Set(),
    objects: new Map(),
    files: options.files,
    imports: createImports(),
    call: (callee, args, place, construct) => callValue(context, callee, args, place, construct),
    attribute: (object, name, place) => attributeOf(context, object, name, place),
    unmodelled(name: string, place: Place, of?: 'module'): Value {
      record.unmodelled.set(name, (record.unmodelled.get(name) ?? 0) + 1);
      const elsewhere = of === 'module' && options.library.find(name.split('.')[0] ?? name) === undefined;
      if (elsewhere ? options.library.mayRegister(name) : registering.test(name)) context.registered = true;
      return unknown(elsewhere ? { kind: 'call', name } : { kind: 'todo', what: `\`${name}\`` }, place);
    },
    clearNames: () => names.clear(),
  };
  return context;
}
