// How the element type of a result follows from the operands, per rule and library. The rules are named after what an
// operation does to its values.

import type { DType } from '../shapes/shape.ts';
import { isUnknown } from '../shapes/unknown.ts';
import type { OpContext } from './define.ts';
import {
  isFloating,
  isInteger,
  kerasFloat,
  kerasPromote,
  numpyFloat,
  numpyResult,
  promote,
  promotion,
  settle,
} from './dtypes.ts';
import type { Operand } from './operand.ts';

export type TypeRule =
  /** The common type of all operands. */
  | 'common'
  /** A function with values between the integers: integers become floating. */
  | 'floating'
  /** The same, where Keras computes 64-bit integers in float64. */
  | 'floating wide'
  /** True division. */
  | 'divided'
  /** Rounding: Keras makes integers floating. */
  | 'rounded'
  /** A quotient rounded down: NumPy counts with booleans, Keras does not. */
  | 'quotient'
  /** The same, where NumPy squares booleans as such. */
  | 'power'
  /** The common type, booleans as integers. */
  | 'counting'
  /** The common type, Python's numbers being as wide as NumPy makes them. */
  | 'common fixed'
  /** Floating, Python's numbers being as wide as NumPy makes them. */
  | 'floating fixed'
  /** Floating, Python's numbers being float32. */
  | 'floating plain'
  /** A sum: small integers are widened. */
  | 'sum'
  /** A mean: integers become floating, in NumPy float64. */
  | 'mean'
  /** A position or a count. */
  | 'position'
  | 'bool'
  /** Floating; Keras's specification says float32 whatever goes in. */
  | 'float32'
  /** The common type, integers as floating ones as wide. */
  | 'floating as wide';

/** The element type of the result. */
export function ruledType(rule: TypeRule, operands: readonly Operand[], context: OpContext): DType {
  if (rule === 'bool') return 'bool';
  switch (promotion(operands, context)) {
    case 'keras':
      return kerasType(rule, operands, context);
    case 'tf':
      return tensorflowType(rule, promote(operands, context), context);
    case 'numpy':
      return numpyType(rule, promote(operands, context), operands);
  }
}

const weakFloat = { dtype: 'float', weak: true };

function kerasType(rule: Exclude<TypeRule, 'bool'>, operands: readonly Operand[], context: OpContext): DType {
  const common = kerasPromote(operands);
  if (isUnknown(common)) return common;
  switch (rule) {
    case 'common':
    case 'quotient':
    case 'power':
      return common;
    case 'floating':
    case 'rounded':
    case 'divided':
      return kerasPromote([...operands, weakFloat]);
    case 'mean':
      return isFloating(common) ? common : kerasFloat(common);
    case 'floating wide':
      return operands.some(operand => operand.dtype === 'int64')
        ? kerasPromote([...operands, { dtype: 'float64', weak: false }])
        : kerasPromote([...operands, weakFloat]);
    case 'counting':
      return common === 'bool' ? 'int32' : common;
    case 'common fixed':
      return kerasPromote(operands.map(fixed));
    case 'floating fixed':
      return kerasPromote([...operands.map(fixed), weakFloat]);
    case 'floating plain':
      return kerasPromote([
        ...operands.map(operand => (operand.weak ? { dtype: 'float32', weak: false } : operand)),
        weakFloat,
      ]);
    case 'sum':
      if (common === 'bool' || /^int(8|16)$/.test(common)) return 'int32';
      return /^uint(8|16)$/.test(common) ? 'uint32' : common;
    case 'position':
      return 'int32';
    case 'float32':
      return context.specOnly ? 'float32' : common;
    case 'floating as wide':
      if (common === 'int64') return 'float64';
      return isInteger(common) ? 'float32' : common;
  }
}

function fixed(operand: Operand): { readonly dtype: DType; readonly weak: boolean } {
  if (!operand.weak) return operand;
  return {
    dtype: operand.dtype === 'int' ? 'int64' : operand.dtype === 'float' ? 'float32' : operand.dtype,
    weak: false,
  };
}

function tensorflowType(rule: Exclude<TypeRule, 'bool'>, common: DType, context: OpContext): DType {
  if (isUnknown(common)) return common;
  if (rule === 'position') return 'int64';
  if (rule !== 'divided' || isFloating(common) || common.startsWith('complex')) return settle(common, 'tf');
  if (context.path === 'tf.math.divide_no_nan') return common;
  return /^u?int(8|16)$/.test(common) ? 'float32' : 'float64';
}

function numpyType(rule: Exclude<TypeRule, 'bool'>, common: DType, operands: readonly Operand[]): DType {
  if (isUnknown(common)) return common;
  const whole = isInteger(common) || common === 'bool' || common === 'int';
  switch (rule) {
    case 'common':
    case 'common fixed':
    case 'rounded':
    case 'float32':
      return common;
    case 'power':
      if (operands[0]?.dtype === 'bool' && operands[1]?.weak === true && operands[1].elements?.[0] === 2) return 'int8';
      return common === 'bool' ? 'int8' : common;
    case 'quotient':
    case 'counting':
      return common === 'bool' ? 'int8' : common;
    case 'divided':
      return whole ? (common === 'int' ? 'float' : 'float64') : common;
    case 'floating':
    case 'floating wide':
    case 'floating as wide':
    case 'floating fixed':
    case 'floating plain':
      if (common === 'int') return 'float';
      if (operands.every(operand => operand.weak)) return numpyFloat(common);
      return numpyResult(
        operands.map(operand => (operand.weak ? operand : { ...operand, dtype: numpyFloat(operand.dtype) })),
      );
    case 'mean':
      return whole ? 'float64' : settle(common, 'numpy');
    case 'sum':
      return whole ? (common.startsWith('u') ? 'uint64' : 'int64') : settle(common, 'numpy');
    case 'position':
      return 'int64';
  }
}
