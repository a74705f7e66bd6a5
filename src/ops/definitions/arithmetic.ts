// Arithmetic, comparisons and logic of two operands that are broadcast together: one table, as only the element type
// differs.

import { input } from '../arguments.ts';
import { broadcastOperands } from '../broadcast.ts';
import { defineOp, type OpDefinition } from '../define.ts';
import { type Computation, combineElements } from '../elements.ts';
import { atLeastOne, signatures } from '../names.ts';
import { answer } from '../operand.ts';
import { ruledType, type TypeRule } from '../typeRules.ts';

interface Row {
  /** Its names under `keras.ops`, `tf`, `numpy` and in Python's `operator` module. */
  readonly keras: string;
  readonly tf?: string;
  /** Where TensorFlow calls the operands something else than `x` and `y`. */
  readonly tfParameters?: string;
  readonly numpy?: string;
  readonly operator?: string;
  readonly type: TypeRule;
  readonly doc: string;
  /** How known elements are computed. */
  readonly compute?: Computation;
}

const rows: readonly Row[] = [
  {
    keras: 'add',
    tf: '__operators__.add math.add add',
    numpy: 'add',
    operator: 'add iadd',
    type: 'common',
    compute: 'add',
    doc: 'The sum of two tensors, element by element.',
  },
  {
    keras: 'subtract',
    tf: 'math.subtract subtract',
    numpy: 'subtract',
    operator: 'sub isub',
    type: 'common',
    compute: 'sub',
    doc: 'The difference of two tensors, element by element.',
  },
  {
    keras: 'multiply',
    tf: 'math.multiply multiply',
    numpy: 'multiply',
    operator: 'mul imul',
    type: 'common',
    compute: 'mul',
    doc: 'The product of two tensors, element by element.',
  },
  {
    keras: 'divide',
    tf: 'math.divide divide',
    numpy: 'divide',
    type: 'divided',
    compute: 'truediv',
    doc: 'The quotient of two tensors, element by element.',
  },
  {
    keras: 'true_divide',
    tf: 'math.truediv truediv',
    numpy: 'true_divide',
    operator: 'truediv itruediv',
    type: 'divided',
    compute: 'truediv',
    doc: 'The quotient of two tensors, element by element.',
  },
  {
    keras: 'divide_no_nan',
    tf: 'math.divide_no_nan',
    type: 'divided',
    doc: 'The quotient, 0 where the divisor is 0.',
  },
  {
    keras: 'floor_divide',
    tf: 'math.floordiv floordiv',
    numpy: 'floor_divide',
    operator: 'floordiv ifloordiv',
    type: 'quotient',
    compute: 'floordiv',
    doc: 'The quotient rounded down.',
  },
  {
    keras: 'mod',
    tf: 'math.floormod math.mod floormod mod',
    numpy: 'mod remainder',
    operator: 'mod imod',
    type: 'counting',
    compute: 'mod',
    doc: 'The remainder of a division rounded down.',
  },
  {
    keras: 'fmod',
    numpy: 'fmod',
    type: 'counting',
    doc: 'The remainder with the sign of the dividend.',
  },
  {
    keras: 'power',
    tf: 'math.pow pow',
    numpy: 'power float_power',
    operator: 'pow ipow',
    type: 'power',
    compute: 'pow',
    doc: 'The first tensor to the power of the second.',
  },
  {
    keras: 'maximum',
    tf: 'math.maximum maximum',
    numpy: 'maximum',
    type: 'common',
    compute: 'max',
    doc: 'The larger of two elements.',
  },
  {
    keras: 'minimum',
    tf: 'math.minimum minimum',
    numpy: 'minimum',
    type: 'common',
    compute: 'min',
    doc: 'The smaller of two elements.',
  },
  {
    keras: 'fmax',
    numpy: 'fmax',
    type: 'common',
    doc: 'The larger of two elements, NaN left out.',
  },
  {
    keras: 'fmin',
    numpy: 'fmin',
    type: 'common',
    doc: 'The smaller of two elements, NaN left out.',
  },
  {
    keras: 'arctan2',
    tf: 'math.atan2 atan2',
    tfParameters: 'y: x1, x: x2, name: _',
    numpy: 'arctan2',
    type: 'floating plain',
    doc: 'The angle of a point given by its two coordinates.',
  },
  {
    keras: 'hypot',
    numpy: 'hypot',
    type: 'floating as wide',
    doc: 'The length of the hypotenuse of two sides.',
  },
  {
    keras: 'heaviside',
    numpy: 'heaviside',
    type: 'floating as wide',
    doc: 'The step function, with its value at 0.',
  },
  {
    keras: 'logaddexp',
    numpy: 'logaddexp',
    type: 'floating',
    doc: 'The logarithm of the sum of two exponentials.',
  },
  {
    keras: 'logaddexp2',
    numpy: 'logaddexp2',
    type: 'floating',
    doc: 'The same to the base of 2.',
  },
  {
    keras: 'ldexp',
    numpy: 'ldexp',
    type: 'floating fixed',
    doc: 'The first times 2 to the power of the second.',
  },
  {
    keras: 'nextafter',
    tf: 'math.nextafter',
    tfParameters: 'x1, x2, name: _',
    numpy: 'nextafter',
    type: 'floating fixed',
    doc: 'The next number towards another.',
  },
  {
    keras: 'gcd',
    numpy: 'gcd',
    type: 'common fixed',
    doc: 'The greatest common divisor.',
  },
  {
    keras: 'lcm',
    numpy: 'lcm',
    type: 'common fixed',
    doc: 'The least common multiple.',
  },
  {
    keras: 'not_equal',
    tf: 'math.not_equal not_equal',
    numpy: 'not_equal',
    type: 'bool',
    compute: 'ne',
    doc: 'Where two tensors differ.',
  },
  {
    keras: 'greater',
    tf: 'math.greater greater',
    numpy: 'greater',
    operator: 'gt',
    type: 'bool',
    compute: 'gt',
    doc: 'Where the first is larger.',
  },
  {
    keras: 'greater_equal',
    tf: 'math.greater_equal greater_equal',
    numpy: 'greater_equal',
    operator: 'ge',
    type: 'bool',
    compute: 'ge',
    doc: 'Where the first is not smaller.',
  },
  {
    keras: 'less',
    tf: 'math.less less',
    numpy: 'less',
    operator: 'lt',
    type: 'bool',
    compute: 'lt',
    doc: 'Where the first is smaller.',
  },
  {
    keras: 'less_equal',
    tf: 'math.less_equal less_equal',
    numpy: 'less_equal',
    operator: 'le',
    type: 'bool',
    compute: 'le',
    doc: 'Where the first is not larger.',
  },
  {
    keras: 'logical_and',
    tf: 'math.logical_and logical_and',
    numpy: 'logical_and',
    type: 'bool',
    doc: 'Where both are true.',
  },
  {
    keras: 'logical_or',
    tf: 'math.logical_or logical_or',
    numpy: 'logical_or',
    type: 'bool',
    doc: 'Where one of both is true.',
  },
  {
    keras: 'logical_xor',
    tf: 'math.logical_xor',
    numpy: 'logical_xor',
    type: 'bool',
    doc: 'Where exactly one of both is true.',
  },
];

const operands = { x1: input('The first operand.'), x2: input('The second operand.') };

function define(row: Row): OpDefinition {
  return defineOp({
    names: atLeastOne([
      ...signatures('keras.ops', row.keras, 'x1, x2'),
      ...signatures('tf', row.tf, row.tfParameters ?? 'x: x1, y: x2, name: _'),
      ...signatures(
        'numpy',
        row.numpy,
        'x1, x2, out: _, *, where: _, casting: _, order: _, dtype: _, subok: _, signature: _',
      ),
      ...signatures('operator', row.operator, 'x1, x2'),
    ]),
    doc: row.doc,
    params: operands,
    shape({ x1, x2 }, context) {
      const shape = broadcastOperands(x1.shape, x2.shape, context);
      const elements = row.compute === undefined ? undefined : combineElements(x1, x2, shape, row.compute);
      return answer(shape, ruledType(row.type, [x1, x2], context), elements);
    },
  });
}

export default rows.map(define);
