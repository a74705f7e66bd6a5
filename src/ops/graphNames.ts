// What the graph node of an operation is called: Keras 3 names it after its class, Keras 2 after the function of
// TensorFlow that meets the symbolic tensor innermost.

import type { Dialect } from '../layers/config.ts';
import { snakeCase } from '../layers/naming.ts';
import type { NamedOp } from './define.ts';
import { signaturePath } from './signature.ts';

/** The class of a node and the stem of its name (`reshape` -> `reshape`, `reshape_1`; `tf.math.add`). */
export interface NodeName {
  readonly className: string;
  readonly stem: string;
}

/** Functions that hand on to one of an older name, or of another module, which is what Keras 2 sees. */
const innermost: Readonly<Record<string, string>> = {
  getitem: '__operators__.getitem',
  'operator.add': '__operators__.add',
  'operator.iadd': '__operators__.add',
  'operator.eq': '__operators__.eq',
  'operator.ne': '__operators__.ne',
  'operator.floordiv': 'compat.v1.floor_div',
  'operator.matmul': 'linalg.matmul',
  'operator.mod': 'math.floormod',
  'operator.and_': 'math.logical_and',
  'operator.or_': 'math.logical_or',
  'operator.xor': 'math.logical_xor',
  'operator.invert': 'math.logical_not',
  'tf.matmul': 'linalg.matmul',
  'tf.eig': 'linalg.eig',
  'tf.complex': 'dtypes.complex',
  'tf.saturate_cast': 'dtypes.saturate_cast',
  'tf.dtypes.cast': 'cast',
  'tf.shape': 'compat.v1.shape',
  'tf.size': 'compat.v1.size',
  'tf.squeeze': 'compat.v1.squeeze',
  'tf.transpose': 'compat.v1.transpose',
  'tf.gather': 'compat.v1.gather',
  'tf.gather_nd': 'compat.v1.gather_nd',
  'tf.pad': 'compat.v1.pad',
  'tf.boolean_mask': 'compat.v1.boolean_mask',
  'tf.norm': 'compat.v1.norm',
  'tf.linalg.norm': 'compat.v1.norm',
  'tf.scalar_mul': 'compat.v1.math.scalar_mul',
  'tf.math.scalar_mul': 'compat.v1.math.scalar_mul',
  'tf.math.floordiv': 'compat.v1.floor_div',
  'tf.math.in_top_k': 'compat.v1.math.in_top_k',
  'tf.nn.in_top_k': 'compat.v1.math.in_top_k',
  'tf.nn.conv2d': 'compat.v1.nn.conv2d',
  'tf.nn.depthwise_conv2d': 'compat.v1.nn.depthwise_conv2d',
  'tf.nn.crelu': 'compat.v1.nn.crelu',
  'tf.nn.embedding_lookup': 'compat.v1.nn.embedding_lookup',
  'tf.nn.sigmoid_cross_entropy_with_logits': 'compat.v1.nn.sigmoid_cross_entropy_with_logits',
  'tf.nn.softmax_cross_entropy_with_logits': 'compat.v1.nn.softmax_cross_entropy_with_logits_v2',
  'tf.nn.sparse_softmax_cross_entropy_with_logits': 'compat.v1.nn.sparse_softmax_cross_entropy_with_logits',
  'tf.math.softmax': 'nn.softmax',
  'tf.math.log_softmax': 'nn.log_softmax',
  'tf.math.mod': 'math.floormod',
  'tf.nn.l2_normalize': 'math.l2_normalize',
  'tf.linalg.l2_normalize': 'math.l2_normalize',
  'tf.nn.sigmoid': 'math.sigmoid',
  'tf.nn.softplus': 'math.softplus',
  'tf.nn.tanh': 'math.tanh',
  'tf.nn.swish': 'nn.silu',
  'tf.nn.top_k': 'math.top_k',
  'tf.nn.zero_fraction': 'math.zero_fraction',
};

/** The node an operation leaves in the graph. */
export function nodeName(op: NamedOp, dialect: Dialect): NodeName {
  const last = op.path.split('.').pop() ?? op.path;
  const { className = last } = op.definition;
  if (dialect !== 'keras2') return { className, stem: snakeCase(className) };
  return { className: op.path === 'getitem' ? 'SlicingOpLambda' : 'TFOpLambda', stem: `tf.${innermostName(op)}` };
}

function innermostName(op: NamedOp): string {
  const known = innermost[op.path];
  if (known !== undefined) return known;
  const names = op.definition.names.map(signaturePath).filter(name => name.startsWith('tf.'));
  const own = op.path.startsWith('tf.') ? op.path : names.find(name => !name.startsWith('tf.__'));
  if (own === undefined) return op.path;
  const plain = own.slice('tf.'.length);
  // Most functions at the top are those of `tf.math` under a second name.
  if (!plain.includes('.') && names.includes(`tf.math.${plain}`)) return `math.${plain}`;
  return innermost[own] ?? plain;
}
