// The document of a web page, as far as its fields go: the program is read with what they hold before anybody types.

import { ownValue } from '../../base/ownValue.ts';
import type { Context } from '../../interp/context.ts';
import { builtin, float, missing, number, record, recordOf, string } from '../../interp/make.ts';
import type { Builtin, ObjectValue, RecordValue, Value } from '../../interp/value.ts';
import { type Unknown, unknown } from '../../shapes/unknown.ts';
import { addEventListener } from './listeners.ts';

const ofPage: Unknown = unknown({ kind: 'data', what: 'what the page holds' });

/** The fields that a run has asked for. One field is one object, which the program may change. */
const fieldsOf = new WeakMap<Context, Map<string, RecordValue>>();

function fieldWith(context: Context, id: string, script: string): Value {
  const fields = fieldsOf.get(context) ?? new Map<string, RecordValue>();
  fieldsOf.set(context, fields);
  const known = fields.get(id);
  if (known !== undefined) return known;
  const text = context.files.fields(script).get(id);
  if (text === undefined) return ofPage;
  const size = text.trim() === '' ? Number.NaN : Number(text);
  const { entries } = record([
    ['id', string(id)],
    ['value', string(text)],
    ['valueAsNumber', Number.isNaN(size) ? float(size) : number(size)],
  ]);
  const field = recordOf(entries.value, { attributes: true, open: ofPage });
  fields.set(id, field);
  return field;
}

/** A function that finds an element by a text; `read` takes the `id` out of it, where it names one. */
function finder(read: (text: string) => string | undefined): Builtin {
  return (context, args, { place }) => {
    const text = args.positional[0]?.value ?? missing;
    const id = text.kind === 'string' ? read(text.value) : undefined;
    return id === undefined ? ofPage : fieldWith(context, id, place.uri);
  };
}

const finders: Readonly<Record<string, Value>> = {
  getElementById: builtin(
    'document.getElementById',
    finder(text => text),
  ),
  querySelector: builtin(
    'document.querySelector',
    finder(text => /^\w*#([\w-]+)$/.exec(text.trim())?.[1]),
  ),
};

/** `document`. */
export const pageDocument: ObjectValue = { kind: 'object', family: 'page', name: 'document', config: new Map() };

/** What `document` has: of all but what finds an element or listens nothing is known. */
export function pageMember(name: string): Value {
  if (name === 'addEventListener') return addEventListener;
  return ownValue(finders, name) ?? ofPage;
}
