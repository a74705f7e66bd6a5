// JavaScript arrays and objects.

import type { Expression } from '../expression.ts';
import { childOf, constant, firstNamed, has, type Lowering, sourceOf, spanOf } from '../lowering.ts';
import type { RawNode } from '../rawTree.ts';
import { expression } from './expressions.ts';
import { functionNode } from './functions.ts';
import { keyExpression, textExpression } from './literals.ts';

/** Commas alone leave holes, which are undefined. */
export function array(lowering: Lowering, node: RawNode): Expression {
  const items: Expression[] = [];
  let empty = true;
  for (const child of node.children) {
    if (child.named) {
      items.push(expression(lowering, child));
      empty = false;
    } else if (child.type === ',') {
      if (empty) items.push(constant(lowering, { start: node.start, end: node.start }, 'undefined'));
      empty = true;
    }
  }
  return { kind: 'sequence', span: spanOf(node), id: lowering.nextId++, type: 'list', items };
}

/** Lowers an object with its methods. */
export function object(lowering: Lowering, node: RawNode): Expression {
  const entries: { key?: Expression; value: Expression; span: { start: number; end: number } }[] = [];
  for (const child of node.children) {
    const span = spanOf(child);
    switch (child.type) {
      case 'shorthand_property_identifier':
        entries.push({
          key: textExpression(lowering, child, sourceOf(lowering, child)),
          value: expression(lowering, child),
          span,
        });
        break;
      case 'pair': {
        const key = childOf(child, 'key');
        if (!key) break;
        entries.push({
          key: keyExpression(lowering, key),
          value: expression(lowering, childOf(child, 'value')),
          span,
        });
        break;
      }
      case 'spread_element':
        entries.push({ value: expression(lowering, firstNamed(child)), span });
        break;
      case 'method_definition':
        objectMethod(lowering, child, entries);
        break;
      default:
    }
  }
  return { kind: 'record', span: spanOf(node), id: lowering.nextId++, attributes: true, entries };
}

function objectMethod(
  lowering: Lowering,
  node: RawNode,
  entries: { key?: Expression; value: Expression; span: { start: number; end: number } }[],
): void {
  const name = childOf(node, 'name');
  if (!name || has(node, 'set')) return;
  const key = keyExpression(lowering, name);
  const span = spanOf(node);
  const value: Expression = {
    kind: 'function',
    span,
    function: functionNode(lowering, node),
    id: lowering.nextId++,
    ...(has(node, 'get') ? { getter: true } : {}),
  };
  entries.push({ key, value, span });
}
