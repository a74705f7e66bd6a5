// Operators of Python on None: which they refuse, and in which words. Only operands that have no say in it themselves are
// judged: numbers, texts, lists and None.

import type { BinaryOperator, CompareOperator, UnaryOperator } from '../syntax/expression.ts';
import type { OpenAxis, Value } from './value.ts';

/** What an operator says of None. */
export interface NoneRefused {
  /** The first operand that is None since an axis is open. */
  readonly openAxis: OpenAxis;
  readonly operator: string;
  readonly words: string;
}

/** What a binary operator says where an operand is None; `operator` as it is written, `*=` for one that assigns. */
export function noneInArithmetic(
  operator: BinaryOperator,
  left: Value,
  right: Value,
  written: string,
): NoneRefused | undefined {
  const [a, b] = [typeNameOf(left), typeNameOf(right)];
  // A text may be filled with None.
  const fills = operator === '%' && a === 'str';
  if (a === undefined || b === undefined || fills || !arithmetic.has(operator)) return undefined;
  return refused(written, arithmeticWords(written, a, b), left, right);
}

function arithmeticWords(written: string, a: string, b: string): string {
  const isJoined = written === '+' || written === '+=';
  if (isJoined && a === 'str') return 'can only concatenate str (not "NoneType") to str';
  if (written === '+=' && a === 'list') return "'NoneType' object is not iterable";
  if (isJoined && (a === 'list' || a === 'tuple')) return `can only concatenate ${a} (not "NoneType") to ${a}`;
  const isRepeated = written === '*' || written === '*=';
  if (isRepeated && [a, b].some(type => sequences.has(type)))
    return "can't multiply sequence by non-int of type 'NoneType'";
  return `unsupported operand type(s) for ${written === '**' ? '** or pow()' : written}: '${a}' and '${b}'`;
}

/** What `-x`, `+x` and `~x` say where `x` is None. */
export function noneInUnary(operator: UnaryOperator, operand: Value): NoneRefused | undefined {
  const openAxis = openAxisIn(operand);
  const isArithmetic = operator === '-' || operator === '+' || operator === '~';
  if (openAxis === undefined || !isArithmetic) return undefined;
  return { openAxis, operator, words: `bad operand type for unary ${operator}: 'NoneType'` };
}

/** What a comparison says where one side is None. */
export function noneInComparison(operator: CompareOperator, left: Value, right: Value): NoneRefused | undefined {
  const [a, b] = [typeNameOf(left), typeNameOf(right)];
  const isOrder = operator === '<' || operator === '<=' || operator === '>' || operator === '>=';
  if (a === undefined || b === undefined || !isOrder) return undefined;
  return refused(operator, `'${operator}' not supported between instances of '${a}' and '${b}'`, left, right);
}

function refused(operator: string, words: string, left: Value, right: Value): NoneRefused | undefined {
  const openAxis = openAxisIn(left) ?? openAxisIn(right);
  return openAxis === undefined ? undefined : { openAxis, operator, words };
}

function openAxisIn(value: Value): OpenAxis | undefined {
  return value.kind === 'none' ? value.openAxis : undefined;
}

const sequences: ReadonlySet<string> = new Set(['str', 'list', 'tuple']);

const arithmetic: ReadonlySet<BinaryOperator> = new Set([
  '+',
  '-',
  '*',
  '/',
  '//',
  '%',
  '**',
  '@',
  '&',
  '|',
  '^',
  '<<',
  '>>',
] as const);

/** The name of the type of a value whose type is certain; undefined for all that may bring operators of its own. */
function typeNameOf(value: Value): string | undefined {
  switch (value.kind) {
    case 'none':
      return 'NoneType';
    case 'int':
    case 'float':
    case 'bool':
      return value.kind;
    case 'string':
      return 'str';
    case 'list':
      return value.type;
    default:
      return undefined;
  }
}
