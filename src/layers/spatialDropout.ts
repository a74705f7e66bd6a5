// Dropout of whole channels.

import { dataFormat, rateWords } from './arguments.ts';
import type { Dialect } from './config.ts';
import { defineLayer, type LayerDefinition } from './define.ts';
import { keepsShape } from './elementwise.ts';
import { baseParams } from './make.ts';
import { anything, float, optional, required } from './params.ts';
import { randomGenerator } from './randomGenerator.ts';
import type { Tensor } from './run.ts';
import { layout } from './windows.ts';

/** SpatialDropout1D, 2D and 3D. */
export function defineSpatialDropout(options: {
  readonly name: string;
  readonly axes: 1 | 2 | 3;
  readonly dialects: readonly Dialect[];
  readonly doc: string;
}): LayerDefinition {
  const { axes, ...named } = options;
  return defineLayer({
    ...named,
    params: {
      rate: required(float({ atLeast: 0, atMost: 1 }), 'The share of channels that are set to zero.', {
        says: rateWords,
      }),
      data_format: axes === 1 ? dataFormat({ notIn: ['keras3', 'keras2', 'tfjs'] }) : dataFormat(),
      seed: optional(anything(), null, 'Where the random numbers start.'),
      ...randomGenerator,
      name: { ...baseParams.name, keywordOnly: false },
      dtype: { ...baseParams.dtype, keywordOnly: false },
    },
    baseArguments: [],
    call: ['inputs', 'training'],
    takes: 'tensor',
    inputRank: { exactly: axes + 2 },
    shape: keepsShape,
    run({ tf, config, inputs, training, seed }) {
      const x = inputs[0] as Tensor;
      if (!training || config.rate === 0) return x;
      if (config.rate === 1) return tf.zerosLike(x);
      const { spatial } = layout(config.data_format, axes);
      const noise = x.shape.map((size, i) => (spatial.includes(i) ? 1 : size));
      return tf.dropout(x, config.rate, noise, seed);
    },
    mask: 'keeps',
  });
}
