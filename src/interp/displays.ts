// Values written out in parts: lists, tuples, sets, records, and texts with values in them.

import { unknown } from '../shapes/unknown.ts';
import type { Expression, FormatExpression, RecordExpression } from '../syntax/expression.ts';
import { type Frame, placeOf } from './context.ts';
import { evaluate } from './evaluate.ts';
import { iterate } from './iterate.ts';
import { differs } from './join.ts';
import { keyOf } from './key.ts';
import { joinedText, numeric, plain, recordOf, sequence, whyUnknown } from './make.ts';
import { joinAll, restEnd } from './openList.ts';
import { printed } from './operators.ts';
import { setOf } from './sets.ts';
import type { RecordEntry, Value } from './value.ts';

/** Items of a list, tuple or set; a spread of unknown length leaves the rest open. */
export function evaluateItems(frame: Frame, items: readonly Expression[], type: 'list' | 'tuple' | 'set'): Value {
  const values: Value[] = [];
  for (const item of items) {
    const value = evaluate(frame, item);
    if (item.kind !== 'spread') {
      values.push(value);
      continue;
    }
    const { items: spread, rest } = iterate(frame.context, value, placeOf(frame, item.span));
    values.push(...spread);
    if (rest === undefined) continue;
    const further = items.slice(items.indexOf(item) + 1);
    const others = further.map(other => (other.kind === 'spread' ? differs : evaluate(frame, other)));
    const end = restEnd(joinAll([rest, ...others]) ?? differs);
    return type === 'set' ? setOf(values, end) : sequence(type, values, end);
  }
  return type === 'set' ? setOf(values) : sequence(type, values);
}

/** A dict or an object; what is spread into it without being known leaves it open. */
export function evaluateRecord(frame: Frame, expression: RecordExpression): Value {
  const entries = new Map<string, RecordEntry>();
  let open = undefined as ReturnType<typeof unknown> | undefined;
  for (const entry of expression.entries) {
    const value = evaluate(frame, entry.value);
    if (entry.key === undefined) {
      if (value.kind === 'record') {
        for (const [key, inner] of value.entries.value) entries.set(key, inner);
        open ??= value.open.value;
      } else if (value.kind !== 'none') open ??= unknown({ kind: 'data', what: 'what is spread into the record' });
      continue;
    }
    const key = evaluate(frame, entry.key);
    const text = keyOf(key);
    if (text === undefined) open ??= unknown({ kind: 'data', what: 'a key of the record' });
    else entries.set(text, { key, value, place: placeOf(frame, entry.value.span) });
  }
  return recordOf(entries, { attributes: expression.attributes, open });
}

/** A text with values in it: the text itself where all of them print as is known. */
export function evaluateFormat(frame: Frame, expression: FormatExpression): Value {
  const texts: string[] = [];
  let isWhole = true;
  let reason: Value | undefined;
  for (const part of expression.parts) {
    if (typeof part === 'string') {
      texts.push(part);
      continue;
    }
    const value = evaluate(frame, part.value);
    const shown = formatPart(value, part.conversion, part.spec);
    if (shown === undefined) {
      isWhole = false;
      reason ??= value;
    } else texts.push(shown);
  }
  if (isWhole) return joinedText(texts);
  const why = reason === undefined ? undefined : whyUnknown(reason);
  return plain('string', why ?? unknown({ kind: 'data', what: 'a value that is printed' }));
}

function formatPart(value: Value, conversion: string | undefined, spec: string | undefined): string | undefined {
  if (conversion === 'r' && value.kind === 'string') return `'${value.value}'`;
  if (spec === undefined || spec === '') return printed(value);
  const padded = /^(0?)(\d+)d?$/.exec(spec);
  if (padded !== null && value.kind === 'int')
    return String(value.value).padStart(Number(padded[2]), padded[1] === '0' ? '0' : ' ');
  const fixed = /^\.(\d+)f$/.exec(spec);
  const decimal = numeric(value);
  return fixed !== null && decimal !== undefined ? decimal.toFixed(Number(fixed[1])) : undefined;
}
