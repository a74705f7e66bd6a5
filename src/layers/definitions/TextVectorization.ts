// Texts as numbers of words.

import { type Dim, dynamic } from '../../shapes/dim.ts';
import { type Shape, tensorType } from '../../shapes/shape.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import type { ConfigValue } from '../config.ts';
import { defineLayer, type ShapeContext } from '../define.ts';
import { encodedShape, type OutputMode } from '../encoding.ts';
import { oneTensor } from '../inputs.ts';
import { checkLookup, vocabularyParams, vocabularySize, wordLookup } from '../lookup.ts';
import { lookupMode } from '../lookupAnswer.ts';
import { baseParams } from '../make.ts';
import { type ArgType, anything, bool, either, int, ints, nullable, oneOf, optional, refused } from '../params.ts';

export default defineLayer({
  name: 'TextVectorization',
  dialects: ['keras3', 'keras2'],
  doc: 'Splits texts into words and turns these into numbers, by a vocabulary that is given or learned by `adapt`. With `int` the output is (batch, words); the other modes give places, one per word of the vocabulary.',
  params: {
    max_tokens: vocabularyParams.max_tokens,
    standardize: optional(
      nullable(nameOrFunction(['lower_and_strip_punctuation', 'lower', 'strip_punctuation'])),
      'lower_and_strip_punctuation',
      'What is done to texts first: a name, a function, or None.',
    ),
    split: optional(
      nullable(nameOrFunction(['whitespace', 'character'])),
      'whitespace',
      'Where texts are split: a name, a function, or None.',
    ),
    ngrams: optional(nullable(either(int(), ints())), null, 'How many words in a row count as a term of their own.'),
    ...lookupMode,
    output_sequence_length: optional(
      nullable(int()),
      null,
      'How many words are kept or filled up to, with `int`; as many as the longest text of a batch has where it is not given.',
    ),
    pad_to_max_tokens: vocabularyParams.pad_to_max_tokens,
    vocabulary: vocabularyParams.vocabulary,
    idf_weights: vocabularyParams.idf_weights,
    sparse: vocabularyParams.sparse,
    ragged: optional(bool(), false, 'Whether the output is a ragged tensor.'),
    encoding: optional(anything(), 'utf-8', 'How texts are written as bytes.'),
    name: { ...baseParams.name, keywordOnly: false },
  },
  innerNames: () => ({ made: ['string_lookup'] }),
  castsInputs: 'never',
  takes: 'arguments',
  check({ config, problem }) {
    const mode = config.output_mode;
    const length = config.output_sequence_length;
    if (!isUnknown(mode) && mode !== 'int') {
      if (length !== null && !isUnknown(length)) {
        problem({
          kind: 'argument-value',
          argument: 'output_sequence_length',
          got: typeof length === 'number' ? String(length) : 'a size',
          expected: "left out where `output_mode` is not 'int'",
          runtime: { keras3: "`output_sequence_length` must not be set if `output_mode` is not 'int'." },
        });
      }
      if (config.ragged === true) {
        const expected = "False where `output_mode` is not 'int'";
        problem({ kind: 'argument-value', argument: 'ragged', got: 'True', expected });
      }
    }
    checkLookup(wordLookup(config), problem);
  },
  shape(context) {
    const { config, dialect } = context;
    const { shape } = oneTensor(context, context.call.get('inputs'));
    const mode = config.output_mode;
    if (isUnknown(mode)) return tensorType(mode, mode);
    if (mode === 'int') return tensorType(perText(shape, config.output_sequence_length ?? dynamic), 'int64');
    const depth = vocabularySize(wordLookup(config), context.learned);
    if (dialect === 'keras3') return tensorType(encoded(context, shape, { mode, depth }), 'float32');
    const words = config.split === null ? encodedShape(shape, mode, depth) : perText(shape, depth);
    return tensorType(words, 'float32');
  },
});

/** One row for each text; a single text, as a dataset's `map` hands it on, has no batch axis. */
function perText(shape: Shape, width: Dim): Shape {
  if (isUnknown(shape)) return shape;
  const [batch] = shape;
  return batch === undefined ? [width] : [batch, width];
}

/** Keras 3 keeps all axes of the texts and adds one for the words before it encodes them. */
function encoded(
  { config }: ShapeContext<{ readonly split: ConfigValue }>,
  shape: Shape,
  { mode, depth }: { readonly mode: OutputMode; readonly depth: Dim },
): Shape {
  if (isUnknown(shape)) return shape;
  if (isUnknown(config.split)) return config.split;
  if (config.split !== null) return encodedShape([...shape, dynamic], mode, depth);
  return encodedShape(shape.length <= 1 ? [...shape, 1] : shape, mode, depth);
}

/** One of some names, or a function. */
function nameOrFunction(names: readonly string[]): ArgType<ConfigValue> {
  const name = oneOf(names);
  const expects = `${name.expects}, or a function`;
  return {
    expects,
    read: (value, dialect) =>
      typeof value === 'string' ? name.read(value, dialect) : typeof value === 'number' ? refused(expects) : value,
    unknown: why => why,
  };
}
