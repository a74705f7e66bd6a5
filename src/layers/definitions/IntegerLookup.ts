// Integers as numbers of categories, by a vocabulary.

import { runLookup } from '../compute/lookup.ts';
import { defineLayer } from '../define.ts';
import { checkLookup, lookupParams, vocabularyParams } from '../lookup.ts';
import { lookupAnswer, lookupMode } from '../lookupAnswer.ts';
import { baseParams } from '../make.ts';
import { type ArgType, anything, type IntArg, oneOf, optional, refused } from '../params.ts';

const int64 = oneOf(['int64']);
const integers = oneOf(['int64', 'int32']);

/** Not below zero, with what Keras 3 says of a number that is. */
const unknownPlaces: ArgType<IntArg> = {
  ...lookupParams.num_oov_indices.type,
  read(value, dialect) {
    const { type } = lookupParams.num_oov_indices;
    if (typeof value !== 'number' || value >= 0) return type.read(value, dialect);
    const says = `The value of \`num_oov_indices\` argument for \`IntegerLookup\` must >= 0. Received: num_oov_indices=${value}`;
    return refused(type.expects, { runtime: { keras3: says } });
  },
};

export default defineLayer({
  name: 'IntegerLookup',
  dialects: ['keras3', 'keras2'],
  doc: 'Turns integers into their numbers in a vocabulary, which is given or learned by `adapt`. With `int` the shape stays; the other modes give places, one per term and one for unknown integers.',
  params: {
    max_tokens: vocabularyParams.max_tokens,
    num_oov_indices: { ...lookupParams.num_oov_indices, type: unknownPlaces },
    mask_token: lookupParams.mask_token,
    oov_token: optional(anything(), -1, 'What stands for unknown integers when numbers are turned back.'),
    vocabulary: vocabularyParams.vocabulary,
    vocabulary_dtype: optional(
      { ...int64, read: (value, dialect) => (dialect === 'keras3' ? int64 : integers).read(value, dialect) },
      'int64',
      'The dtype of the terms.',
    ),
    idf_weights: vocabularyParams.idf_weights,
    invert: lookupParams.invert,
    ...lookupMode,
    sparse: vocabularyParams.sparse,
    pad_to_max_tokens: vocabularyParams.pad_to_max_tokens,
    oov_method: optional(oneOf(['floormod', 'farmhash']), 'floormod', 'How unknown integers are sorted.', {
      notIn: ['keras2'],
    }),
    salt: lookupParams.salt,
    name: { ...baseParams.name, keywordOnly: false },
  },
  baseArguments: ['dtype', 'trainable'],
  castsInputs: 'never',
  takes: 'arguments',
  check({ config, problem }) {
    checkLookup(config, problem);
    if (config.salt === null || config.oov_method !== 'floormod') return;
    problem({
      kind: 'argument-value',
      argument: 'salt',
      got: 'a value',
      expected: "left out where `oov_method` is 'floormod'",
      runtime: { keras3: "`salt` can only be used when `oov_method='farmhash'`. Received: oov_method=floormod" },
    });
  },
  shape: context => lookupAnswer(context, 'int64'),
  run: runLookup,
});
