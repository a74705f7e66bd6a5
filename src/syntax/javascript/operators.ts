// The operators of JavaScript in the words of the program tree.

import type { BinaryOperator, CompareOperator } from '../expression.ts';

/** An arithmetic or bitwise operator, or the part of an augmented assignment before its `=`. */
export function binaryOperator(written: string): BinaryOperator | undefined {
  switch (written) {
    case '+':
      return 'concatenate';
    case '/':
      return 'divide';
    case '%':
      return 'remainder';
    case '-':
    case '*':
    case '**':
    case '&':
    case '|':
    case '^':
    case '<<':
    case '>>':
    case '>>>':
      return written;
    case '??':
      return 'coalesce';
    case '||':
      return 'or';
    case '&&':
      return 'and';
    default:
      return undefined;
  }
}

/** An operator that gives true or false. */
export function compareOperator(written: string): CompareOperator | undefined {
  switch (written) {
    case '===':
      return '==';
    case '!==':
      return '!=';
    case '==':
      return 'loose==';
    case '!=':
      return 'loose!=';
    case 'in':
      return 'has key';
    case '<':
    case '<=':
    case '>':
    case '>=':
    case 'instanceof':
      return written;
    default:
      return undefined;
  }
}
