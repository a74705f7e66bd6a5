// The names that a stretch of JavaScript may assign, read from the raw tree for forms that are not lowered.

import { type Lowering, sourceOf } from '../lowering.ts';
import type { RawNode } from '../rawTree.ts';
import { ownScope } from './jumps.ts';

/** Every name bound or changed anywhere below a node, outside nested functions and classes; in source order. */
export function assignedNames(lowering: Lowering, node: RawNode): string[] {
  const names = new Set<string>();
  const open: { node: RawNode; target: boolean }[] = [{ node, target: false }];
  for (let at = open.pop(); at; at = open.pop()) {
    if (at.target && (at.node.type === 'identifier' || at.node.type === 'shorthand_property_identifier_pattern')) {
      names.add(sourceOf(lowering, at.node));
    }
    const inherited = at.target && passesOn(at.node.type);
    for (let i = at.node.children.length - 1; i >= 0; i--) {
      const child = at.node.children[i];
      if (!child?.named) continue;
      if (ownScope.has(child.type)) {
        const name = child.type.endsWith('declaration')
          ? child.children.find(part => part.field === 'name')
          : undefined;
        if (name) names.add(sourceOf(lowering, name));
      } else open.push({ node: child, target: (inherited && child.field !== 'right') || bindsChild(at.node, child) });
    }
  }
  return [...names];
}

function passesOn(type: string): boolean {
  return type.endsWith('_pattern') || type === 'parenthesized_expression' || type === 'non_null_expression';
}

function bindsChild(node: RawNode, child: RawNode): boolean {
  switch (node.type) {
    case 'assignment_expression':
    case 'augmented_assignment_expression':
    case 'for_in_statement':
      return child.field === 'left';
    case 'variable_declarator':
      return child.field === 'name';
    case 'update_expression':
      return child.field === 'argument';
    default:
      return false;
  }
}
