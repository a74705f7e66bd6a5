// Texts as numbers, as `Tokenizer` and its like make them: how many texts there are is kept, how long each is is not known.

import { builtin, list, none, numeric, plain } from '../../interp/make.ts';
import { endOf } from '../../interp/openList.ts';
import type { Builtin, CallArgs, ObjectValue, Value } from '../../interp/value.ts';
import type { Dim } from '../../shapes/dim.ts';
import { isUnknown, type Unknown, unknown } from '../../shapes/unknown.ts';
import { argument } from '../arguments.ts';
import { arrayOf } from '../convert.ts';
import { functionIn } from '../functionTable.ts';
import { rowCount } from '../rows.ts';

const words: Unknown = unknown({ kind: 'data', what: 'the words of the texts' });
const howMany: Unknown = unknown({ kind: 'data', what: 'how many texts there are' });

function textCount(args: CallArgs): Dim {
  const texts = argument(args, 0, 'texts', 'sequences');
  return (texts === undefined ? undefined : rowCount(texts)) ?? howMany;
}

/** For each text a sequence of word numbers, or of words, of which the length is not known. */
function sequences(args: CallArgs, each: Value): Value {
  const count = textCount(args);
  if (typeof count === 'number' && count <= mostTexts) return list(Array.from({ length: count }, () => each));
  return list([], endOf(isUnknown(count) ? count : manyTexts, each, count));
}

/** More texts are not listed one by one. */
const mostTexts = 1_000;
const manyTexts: Unknown = unknown({ kind: 'budget', what: 'long lists' });

/** A row for each text with a column for each word number. */
function matrix(tokenizer: ObjectValue, args: CallArgs): Value {
  const most = tokenizer.config.get('num_words') ?? tokenizer.config.get('0');
  const width: Dim = most === undefined || most.kind === 'none' ? words : (numeric(most) ?? words);
  return arrayOf({ shape: [textCount(args), width], dtype: 'float64' }, 'numpy');
}

/** The attribute of a `Tokenizer`; undefined where it is not modelled. */
export function tokenizerMember(value: ObjectValue, name: string): Value | undefined {
  const method = (call: (args: CallArgs) => Value): Value =>
    builtin(`Tokenizer.${name}`, (_context, args) => call(args));
  switch (name) {
    case 'fit_on_texts':
    case 'fit_on_sequences':
      return method(() => none);
    case 'texts_to_sequences':
      return method(args => sequences(args, list([], endOf(words, plain('int', words)))));
    case 'texts_to_matrix':
    case 'sequences_to_matrix':
      return method(args => matrix(value, args));
    case 'sequences_to_texts':
      return method(args => sequences(args, plain('string', words)));
    case 'num_words':
      return value.config.get('num_words') ?? value.config.get('0') ?? none;
    default:
      return words;
  }
}

const numbers: Builtin = () => list([], endOf(words, undefined));

const functions: Readonly<Record<string, Builtin>> = {
  'keras.utils.Tokenizer': (_context, args) => ({
    kind: 'object',
    family: 'tokenizer',
    name: 'Tokenizer',
    config: new Map([
      ...args.positional.map((one, i) => [String(i), one.value] as const),
      ...args.keywords.map(keyword => [keyword.name, keyword.value] as const),
    ]),
  }),
  'keras.utils.text_to_word_sequence': numbers,
  'keras.utils.one_hot': numbers,
  'keras.utils.hashing_trick': numbers,
};

/** What stands at a path of `keras.utils` (older programs say `keras.preprocessing`); undefined where there is nothing. */
export function textFunction(path: string): Value | undefined {
  return functionIn(functions, path);
}
