// Operations that change every element on its own and leave the shape: one table, as only the element type differs.

import { input } from '../arguments.ts';
import { defineOp, type OpDefinition } from '../define.ts';
import { mapElements } from '../elements.ts';
import { atLeastOne, signatures } from '../names.ts';
import { answer } from '../operand.ts';
import { ruledType, type TypeRule } from '../typeRules.ts';

interface Row {
  /** Its names under `keras.ops`, `tf`, `numpy` and in Python's `operator` module. */
  readonly keras: string;
  readonly tf?: string;
  readonly numpy?: string;
  readonly operator?: string;
  readonly className?: string;
  readonly type: TypeRule;
  readonly doc: string;
  readonly compute?: (value: number) => number;
}

const rows: readonly Row[] = [
  {
    keras: 'abs',
    tf: 'math.abs abs',
    numpy: 'abs',
    operator: 'abs',
    className: 'Absolute',
    type: 'common',
    compute: Math.abs,
    doc: 'The absolute value.',
  },
  {
    keras: 'absolute',
    numpy: 'absolute',
    type: 'common',
    compute: Math.abs,
    doc: 'The absolute value.',
  },
  {
    keras: 'fabs',
    numpy: 'fabs',
    type: 'floating',
    compute: Math.abs,
    doc: 'The absolute value, in floating point.',
  },
  {
    keras: 'negative',
    tf: 'math.negative negative',
    numpy: 'negative',
    operator: 'neg',
    type: 'common',
    compute: value => -value,
    doc: 'The values with the opposite sign.',
  },
  {
    keras: 'sign',
    tf: 'math.sign sign',
    numpy: 'sign',
    type: 'common',
    compute: Math.sign,
    doc: '-1, 0 or 1.',
  },
  {
    keras: 'square',
    tf: 'math.square square',
    numpy: 'square',
    type: 'counting',
    compute: value => value * value,
    doc: 'The values times themselves.',
  },
  {
    keras: 'sqrt',
    tf: 'math.sqrt sqrt',
    numpy: 'sqrt',
    type: 'floating',
    compute: Math.sqrt,
    doc: 'The square root.',
  },
  {
    keras: 'rsqrt',
    tf: 'math.rsqrt',
    type: 'common',
    doc: 'One over the square root.',
  },
  {
    keras: 'cbrt',
    numpy: 'cbrt',
    type: 'floating wide',
    doc: 'The cube root.',
  },
  {
    keras: 'reciprocal',
    tf: 'math.reciprocal',
    numpy: 'reciprocal',
    type: 'float32',
    doc: 'One over the values.',
  },
  {
    keras: 'exp',
    tf: 'math.exp exp',
    numpy: 'exp',
    type: 'floating',
    doc: 'The exponential.',
  },
  {
    keras: 'exp2',
    numpy: 'exp2',
    type: 'floating',
    doc: '2 to the power of the values.',
  },
  {
    keras: 'expm1',
    tf: 'math.expm1',
    numpy: 'expm1',
    type: 'floating',
    doc: 'The exponential minus 1.',
  },
  {
    keras: 'log',
    tf: 'math.log',
    numpy: 'log',
    type: 'floating',
    doc: 'The natural logarithm.',
  },
  {
    keras: 'log10',
    numpy: 'log10',
    type: 'floating',
    doc: 'The logarithm to the base of 10.',
  },
  {
    keras: 'log1p',
    tf: 'math.log1p',
    numpy: 'log1p',
    type: 'floating',
    doc: 'The logarithm of 1 plus the values.',
  },
  {
    keras: 'log2',
    numpy: 'log2',
    type: 'floating',
    compute: Math.log2,
    doc: 'The logarithm to the base of 2.',
  },
  {
    keras: 'sin',
    tf: 'math.sin sin',
    numpy: 'sin',
    type: 'floating',
    doc: 'The sine.',
  },
  {
    keras: 'cos',
    tf: 'math.cos cos',
    numpy: 'cos',
    type: 'floating',
    doc: 'The cosine.',
  },
  {
    keras: 'tan',
    tf: 'math.tan tan',
    numpy: 'tan',
    type: 'floating',
    doc: 'The tangent.',
  },
  {
    keras: 'arcsin',
    tf: 'math.asin asin',
    numpy: 'arcsin',
    type: 'floating',
    doc: 'The inverse sine.',
  },
  {
    keras: 'arccos',
    tf: 'math.acos acos',
    numpy: 'arccos',
    type: 'floating',
    doc: 'The inverse cosine.',
  },
  {
    keras: 'arctan',
    tf: 'math.atan atan',
    numpy: 'arctan',
    type: 'floating',
    doc: 'The inverse tangent.',
  },
  {
    keras: 'sinh',
    tf: 'math.sinh sinh',
    numpy: 'sinh',
    type: 'floating',
    doc: 'The hyperbolic sine.',
  },
  {
    keras: 'cosh',
    tf: 'math.cosh cosh',
    numpy: 'cosh',
    type: 'floating',
    doc: 'The hyperbolic cosine.',
  },
  {
    keras: 'tanh',
    tf: 'math.tanh tanh nn.tanh',
    numpy: 'tanh',
    type: 'floating',
    doc: 'The hyperbolic tangent.',
  },
  {
    keras: 'arcsinh',
    tf: 'math.asinh asinh',
    numpy: 'arcsinh',
    type: 'floating',
    doc: 'The inverse hyperbolic sine.',
  },
  {
    keras: 'arccosh',
    tf: 'math.acosh acosh',
    numpy: 'arccosh',
    type: 'floating',
    doc: 'The inverse hyperbolic cosine.',
  },
  {
    keras: 'arctanh',
    tf: 'math.atanh atanh',
    numpy: 'arctanh',
    type: 'floating',
    doc: 'The inverse hyperbolic tangent.',
  },
  {
    keras: 'sinc',
    numpy: 'sinc',
    type: 'floating',
    doc: 'sin(πx) / (πx).',
  },
  {
    keras: 'deg2rad',
    numpy: 'deg2rad radians',
    type: 'floating wide',
    doc: 'Degrees as radians.',
  },
  {
    keras: 'rad2deg',
    numpy: 'rad2deg degrees',
    type: 'floating wide',
    doc: 'Radians as degrees.',
  },
  {
    keras: 'i0',
    tf: 'math.bessel_i0',
    numpy: 'i0',
    type: 'floating wide',
    doc: 'The modified Bessel function of order 0.',
  },
  {
    keras: 'erf',
    tf: 'math.erf',
    type: 'common',
    doc: 'The error function.',
  },
  {
    keras: 'erfc',
    tf: 'math.erfc',
    type: 'floating',
    doc: '1 minus the error function.',
  },
  {
    keras: 'erfinv',
    tf: 'math.erfinv',
    type: 'common',
    doc: 'The inverse of the error function.',
  },
  {
    keras: 'floor',
    tf: 'math.floor floor',
    numpy: 'floor',
    type: 'rounded',
    compute: Math.floor,
    doc: 'The values rounded down.',
  },
  {
    keras: 'ceil',
    tf: 'math.ceil',
    numpy: 'ceil',
    type: 'rounded',
    compute: Math.ceil,
    doc: 'The values rounded up.',
  },
  {
    keras: 'trunc',
    numpy: 'trunc fix',
    type: 'common',
    compute: Math.trunc,
    doc: 'The values without their fraction.',
  },
  {
    keras: 'isfinite',
    tf: 'math.is_finite',
    numpy: 'isfinite',
    type: 'bool',
    doc: 'Where the values are finite.',
  },
  {
    keras: 'isinf',
    tf: 'math.is_inf',
    numpy: 'isinf',
    type: 'bool',
    doc: 'Where the values are infinite.',
  },
  {
    keras: 'isnan',
    tf: 'math.is_nan',
    numpy: 'isnan',
    type: 'bool',
    doc: 'Where the values are no numbers.',
  },
  {
    keras: 'isneginf',
    numpy: 'isneginf',
    type: 'bool',
    doc: 'Where the values are minus infinity.',
  },
  {
    keras: 'isposinf',
    numpy: 'isposinf',
    type: 'bool',
    doc: 'Where the values are plus infinity.',
  },
  {
    keras: 'isreal',
    numpy: 'isreal',
    type: 'bool',
    doc: 'Where the values are real.',
  },
  {
    keras: 'logical_not',
    tf: 'math.logical_not logical_not',
    numpy: 'logical_not',
    type: 'bool',
    compute: value => Number(value === 0),
    doc: 'Where the values are false.',
  },
  {
    keras: 'signbit',
    numpy: 'signbit',
    type: 'bool',
    doc: 'Where the values have a minus.',
  },
  {
    keras: 'conj',
    tf: 'math.conj',
    numpy: 'conj',
    className: 'Conjugate',
    type: 'common',
    doc: 'The complex conjugate.',
  },
  {
    keras: 'conjugate',
    numpy: 'conjugate',
    type: 'common',
    doc: 'The complex conjugate.',
  },
  {
    keras: 'bitwise_invert',
    tf: 'bitwise.invert',
    type: 'common',
    doc: 'All bits turned.',
  },
  {
    keras: 'bitwise_not',
    numpy: 'bitwise_not invert',
    type: 'common',
    doc: 'All bits turned.',
  },
];

function define(row: Row): OpDefinition {
  return defineOp({
    names: atLeastOne([
      ...signatures('keras.ops', row.keras, 'x'),
      ...signatures('tf', row.tf, 'x, name: _'),
      ...signatures(
        'numpy',
        row.numpy,
        'x, out: _, *, where: _, casting: _, order: _, dtype: _, subok: _, signature: _',
      ),
      ...signatures('operator', row.operator, 'x'),
      ...signatures('keras.backend', backend.has(row.keras) ? row.keras : '', 'x'),
    ]),
    doc: row.doc,
    ...(row.className === undefined ? {} : { className: row.className }),
    params: { x: input() },
    shape: ({ x }, context) =>
      answer(
        x.shape,
        ruledType(row.type, [x], context),
        row.compute === undefined ? undefined : mapElements(x, row.compute),
      ),
  });
}

/** Those that `keras.backend` has under the same name. */
const backend = new Set(['abs', 'square', 'sqrt', 'exp', 'log', 'round', 'sign', 'sin', 'cos', 'tanh']);

export default rows.map(define);
