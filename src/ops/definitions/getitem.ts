// Indexing: `x[key]`, and `ops.get_item(x, key)`.

import { anything, required } from '../../layers/params.ts';
import { input } from '../arguments.ts';
import { defineOp } from '../define.ts';
import { getItem } from '../indexing.ts';

export default defineOp({
  names: ['getitem', 'operator.getitem', 'keras.ops.get_item'],
  doc: 'Takes parts of a tensor: an integer drops its axis, a slice shortens it, None adds one of size 1.',
  className: 'GetItem',
  params: { x: input(), key: required(anything(), 'An index, or a tuple with one per axis.') },
  shape: ({ x, key }, context) => getItem(x, key, context),
});
