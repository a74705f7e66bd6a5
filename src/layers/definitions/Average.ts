// Takes the mean of tensors element by element.

import { defineMerge } from '../merging.ts';

export default defineMerge({
  name: 'Average',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Takes the mean of tensors element by element. Their shapes must agree, or be 1 where they do not.',
  merge: (tf, tensors) =>
    tf.div(
      tensors.reduce((a, b) => tf.add(a, b)),
      tensors.length,
    ),
});
