// Attention by sums (Bahdanau et al. 2015).

import { afterError, isUnknown } from '../../shapes/unknown.ts';
import { attentionAnswer, attentionParams, checkProducts, listCall, queryValueList } from '../attention.ts';
import { attend, queryMasks, sumsOfPairs } from '../compute/attention.ts';
import { defineLayer } from '../define.ts';
import { requireKnown } from '../inputs.ts';
import { bool, oneOf, optional } from '../params.ts';

export default defineLayer({
  name: 'AdditiveAttention',
  dialects: ['keras3', 'keras2'],
  doc: 'Compares every query with every key by the tanh of their sum and gives the values back, weighted by how well they fit. It takes `[query, value]` or `[query, value, key]`; the output has the shape of the query with the last axis of the value.',
  params: {
    use_scale: optional(bool(), true, 'Whether each feature is scaled by a learned factor.'),
    dropout: attentionParams.dropout,
    seed: { ...attentionParams.seed, keywordOnly: true },
    causal: attentionParams.causal,
    score_mode: optional(oneOf(['dot', 'concat'] as const), 'dot', 'Taken from Attention, without effect.', {
      keywordOnly: true,
      notIn: ['keras2'],
    }),
  },
  takes: 'arguments',
  call: listCall,
  shape(context) {
    const tensors = queryValueList(context, 'AdditiveAttention');
    if (tensors === undefined) return afterError;
    const { shape } = tensors.query;
    if (!isUnknown(shape) && context.config.use_scale === true) {
      requireKnown(context, {
        shape,
        axis: shape.length - 1,
        runtime: {
          keras3:
            "Shapes used to initialize variables must be fully-defined (no `None` dimensions). Received: shape=(None,) for variable path='{name}/scale'",
        },
      });
    }
    checkProducts(context, tensors);
    return attentionAnswer(context, tensors);
  },
  run(context) {
    const { tf, weights } = context;
    const [scale] = weights;
    return attend(context, (query, key) => {
      const compared = tf.tanh(sumsOfPairs(tf, query, key));
      return tf.sum(scale === undefined ? compared : tf.mul(compared, scale), -1);
    });
  },
  mask: queryMasks,
  weights({ config, inputs, dtype }) {
    if (isUnknown(config.use_scale)) return config.use_scale;
    if (!config.use_scale) return [];
    const shape = inputs[0]?.shape ?? afterError;
    if (isUnknown(shape)) return shape;
    const features = shape[shape.length - 1] ?? afterError;
    return [{ name: 'scale', shape: [features], trainable: true, dtype, initializer: 'glorot_uniform' }];
  },
});
