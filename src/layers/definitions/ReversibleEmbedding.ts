// A table of vectors that also turns vectors back into scores of its rows.

import { type Dim, isDynamic } from '../../shapes/dim.ts';
import { tensorType } from '../../shapes/shape.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { constraint, initializer, initialValue, regularizer } from '../arguments.ts';
import { timesMatrix } from '../compute/matrix.ts';
import { defineLayer } from '../define.ts';
import { embeddingSpecs, lookUp, sizeWords } from '../embedding.ts';
import { flagIn } from '../inputs.ts';
import { loraParams, quantizationParam } from '../lora.ts';
import { anything, bool, float, int, nullable, optional, required } from '../params.ts';
import type { Tensor } from '../run.ts';

export default defineLayer({
  name: 'ReversibleEmbedding',
  doc: 'Replaces each number by its row of a learned table; called with `reverse=True` it scores vectors against all rows. The shape gets a last axis of size `output_dim`, or in reverse the last axis becomes `input_dim`.',
  params: {
    input_dim: required(int(1), 'How many rows the table has: the largest number that comes in, plus 1.', {
      says: sizeWords('input_dim'),
    }),
    output_dim: required(int(1), 'The length of each row.', { says: sizeWords('output_dim') }),
    tie_weights: optional(bool(), true, 'Whether the same table is used in reverse.'),
    embeddings_initializer: initializer('uniform', 'the table'),
    embeddings_regularizer: regularizer('the table'),
    embeddings_constraint: constraint('the table'),
    mask_zero: optional(bool(), false, 'Whether 0 marks steps that later layers skip.'),
    reverse_dtype: optional(anything(), null, 'The dtype of the scores while they are computed.'),
    logit_soft_cap: optional(nullable(float()), null, 'Squeezes scores between minus this and this.'),
    weights: optional(anything(), null, 'The values of the table.', { keywordOnly: true }),
    lora_rank: { ...loraParams.lora_rank, keywordOnly: true },
    lora_alpha: { ...loraParams.lora_alpha, keywordOnly: true },
    quantization_config: { ...quantizationParam, keywordOnly: true },
    input_length: optional(anything(), null, 'Has no effect.', { keywordOnly: true }),
  },
  call: ['inputs', 'reverse'],
  castsInputs: 'never',
  takes: 'tensor',
  shape({ shape }, { config, call, computeDtype, problem }) {
    const reverse = flagIn(call.get('reverse'), false);
    if (isUnknown(reverse)) return tensorType(reverse, computeDtype);
    if (!reverse) return tensorType([...shape, config.output_dim], computeDtype);
    const last = shape[shape.length - 1];
    if (last === undefined) {
      problem({ kind: 'rank-mismatch', input: 0, expected: { atLeast: 1 }, shape });
      return tensorType(shape, computeDtype);
    }
    const scores: Dim[] = [...shape.slice(0, -1), config.input_dim];
    const width = config.output_dim;
    if (typeof last === 'number' && typeof width === 'number' && !isDynamic(last) && last !== width) {
      problem({
        kind: 'axis-mismatch',
        input: 0,
        axis: -1,
        expected: width,
        got: last,
        shape,
        because: 'the rows of the table have that length',
        effect: 'fails when run',
      });
    }
    return tensorType(scores, computeDtype);
  },
  weights({ config, dtype }) {
    const specs = embeddingSpecs(config, dtype);
    if (isUnknown(config.tie_weights)) return config.tie_weights;
    if (isUnknown(specs) || config.tie_weights) return specs;
    return [
      ...specs,
      {
        name: 'reverse_embeddings',
        shape: [config.output_dim, config.input_dim],
        trainable: true,
        dtype,
        initializer: initialValue(config.embeddings_initializer),
      },
    ];
  },
  run({ tf, config, inputs, weights, call }) {
    const x = inputs[0] as Tensor;
    if (flagIn(call.get('reverse'), false) !== true) return lookUp(tf, x, weights, config);
    const table = config.tie_weights ? weights[0] : weights[weights.length - 1];
    if (table === undefined) return { impossible: 'its table is missing' };
    const scores = timesMatrix(tf, x, config.tie_weights ? tf.transpose(table) : table);
    const cap: number | null = config.logit_soft_cap;
    return cap === null ? scores : tf.mul(tf.tanh(tf.div(scores, cap)), cap);
  },
});
