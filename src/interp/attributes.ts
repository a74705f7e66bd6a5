// Attributes: fields of objects, members of classes and modules, entries of JavaScript objects; everything else is asked
// of the library.

import { now } from '../base/box.ts';
import type { Place } from '../base/span.ts';
import { unknown } from '../shapes/unknown.ts';
import { findMember } from './call.ts';
import type { Context } from './context.ts';
import { handOut } from './handOut.ts';
import { keyOf } from './key.ts';
import { missing, string } from './make.ts';
import { isFileModule, memberOfFile } from './members.ts';
import type { ClassValue, InstanceValue, RecordValue, Value } from './value.ts';

/** Reads an attribute of any value. */
export function attributeOf(context: Context, object: Value, name: string, place: Place): Value {
  switch (object.kind) {
    case 'unknown':
      // It may be any model that there is.
      if (/compile/i.test(name)) context.compiledBefore = now();
      return context.library.member(context, object, name, place) ?? object;
    case 'plain':
      return context.library.member(context, object, name, place) ?? object.why;
    case 'module': {
      if (isFileModule(object)) return memberOfFile(context, object, name, place);
      const refused = context.library.refuseName(context, object, name, place);
      if (refused !== undefined) return refused;
      const path = `${object.path}.${name}`;
      if (context.ownNames.has(path)) return unknown({ kind: 'call', name: path }, place);
      const found = context.library.find(path) ?? context.unmodelled(path, place, 'module');
      return found.kind === 'module' && object.through !== undefined ? { ...found, through: object.through } : found;
    }
    case 'instance':
      return fieldOf(context, object, name, place);
    case 'class':
      return classMember(context, object, name, place);
    case 'record': {
      if (object.attributes) {
        const key = keyOf(string(name));
        const entry = key === undefined ? undefined : object.entries.value.get(key);
        if (entry !== undefined) return ofRecord(context, object, entry.value, place);
      }
      const known = context.library.member(context, object, name, place);
      if (known !== undefined) return known;
      return object.open.value ?? (object.attributes ? missing : context.unmodelled(`dict.${name}`, place));
    }
    default: {
      const known = context.library.member(context, object, name, place);
      if (known !== undefined) return known;
      handOut(context, object);
      return context.unmodelled(`${describe(object)}.${name}`, place);
    }
  }
}

/** An entry of a record as it is read by name: a function of JavaScript then has the record as its `this`. */
function ofRecord(context: Context, object: RecordValue, value: Value, place: Place): Value {
  if (value.kind !== 'function' || value.program.traits.explicitSelf || !value.node.ownThis) return value;
  const bound: Value = { kind: 'bound', self: object, function: value };
  return value.binding === 'property'
    ? context.call(bound, { positional: [], keywords: [], open: undefined }, place)
    : bound;
}

function fieldOf(context: Context, object: InstanceValue, name: string, place: Place): Value {
  const field = object.fields.get(name)?.value;
  if (field !== undefined) return field;
  const member = findMember(object.class, name);
  if (member?.kind === 'function') {
    if (member.binding === 'static') return member;
    const self = member.binding === 'class' ? object.class : object;
    const bound: Value = { kind: 'bound', self, function: member };
    return member.binding === 'property'
      ? context.call(bound, { positional: [], keywords: [], open: undefined }, place)
      : (context.library.boundMethod(context, object, member) ?? bound);
  }
  if (member !== undefined) return member;
  if (name === '__class__' || name === 'constructor') return object.class;
  const known = context.library.member(context, object, name, place);
  if (known !== undefined) return known;
  // What is read may be a method that knows the object.
  handOut(context, object);
  return notSet(`${object.class.name}.${name}`);
}

function classMember(context: Context, object: ClassValue, name: string, place: Place): Value {
  const member = findMember(object, name);
  if (member?.kind === 'function' && (member.binding === 'class' || member.binding === 'class property')) {
    const bound: Value = { kind: 'bound', self: object, function: member };
    return member.binding === 'class'
      ? bound
      : context.call(bound, { positional: [], keywords: [], open: undefined }, place);
  }
  if (member !== undefined) return member;
  if (name === '__name__' || name === 'name') return string(object.name);
  return context.library.member(context, object, name, place) ?? notSet(`${object.name}.${name}`);
}

/** An attribute that the program reads and does not set: a class it extends or other code may. */
function notSet(name: string): Value {
  return unknown({ kind: 'data', what: `\`${name}\`, which this program does not set` });
}

/** What a value is called in the list of what is not modelled. */
function describe(value: Value): string {
  switch (value.kind) {
    case 'list':
      return value.type;
    case 'layer':
      return value.layer.kind === 'model' ? 'model' : 'layer';
    case 'object':
      return `${value.family}.${value.name}`;
    case 'builtin':
    case 'layerClass':
      return value.path;
    default:
      return value.kind;
  }
}
