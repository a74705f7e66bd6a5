// The lowest and the highest number in an array: how operations carry them to their answer, exactly or not at all.

import { lastPart } from '../base/lastPart.ts';
import type { DType, Extremes, Shape } from '../shapes/shape.ts';
import { isUnknown } from '../shapes/unknown.ts';
import type { NamedOp, OpAnswer, TensorAnswer } from './define.ts';
import { settle } from './dtypes.ts';
import type { Element, Operand } from './operand.ts';
import { viewedRearrangements } from './rearrangements.ts';

/** Operations, by the last part of their names, whose answer has the elements of their tensor and no others. */
const rearranging: ReadonlySet<string> = new Set([
  ...viewedRearrangements,
  'flatten',
  'roll',
  'tile',
  'astype',
  'cast',
  'copy',
  'identity',
  'array',
  'convert_to_tensor',
  'constant',
  'permutation',
  'permuted',
]);

/** Operations whose answer has the elements of all tensors in a list. */
const joining: ReadonlySet<string> = new Set([
  'concatenate',
  'concat',
  'stack',
  'vstack',
  'hstack',
  'dstack',
  'column_stack',
]);

/** What operations on a tensor and a number do, by the last part of their names. */
const arithmetic: Readonly<Record<string, (x: number, number: number) => number>> = {
  add: (x, number) => x + number,
  iadd: (x, number) => x + number,
  subtract: (x, number) => x - number,
  sub: (x, number) => x - number,
  isub: (x, number) => x - number,
  multiply: (x, number) => x * number,
  mul: (x, number) => x * number,
  imul: (x, number) => x * number,
};

/** The lowest and the highest of elements that are known; undefined where there are none or some are no numbers. */
export function extremesOf(elements: readonly Element[] | undefined): Extremes | undefined {
  if (elements === undefined || elements.length === 0) return undefined;
  const numbers = elements.filter(element => typeof element === 'number');
  if (numbers.length < elements.length) return undefined;
  return { lowest: Math.min(...numbers), highest: Math.max(...numbers), distinct: new Set(numbers).size };
}

/** What is known of the numbers in an operand. */
export function knownExtremes(x: Operand): Extremes | undefined {
  return x.extremes ?? extremesOf(x.elements);
}

/** The extremes of a tensor of one number throughout; undefined where it may have no elements. */
export function filledExtremes(shape: Shape, dtype: DType, element: Element | undefined): Extremes | undefined {
  if (typeof element !== 'number' || isUnknown(shape) || !shape.every(dim => typeof dim === 'number' && dim > 0))
    return undefined;
  return castExtremes({ lowest: element, highest: element, distinct: 1 }, dtype);
}

/** The answer of an operation with the extremes it keeps of its operands; `args` are its arguments in their order. */
export function withExtremes(answer: OpAnswer, op: NamedOp, args: readonly unknown[]): OpAnswer {
  if (!isPlain(answer) || answer.values !== undefined || answer.sizes !== undefined || answer.extremes !== undefined)
    return answer;
  if (!isUnknown(answer.shape) && answer.shape.includes(0)) return answer;
  const extremes = carried(lastPart(op.path), args);
  const kept = extremes === undefined ? undefined : castExtremes(extremes, answer.dtype);
  return kept === undefined ? answer : { ...answer, extremes: kept };
}

function carried(name: string, args: readonly unknown[]): Extremes | undefined {
  const [first, second] = args;
  if (rearranging.has(name)) return isOperand(first) ? knownExtremes(first) : undefined;
  if (joining.has(name)) return ofAll(first);
  if (name === 'append') return ofAll({ items: [first, second] });
  const compute = arithmetic[name];
  if (compute === undefined || !isOperand(first) || !isOperand(second)) return undefined;
  const [x, y] = [singleNumber(first), singleNumber(second)];
  const [whole, change] =
    y !== undefined
      ? [first, (number: number) => compute(number, y)]
      : [second, (number: number) => (x === undefined ? Number.NaN : compute(x, number))];
  const before = knownExtremes(whole);
  return before === undefined ? undefined : changed(before, change);
}

/** Both ends after a function that keeps the order of numbers or turns it round. */
function changed({ lowest, highest, distinct }: Extremes, change: (x: number) => number): Extremes | undefined {
  const ends = [change(lowest), change(highest)];
  if (!ends.every(Number.isFinite)) return undefined;
  const keepsApart = distinct !== undefined && (distinct === 1 || ends[0] !== ends[1]);
  return { lowest: Math.min(...ends), highest: Math.max(...ends), ...(keepsApart ? { distinct } : {}) };
}

function ofAll(list: unknown): Extremes | undefined {
  if (typeof list !== 'object' || list === null || !('items' in list) || !Array.isArray(list.items)) return undefined;
  const all = list.items.map(item => (isOperand(item) ? knownExtremes(item) : undefined));
  const known = all.filter(one => one !== undefined);
  if (known.length < all.length || known.length === 0) return undefined;
  return {
    lowest: Math.min(...known.map(one => one.lowest)),
    highest: Math.max(...known.map(one => one.highest)),
  };
}

function singleNumber({ shape, elements }: Operand): number | undefined {
  const [only] = elements ?? [];
  return !isUnknown(shape) && shape.length === 0 && typeof only === 'number' ? only : undefined;
}

/** Whole numbers up to these have a floating number of their own. */
const exactTo: Readonly<Record<string, number>> = {
  bfloat16: 2 ** 8,
  float16: 2 ** 11,
  float32: 2 ** 24,
  float64: 2 ** 53,
};

/** The extremes as another element type; undefined where numbers do not stay what they are, but for being cut to whole ones. */
export function castExtremes(extremes: Extremes, dtype: DType): Extremes | undefined {
  const { lowest, highest } = extremes;
  const type = settle(dtype, 'numpy');
  if (isUnknown(type)) return undefined;
  const whole = /^(u?)int(\d+)$/.exec(type);
  if (whole !== null) {
    const bits = Number(whole[2]);
    const [least, most] = whole[1] === 'u' ? [0, 2 ** bits - 1] : [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1];
    const ends = { lowest: Math.trunc(lowest), highest: Math.trunc(highest) };
    if (ends.lowest < least || ends.highest > most) return undefined;
    return ends.lowest === lowest && ends.highest === highest ? extremes : ends;
  }
  const exact = exactTo[type];
  if (exact === undefined || Math.max(-lowest, highest) > exact) return undefined;
  return type === 'float64' || (Number.isInteger(lowest) && Number.isInteger(highest)) ? extremes : undefined;
}

/**
 * The extremes of integers drawn evenly from `lowest` to `highest`: all of them occur, where that it is otherwise is less
 * likely than one in 10^15 by the union bound n·(1 - 1/n)^count.
 */
export function drawnExtremes(lowest: number, highest: number, count: number): Extremes | undefined {
  const distinct = highest - lowest + 1;
  if (!Number.isInteger(distinct) || distinct < 1) return undefined;
  if (distinct === 1) return count > 0 ? { lowest, highest, distinct } : undefined;
  const missing = Math.log(distinct) + count * Math.log(1 - 1 / distinct);
  return missing < -15 * Math.LN10 ? { lowest, highest, distinct } : undefined;
}

function isOperand(value: unknown): value is Operand {
  return typeof value === 'object' && value !== null && 'source' in value && 'weak' in value;
}

function isPlain(answer: OpAnswer): answer is TensorAnswer {
  return !isUnknown(answer) && !('kind' in answer) && !('value' in answer);
}
