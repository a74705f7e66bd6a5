// Python operators between two operands, and chains of comparisons.

import type { BinaryOperator, CompareOperator, Expression } from '../expression.ts';
import { brokenSyntax, childOf, type Lowering, maxNesting, spanOf, tooDeep, unsupported } from '../lowering.ts';
import type { RawNode } from '../rawTree.ts';
import { expression } from './expressions.ts';

/** Lowers two operands and what stands between them. */
export function binary(lowering: Lowering, node: RawNode): Expression {
  const written = childOf(node, 'operator')?.type;
  if (written === '&' || written === '^') return bitwise(lowering, node);
  const left = expression(lowering, childOf(node, 'left'));
  const right = expression(lowering, childOf(node, 'right'));
  const operator = binaryOperator(childOf(node, 'operator')?.type ?? '');
  if (!operator) return unsupported(lowering, node, brokenSyntax);
  return { kind: 'binary', span: spanOf(node), id: lowering.nextId++, operator, left, right };
}

/**
 * `a & b ^ c`: the grammar binds `^` closer than `&`, Python the other way round. Both are gathered into one row, in which
 * the runs of `&` are joined first.
 */
function bitwise(lowering: Lowering, node: RawNode): Expression {
  const operands: RawNode[] = [];
  const operators: ('&' | '^')[] = [];
  const open: (RawNode | '&' | '^')[] = [node];
  for (let at = open.pop(); at; at = open.pop()) {
    if (at === '&' || at === '^') {
      operators.push(at);
      continue;
    }
    const written = at.type === 'binary_operator' && !at.broken ? childOf(at, 'operator')?.type : undefined;
    const [left, right] = [childOf(at, 'left'), childOf(at, 'right')];
    if ((written === '&' || written === '^') && left && right) open.push(right, written, left);
    else operands.push(at);
  }
  if (operands.length > maxNesting) return unsupported(lowering, node, tooDeep);
  const join = (operator: '&' | '^', left: Expression, right: Expression): Expression => {
    const span = { start: left.span.start, end: right.span.end };
    return { kind: 'binary', span, id: lowering.nextId++, operator, left, right };
  };
  let whole: Expression | undefined;
  let run: Expression | undefined;
  for (const [index, operand] of operands.entries()) {
    const value = expression(lowering, operand);
    if (run && operators[index - 1] === '&') run = join('&', run, value);
    else {
      if (run) whole = whole ? join('^', whole, run) : run;
      run = value;
    }
  }
  if (!run) return unsupported(lowering, node, brokenSyntax);
  return whole ? join('^', whole, run) : run;
}

/** Lowers a chain of comparisons. */
export function comparison(lowering: Lowering, node: RawNode): Expression {
  let first: Expression | undefined;
  let operator: CompareOperator | undefined;
  const rest: { operator: CompareOperator; operand: Expression }[] = [];
  for (const child of node.children) {
    if (!child.named) operator = compareOperator(lowering, child.type, node);
    else if (!first) first = expression(lowering, child);
    else if (operator) rest.push({ operator, operand: expression(lowering, child) });
  }
  if (!first || rest.length === 0) return unsupported(lowering, node, brokenSyntax);
  return { kind: 'compare', span: spanOf(node), id: lowering.nextId++, first, rest };
}

function compareOperator(lowering: Lowering, written: string, node: RawNode): CompareOperator | undefined {
  switch (written) {
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
    case 'is':
    case 'is not':
    case 'in':
    case 'not in':
      return written;
    case '<>':
      lowering.problems.push({ span: spanOf(node), message: '`<>` is written `!=` in Python 3' });
      return '!=';
    default:
      return undefined;
  }
}

/** The operator written in Python source. */
export function binaryOperator(written: string): BinaryOperator | undefined {
  switch (written) {
    case '+':
    case '-':
    case '*':
    case '/':
    case '//':
    case '%':
    case '**':
    case '@':
    case '&':
    case '|':
    case '^':
    case '<<':
    case '>>':
      return written;
    default:
      return undefined;
  }
}
