// Arguments of layers with random numbers that only Keras 2 has: which kind of generator the numbers come from.

import { anything, optional } from './params.ts';

const onlyKeras2 = { notIn: ['keras3', 'tfjs'] as const, keywordOnly: true };

/** Handed on by every layer of Keras 2 that draws random numbers while it trains. */
export const randomGenerator = {
  force_generator: optional(anything(), false, 'Whether the numbers come from a generator with a state.', onlyKeras2),
  rng_type: optional(anything(), null, 'Which kind of generator makes the numbers.', onlyKeras2),
};
