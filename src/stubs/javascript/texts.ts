// The methods of JavaScript's texts.

import { bool, list, number, numeric, string } from '../../interp/make.ts';
import { binary } from '../../interp/operators.ts';
import type { StringValue, Value } from '../../interp/value.ts';
import { unknown } from '../../shapes/unknown.ts';
import type { Method } from '../python/methods.ts';

const notKnown = unknown({ kind: 'data', what: 'values that are not known' });

/** A method of texts whose arguments are plain, and whose answer is. */
function onText(
  compute: (text: string, ...given: never[]) => string | number | boolean | string[],
): Method<StringValue> {
  return (_context, self, args) => {
    if (args.open !== undefined) return notKnown;
    const given: (string | number | undefined)[] = [];
    for (const { value } of args.positional) {
      if (value.kind === 'string') given.push(value.value);
      else if (value.kind === 'none') given.push(undefined);
      else {
        const plain = numeric(value);
        if (plain === undefined) return notKnown;
        given.push(plain);
      }
    }
    const answer = compute(self.value, ...(given as never[]));
    if (Array.isArray(answer)) return list(answer.map(string));
    if (typeof answer === 'string') return string(answer);
    return typeof answer === 'number' ? number(answer) : bool(answer);
  };
}

/** The longest text that is written out. */
export const longestText = 100_000;

/** The methods of texts. */
export const textMethods: Readonly<Record<string, Method<StringValue>>> = {
  slice: onText((text, from: number, to: number) => text.slice(from, to)),
  substring: onText((text, from: number, to: number) => text.substring(from, to)),
  substr: onText((text, from: number, length: number) =>
    text.substring(from, length === undefined ? undefined : from + length),
  ),
  charAt: onText((text, at: number) => text.charAt(at)),
  charCodeAt: onText((text, at: number) => text.charCodeAt(at)),
  indexOf: onText((text, part: string) => text.indexOf(part)),
  lastIndexOf: onText((text, part: string) => text.lastIndexOf(part)),
  repeat: (_context, self, args) => {
    const count = args.positional[0] === undefined ? undefined : numeric(args.positional[0].value);
    return count === undefined || count < 0 || count * self.value.length > longestText
      ? notKnown
      : string(self.value.repeat(count));
  },
  padStart: onText((text, length: number, fill: string) => text.padStart(Math.min(length, longestText), fill)),
  padEnd: onText((text, length: number, fill: string) => text.padEnd(Math.min(length, longestText), fill)),
  trimStart: onText(text => text.trimStart()),
  trimEnd: onText(text => text.trimEnd()),
  toString: onText(text => text),
  toUpperCase: (_context, self) => string(self.value.toUpperCase()),
  toLowerCase: (_context, self) => string(self.value.toLowerCase()),
  trim: (_context, self) => string(self.value.trim()),
  split(_context, self, args) {
    const separator = args.positional[0]?.value;
    return separator?.kind === 'string' ? list(self.value.split(separator.value).map(string)) : notKnown;
  },
  startsWith: (_context, self, args) =>
    args.positional[0]?.value.kind === 'string'
      ? bool(self.value.startsWith(args.positional[0].value.value))
      : notKnown,
  endsWith: (_context, self, args) =>
    args.positional[0]?.value.kind === 'string' ? bool(self.value.endsWith(args.positional[0].value.value)) : notKnown,
  includes: (_context, self, args) =>
    args.positional[0]?.value.kind === 'string' ? bool(self.value.includes(args.positional[0].value.value)) : notKnown,
  concat(_context, self, args) {
    return args.positional.reduce<Value>((text, one) => binary('concatenate', text, one.value), self);
  },
};
