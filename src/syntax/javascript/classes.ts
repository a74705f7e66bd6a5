// JavaScript and TypeScript classes.

import type { Expression } from '../expression.ts';
import { childOf, childOfType, firstNamed, has, type Lowering, sourceOf, spanOf } from '../lowering.ts';
import type { ClassMember, ClassNode } from '../program.ts';
import type { RawNode } from '../rawTree.ts';
import type { Statement } from '../statement.ts';
import { expression } from './expressions.ts';
import { functionNode } from './functions.ts';
import { keyName } from './literals.ts';

/** Lowers a class without its decorators. The constructor is the method `__init__`. */
export function classNode(lowering: Lowering, node: RawNode): ClassNode {
  const bases = superclass(lowering, node);
  const body: Statement[] = [];
  const members: ClassMember[] = [];
  const written = childOf(node, 'body');
  const decorators: Expression[] = [];
  for (const child of written?.children ?? []) {
    if (child.type === 'decorator') {
      decorators.push(expression(lowering, firstNamed(child)));
      continue;
    }
    member(lowering, child, body, members, decorators.splice(0));
  }
  return { span: spanOf(node), bases, keywords: [], body, members };
}

/** The decorators written before a class or member. */
export function decoratorsOf(lowering: Lowering, node: RawNode): Expression[] {
  return node.children
    .filter(child => child.type === 'decorator')
    .map(child => expression(lowering, firstNamed(child)));
}

function superclass(lowering: Lowering, node: RawNode): Expression[] {
  const heritage = childOfType(node, 'class_heritage');
  if (!heritage) return [];
  const clause = childOfType(heritage, 'extends_clause');
  const written = clause ? childOf(clause, 'value') : heritage.children.find(child => plainHeritage(child));
  return written ? [expression(lowering, written)] : [];
}

function plainHeritage(node: RawNode): boolean {
  return node.named && node.type !== 'implements_clause' && node.type !== 'type_arguments';
}

function member(
  lowering: Lowering,
  node: RawNode,
  body: Statement[],
  members: ClassMember[],
  outerDecorators: readonly Expression[],
): void {
  switch (node.type) {
    case 'method_definition':
      method(lowering, node, body, members, [...outerDecorators, ...decoratorsOf(lowering, node)]);
      return;
    case 'field_definition':
    case 'public_field_definition': {
      const key = childOf(node, 'property') ?? childOf(node, 'name');
      if (!key || has(node, 'declare') || has(node, 'abstract')) return;
      const name = keyName(lowering, key) ?? sourceOf(lowering, key);
      const written = childOf(node, 'value');
      const value = written ? { value: expression(lowering, written) } : {};
      members.push({ kind: has(node, 'static') ? 'static' : 'field', name, ...value });
      return;
    }
    case 'class_static_block':
      members.push({ kind: 'static block', name: '', function: functionNode(lowering, node) });
      return;
    case 'ERROR':
      for (const child of node.children) if (child.named) member(lowering, child, body, members, []);
      return;
    default:
  }
}

function method(
  lowering: Lowering,
  node: RawNode,
  body: Statement[],
  members: ClassMember[],
  decorators: readonly Expression[],
): void {
  const key = childOf(node, 'name');
  if (!key) return;
  const written = keyName(lowering, key) ?? sourceOf(lowering, key);
  const isStatic = has(node, 'static');
  const code = functionNode(lowering, node);
  if (isStatic || has(node, 'get') || has(node, 'set')) {
    const kind = has(node, 'get') ? 'getter' : has(node, 'set') ? 'setter' : 'static';
    if (isStatic && kind === 'setter') return;
    members.push({ kind: isStatic && kind === 'getter' ? 'static getter' : kind, name: written, function: code });
    return;
  }
  const name = {
    kind: 'identifier' as const,
    span: spanOf(key),
    name: written === 'constructor' ? '__init__' : written,
  };
  body.push({ kind: 'function', span: spanOf(node), name, function: code, decorators });
}
