// Texts as numbers, by a vocabulary.

import { runLookup } from '../compute/lookup.ts';
import { defineLayer } from '../define.ts';
import { checkLookup, lookupParams, vocabularyParams } from '../lookup.ts';
import { lookupAnswer, lookupMode } from '../lookupAnswer.ts';
import { baseParams } from '../make.ts';
import { anything, optional } from '../params.ts';

export default defineLayer({
  name: 'StringLookup',
  dialects: ['keras3', 'keras2'],
  doc: 'Turns texts into their numbers in a vocabulary, which is given or learned by `adapt`. With `int` the shape stays; the other modes give places, one per term and one for unknown texts.',
  params: {
    max_tokens: vocabularyParams.max_tokens,
    num_oov_indices: lookupParams.num_oov_indices,
    mask_token: lookupParams.mask_token,
    oov_token: optional(anything(), '[UNK]', 'What stands for unknown texts when numbers are turned back.'),
    vocabulary: vocabularyParams.vocabulary,
    idf_weights: vocabularyParams.idf_weights,
    invert: lookupParams.invert,
    ...lookupMode,
    pad_to_max_tokens: vocabularyParams.pad_to_max_tokens,
    sparse: vocabularyParams.sparse,
    encoding: optional(anything(), 'utf-8', 'How texts are written as bytes.'),
    name: { ...baseParams.name, keywordOnly: false },
    salt: lookupParams.salt,
  },
  baseArguments: ['dtype', 'trainable'],
  castsInputs: 'never',
  takes: 'arguments',
  check: ({ config, problem }) => checkLookup(config, problem),
  shape: context => lookupAnswer(context, 'string'),
  run: runLookup,
});
