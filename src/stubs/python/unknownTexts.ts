// Methods of texts of which only is known that they are texts.

import { builtin, list, plain, tuple } from '../../interp/make.ts';
import { endOf } from '../../interp/openList.ts';
import type { PlainValue, Value } from '../../interp/value.ts';
import type { Unknown } from '../../shapes/unknown.ts';

const texts: ReadonlySet<string> = new Set([
  'lower',
  'upper',
  'casefold',
  'swapcase',
  'title',
  'capitalize',
  'strip',
  'lstrip',
  'rstrip',
  'removeprefix',
  'removesuffix',
  'replace',
  'translate',
  'format',
  'join',
  'zfill',
  'center',
  'ljust',
  'rjust',
  'expandtabs',
]);
const numbers: ReadonlySet<string> = new Set(['find', 'rfind', 'index', 'rindex', 'count']);
const truths: ReadonlySet<string> = new Set([
  'startswith',
  'endswith',
  'isalnum',
  'isalpha',
  'isascii',
  'isdecimal',
  'isdigit',
  'isidentifier',
  'islower',
  'isnumeric',
  'isspace',
  'istitle',
  'isupper',
]);

/** What a method of texts gives by its kind; undefined where the name is none of them, or gives no text, number or list. */
export function textMethodAnswer(name: string, why: Unknown): Value | undefined {
  if (texts.has(name)) return plain('string', why);
  if (numbers.has(name)) return plain('int', why);
  if (truths.has(name)) return plain('bool', why);
  const part = plain('string', why);
  if (name === 'partition' || name === 'rpartition') return tuple([part, part, part]);
  if (name === 'split' || name === 'rsplit' || name === 'splitlines') return list([], endOf(why, part));
  return undefined;
}

/** The method of such a text; undefined where it is not modelled. */
export function unknownTextMethod(text: PlainValue, name: string): Value | undefined {
  const answer = text.type === 'string' ? textMethodAnswer(name, text.why) : undefined;
  return answer === undefined ? undefined : builtin(`str.${name}`, () => textMethodAnswer(name, text.why) ?? text.why);
}
