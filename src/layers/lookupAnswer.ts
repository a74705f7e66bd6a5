// The call of StringLookup and IntegerLookup.

import { tensorType } from '../shapes/shape.ts';
import { isUnknown } from '../shapes/unknown.ts';
import type { ShapeAnswer, ShapeContext } from './define.ts';
import { encodedShape, outputMode } from './encoding.ts';
import { oneTensor } from './inputs.ts';
import { type LookupConfig, vocabularySize } from './lookup.ts';
import { optional } from './params.ts';

/** How a lookup gives its numbers back. */
export const lookupMode = {
  output_mode: optional(
    outputMode(['int', 'one_hot', 'multi_hot', 'count', 'tf_idf'] as const, 'formerly'),
    'int',
    'The number of the term (`int`), or places: one 1 per term, 1 wherever a term occurs, how often it does, or that weighted by how rare it is.',
    { says: { keras3: 'Unknown value for `output_mode` argument of' } },
  ),
};

/** The shape stays with `int`; the other modes give places, one per term and special token. */
export function lookupAnswer(context: ShapeContext<LookupConfig>, terms: string): ShapeAnswer {
  const { config, dialect } = context;
  const { shape } = oneTensor(context, context.call.get('inputs'));
  const mode = config.output_mode;
  if (isUnknown(mode)) return tensorType(mode, mode);
  if (mode === 'int') {
    // Keras 3 announces numbers even where it gives terms.
    if (dialect === 'keras3' || config.invert === false) return tensorType(shape, 'int64');
    return tensorType(shape, isUnknown(config.invert) ? config.invert : terms);
  }
  return tensorType(encodedShape(shape, mode, vocabularySize(config, context.learned)), 'float32');
}
