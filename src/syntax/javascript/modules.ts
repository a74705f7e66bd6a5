// JavaScript imports and exports.

import {
  brokenSyntax,
  childOf,
  childOfType,
  firstNamed,
  has,
  identifierOf,
  type Lowering,
  namedChildren,
  nameExpression,
  sourceOf,
  spanOf,
  unsupported,
} from '../lowering.ts';
import type { RawNode } from '../rawTree.ts';
import type { ExportStatement, ImportBinding, Statement } from '../statement.ts';
import { expression } from './expressions.ts';
import { stringValue } from './literals.ts';
import { namesOf } from './patterns.ts';
import { statement } from './statements.ts';

/** An import; one of types alone is dropped. */
export function importStatement(lowering: Lowering, node: RawNode, body: Statement[]): void {
  if (has(node, 'type') || has(node, 'typeof')) return;
  const required = childOfType(node, 'import_require_clause');
  const source = childOf(required ?? node, 'source');
  if (!source) return;
  const bindings: ImportBinding[] = [];
  if (required) {
    const name = firstNamed(required);
    if (name) bindings.push({ kind: 'module', name: identifierOf(lowering, name) });
  }
  const clause = childOfType(node, 'import_clause');
  for (const part of clause ? namedChildren(clause) : []) {
    if (part.type === 'identifier') bindings.push({ kind: 'default', name: identifierOf(lowering, part) });
    else if (part.type === 'namespace_import') {
      const name = firstNamed(part);
      if (name) bindings.push({ kind: 'module', name: identifierOf(lowering, name) });
    } else if (part.type === 'named_imports') {
      for (const item of namedChildren(part)) namedImport(lowering, item, bindings);
    }
  }
  const module = stringValue(lowering, source);
  body.push({ kind: 'import', span: spanOf(node), module, moduleSpan: spanOf(source), bindings });
}

function namedImport(lowering: Lowering, node: RawNode, bindings: ImportBinding[]): void {
  if (node.type !== 'import_specifier' || has(node, 'type') || has(node, 'typeof')) return;
  const [first] = node.children;
  const alias = childOf(node, 'alias');
  if (first && !first.named && first.type === 'default' && alias) {
    bindings.push({ kind: 'default', name: identifierOf(lowering, alias) });
    return;
  }
  const name = childOf(node, 'name');
  if (!name?.named) return;
  const imported = exportName(lowering, name);
  if (imported === 'default' && alias) bindings.push({ kind: 'default', name: identifierOf(lowering, alias) });
  else bindings.push({ kind: 'name', imported, name: identifierOf(lowering, alias ?? name) });
}

function exportName(lowering: Lowering, node: RawNode): string {
  if (!node.named) return node.type;
  return node.type === 'string' ? stringValue(lowering, node) : sourceOf(lowering, node);
}

/** An export: the declaration in it comes first as a statement of its own. */
export function exportStatement(lowering: Lowering, node: RawNode, body: Statement[]): void {
  if (has(node, 'type') || has(node, 'namespace')) return;
  const span = spanOf(node);
  const source = childOf(node, 'source');
  const from = source ? { from: stringValue(lowering, source) } : {};
  const clause = childOfType(node, 'export_clause');
  if (clause) {
    body.push({ kind: 'export', span, exports: clauseItems(lowering, clause), ...from });
    return;
  }
  const namespace = childOfType(node, 'namespace_export');
  if (source) {
    const name = namespace && firstNamed(namespace);
    const all = name && [{ name: exportName(lowering, name), value: nameExpression(lowering, name, '*') }];
    body.push({ kind: 'export', span, exports: all ?? [], ...from });
    return;
  }
  const isDefault = has(node, 'default');
  const declaration = childOf(node, 'declaration');
  if (declaration) {
    const decorated = withDecorators(declaration, node);
    const start = body.length;
    statement(lowering, decorated, body);
    const exports = body.slice(start).flatMap(item => declaredNames(item));
    const items = exports.map(name => ({
      name: isDefault ? 'default' : name,
      value: nameExpression(lowering, { start: declaration.start, end: declaration.start }, name),
    }));
    if (items.length > 0) body.push({ kind: 'export', span, exports: items });
    return;
  }
  const written = childOf(node, 'value') ?? firstNamed(node);
  const value = written && !node.broken ? expression(lowering, written) : unsupported(lowering, node, brokenSyntax);
  body.push({ kind: 'export', span, exports: [{ name: 'default', value }] });
}

/** Decorators before `export` belong to the class behind it. */
function withDecorators(declaration: RawNode, outer: RawNode): RawNode {
  const decorators = outer.children.filter(child => child.type === 'decorator');
  return decorators.length === 0 ? declaration : { ...declaration, children: [...decorators, ...declaration.children] };
}

function clauseItems(lowering: Lowering, clause: RawNode): ExportStatement['exports'] {
  const items: ExportStatement['exports'][number][] = [];
  for (const item of namedChildren(clause)) {
    const name = childOf(item, 'name');
    if (item.type !== 'export_specifier' || !name || has(item, 'type')) continue;
    const alias = childOf(item, 'alias') ?? name;
    const value = nameExpression(lowering, name.named ? name : item, exportName(lowering, name));
    items.push({ name: exportName(lowering, alias), value });
  }
  return items;
}

function declaredNames(declared: Statement): string[] {
  switch (declared.kind) {
    case 'assign':
      return declared.targets.flatMap(namesOf);
    case 'declare':
    case 'function':
    case 'class':
      return [declared.name.name];
    case 'import':
      return declared.bindings.flatMap(binding => (binding.kind === 'all' ? [] : [binding.name.name]));
    default:
      return [];
  }
}
