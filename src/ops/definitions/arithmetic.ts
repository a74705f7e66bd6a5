// Arithmetic, comparisons and logic of two operands that are broadcast together: one table, as only the element type
// differs.

import type { DType } from '../../shapes/shape.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { input } from '../arguments.ts';
import { broadcast } from '../broadcast.ts';
import { defineOp, type OpContext, type OpDefinition } from '../define.ts';
import { isFloating, kerasPromote, numpyFloat, promote, promotion } from '../dtypes.ts';
import { arithmetic, combineElements } from '../elements.ts';
import { answer, type Operand } from '../operand.ts';

interface Row {
  /** Under `keras.ops`; some operations share a class and a rule. */
  readonly keras: readonly string[];
  readonly className: string;
  readonly tf?: readonly string[];
  readonly numpy?: readonly string[];
  readonly operator?: readonly string[];
  /** How the element type follows: common, floating, boolean. */
  readonly type: 'common' | 'floating' | 'divided' | 'whole' | 'bool';
  readonly doc: string;
  /** The entry of the table of arithmetic that computes known elements. */
  readonly compute?: string;
}

const rows: readonly Row[] = [
  {
    keras: ['add'],
    className: 'Add',
    tf: ['__operators__.add', 'math.add', 'add'],
    numpy: ['add'],
    operator: ['add', 'iadd'],
    type: 'common',
    compute: 'add',
    doc: 'The sum of two tensors, element by element.',
  },
  {
    keras: ['subtract'],
    className: 'Subtract',
    tf: ['math.subtract', 'subtract'],
    numpy: ['subtract'],
    operator: ['sub', 'isub'],
    type: 'common',
    compute: 'sub',
    doc: 'The difference of two tensors, element by element.',
  },
  {
    keras: ['multiply'],
    className: 'Multiply',
    tf: ['math.multiply', 'multiply'],
    numpy: ['multiply'],
    operator: ['mul', 'imul'],
    type: 'common',
    compute: 'mul',
    doc: 'The product of two tensors, element by element.',
  },
  {
    keras: ['divide'],
    className: 'Divide',
    tf: ['math.divide', 'divide'],
    numpy: ['divide'],
    type: 'divided',
    compute: 'truediv',
    doc: 'The quotient of two tensors, element by element.',
  },
  {
    keras: ['true_divide'],
    className: 'TrueDivide',
    tf: ['math.truediv', 'truediv'],
    numpy: ['true_divide'],
    operator: ['truediv', 'itruediv'],
    type: 'divided',
    compute: 'truediv',
    doc: 'The quotient of two tensors, element by element.',
  },
  {
    keras: ['divide_no_nan'],
    className: 'DivideNoNan',
    tf: ['math.divide_no_nan'],
    type: 'divided',
    doc: 'The quotient, 0 where the divisor is 0.',
  },
  {
    keras: ['floor_divide'],
    className: 'FloorDivide',
    tf: ['math.floordiv', 'floordiv'],
    numpy: ['floor_divide'],
    operator: ['floordiv', 'ifloordiv'],
    type: 'whole',
    compute: 'floordiv',
    doc: 'The quotient rounded down.',
  },
  {
    keras: ['mod'],
    className: 'Mod',
    tf: ['math.floormod', 'math.mod', 'floormod', 'mod'],
    numpy: ['mod', 'remainder'],
    operator: ['mod', 'imod'],
    type: 'whole',
    compute: 'mod',
    doc: 'The remainder of a division rounded down.',
  },
  {
    keras: ['power'],
    className: 'Power',
    tf: ['math.pow', 'pow'],
    numpy: ['power'],
    operator: ['pow', 'ipow'],
    type: 'common',
    compute: 'pow',
    doc: 'The first tensor to the power of the second.',
  },
  {
    keras: ['maximum'],
    className: 'Maximum',
    tf: ['math.maximum', 'maximum'],
    numpy: ['maximum'],
    type: 'common',
    compute: 'max',
    doc: 'The larger of two elements.',
  },
  {
    keras: ['minimum'],
    className: 'Minimum',
    tf: ['math.minimum', 'minimum'],
    numpy: ['minimum'],
    type: 'common',
    compute: 'min',
    doc: 'The smaller of two elements.',
  },
  {
    keras: ['fmax'],
    className: 'Fmax',
    numpy: ['fmax'],
    type: 'common',
    doc: 'The larger of two elements, NaN left out.',
  },
  {
    keras: ['fmin'],
    className: 'Fmin',
    numpy: ['fmin'],
    type: 'common',
    doc: 'The smaller of two elements, NaN left out.',
  },
  {
    keras: ['arctan2'],
    className: 'Arctan2',
    tf: ['math.atan2', 'atan2'],
    numpy: ['arctan2'],
    type: 'floating',
    doc: 'The angle of a point given by its two coordinates.',
  },
  {
    keras: ['equal'],
    className: 'Equal',
    tf: ['math.equal', 'equal'],
    numpy: ['equal'],
    operator: ['eq'],
    type: 'bool',
    compute: 'eq',
    doc: 'Where two tensors are equal.',
  },
  {
    keras: ['not_equal'],
    className: 'NotEqual',
    tf: ['math.not_equal', 'not_equal'],
    numpy: ['not_equal'],
    operator: ['ne'],
    type: 'bool',
    compute: 'ne',
    doc: 'Where two tensors differ.',
  },
  {
    keras: ['greater'],
    className: 'Greater',
    tf: ['math.greater', 'greater'],
    numpy: ['greater'],
    operator: ['gt'],
    type: 'bool',
    compute: 'gt',
    doc: 'Where the first is larger.',
  },
  {
    keras: ['greater_equal'],
    className: 'GreaterEqual',
    tf: ['math.greater_equal', 'greater_equal'],
    numpy: ['greater_equal'],
    operator: ['ge'],
    type: 'bool',
    compute: 'ge',
    doc: 'Where the first is not smaller.',
  },
  {
    keras: ['less'],
    className: 'Less',
    tf: ['math.less', 'less'],
    numpy: ['less'],
    operator: ['lt'],
    type: 'bool',
    compute: 'lt',
    doc: 'Where the first is smaller.',
  },
  {
    keras: ['less_equal'],
    className: 'LessEqual',
    tf: ['math.less_equal', 'less_equal'],
    numpy: ['less_equal'],
    operator: ['le'],
    type: 'bool',
    compute: 'le',
    doc: 'Where the first is not larger.',
  },
  {
    keras: ['logical_and'],
    className: 'LogicalAnd',
    tf: ['math.logical_and', 'logical_and'],
    numpy: ['logical_and'],
    type: 'bool',
    doc: 'Where both are true.',
  },
  {
    keras: ['logical_or'],
    className: 'LogicalOr',
    tf: ['math.logical_or', 'logical_or'],
    numpy: ['logical_or'],
    type: 'bool',
    doc: 'Where one of both is true.',
  },
  {
    keras: ['logical_xor'],
    className: 'LogicalXor',
    tf: ['math.logical_xor'],
    numpy: ['logical_xor'],
    type: 'bool',
    doc: 'Where exactly one of both is true.',
  },
];

function define(row: Row): OpDefinition {
  const [first = '', ...others] = row.keras;
  return defineOp({
    names: [
      `keras.ops.${first}`,
      ...others.map(name => `keras.ops.${name}`),
      ...(row.tf ?? []).map(name => `tf.${name}(x: x1, y: x2, name: _)`),
      ...(row.numpy ?? []).map(
        name => `numpy.${name}(x1, x2, out: _, *, where: _, casting: _, order: _, dtype: _, subok: _)`,
      ),
      ...(row.operator ?? []).map(name => `operator.${name}`),
    ],
    doc: row.doc,
    className: row.className,
    params: { x1: input('The first operand.'), x2: input('The second operand.') },
    shape({ x1, x2 }, context) {
      const shape = broadcast([x1.shape, x2.shape], context);
      const how = row.compute === undefined ? undefined : arithmetic[row.compute];
      const elements = how === undefined ? undefined : combineElements(x1, x2, shape, how);
      return answer(shape, resultType([x1, x2], row.type, context), elements);
    },
  });
}

function resultType(operands: readonly Operand[], type: Row['type'], context: OpContext): DType {
  if (type === 'bool') return 'bool';
  const common = promote(operands, context);
  if (isUnknown(common) || type === 'common') return common;
  switch (promotion(operands, context)) {
    case 'keras':
      if (type === 'whole') return common === 'bool' ? 'int32' : common;
      return kerasPromote([...operands, { dtype: 'float', weak: true }]);
    case 'tf':
      if (type === 'whole' || isFloating(common) || common.startsWith('complex')) return common;
      return /^u?int(8|16)$/.test(common) ? 'float32' : 'float64';
    case 'numpy':
      if (type === 'whole') return common === 'bool' ? 'int8' : common;
      if (isFloating(common) || common.startsWith('complex')) return common;
      if (common === 'int' || common === 'float') return 'float';
      return type === 'divided' ? 'float64' : numpyFloat(common);
  }
}

export default rows.map(define);
