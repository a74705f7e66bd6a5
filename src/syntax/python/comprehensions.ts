// Python comprehensions and generator expressions.

import type { ComprehensionClause, Expression } from '../expression.ts';
import { childOf, firstNamed, type Lowering, namedChildren, spanOf } from '../lowering.ts';
import type { RawNode } from '../rawTree.ts';
import { expression } from './expressions.ts';
import { pattern } from './patterns.ts';

/** Lowers a comprehension with its `for` and `if` clauses in the order written. */
export function comprehension(
  lowering: Lowering,
  node: RawNode,
  type: 'list' | 'set' | 'record' | 'generator',
): Expression {
  const body = childOf(node, 'body');
  const pair = type === 'record' && body?.type === 'pair' ? body : undefined;
  const key = pair && expression(lowering, childOf(pair, 'key'));
  const value = expression(lowering, pair ? childOf(pair, 'value') : body);
  const clauses: ComprehensionClause[] = [];
  for (const child of namedChildren(node)) {
    if (child.type === 'for_in_clause') {
      const target = pattern(lowering, childOf(child, 'left'));
      clauses.push({ kind: 'for', target, iterable: expression(lowering, childOf(child, 'right')) });
    } else if (child.type === 'if_clause') {
      clauses.push({ kind: 'if', test: expression(lowering, firstNamed(child)) });
    }
  }
  const span = spanOf(node);
  return { kind: 'comprehension', span, id: lowering.nextId++, type, ...(key ? { key } : {}), value, clauses };
}
