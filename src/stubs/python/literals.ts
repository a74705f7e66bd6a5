// Python's literals out of a text: numbers, texts, truths, None, and lists, tuples, sets and dicts of them.

import { keyOf } from '../../interp/key.ts';
import { bool, float, int, none, recordOf, sequence, string } from '../../interp/make.ts';
import type { RecordEntry, Value } from '../../interp/value.ts';

interface Reader {
  readonly text: string;
  at: number;
  /** How many brackets are open. */
  depth: number;
}

/** The value that a text writes out; undefined for what is no plain literal, or one with escapes. */
export function literal(text: string): Value | undefined {
  const reader: Reader = { text, at: 0, depth: 0 };
  const value = readValue(reader);
  skipSpace(reader);
  return reader.at === text.length ? value : undefined;
}

function skipSpace(reader: Reader): void {
  while (/\s/.test(reader.text.charAt(reader.at))) reader.at++;
}

function take(reader: Reader, pattern: RegExp): string | undefined {
  const [found] = pattern.exec(reader.text.slice(reader.at)) ?? [];
  if (found !== undefined) reader.at += found.length;
  return found;
}

/** Texts with more brackets within brackets than this are not read. */
const deepest = 100;

function readValue(reader: Reader): Value | undefined {
  if (reader.depth >= deepest) return undefined;
  reader.depth++;
  const value = readForm(reader);
  reader.depth--;
  return value;
}

function readForm(reader: Reader): Value | undefined {
  skipSpace(reader);
  switch (reader.text.charAt(reader.at)) {
    case '[':
      return readItems(reader, ']', 'list');
    case '(':
      return readItems(reader, ')', 'tuple');
    case '{':
      return readBraces(reader);
    default:
      return readPlain(reader);
  }
}

const words: Readonly<Record<string, Value>> = { None: none, True: bool(true), False: bool(false) };

function readPlain(reader: Reader): Value | undefined {
  const text = take(reader, /^(?:'[^'\\\n]*'|"[^"\\\n]*")/);
  if (text !== undefined) return string(text.slice(1, -1));
  const word = take(reader, /^(?:None|True|False)\b/);
  if (word !== undefined) return words[word];
  const number = take(reader, /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/);
  if (number === undefined) return undefined;
  return /[.eE]/.test(number) ? float(Number(number)) : int(Number(number));
}

/** Items up to the closing bracket; one in round brackets without a comma stands for itself. */
function readItems(reader: Reader, end: string, type: 'list' | 'tuple' | 'set'): Value | undefined {
  reader.at++;
  const items: Value[] = [];
  let hasComma = false;
  for (;;) {
    skipSpace(reader);
    if (reader.text.charAt(reader.at) === end) {
      reader.at++;
      const [only] = items;
      return type === 'tuple' && items.length === 1 && !hasComma ? only : sequence(type, items);
    }
    if (items.length > 0 && !hasComma) return undefined;
    const item = readValue(reader);
    if (item === undefined) return undefined;
    items.push(item);
    skipSpace(reader);
    hasComma = take(reader, /^,/) !== undefined;
  }
}

function readBraces(reader: Reader): Value | undefined {
  const start = reader.at;
  const entries = new Map<string, RecordEntry>();
  reader.at++;
  for (;;) {
    skipSpace(reader);
    if (take(reader, /^\}/) !== undefined) return recordOf(entries);
    const key = readValue(reader);
    const name = key === undefined ? undefined : keyOf(key);
    skipSpace(reader);
    if (key === undefined || name === undefined) return undefined;
    if (take(reader, /^:/) === undefined) {
      reader.at = start;
      return entries.size === 0 ? readItems(reader, '}', 'set') : undefined;
    }
    const value = readValue(reader);
    if (value === undefined) return undefined;
    entries.set(name, { key, value });
    skipSpace(reader);
    if (take(reader, /^,/) === undefined && reader.text.charAt(reader.at) !== '}') return undefined;
  }
}
