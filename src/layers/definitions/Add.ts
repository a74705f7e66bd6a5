// Adds tensors element by element.

import { defineMerge } from '../merging.ts';

export default defineMerge({
  name: 'Add',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Adds tensors element by element. Their shapes must agree, or be 1 where they do not.',
  merge: (tf, tensors) => tensors.reduce((a, b) => tf.add(a, b)),
});
