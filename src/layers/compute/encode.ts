// Numbers of categories as places, as Keras's `encode_categorical_inputs` gives them.

import type { OutputMode } from '../encoding.ts';
import type { Tensor, Tf } from '../run.ts';

/** The categories in the given form; a number outside the places gets none. */
export function encode(
  tf: Tf,
  numbers: Tensor,
  form: { readonly mode: OutputMode; readonly depth: number; readonly weights?: Tensor | undefined },
): Tensor {
  const { mode, depth, weights } = form;
  const given = numbers.cast('int32');
  if (mode === 'int') return given;
  const x = given.rank === 0 ? tf.reshape(given, [1]) : given;
  if (mode === 'one_hot') {
    const single = x.rank > 1 && x.shape.at(-1) === 1 ? tf.squeeze(x, [x.rank - 1]) : x;
    return placesOf(tf, single, depth);
  }
  const places = placesOf(tf, x, depth);
  const axis = x.rank > 1 ? 1 : 0;
  if (mode === 'multi_hot') return tf.max(places, axis);
  return tf.sum(weights === undefined ? places : tf.mul(places, tf.expandDims(weights.cast('float32'), -1)), axis);
}

/** A one where the number is the place's own; `tf.oneHot` refuses a single place. */
function placesOf(tf: Tf, numbers: Tensor, depth: number): Tensor {
  return tf.equal(tf.expandDims(numbers, -1), tf.range(0, depth, 1, 'int32')).cast('float32');
}
