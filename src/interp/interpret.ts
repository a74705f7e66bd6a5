// Runs a whole program abstractly: the module from top to bottom, then every function and method that nobody called, with
// parameters that are not known.

import { box, createStore } from '../base/box.ts';
import type { Place } from '../base/span.ts';
import type { Dialect } from '../layers/config.ts';
import { symbol } from '../shapes/dim.ts';
import { unknown } from '../shapes/unknown.ts';
import type { Expression, Parameter, Program } from '../syntax/program.ts';
import { attributeOf } from './attributes.ts';
import { createBudget } from './budget.ts';
import { callFunction, callValue, findMember } from './call.ts';
import { type Context, createRecorder, type Library, type Recorder } from './context.ts';
import { createImports, enterMain, type Files } from './files.ts';
import { moduleScope, runModule } from './module.ts';
import { createNames } from './names.ts';
import type { ArgValue, ClassValue, FunctionValue, InstanceValue, KeywordValue, Scope, Value } from './value.ts';

export interface InterpretOptions {
  readonly uri: string;
  readonly program: Program;
  readonly dialect: Dialect;
  /** True where the user chose the version of Keras. */
  readonly versionGiven: boolean;
  readonly library: Library;
  /** The files around it. */
  readonly files: Files;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
}

export interface Interpreted {
  readonly scope: Scope;
  readonly facts: readonly (Value | undefined)[];
  readonly record: Recorder;
  readonly context: Context;
}

/** Interprets a program. Never throws for user code. */
export function interpret(options: InterpretOptions): Interpreted {
  const context = createContext(options);
  const { uri, program } = options;
  const scope = moduleScope(context, program);
  const facts: (Value | undefined)[] = new Array(program.expressionCount);
  try {
    const main = enterMain(context, scope, program);
    runModule(context, { uri, program, name: '__main__', scope, facts });
    main.isRunning = false;
    main.incomplete = undefined;
    runUncalled(context, scope);
  } catch (error) {
    // The limits keep programs far from the end of the host's stack; one that gets there all the same stops here.
    if (!(error instanceof RangeError)) throw error;
    context.budget.stop('the depth of calls');
  }
  return { scope, facts, record: context.record, context };
}

function createContext(options: InterpretOptions): Context {
  const store = createStore();
  const names = createNames(store, options.dialect);
  const record = createRecorder();
  let id = 0;
  const context: Context = {
    store,
    dialect: options.dialect,
    nextId: () => id++,
    autoName: stem => names.next(stem),
    library: options.library,
    record,
    budget: createBudget(options.now),
    mainUri: options.uri,
    traced: 0,
    versionGiven: options.versionGiven,
    ownNames: new Set(),
    discarded: undefined,
    nesting: 0,
    callbacks: 0,
    depth: 0,
    splits: 0,
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
      return unknown(elsewhere ? { kind: 'call', name } : { kind: 'todo', what: `\`${name}\`` }, place);
    },
    clearNames: () => names.clear(),
  };
  return context;
}

/** Functions and methods that nobody called are run once, so that what stands in them is understood too. */
function runUncalled(context: Context, scope: Scope): void {
  const seen = new Set<Value>();
  for (const { value } of [...scope.names.values()]) {
    if (value === undefined || seen.has(value)) continue;
    seen.add(value);
    if (value.kind === 'function' && value.uri === context.mainUri) runAlone(context, value);
    if (value.kind === 'class' && value.place.uri === context.mainUri) runMethods(context, value);
  }
}

function runAlone(context: Context, callee: FunctionValue, self?: Value): void {
  if (context.called.has(callee.node) || context.budget.step()) return;
  context.store.tentatively(() => callOnUnknown(context, callee, self));
}

function callOnUnknown(context: Context, callee: FunctionValue, self?: Value): void {
  const parameters =
    self === undefined
      ? callee.node.parameters
      : callee.node.parameters.slice(callee.program.traits.explicitSelf ? 1 : 0);
  const positional: ArgValue[] = [];
  const keywords: KeywordValue[] = [];
  let byPosition = true;
  for (const parameter of parameters) {
    if (parameter.rest !== undefined) break;
    const place = { uri: callee.uri, ...parameter.span };
    const ready = callee.fallbacks.get(callee.node.parameters.indexOf(parameter));
    byPosition &&= parameter.only !== 'keyword' && ready === undefined && parameter.fallback === undefined;
    if (byPosition) positional.push({ value: parameterValue(context, parameter), place });
    // A default of None or zero most often stands for what the caller gives.
    else if (
      (ready?.kind === 'none' || (ready?.kind === 'int' && ready.value === 0)) &&
      parameter.target.kind === 'identifier'
    )
      keywords.push({ name: parameter.target.name, value: parameterValue(context, parameter), place });
  }
  const place = { uri: callee.uri, ...callee.node.span };
  const openRest = unknown({ kind: 'input', name: 'further arguments' });
  callFunction(context, callee, { positional, keywords, open: undefined, openRest }, place, self);
}

/** A parameter that says it is an integer is a symbol, so that arithmetic on it stays exact. */
function parameterValue(context: Context, parameter: Parameter): Value {
  const name = parameter.target.kind === 'identifier' ? parameter.target.name : 'a parameter';
  if (isInt(parameter.annotation)) return { kind: 'size', size: symbol(name, context.nextId()) };
  return unknown({ kind: 'input', name: `\`${name}\`` });
}

function isInt(annotation: Expression | undefined): boolean {
  return annotation?.kind === 'name' && annotation.name === 'int';
}

function runMethods(context: Context, value: ClassValue): void {
  if (context.budget.step()) return;
  const methods = [...value.members.values()].map(member => member.value).filter(member => member?.kind === 'function');
  if (methods.every(method => method?.kind !== 'function' || context.called.has(method.node))) return;
  context.store.tentatively(() => {
    const instance = context.objects.get(value.node) ?? objectOfUnknown(context, value);
    for (const method of methods)
      if (method?.kind === 'function' && method.name !== '__init__')
        runAlone(
          context,
          method,
          { static: undefined, class: value, plain: instance, property: instance }[method.binding],
        );
  });
}

/** An object of a class that the program never makes one of. */
function objectOfUnknown(context: Context, value: ClassValue): InstanceValue {
  const { place } = value;
  const instance: InstanceValue = {
    kind: 'instance',
    class: value,
    fields: new Map(),
    made: place,
    layer: box(undefined),
  };
  const open = unknown({ kind: 'input', name: 'its arguments' });
  context.library.prepareInstance(context, instance, { positional: [], keywords: [], open }, place);
  const init = findMember(value, '__init__');
  if (init?.kind === 'function') callOnUnknown(context, init, instance);
  context.library.completeInstance(context, instance, place);
  return instance;
}
