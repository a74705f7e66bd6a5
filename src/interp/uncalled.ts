// Functions and methods of a file that nobody called, run with parameters that are not known.

import { assertNever } from '../base/assertNever.ts';
import { box, now } from '../base/box.ts';
import { symbol } from '../shapes/dim.ts';
import { unknown } from '../shapes/unknown.ts';
import type { Expression } from '../syntax/expression.ts';
import type { Parameter, Program } from '../syntax/program.ts';
import { callFunction, findMember } from './call.ts';
import { initialiseFields } from './classMembers.ts';
import { type Context, markOf } from './context.ts';
import { keyOf } from './key.ts';
import { type ChangesByFunction, changesByFunction, unsettleFields, unsettleNames } from './laterChanges.ts';
import { string } from './make.ts';
import { isPlaceholder } from './placeholder.ts';
import type { RunAlone } from './records.ts';
import type { ArgValue, ClassValue, FunctionValue, InstanceValue, KeywordValue, Scope, Value } from './value.ts';

/** Functions and methods that nobody called are run once, so that what stands in them is understood too. */
export function runUncalled(context: Context, scope: Scope, uri: string): readonly RunAlone[] {
  const values = [...new Set(ownValues(scope))];
  const program = values.map(value => programOf(value, uri)).find(one => one !== undefined);
  if (program === undefined) return [];
  const aim: Aim = { context, runs: [], changes: changesByFunction(program, context.called) };
  alone(context, () => {
    unsettleNames(context, aim.changes, scope);
    for (const value of values) {
      if (value.kind === 'function' && value.uri === uri) runAlone(aim, value);
      if (value.kind === 'class' && value.place.uri === uri) runMethods(aim, value);
    }
  });
  return aim.runs;
}

/** The file that a function or class was written in, where it is the one at this address. */
function programOf(value: Value, uri: string): Program | undefined {
  if (value.kind === 'function') return value.uri === uri ? value.program : undefined;
  if (value.kind !== 'class' || value.place.uri !== uri) return undefined;
  return [...value.members.values()].map(member => programOf(member.value, uri)).find(program => program !== undefined);
}

/** What the names of a file hold, also in records. */
function ownValues(scope: Scope): readonly Value[] {
  const named = [...scope.names.values()].map(({ value }) => value);
  return [...named, exportsIn(scope)].flatMap(value => {
    if (value === undefined) return [];
    return value.kind === 'record' ? [...value.entries.value.values()].map(entry => entry.value) : [value];
  });
}

/** What a file of Node assigns to `module.exports`. */
function exportsIn(scope: Scope): Value | undefined {
  const module = scope.parent?.names.get('module')?.value;
  const key = keyOf(string('exports'));
  return module?.kind === 'record' && key !== undefined ? module.entries.value.get(key)?.value : undefined;
}

interface Aim {
  readonly context: Context;
  readonly runs: RunAlone[];
  readonly changes: ChangesByFunction;
}

function runAlone({ context, runs }: Aim, callee: FunctionValue, self?: Value): void {
  if (context.called.has(callee.node) || context.budget.step()) return;
  const from = markOf(context.record);
  alone(context, () => callOnUnknown(context, callee, self));
  runs.push({ node: callee.node, from, to: markOf(context.record) });
}

/** Runs what the program itself runs at another time, or not at all, and takes back what it changes. */
function alone(context: Context, body: () => void): void {
  const before = context.alone;
  context.alone = now();
  context.store.tentatively(body);
  context.alone = before;
}

/** Runs a method once that a framework calls with what is not known here; what it changes is undone. */
export function runOnUnknown(context: Context, callee: FunctionValue, self: Value): void {
  if (context.called.has(callee.node) || context.budget.step()) return;
  alone(context, () => callOnUnknown(context, callee, self));
}

/** Runs a function or method on arguments that are not known, and takes back what it changes. */
export function callAlone(context: Context, callee: FunctionValue, self: Value | undefined): void {
  alone(context, () =>
    callOnUnknown(context, callee, self?.kind === 'instance' ? objectOfUnknown(context, self.class) : self),
  );
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
    // A default of None, zero or `...` most often stands for what the caller gives.
    else if (
      (ready?.kind === 'none' || ready?.kind === 'ellipsis' || (ready?.kind === 'int' && ready.value === 0)) &&
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

/** What a method is called on, by the way it is reached. */
function selfOf(binding: FunctionValue['binding'], owner: ClassValue, instance: InstanceValue): Value | undefined {
  switch (binding) {
    case 'static':
      return undefined;
    case 'class':
    case 'class property':
      return owner;
    case 'plain':
    case 'property':
      return instance;
    default:
      return assertNever(binding);
  }
}

function runMethods(aim: Aim, value: ClassValue): void {
  const { context } = aim;
  if (context.budget.step()) return;
  const methods = [...value.members.values()].map(member => member.value).filter(member => member?.kind === 'function');
  if (methods.every(method => method?.kind !== 'function' || context.called.has(method.node))) return;
  alone(context, () => {
    const before = new Set(context.called);
    const instance = context.objects.get(value.node) ?? objectOfUnknown(context, value);
    const ran = new Set([...context.called].filter(node => !before.has(node)));
    unsettleFields(context, aim.changes, instance, ran);
    for (const method of methods)
      if (method?.kind === 'function' && method.name !== '__init__')
        runAlone(aim, method, selfOf(method.binding, value, instance));
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
    anySubclass: true,
  };
  const open = unknown({ kind: 'input', name: 'its arguments' });
  context.library.prepareInstance(context, instance, { positional: [], keywords: [], open }, place);
  initialiseFields(context, instance);
  const init = findMember(value, '__init__');
  if (init?.kind === 'function') callOnUnknown(context, init, instance);
  context.library.completeInstance(context, instance, place);
  forgetPlaceholders(context, instance);
  return instance;
}

/** What other methods put into the fields that hold nothing yet is not known. */
function forgetPlaceholders({ store }: Context, { class: owner, fields }: InstanceValue): void {
  for (const [name, field] of fields) {
    const { value } = field;
    if (value === undefined || !isPlaceholder(value)) continue;
    const why = unknown({ kind: 'data', what: `what other methods make of \`${owner.name}.${name}\`` });
    if (value.kind === 'list' || value.kind === 'record') store.write(value.open, why);
    else store.write(field, why);
  }
}
