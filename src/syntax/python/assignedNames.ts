// What a stretch of Python that is not lowered may do to its surroundings: the names it assigns and whether it jumps out.

import { type Lowering, sourceOf } from '../lowering.ts';
import type { RawNode } from '../rawTree.ts';

const ownScope: ReadonlySet<string> = new Set(['function_definition', 'class_definition', 'lambda']);

/** Nodes of which every identifier inside is a target, save what reads an object. */
const targets: ReadonlySet<string> = new Set([
  'pattern_list',
  'tuple_pattern',
  'list_pattern',
  'list_splat_pattern',
  'as_pattern_target',
  'case_pattern',
]);

/** Every name bound anywhere below a node, outside nested functions and classes; each once, in source order. */
export function assignedNames(lowering: Lowering, node: RawNode): string[] {
  const names = new Set<string>();
  const open: { node: RawNode; target: boolean }[] = [{ node, target: false }];
  for (let at = open.pop(); at; at = open.pop()) {
    if (at.node.type === 'identifier' && at.target) names.add(sourceOf(lowering, at.node));
    const inherited = targets.has(at.node.type) || (at.target && !reads(at.node));
    for (let i = at.node.children.length - 1; i >= 0; i--) {
      const child = at.node.children[i];
      if (!child?.named) continue;
      if (ownScope.has(child.type)) {
        const name = child.children.find(part => part.field === 'name');
        if (name) open.push({ node: name, target: true });
      } else open.push({ node: child, target: inherited || bindsChild(at.node, child) });
    }
  }
  return [...names];
}

/** True where a jump inside may leave the statements around a node; those of nested functions do not count. */
export function leavesStatements(node: RawNode): boolean {
  const open: RawNode[] = [node];
  for (let at = open.pop(); at; at = open.pop()) {
    if (jumps.has(at.type)) return true;
    for (const child of at.children) if (child.named && !ownScope.has(child.type)) open.push(child);
  }
  return false;
}

const jumps: ReadonlySet<string> = new Set([
  'return_statement',
  'raise_statement',
  'break_statement',
  'continue_statement',
]);

function reads(node: RawNode): boolean {
  switch (node.type) {
    case 'attribute':
    case 'subscript':
    case 'call':
    case 'class_pattern':
    case 'aliased_import':
      return true;
    case 'dotted_name':
      return node.children.length > 1;
    default:
      return false;
  }
}

function bindsChild(node: RawNode, child: RawNode): boolean {
  switch (node.type) {
    case 'assignment':
    case 'augmented_assignment':
    case 'for_statement':
    case 'type_alias_statement':
      return child.field === 'left';
    case 'named_expression':
    case 'import_statement':
    case 'import_from_statement':
      return child.field === 'name';
    case 'aliased_import':
      return child.field === 'alias';
    default:
      return false;
  }
}
