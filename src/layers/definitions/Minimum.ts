// Takes the smallest of the tensors element by element.

import { defineMerge } from '../merging.ts';

export default defineMerge({
  name: 'Minimum',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Takes the smallest of the tensors element by element. Their shapes must agree, or be 1 where they do not.',
  merge: (tf, tensors) => tensors.reduce((a, b) => tf.minimum(a, b)),
});
