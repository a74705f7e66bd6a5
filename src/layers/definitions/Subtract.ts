// Subtracts one tensor from another element by element.

import { defineMerge } from '../merging.ts';

export default defineMerge({
  name: 'Subtract',
  dialects: ['keras3', 'keras2'],
  exactly: 2,
  doc: 'Subtracts the second tensor from the first element by element. Their shapes must agree, or be 1 where they do not.',
  merge: (tf, tensors) => tensors.reduce((a, b) => tf.sub(a, b)),
});
