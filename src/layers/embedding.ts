// What the embeddings share: the table of vectors and looking rows of it up.

import { isUnknown, type Maybe } from '../shapes/unknown.ts';
import { initialValue, type Named } from './arguments.ts';
import { loraScale } from './compute/matrix.ts';
import type { ConfigValue } from './config.ts';
import type { WeightSpec } from './define.ts';
import { withLora } from './lora.ts';
import type { IntArg } from './params.ts';
import type { Impossible, Tensor, Tf } from './run.ts';

/** The table, and its low-rank update where there is one. */
export function embeddingSpecs(
  config: {
    readonly input_dim: IntArg;
    readonly output_dim: IntArg;
    readonly embeddings_initializer: Named | null;
    readonly lora_rank: IntArg | null;
  },
  dtype: WeightSpec['dtype'],
): Maybe<readonly WeightSpec[]> {
  const table: WeightSpec = {
    name: 'embeddings',
    shape: [config.input_dim, config.output_dim],
    trainable: true,
    dtype,
    initializer: initialValue(config.embeddings_initializer),
  };
  return isUnknown(config.lora_rank) ? config.lora_rank : withLora([table], config.lora_rank, 'lora_embeddings');
}

/** The rows of the table at the numbers in `x`. */
export function lookUp(
  tf: Tf,
  x: Tensor,
  weights: readonly Tensor[],
  config: { readonly lora_rank: number | null; readonly lora_alpha: ConfigValue },
): Tensor | Impossible {
  const [table, a, b] = weights;
  if (table === undefined) return { impossible: 'its table is missing' };
  const rows = tf.cast(x, 'int32');
  if (config.lora_rank === null || config.lora_rank === 0 || a === undefined || b === undefined)
    return tf.gather(table, rows);
  const update = tf.mul(loraScale(config.lora_rank, config.lora_alpha), tf.matMul(a as Matrix, b as Matrix));
  return tf.gather(tf.add(table, update), rows);
}

type Matrix = import('@tensorflow/tfjs-core').Tensor2D;

/** What the frameworks say of a size of the table that is none. */
export function sizeWords(name: 'input_dim' | 'output_dim'): { readonly keras3: string; readonly tfjs: string } {
  const camel = name === 'input_dim' ? 'inputDim' : 'outputDim';
  return {
    keras3: `\`${name}\` must be a positive integer. Received: ${name}={got}`,
    tfjs: `Expected ${camel} to be a positive integer, but got {got}.`,
  };
}
