// Calling: the program's own functions, methods and classes, and the dispatch to the library for everything else.

import { assertNever } from '../base/assertNever.ts';
import { type Box, box } from '../base/box.ts';
import type { Place } from '../base/span.ts';
import { isUnknown, type Unknown, unknown, type Why } from '../shapes/unknown.ts';
import type { ClassNode, FunctionNode, Parameter } from '../syntax/program.ts';
import { assign } from './assign.ts';
import { valueBox } from './boxes.ts';
import { limits } from './budget.ts';
import { argumentValues } from './callArguments.ts';
import { callAnyNumberOfTimes } from './callback.ts';
import { withCases } from './cases.ts';
import { initialiseFields, makeMembers } from './classMembers.ts';
import { type Context, type Frame, isFromBefore } from './context.ts';
import { within } from './entries.ts';
import { evaluate } from './evaluate.ts';
import { expose, mayHoldModels } from './exposure.ts';
import { handOut } from './handOut.ts';
import { joinValues } from './join.ts';
import { list, missing, none, record } from './make.ts';
import { refusedRecursion } from './recursion.ts';
import { runBody } from './run.ts';
import { newScope, placeIn } from './scope.ts';
import type {
  BoundValue,
  BuiltinCall,
  BuiltinValue,
  CallArgs,
  ClassValue,
  FunctionValue,
  InstanceValue,
  Value,
} from './value.ts';

/** Calls any value. */
export function callValue(context: Context, callee: Value, args: CallArgs, place: Place, construct?: 'new'): Value {
  switch (callee.kind) {
    case 'function':
      return callFunction(context, callee, args, place);
    case 'bound':
      return callee.function.kind === 'function'
        ? callFunction(context, callee.function, args, place, callee.self)
        : callLibrary(context, callee.function, args, { place, self: callee.self, construct: false });
    case 'builtin':
      return callLibrary(context, callee, args, { place, construct: construct === 'new' });
    case 'class':
      return constructInstance(context, callee, args, place);
    case 'layerClass':
      return context.library.makeLayer(context, callee, args, place);
    case 'layer':
      return context.library.callLayer(context, callee, args, place);
    case 'instance': {
      const method = context.attribute(callee, '__call__', place);
      return isUnknown(method) ? method : callValue(context, method, args, place);
    }
    case 'unknown':
      leak(context, args, callee);
      runCallbacks(context, args, callee, place);
      return callee;
    case 'object': {
      const method = context.library.member(context, callee, '__call__', place);
      return method === undefined
        ? context.unmodelled(`${callee.name}()`, place)
        : callValue(context, method, args, place);
    }
    case 'module':
      return context.unmodelled(`${callee.path}()`, place);
    case 'none':
    case 'bool':
    case 'int':
    case 'float':
    case 'string':
    case 'size':
    case 'plain':
    case 'ellipsis':
    case 'list':
    case 'record':
    case 'slice':
    case 'tensor':
    case 'array':
    case 'dataset':
      return unknown({ kind: 'error' });
    default:
      return assertNever(callee);
  }
}

/** Calls a function of the library. An answer that is not known may be any of what it was given, or lead there. */
function callLibrary(context: Context, callee: BuiltinValue, args: CallArgs, call: BuiltinCall): Value {
  const answer = callee.call(context, args, call);
  if (!hasUnknown(answer)) return answer;
  for (const value of [...argumentValues(args), call.self, callee.of])
    if (value !== undefined && mayHoldModels(value)) expose(context, value);
  return answer;
}

function hasUnknown(answer: Value): boolean {
  if (answer.kind !== 'list' && answer.kind !== 'record') return isUnknown(answer);
  if (answer.open.value !== undefined) return true;
  return answer.kind === 'list' && answer.items.value.some(isUnknown);
}

/** Code that is not known may change the lists and records it is given, and call the layers. */
function leak(context: Context, args: CallArgs, why: Unknown): void {
  for (const value of argumentValues(args)) {
    handOut(context, value);
    leakValue(context, value, why);
    // A method of a list or record changes it, when it is called.
    if (value.kind === 'builtin' && value.of !== undefined) leakValue(context, value.of, why);
  }
}

function leakValue(context: Context, value: Value, why: Unknown): void {
  if (value.kind === 'list' && value.type !== 'tuple' && value.layersOf === undefined) {
    context.store.write(value.items, []);
    context.store.write(value.open, why);
  } else if (value.kind === 'record') context.store.write(value.open, why);
}

/** Code that is not known may call the functions it is given, which may change what is around them. */
function runCallbacks(context: Context, args: CallArgs, why: Unknown, place: Place): void {
  for (const { value } of args.positional) {
    const callee = value.kind === 'bound' ? value.function : value;
    if (callee.kind !== 'function' || (context.active.get(callee.node)?.length ?? 0) > 0) continue;
    callAnyNumberOfTimes(context, value, { positional: [], keywords: [], open: why }, place);
  }
}

/** A function value of a function node, its defaults evaluated now. */
export function makeFunction(
  frame: Frame,
  parts: {
    readonly name: string;
    readonly node: FunctionNode;
    readonly binding?: FunctionValue['binding'];
    readonly owner?: Box<ClassValue | undefined>;
  },
): FunctionValue {
  const fallbacks = new Map<number, Value>();
  parts.node.parameters.forEach((parameter, i) => {
    if (parameter.fallback !== undefined && frame.program.traits.explicitSelf)
      fallbacks.set(i, evaluate(frame, parameter.fallback));
  });
  return {
    kind: 'function',
    name: parts.name,
    node: parts.node,
    scope: frame.scope,
    uri: frame.uri,
    program: frame.program,
    facts: frame.facts,
    fallbacks,
    binding: parts.binding ?? 'plain',
    owner: parts.owner ?? box(frame.method?.owner),
  };
}

/** Runs a function of the program on the given arguments. */
export function callFunction(
  context: Context,
  callee: FunctionValue,
  args: CallArgs,
  place: Place,
  self?: Value,
): Value {
  context.called.add(callee.node);
  const open = context.active.get(callee.node) ?? [];
  const call = { args, self, scope: callee.scope };
  const endless: Why | undefined =
    context.depth >= limits.callDepth ? { kind: 'budget', what: 'calls within calls' } : refusedRecursion(open, call);
  if (endless !== undefined) {
    // What it would do is not followed.
    exposeAll(context, [callee, ...argumentValues(args), ...(self === undefined ? [] : [self])]);
    return unknown(endless, place);
  }
  context.active.set(callee.node, [...open, call]);
  context.depth++;
  try {
    const attempt = (given: CallArgs): Value | undefined =>
      within(context, { place, callee, self }, () => runFunction(context, callee, given, place, self));
    const answer = withCases(context, callee, args, attempt) ?? unknown({ kind: 'error' }, place);
    if (callee.wrapped || mayBeOverridden(context, self))
      exposeAll(context, [answer, ...argumentValues(args), ...(self === undefined ? [] : [self])]);
    return answer;
  } finally {
    context.depth--;
    context.active.set(callee.node, open);
  }
}

/** Whether a class that is not seen may put a method of its own in the place of the one that is called. */
function mayBeOverridden(context: Context, self: Value | undefined): boolean {
  if (self?.kind !== 'instance') return false;
  return self.anySubclass === true || isFromBefore(context, self.layer);
}

function exposeAll(context: Context, values: readonly Value[]): void {
  for (const value of values) expose(context, value);
}

/** What a function gives; nothing where it raises on every path. */
function runFunction(
  context: Context,
  callee: FunctionValue,
  args: CallArgs,
  place: Place,
  self: Value | undefined,
): Value | undefined {
  const { node } = callee;
  const scope = newScope('function', callee.scope);
  const yields = list([]);
  const owner = callee.owner.value;
  const frame: Frame = {
    context,
    scope,
    program: callee.program,
    uri: callee.uri,
    facts: callee.facts,
    returns: [],
    ...(node.generator ? { yields } : {}),
    ...(self === undefined ? {} : { method: { owner, self } }),
  };
  const { explicitSelf } = callee.program.traits;
  if (self !== undefined && !explicitSelf && node.ownThis) context.store.write(placeIn(scope, 'this'), self);
  const bound =
    self !== undefined && explicitSelf ? { ...args, positional: [{ value: self, place }, ...args.positional] } : args;
  bindParameters(frame, callee, bound);
  if (node.expression !== undefined) return evaluate(frame, node.expression);
  const completion = runBody(frame, node.body);
  if (node.generator) return yields;
  const last =
    completion?.kind === 'return'
      ? completion.value
      : completion?.kind === 'raise'
        ? undefined
        : explicitSelf
          ? none
          : missing;
  const all = last === undefined ? frame.returns : [...frame.returns, last];
  const [first, ...others] = all;
  if (first === undefined) return undefined;
  return others.reduce<Value>((joined, value) => joinValues(joined, value) ?? joined, first);
}

/** Gives every parameter its value: the argument, the default, or unknown. */
function bindParameters(frame: Frame, callee: FunctionValue, args: CallArgs): void {
  const { context } = frame;
  const { parameters } = callee.node;
  const byKeyword = new Map(args.keywords.map(keyword => [keyword.name, keyword.value]));
  const open = args.open ?? args.openRest;
  let next = 0;
  parameters.forEach((parameter, i) => {
    if (parameter.rest === 'list') {
      const rest = args.positional.slice(next).map(argument => argument.value);
      next = args.positional.length;
      assign(
        frame,
        parameter.target,
        callee.program.traits.explicitSelf ? { ...list(rest, open), type: 'tuple' } : list(rest, open),
        'block',
      );
      return;
    }
    if (parameter.rest === 'record') {
      const rest = record(byKeyword);
      if (open !== undefined) context.store.write(rest.open, open);
      assign(frame, parameter.target, rest, 'block');
      return;
    }
    const name = parameter.target.kind === 'identifier' ? parameter.target.name : undefined;
    let value: Value | undefined;
    if (parameter.only !== 'keyword' && next < args.positional.length) value = args.positional[next++]?.value;
    else if (name !== undefined && parameter.only !== 'positional' && byKeyword.has(name)) {
      value = byKeyword.get(name);
      byKeyword.delete(name);
    }
    assign(frame, parameter.target, value ?? fallbackOf(frame, callee, parameter, i, args.open), 'block');
  });
}

function fallbackOf(
  frame: Frame,
  callee: FunctionValue,
  parameter: Parameter,
  i: number,
  open: Unknown | undefined,
): Value {
  if (open !== undefined) return open;
  const ready = callee.fallbacks.get(i);
  if (ready !== undefined) return ready;
  if (parameter.fallback !== undefined) return evaluate(frame, parameter.fallback);
  return callee.program.traits.explicitSelf ? unknown({ kind: 'error' }) : missing;
}

/** A class value: its body is run in a scope of its own. */
export function makeClass(
  frame: Frame,
  parts: {
    readonly name: string;
    readonly node: ClassNode;
    readonly place: Place;
    readonly traits?: ReadonlySet<'dataclass' | 'enum'>;
  },
): ClassValue {
  const bases = parts.node.bases.map(base => evaluate(frame, base));
  const { explicitSelf } = frame.program.traits;
  // The body of a class of JavaScript knows the class by its name.
  const around = explicitSelf ? frame.scope : newScope('block', frame.scope);
  const scope = newScope('class', around);
  const made: ClassValue = {
    kind: 'class',
    name: parts.name,
    node: parts.node,
    bases,
    members: scope.names as Map<string, Box<Value>>,
    place: parts.place,
    traits: parts.traits ?? new Set(),
  };
  const inside: Frame = { ...frame, scope };
  const { store } = frame.context;
  if (!explicitSelf) store.write(placeIn(around, parts.name), made);
  runBody(inside, parts.node.body);
  makeMembers(inside, made);
  for (const { value } of scope.names.values()) {
    if (value?.kind === 'function' && value.scope === scope) frame.context.store.write(value.owner, made);
  }
  return made;
}

/** Makes an object of a class of the program and runs its constructor. */
function constructInstance(context: Context, callee: ClassValue, args: CallArgs, place: Place): Value {
  const instance: InstanceValue = {
    kind: 'instance',
    class: callee,
    fields: new Map(),
    made: place,
    layer: box(undefined),
  };
  context.library.prepareInstance(context, instance, args, place);
  initialiseFields(context, instance);
  const init = findMember(callee, '__init__');
  if (init?.kind === 'function') callFunction(context, init, args, place, instance);
  else if (init !== undefined)
    context.call({ kind: 'bound', self: instance, function: init as BoundValue['function'] }, args, place);
  else if (callee.traits.has('dataclass')) fillDataclass(context, instance, args);
  context.library.completeInstance(context, instance, place);
  for (const one of lineage(callee)) context.objects.set(one.node, instance);
  if (lineage(callee).some(one => one.wrapped)) expose(context, instance);
  return instance;
}

/** Annotated names of a dataclass in order, base classes first, given by position or name. */
function fillDataclass(context: Context, instance: InstanceValue, args: CallArgs): void {
  const names: string[] = [];
  for (const owner of [...lineage(instance.class)].reverse()) {
    for (const statement of owner.node.body) {
      const name =
        statement.kind === 'declare' && statement.declares === 'annotation'
          ? statement.name.name
          : statement.kind === 'assign' &&
              statement.annotation !== undefined &&
              statement.targets[0]?.kind === 'identifier'
            ? statement.targets[0].name
            : undefined;
      if (name !== undefined && !names.includes(name)) names.push(name);
    }
  }
  names.forEach((name, i) => {
    const given = args.positional[i]?.value ?? args.keywords.find(keyword => keyword.name === name)?.value;
    const value = given ?? args.open ?? findMember(instance.class, name) ?? unknown({ kind: 'error' });
    const field = valueBox(undefined, instance.layer.born);
    instance.fields.set(name, field);
    context.store.write(field, value);
  });
}

/** The classes of the program that a class comes from, itself first. */
export function lineage(value: ClassValue): readonly ClassValue[] {
  const out: ClassValue[] = [];
  const visit = (one: ClassValue): void => {
    if (out.includes(one)) return;
    out.push(one);
    for (const base of one.bases) if (base.kind === 'class') visit(base);
  };
  visit(value);
  return out;
}

/** A member of a class or of those it comes from; a library class among them answers through the library. */
export function findMember(value: ClassValue, name: string): Value | undefined {
  for (const one of lineage(value)) {
    const member = one.members.get(name)?.value;
    if (member !== undefined) return member;
  }
  return undefined;
}

/** `super().name`: the member of the classes behind the one the method is defined in. */
export function superOf(frame: Frame, name: string, place: Place): Value {
  const { method, context } = frame;
  if (method === undefined || method.self.kind !== 'instance')
    return unknown({ kind: 'todo', what: '`super()` outside a method' });
  const classes = lineage(method.self.class);
  const at = method.owner === undefined ? 0 : classes.indexOf(method.owner);
  for (const one of classes.slice(at + 1)) {
    const member = one.members.get(name)?.value;
    if (member?.kind === 'function') return { kind: 'bound', self: method.self, function: member };
    if (member !== undefined) return member;
  }
  // A base that is not known may do anything with the object.
  if (classes.some(({ bases }) => bases.some(isUnknown))) expose(context, method.self);
  return (
    context.library.member(context, method.self, `super.${name}`, place) ?? {
      kind: 'builtin',
      path: `super.${name}`,
      call: () => none,
    }
  );
}
