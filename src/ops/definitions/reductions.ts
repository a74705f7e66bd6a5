// Reductions over axes: sums, means, extremes, logic.

import { bool, optional } from '../../layers/params.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { axes, dtypeOption, input } from '../arguments.ts';
import { defineOp, type OpDefinition } from '../define.ts';
import { foldElements } from '../elements.ts';
import { answer, type Element, type Operand } from '../operand.ts';
import { reduceShape } from '../reduce.ts';
import { ruledType, type TypeRule } from '../typeRules.ts';

interface Row {
  readonly keras?: readonly string[];
  readonly tf?: readonly string[];
  readonly numpy?: readonly string[];
  readonly method?: readonly string[];
  readonly backend?: readonly string[];
  readonly type: TypeRule;
  readonly doc: string;
  readonly compute?: (x: Operand) => Element | undefined;
}

const sum = (x: Operand) => foldElements(x, 0, 'add');
const product = (x: Operand) => foldElements(x, 1, 'mul');

function plainNumbers(x: Operand): readonly number[] | undefined {
  return x.elements?.every(element => typeof element === 'number') ? x.elements : undefined;
}

function extreme(pick: (...values: number[]) => number) {
  return (x: Operand) => {
    const numbers = plainNumbers(x);
    return numbers === undefined || numbers.length === 0 ? undefined : pick(...numbers);
  };
}

const rows: readonly Row[] = [
  {
    keras: ['sum'],
    tf: ['math.reduce_sum', 'reduce_sum'],
    numpy: ['sum'],
    method: ['sum'],
    backend: ['sum'],
    type: 'sum',
    compute: sum,
    doc: 'The sum over axes.',
  },
  {
    keras: ['prod'],
    tf: ['math.reduce_prod', 'reduce_prod'],
    numpy: ['prod', 'product'],
    method: ['prod'],
    backend: ['prod'],
    type: 'sum',
    compute: product,
    doc: 'The product over axes.',
  },
  {
    keras: ['mean'],
    tf: ['math.reduce_mean', 'reduce_mean'],
    numpy: ['mean'],
    method: ['mean'],
    backend: ['mean'],
    type: 'mean',
    doc: 'The mean over axes.',
  },
  {
    keras: ['max', 'amax'],
    tf: ['math.reduce_max', 'reduce_max'],
    numpy: ['max', 'amax'],
    method: ['max'],
    backend: ['max'],
    type: 'common',
    compute: x => x.extremes?.highest ?? extreme(Math.max)(x),
    doc: 'The largest over axes.',
  },
  {
    keras: ['min', 'amin'],
    tf: ['math.reduce_min', 'reduce_min'],
    numpy: ['min', 'amin'],
    method: ['min'],
    backend: ['min'],
    type: 'common',
    compute: x => x.extremes?.lowest ?? extreme(Math.min)(x),
    doc: 'The smallest over axes.',
  },
  {
    keras: ['all'],
    tf: ['math.reduce_all', 'reduce_all'],
    numpy: ['all', 'alltrue'],
    method: ['all'],
    backend: ['all'],
    type: 'bool',
    doc: 'Whether all are true, over axes.',
  },
  {
    keras: ['any'],
    tf: ['math.reduce_any', 'reduce_any'],
    numpy: ['any', 'sometrue'],
    method: ['any'],
    backend: ['any'],
    type: 'bool',
    doc: 'Whether any is true, over axes.',
  },
  {
    keras: ['std'],
    tf: ['math.reduce_std'],
    numpy: ['std'],
    method: ['std'],
    backend: ['std'],
    type: 'mean',
    doc: 'The standard deviation over axes.',
  },
  {
    keras: ['var'],
    tf: ['math.reduce_variance'],
    numpy: ['var'],
    method: ['var'],
    backend: ['var'],
    type: 'mean',
    doc: 'The variance over axes.',
  },
  {
    keras: ['count_nonzero'],
    tf: ['math.count_nonzero'],
    numpy: ['count_nonzero'],
    type: 'position',
    doc: 'How many are not 0, over axes.',
  },
  { keras: ['median'], numpy: ['median'], type: 'mean', doc: 'The median over axes.' },
  {
    keras: ['logsumexp'],
    tf: ['math.reduce_logsumexp', 'reduce_logsumexp'],
    backend: ['logsumexp'],
    type: 'float32',
    doc: 'The logarithm of the sum of exponentials over axes.',
  },
  {
    keras: ['ptp'],
    numpy: ['ptp'],
    method: ['ptp'],
    type: 'common',
    doc: 'The largest minus the smallest, over axes.',
  },
  { keras: ['nansum'], numpy: ['nansum'], type: 'sum', doc: 'The sum over axes, NaN left out.' },
  {
    keras: ['nanprod'],
    numpy: ['nanprod'],
    type: 'sum',
    doc: 'The product over axes, NaN left out.',
  },
  {
    keras: ['nanmean'],
    numpy: ['nanmean'],
    type: 'mean',
    doc: 'The mean over axes, NaN left out.',
  },
  {
    keras: ['nanmedian'],
    numpy: ['nanmedian'],
    type: 'mean',
    doc: 'The median over axes, NaN left out.',
  },
  {
    keras: ['nanmax'],
    numpy: ['nanmax'],
    type: 'common',
    doc: 'The largest over axes, NaN left out.',
  },
  {
    keras: ['nanmin'],
    numpy: ['nanmin'],
    type: 'common',
    doc: 'The smallest over axes, NaN left out.',
  },
  {
    keras: ['nanstd'],
    numpy: ['nanstd'],
    type: 'mean',
    doc: 'The standard deviation over axes, NaN left out.',
  },
  {
    keras: ['nanvar'],
    numpy: ['nanvar'],
    type: 'mean',
    doc: 'The variance over axes, NaN left out.',
  },
];

/** What follows the axis in NumPy, which differs by function. */
function numpySignature(name: string, first: string): string {
  const plain = name.replace(/^nan/, '');
  if (/^(sum|prod|product|mean)$/.test(plain))
    return `${first}, axis=None, dtype=None, out: _, keepdims=False, initial: _, where: _)`;
  if (/^(std|var)$/.test(plain))
    return `${first}, axis=None, dtype=None, out: _, ddof: _, keepdims=False, *, where: _, mean: _, correction: _)`;
  if (plain === 'median') return `${first}, axis=None, out: _, overwrite_input: _, keepdims=False)`;
  if (plain === 'count_nonzero') return `${first}, axis=None, *, keepdims=False)`;
  return `${first}, axis=None, out: _, keepdims=False, initial: _, where: _)`;
}

function define(row: Row): OpDefinition {
  const names = [
    ...(row.keras ?? []).map(name => `keras.ops.${name}(x, axis=None, keepdims=False${kerasOptions(name)})`),
    ...(row.tf ?? []).map(name =>
      name === 'math.count_nonzero'
        ? `tf.${name}(input: x, axis=None, keepdims=None, dtype='int64', name: _)`
        : `tf.${name}(input_tensor: x, axis=None, keepdims=False, name: _)`,
    ),
    ...(row.backend ?? []).map(name => `keras.backend.${name}(x, axis=None, keepdims=False)`),
    ...(row.numpy ?? []).map(name => `numpy.${numpySignature(name, `${name}(a: x`)}`),
    ...(row.method ?? []).map(name => `method.${numpySignature(name, `${name}(x`)}`),
  ];
  const [first = '', ...others] = names;
  return defineOp({
    names: [first, ...others],
    doc: row.doc,
    params: {
      x: input(),
      axis: optional(axes(), null, 'The axes to reduce; all of them by default.'),
      keepdims: optional(bool(), false, 'Whether reduced axes stay, with size 1.'),
      dtype: dtypeOption(),
    },
    shape({ x, axis, keepdims, dtype }, context) {
      const shape = reduceShape(x.shape, axis, keepdims, context);
      const all = axis === null || (!isUnknown(x.shape) && x.shape.length === 1);
      const element = all ? row.compute?.(x) : undefined;
      return answer(shape, dtype ?? ruledType(row.type, [x], context), element === undefined ? undefined : [element]);
    },
  });
}

function kerasOptions(name: string): string {
  if (name === 'prod') return ', dtype=None';
  return /^(nan)?(max|min)$|^am(ax|in)$/.test(name) ? ', initial: _' : '';
}

export default rows.map(define);
