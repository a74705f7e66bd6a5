// Element types in TensorFlow.js: which one the answer of an operation has. Numbers that are no tensor yet are float32
// there, whole or not, and mixed operands take the wider of bool, int32 and float32.

import type { DType } from '../../shapes/shape.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import type { Operand } from '../operand.ts';

export type TfjsType =
  /** That of the first operand. */
  | 'first'
  /** The widest of all operands. */
  | 'widest'
  /** The same, booleans counted as integers. */
  | 'counted'
  /** As the operation under it says, which was given a type by name. */
  | 'given'
  | 'float32'
  | 'int32'
  | 'bool';

const widths = ['bool', 'int32', 'float32', 'complex64'];

/** The element type of the answer for these operands. */
export function tfjsType(rule: Exclude<TfjsType, 'given'>, operands: readonly Operand[]): DType {
  switch (rule) {
    case 'float32':
    case 'int32':
    case 'bool':
      return rule;
    case 'first': {
      const [first] = operands;
      return first === undefined ? 'float32' : ownType(first);
    }
    case 'widest':
      return widest(operands);
    case 'counted': {
      const type = widest(operands);
      return type === 'bool' ? 'int32' : type;
    }
  }
}

function widest(operands: readonly Operand[]): DType {
  let best: DType = 'bool';
  for (const operand of operands) {
    const type = ownType(operand);
    if (isUnknown(type) || !widths.includes(type)) return type;
    if (!isUnknown(best) && widths.indexOf(type) > widths.indexOf(best)) best = type;
  }
  return operands.length === 0 ? 'float32' : best;
}

/** The type of a tensor made of the operand. */
export function ownType({ dtype, source }: Operand): DType {
  if (isUnknown(dtype)) return dtype;
  if (dtype === 'int' || dtype === 'float' || dtype === 'float64') return 'float32';
  if (source === 'numpy' && dtype === 'int64') return 'int32';
  return dtype;
}
