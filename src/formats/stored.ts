// JSON as Keras writes it: NaN and Infinity are numbers, and whole floats (`2.0`) are kept apart from integers. Objects
// become maps, so that no key of a file can mean anything to the language.

import { deepestConfiguration, longestConfiguration, unreadable } from './budgets.ts';

/** A value of a configuration. */
export type Stored =
  | null
  | boolean
  | number
  | string
  | { readonly kind: 'float'; readonly value: number }
  | readonly Stored[]
  | StoredRecord;

export type StoredRecord = ReadonlyMap<string, Stored>;

/** True for an object. */
export function isStoredRecord(value: Stored | undefined): value is StoredRecord {
  return value instanceof Map;
}

/** True for a list. */
export function isStoredList(value: Stored | undefined): value is readonly Stored[] {
  return Array.isArray(value);
}

/** The text at a key; undefined where there is none. */
export function textAt(record: StoredRecord, key: string): string | undefined {
  const value = record.get(key);
  return typeof value === 'string' ? value : undefined;
}

/** The object at a key; undefined where there is none. */
export function recordAt(record: StoredRecord, key: string): StoredRecord | undefined {
  const value = record.get(key);
  return isStoredRecord(value) ? value : undefined;
}

/** The list at a key; empty where there is none. */
export function listAt(record: StoredRecord, key: string): readonly Stored[] {
  const value = record.get(key);
  return isStoredList(value) ? value : [];
}

/** The number that a value is; undefined for anything else. */
export function numberOf(value: Stored | undefined): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'object' && value !== null && 'kind' in value ? value.value : undefined;
}

/** Reads JSON; text that is none is unreadable. */
export function parseStored(text: string): Stored {
  if (text.length > longestConfiguration) unreadable('its configuration is too long');
  const reader = { text, at: text.charCodeAt(0) === 0xfeff ? 1 : 0 };
  const value = readValue(reader, 0);
  skipSpace(reader);
  if (reader.at < text.length) broken(reader);
  return value;
}

interface Reader {
  readonly text: string;
  at: number;
}

function broken({ text, at }: Reader): never {
  if (at >= text.length) unreadable('its JSON ends too early');
  unreadable(`its JSON is broken at character ${at}`);
}

function skipSpace(reader: Reader): void {
  for (;;) {
    const unit = reader.text.charCodeAt(reader.at);
    if (unit !== 32 && unit !== 10 && unit !== 13 && unit !== 9) return;
    reader.at++;
  }
}

function readValue(reader: Reader, depth: number): Stored {
  if (depth > deepestConfiguration) unreadable('its configuration is nested too deeply');
  skipSpace(reader);
  switch (reader.text[reader.at]) {
    case '{':
      return readRecord(reader, depth);
    case '[':
      return readList(reader, depth);
    case '"':
      return readText(reader);
    default:
      return readPlain(reader);
  }
}

function readRecord(reader: Reader, depth: number): StoredRecord {
  const out = new Map<string, Stored>();
  reader.at++;
  for (;;) {
    skipSpace(reader);
    if (out.size === 0 && take(reader, '}')) return out;
    if (reader.text[reader.at] !== '"') broken(reader);
    const key = readText(reader);
    skipSpace(reader);
    if (!take(reader, ':')) broken(reader);
    out.set(key, readValue(reader, depth + 1));
    skipSpace(reader);
    if (take(reader, '}')) return out;
    if (!take(reader, ',')) broken(reader);
  }
}

function readList(reader: Reader, depth: number): readonly Stored[] {
  const out: Stored[] = [];
  reader.at++;
  for (;;) {
    skipSpace(reader);
    if (out.length === 0 && take(reader, ']')) return out;
    out.push(readValue(reader, depth + 1));
    skipSpace(reader);
    if (take(reader, ']')) return out;
    if (!take(reader, ',')) broken(reader);
  }
}

function take(reader: Reader, letter: string): boolean {
  if (reader.text[reader.at] !== letter) return false;
  reader.at++;
  return true;
}

function readText(reader: Reader): string {
  const start = reader.at;
  for (let end = start + 1; ; end++) {
    const unit = reader.text.charCodeAt(end);
    if (unit === 0x5c) end++;
    else if (unit === 0x22) {
      reader.at = end + 1;
      break;
    } else if (Number.isNaN(unit)) {
      reader.at = reader.text.length;
      broken(reader);
    }
  }
  try {
    return JSON.parse(reader.text.slice(start, reader.at)) as string;
  } catch {
    reader.at = start;
    return broken(reader);
  }
}

const words: Readonly<Record<string, Stored>> = {
  null: null,
  true: true,
  false: false,
  NaN: { kind: 'float', value: Number.NaN },
  Infinity: { kind: 'float', value: Number.POSITIVE_INFINITY },
  '-Infinity': { kind: 'float', value: Number.NEGATIVE_INFINITY },
};

const plain = /-?[\w.+-]+/y;
const number = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

function readPlain(reader: Reader): Stored {
  plain.lastIndex = reader.at;
  const word = plain.exec(reader.text)?.[0] ?? '';
  const known = Object.hasOwn(words, word) ? words[word] : undefined;
  if (known === undefined && !number.test(word)) broken(reader);
  reader.at += word.length;
  if (known !== undefined) return known;
  const value = Number(word);
  return /[.eE]/.test(word) ? { kind: 'float', value } : value;
}
