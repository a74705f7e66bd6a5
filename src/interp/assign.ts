// Assignment to patterns: names, attributes, items, and the parts of sequences and records.

import { assertNever } from '../base/assertNever.ts';
import { type Box, now } from '../base/box.ts';
import { isUnknown, unknown } from '../shapes/unknown.ts';
import type { Pattern } from '../syntax/pattern.ts';
import { valueBox } from './boxes.ts';
import { limits } from './budget.ts';
import { findMember } from './call.ts';
import { callLater } from './callback.ts';
import { setterKey } from './classMembers.ts';
import { type Frame, placeOf } from './context.ts';
import { evaluate } from './evaluate.ts';
import { indexPlain } from './indexing.ts';
import { iterate } from './iterate.ts';
import { joinValues, sameValue } from './join.ts';
import { keyOf } from './key.ts';
import { noteLayersCopy } from './layersCopy.ts';
import { int, list, missing, numeric, record } from './make.ts';
import { overwrite } from './memory.ts';
import { endOf } from './openList.ts';
import { lookUp, ownPlace, placeIn } from './scope.ts';
import type { RecordEntry, Value } from './value.ts';
import { weigh, weightOf } from './weight.ts';

/** Gives a value to a pattern. `declares` makes the names in the innermost block or in the function. */
export function assign(frame: Frame, pattern: Pattern, value: Value, declares?: 'block' | 'function'): void {
  const { context } = frame;
  switch (pattern.kind) {
    case 'identifier': {
      context.store.write(nameBox(frame, pattern.name, declares), value);
      noteName(frame, pattern, value);
      return;
    }
    case 'attribute':
      assignAttribute(frame, evaluate(frame, pattern.object), pattern, value);
      return;
    case 'index': {
      const object = evaluate(frame, pattern.object);
      if (object.kind === 'list') noteLayersCopy(context, object, 'set', placeOf(frame, pattern.span));
      assignIndex(frame, object, evaluate(frame, pattern.index), value);
      return;
    }
    case 'sequence':
      assignSequence(frame, pattern, value, declares);
      return;
    case 'record': {
      const taken = new Set<string>();
      for (const { key, target } of pattern.entries) {
        const name = evaluate(frame, key);
        const text = keyOf(name);
        if (text !== undefined) taken.add(text);
        const part =
          name.kind === 'string'
            ? context.attribute(value, name.value, placeOf(frame, pattern.span))
            : unknown({ kind: 'data', what: 'a computed name' });
        assign(frame, target, part, declares);
      }
      if (pattern.rest !== undefined) {
        const rest =
          value.kind === 'record'
            ? record(
                [...value.entries.value]
                  .filter(([key]) => !taken.has(key))
                  .flatMap(([, entry]) =>
                    entry.key.kind === 'string' ? [[entry.key.value, entry.value] as const] : [],
                  ),
                'by name too',
              )
            : unknown({ kind: 'data', what: 'the rest of a record' });
        assign(frame, pattern.rest, rest, declares);
      }
      return;
    }
    case 'rest':
      assign(frame, pattern.target, value, declares);
      return;
    case 'default':
      if (value.kind === 'none' && value.missing === true)
        assign(frame, pattern.target, evaluate(frame, pattern.fallback), declares);
      else assign(frame, pattern.target, value, declares);
      return;
    default:
      assertNever(pattern);
  }
}

/** The present value of what a pattern names, for `x += 1`. */
export function readTarget(frame: Frame, pattern: Pattern): Value {
  switch (pattern.kind) {
    case 'identifier':
      return lookUp(frame.scope, pattern.name)?.value ?? unknown({ kind: 'call', name: pattern.name });
    case 'attribute':
      return frame.context.attribute(evaluate(frame, pattern.object), pattern.name, placeOf(frame, pattern.span));
    case 'index':
      return indexPlain(
        frame.context,
        evaluate(frame, pattern.object),
        evaluate(frame, pattern.index),
        placeOf(frame, pattern.span),
      );
    default:
      return unknown({ kind: 'todo', what: 'this target' });
  }
}

function nameBox(frame: Frame, name: string, declares: 'block' | 'function' | undefined): Box<Value | undefined> {
  if (declares === 'block') return placeIn(frame.scope, name);
  if (declares === 'function' || frame.program.traits.assignmentDeclares) return ownPlace(frame.scope, name);
  return lookUp(frame.scope, name) ?? ownPlace(frame.scope, name);
}

/** Remembers what a name of the analysed file was given. */
export function noteName(frame: Frame, pattern: Extract<Pattern, { kind: 'identifier' }>, value: Value): void {
  const { assignments } = frame.context.record;
  if (frame.uri !== frame.context.mainUri) return;
  const before = assignments.get(pattern.span.start);
  const varies = before !== undefined && (before.varies || !sameValue(before.value, value));
  assignments.set(pattern.span.start, {
    name: pattern.name,
    place: placeOf(frame, pattern.span),
    value,
    ...(value.kind === 'list' ? { items: value.items.value } : {}),
    varies,
  });
}

function assignAttribute(
  frame: Frame,
  object: Value,
  pattern: Extract<Pattern, { kind: 'attribute' }>,
  value: Value,
): void {
  const { context } = frame;
  const { name } = pattern;
  if (context.library.setMember(context, object, name, value)) return;
  switch (object.kind) {
    case 'instance': {
      const setter = findMember(object.class, setterKey(name));
      if (setter?.kind === 'function') {
        const place = placeOf(frame, pattern.span);
        const args = { positional: [{ value, place }], keywords: [], open: undefined };
        context.call({ kind: 'bound', self: object, function: setter }, args, place);
        return;
      }
      const field = object.fields.get(name);
      if (field !== undefined) {
        context.store.write(field, value);
        return;
      }
      const fresh = valueBox(undefined, object.layer.born);
      object.fields.set(name, fresh);
      context.store.write(fresh, value);
      return;
    }
    case 'class': {
      const member = object.members.get(name);
      if (member === undefined) object.members.set(name, valueBox(value, now()) as Box<Value>);
      else context.store.write(member, value);
      return;
    }
    case 'record':
      setEntry(frame, object, { kind: 'string', value: name }, value);
      return;
    case 'module':
    case 'builtin':
    case 'layerClass':
      context.ownNames.add(`${object.path}.${name}`);
      // Before Keras 3 names are looked up among all that a module holds.
      if (object.path.startsWith('keras.')) context.registered = true;
      return;
    case 'unknown':
      // `button.onclick = () => …`: what is not known calls it.
      if (value.kind === 'function' && /^on[a-z]/.test(name) && !value.program.traits.explicitSelf)
        callLater(context, value, { positional: [], keywords: [], open: object }, placeOf(frame, pattern.span));
      return;
    default:
      return;
  }
}

function assignIndex(frame: Frame, object: Value, index: Value, value: Value): void {
  const { store } = frame.context;
  if (object.kind === 'record') {
    setEntry(frame, object, index, value);
    return;
  }
  if (object.kind === 'object') {
    frame.context.library.setItem(frame.context, object, index, value);
    return;
  }
  if (object.kind === 'array') overwrite(store, object);
  if (object.kind !== 'list') return;
  const position = numeric(index);
  const items = object.items.value;
  const end = object.open.value;
  const why = unknown({ kind: 'data', what: 'an index that is not known' });
  if (index.kind === 'slice') {
    store.write(object.items, []);
    store.write(object.open, why);
    return;
  }
  // Which item changes is not known, so that each may be the new one.
  if (position === undefined || !Number.isInteger(position) || (end !== undefined && position < 0)) {
    store.write(
      object.items,
      items.map(item => joinValues(item, value) ?? why),
    );
    if (end?.each !== undefined) store.write(object.open, endOf(end, joinValues(end.each, value), end.count));
    return;
  }
  if (end !== undefined && position >= items.length) {
    if (end.each !== undefined) store.write(object.open, endOf(end, joinValues(end.each, value), end.count));
    return;
  }
  const at = position < 0 && frame.program.traits.negativeFromEnd ? position + items.length : position;
  if (at < 0 || at > items.length + mostGap) return;
  const next = [...items];
  while (next.length < at) next.push(missing);
  next[at] = value;
  store.write(object.items, next);
}

/** JavaScript arrays grow when an index past the end is set, as far as this. */
const mostGap = 1_000;

function setEntry(frame: Frame, object: Value & { readonly kind: 'record' }, key: Value, value: Value): void {
  const text = keyOf(key);
  const { store } = frame.context;
  if (text === undefined) {
    store.write(object.open, isUnknown(key) ? key : unknown({ kind: 'data', what: 'a key of the record' }));
    return;
  }
  const before = object.entries.value;
  const gone = before.get(text);
  if (gone?.value.kind === 'function' && gone.value.binding === 'property') return;
  const weight = weightOf([object, value]) - weightOf(gone === undefined ? [] : [gone.value]) - 1;
  if (weight > limits.weight || (before.size >= limits.grownItems && gone === undefined)) {
    store.write(object.open, unknown({ kind: 'budget', what: 'entries of a record' }));
    return;
  }
  weigh(object, weight);
  const entries = new Map<string, RecordEntry>(before);
  entries.set(text, { key, value });
  store.write(object.entries, entries);
}

function assignSequence(
  frame: Frame,
  { items, span }: Extract<Pattern, { kind: 'sequence' }>,
  value: Value,
  declares: 'block' | 'function' | undefined,
): void {
  const place = placeOf(frame, span);
  const { items: values, rest } = iterate(frame.context, value, place);
  const why = rest === undefined ? missing : (rest ?? missing);
  const star = items.findIndex(item => item?.kind === 'rest');
  const tail = star < 0 ? 0 : items.length - star - 1;
  items.forEach((item, i) => {
    if (item === undefined) return;
    if (item.kind === 'rest') {
      const end = Math.max(i, values.length - tail);
      assign(
        frame,
        item.target,
        list(
          values.slice(i, end),
          rest === undefined ? undefined : unknown({ kind: 'data', what: 'how many items there are' }),
        ),
        declares,
      );
      return;
    }
    const at = star >= 0 && i > star ? values.length - (items.length - i) : i;
    const short = frame.program.traits.explicitSelf && rest === undefined ? unknown({ kind: 'error' }) : why;
    assign(frame, item, (rest !== undefined && star >= 0 && i > star ? rest : values[at]) ?? short, declares);
  });
}

/** A number for uses that need one. */
export const zero = int(0);
