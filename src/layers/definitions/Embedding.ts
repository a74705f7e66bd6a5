// A table of vectors, looked up by number.

import { tensorType } from '../../shapes/shape.ts';
import { constraint, initializer, regularizer } from '../arguments.ts';
import { defineLayer } from '../define.ts';
import { embeddingSpecs, lookUp, sizeWords } from '../embedding.ts';
import { loraParams, quantizationParam } from '../lora.ts';
import { anything, bool, int, optional, required } from '../params.ts';
import type { Tensor } from '../run.ts';

export default defineLayer({
  name: 'Embedding',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Replaces each number by its row of a learned table. The shape gets a last axis of size `output_dim`.',
  params: {
    input_dim: required(int(1), 'How many rows the table has: the largest number that comes in, plus 1.', {
      says: sizeWords('input_dim'),
    }),
    output_dim: required(int(1), 'The length of each row.', { says: sizeWords('output_dim') }),
    embeddings_initializer: {
      ...initializer('uniform', 'the table'),
      fallbackIn: { tfjs: 'randomUniform' },
    },
    embeddings_regularizer: regularizer('the table'),
    activity_regularizer: { ...regularizer('the output'), keywordOnly: true },
    embeddings_constraint: constraint('the table'),
    mask_zero: optional(bool(), false, 'Whether 0 marks steps that later layers skip.'),
    weights: optional(anything(), null, 'The values of the table.'),
    ...loraParams,
    quantization_config: quantizationParam,
    input_length: optional(anything(), null, 'The length of the sequences; has no effect in Keras 3.', {
      keywordOnly: true,
    }),
    sparse: optional(anything(), false, 'Whether the gradient of the table is sparse.', {
      notIn: ['keras3', 'tfjs'],
      keywordOnly: true,
    }),
  },
  tableRows: ({ input_dim }) => input_dim,
  castsInputs: 'never',
  takes: 'tensor',
  shape: ({ shape }, { config, computeDtype }) => tensorType([...shape, config.output_dim], computeDtype),
  weights: ({ config, dtype }) => embeddingSpecs(config, dtype),
  run: ({ tf, config, inputs, weights }) => lookUp(tf, inputs[0] as Tensor, weights, config),
  mask: ({ tf, config, inputs }) => [config.mask_zero ? tf.notEqual(inputs[0] as Tensor, 0) : null],
});
