// Python annotations: the grammar has types of their own for what would be expressions elsewhere.

import type { Expression } from '../expression.ts';
import { brokenSyntax, type Lowering, maxNesting, namedChildren, spanOf, tooDeep, unsupported } from '../lowering.ts';
import type { RawNode } from '../rawTree.ts';
import { expression } from './expressions.ts';

/** An annotation: the expression that it would be outside of one. */
export function typeExpression(lowering: Lowering, node: RawNode): Expression {
  if (lowering.depth >= maxNesting) return unsupported(lowering, node, tooDeep);
  lowering.depth++;
  const result = typeInside(lowering, node);
  lowering.depth--;
  return result;
}

function typeInside(lowering: Lowering, node: RawNode): Expression {
  const span = spanOf(node);
  const parts = namedChildren(node);
  switch (node.type) {
    case 'type':
      return parts[0] ? typeExpression(lowering, parts[0]) : unsupported(lowering, node, brokenSyntax);
    case 'generic_type': {
      const object = expression(lowering, parts[0]);
      const items = (parts[1] ? namedChildren(parts[1]) : []).map(part => typeExpression(lowering, part));
      const [only] = items;
      const index: Expression =
        only && items.length === 1
          ? only
          : { kind: 'sequence', span: spanOf(parts[1] ?? node), id: lowering.nextId++, type: 'tuple', items };
      return { kind: 'index', span, id: lowering.nextId++, object, index, optional: false };
    }
    case 'union_type': {
      const [left, right] = parts;
      if (!left || !right) return unsupported(lowering, node, brokenSyntax);
      const first = typeExpression(lowering, left);
      const second = typeExpression(lowering, right);
      return { kind: 'binary', span, id: lowering.nextId++, operator: '|', left: first, right: second };
    }
    case 'member_type':
      return unsupported(lowering, node, 'a member type');
    default:
      return expression(lowering, node);
  }
}
