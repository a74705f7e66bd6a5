// JSX. What it makes is not modelled; the values and functions in it are handed to code that is not known.

import type { Argument, Expression } from '../expression.ts';
import { firstNamed, type Lowering, spanOf, unsupported } from '../lowering.ts';
import type { RawNode } from '../rawTree.ts';
import { expression } from './expressions.ts';

/** Lowers an element to a call with everything that stands in braces in it. */
export function markup(lowering: Lowering, node: RawNode): Expression {
  const callee = unsupported(lowering, node, 'JSX');
  const args = embedded(node).map(
    (inner): Argument => ({ kind: 'positional', span: spanOf(inner), value: expression(lowering, inner) }),
  );
  if (args.length === 0) return callee;
  return { kind: 'call', span: spanOf(node), id: lowering.nextId++, callee, args, construct: false, optional: false };
}

/** What stands in the braces of an element and of those within it, in order. */
function embedded(element: RawNode): readonly RawNode[] {
  const out: RawNode[] = [];
  const waiting = [element];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const inner = node.type === 'jsx_expression' ? firstNamed(node) : undefined;
    if (inner !== undefined && inner.type !== 'spread_element') out.push(inner);
    if (node.type === 'jsx_expression') continue;
    for (let i = node.children.length - 1; i >= 0; i--) {
      const child = node.children[i];
      if (child?.named === true) waiting.push(child);
    }
  }
  return out;
}
