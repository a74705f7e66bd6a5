// What a class of JavaScript has beside its methods: getters and setters, static members and blocks, fields.

import type { ClassMember, ClassNode, FunctionNode } from '../syntax/program.ts';
import { valueBox } from './boxes.ts';
import { callFunction, lineage, makeFunction } from './call.ts';
import type { Context, Frame } from './context.ts';
import { evaluate } from './evaluate.ts';
import { missing } from './make.ts';
import { newScope, placeIn } from './scope.ts';
import type { ClassValue, FunctionValue, InstanceValue } from './value.ts';

/** Under which name a class keeps what runs when an attribute is set. */
export function setterKey(name: string): string {
  return `set ${name}`;
}

/** Under which name a class keeps a function that does nothing, in whose scope the values of its fields stand. */
const fieldsKey = 'own fields';

function noBody({ span }: ClassNode): FunctionNode {
  return { span, parameters: [], body: [], generator: false, async: false, ownThis: true };
}

const bindings = {
  getter: 'property',
  setter: 'plain',
  static: 'class',
  'static getter': 'class property',
  field: 'plain',
} as const satisfies Record<Exclude<ClassMember['kind'], 'static block'>, FunctionValue['binding']>;

/** Getters, setters, static members and fields of a class, whose body ran in the frame `inside`. */
export function makeMembers(inside: Frame, made: ClassValue): void {
  const { store } = inside.context;
  for (const member of made.node.members) {
    if (member.function === undefined || member.kind === 'static block') continue;
    const { name } = member;
    const key = member.kind === 'setter' ? setterKey(name) : name;
    store.write(
      placeIn(inside.scope, key),
      makeFunction(inside, { name, node: member.function, binding: bindings[member.kind] }),
    );
  }
  if (made.node.members.some(({ kind }) => kind === 'field'))
    store.write(placeIn(inside.scope, fieldsKey), makeFunction(inside, { name: '<fields>', node: noBody(made.node) }));
  runStatics(inside, made);
}

/** Static fields and blocks of a class in order; `this` is the class. */
function runStatics(inside: Frame, made: ClassValue): void {
  const { context } = inside;
  const scope = newScope('block', inside.scope);
  context.store.write(placeIn(scope, 'this'), made);
  for (const member of made.node.members) {
    if (member.kind === 'static' && member.function === undefined) {
      const value = member.value === undefined ? missing : evaluate({ ...inside, scope }, member.value);
      context.store.write(placeIn(inside.scope, member.name), value);
    } else if (member.kind === 'static block' && member.function !== undefined) {
      const block = makeFunction(inside, { name: '<static>', node: member.function, binding: 'class' });
      callFunction(context, block, { positional: [], keywords: [], open: undefined }, made.place, made);
    }
  }
}

/** Gives an object its fields with their values, base classes first. */
export function initialiseFields(context: Context, instance: InstanceValue): void {
  for (const owner of [...lineage(instance.class)].reverse()) {
    for (const member of owner.node.members) {
      if (member.kind !== 'field') continue;
      const fields = owner.members.get(fieldsKey)?.value;
      const value =
        member.value === undefined || fields?.kind !== 'function'
          ? missing
          : evaluate(fieldFrame(context, fields, instance), member.value);
      const field = valueBox(undefined, instance.layer.born);
      instance.fields.set(member.name, field);
      context.store.write(field, value);
    }
  }
}

function fieldFrame(context: Context, method: FunctionValue, self: InstanceValue): Frame {
  const scope = newScope('block', method.scope);
  context.store.write(placeIn(scope, 'this'), self);
  return { context, scope, program: method.program, uri: method.uri, facts: method.facts, returns: [] };
}
