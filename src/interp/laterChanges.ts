// What functions that have not run may change when they do: fields and names that they assign, and lists and records that they
// change in place. Whoever runs one of these functions alone does not know which of the others ran before.

import type { Box } from '../base/box.ts';
import { unknown } from '../shapes/unknown.ts';
import type { FunctionNode, Program } from '../syntax/program.ts';
import type { Context } from './context.ts';
import { looseList } from './listChanges.ts';
import type { InstanceValue, Scope, Value } from './value.ts';

/** Fields and names by what happens to them. */
interface Touched {
  readonly assignedFields: Set<string>;
  readonly changedFields: Set<string>;
  readonly assignedNames: Set<string>;
  readonly changedNames: Set<string>;
}

/** What each function of a file touches, nested functions apart. */
export type ChangesByFunction = ReadonlyMap<FunctionNode, Touched>;

/** Methods that change the list or record they belong to, in either language. */
const mutators: ReadonlySet<string> = new Set([
  'add',
  'append',
  'appendleft',
  'clear',
  'delete',
  'discard',
  'extend',
  'insert',
  'pop',
  'popitem',
  'popleft',
  'push',
  'remove',
  'set',
  'setdefault',
  'shift',
  'splice',
  'unshift',
  'update',
]);

/** Collects what the functions of a file touch that were not called. */
export function changesByFunction(program: Program, called: ReadonlySet<object>): ChangesByFunction {
  const found = new Map<FunctionNode, Touched>();
  const waiting: { readonly part: unknown; readonly inside: Touched | undefined }[] = [
    { part: program.body, inside: undefined },
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { part } = next;
    if (typeof part !== 'object' || part === null) continue;
    let { inside } = next;
    if (isFunctionNode(part)) {
      inside = {
        assignedFields: new Set(),
        changedFields: new Set(),
        assignedNames: new Set(),
        changedNames: new Set(),
      };
      if (!called.has(part)) found.set(part, inside);
    } else if (inside !== undefined && isKind(part)) note(part, inside, program);
    for (const inner of Object.values(part)) if (typeof inner === 'object') waiting.push({ part: inner, inside });
  }
  return found;
}

function isFunctionNode(part: object): part is FunctionNode {
  return 'ownThis' in part && 'parameters' in part;
}

type Part = Partial<Record<string, unknown>> & { readonly kind: string };

function isKind(part: object): part is Part {
  return 'kind' in part && typeof part.kind === 'string';
}

/** Patterns are told from expressions by having no number. */
function note(part: Part, into: Touched, program: Program): void {
  const { kind, object, name } = part;
  if (kind === 'attribute' && !('id' in part) && typeof name === 'string') into.assignedFields.add(name);
  if (kind === 'index' && !('id' in part)) noteChanged(object, into);
  if (kind === 'scope' && Array.isArray(part.names)) for (const one of part.names) into.assignedNames.add(String(one));
  if (kind === 'call' && isObject(part.callee) && part.callee.kind === 'attribute' && isMutator(part.callee.name))
    noteChanged(part.callee.object, into);
  // Where names need no `global`, an assignment that declares nothing may be to a name around the function.
  if (program.traits.explicitSelf || part.declares !== undefined) return;
  for (const target of Array.isArray(part.targets) ? part.targets : [part.target])
    if (isObject(target) && target.kind === 'identifier') into.assignedNames.add(String(target.name));
}

function isMutator(name: unknown): boolean {
  return typeof name === 'string' && mutators.has(name);
}

function isObject(value: unknown): value is Partial<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function noteChanged(object: unknown, into: Touched): void {
  if (!isObject(object) || typeof object.name !== 'string') return;
  if (object.kind === 'attribute') into.changedFields.add(object.name);
  else if (object.kind === 'name') into.changedNames.add(object.name);
}

const leftByOthers = unknown({ kind: 'data', what: 'what functions that ran before leave there' });

/** Leaves open what functions may change in the names of a file. */
export function unsettleNames(context: Context, changes: ChangesByFunction, scope: Scope): void {
  for (const { assignedNames, changedNames } of changes.values()) {
    for (const name of assignedNames) unsettle(context, scope.names.get(name), 'assigned');
    for (const name of changedNames) unsettle(context, scope.names.get(name), 'changed');
  }
}

/** Leaves open what functions, but for those of `ran`, may change in the fields of an object. */
export function unsettleFields(
  context: Context,
  changes: ChangesByFunction,
  instance: InstanceValue,
  ran: ReadonlySet<object>,
): void {
  for (const [node, { assignedFields, changedFields }] of changes) {
    if (ran.has(node)) continue;
    for (const name of assignedFields) unsettle(context, instance.fields.get(name), 'assigned');
    for (const name of changedFields) unsettle(context, instance.fields.get(name), 'changed');
  }
}

/** Layers, models and objects that a field was given stay: what is set instead is most often another of their kind. */
function unsettle(context: Context, place: Box<Value | undefined> | undefined, how: 'assigned' | 'changed'): void {
  const value = place?.value;
  if (place === undefined || value === undefined) return;
  if (how === 'changed') {
    if (value.kind === 'list') looseList(context.store, value);
    if (value.kind === 'record') context.store.write(value.open, value.open.value ?? leftByOthers);
    return;
  }
  if (replaced.has(value.kind)) context.store.write(place, leftByOthers);
}

/** What another value of any kind may take the place of. */
const replaced: ReadonlySet<Value['kind']> = new Set([
  'none',
  'bool',
  'int',
  'float',
  'string',
  'size',
  'list',
  'record',
  'array',
]);
