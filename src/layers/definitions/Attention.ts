// Dot-product attention without projections.

import { afterError, isUnknown } from '../../shapes/unknown.ts';
import { attentionAnswer, attentionParams, checkProducts, listCall, queryValueList } from '../attention.ts';
import { attend, queryMasks, sumsOfPairs } from '../compute/attention.ts';
import { defineLayer, type WeightSpec } from '../define.ts';
import { bool, oneOf, optional } from '../params.ts';
import type { Tensor } from '../run.ts';

export default defineLayer({
  name: 'Attention',
  dialects: ['keras3', 'keras2'],
  doc: 'Compares every query with every key and gives the values back, weighted by how well they fit. It takes `[query, value]` or `[query, value, key]`; the output has the shape of the query with the last axis of the value.',
  params: {
    use_scale: optional(bool(), false, 'Whether the scores are scaled by a learned factor.'),
    score_mode: optional(
      oneOf(['dot', 'concat'] as const),
      'dot',
      'How a query and a key are compared: by their product, or by the tanh of their sum.',
      { says: { keras3: 'Invalid value for argument score_mode.', keras2: 'Invalid value for argument score_mode.' } },
    ),
    ...attentionParams,
  },
  takes: 'arguments',
  call: listCall,
  shape(context) {
    const tensors = queryValueList(context, 'Attention');
    if (tensors === undefined) return afterError;
    checkProducts(context, tensors);
    return attentionAnswer(context, tensors);
  },
  run(context) {
    const { tf, config, weights } = context;
    const own = [...weights];
    const scale = config.use_scale ? own.shift() : undefined;
    const weight = own.shift();
    const scaled = (x: Tensor): Tensor => (scale === undefined ? x : tf.mul(x, scale));
    return attend(context, (query, key) => {
      if (weight === undefined) return scaled(tf.matMul(query, key, false, true));
      return tf.mul(weight, tf.sum(tf.tanh(scaled(sumsOfPairs(tf, query, key))), -1));
    });
  },
  mask: queryMasks,
  weights({ config, dtype }) {
    if (isUnknown(config.use_scale)) return config.use_scale;
    if (isUnknown(config.score_mode)) return config.score_mode;
    const scalar = (name: string): WeightSpec => ({ name, shape: [], trainable: true, dtype, initializer: 'ones' });
    return [
      ...(config.use_scale ? [scalar('scale')] : []),
      ...(config.score_mode === 'concat' ? [scalar('concat_score_weight')] : []),
    ];
  },
});
