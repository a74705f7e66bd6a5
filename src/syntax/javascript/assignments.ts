// JavaScript expressions that stand as statements, assignments above all, and declarations of variables.

import { brokenSyntax, childOf, firstNamed, identifierOf, type Lowering, spanOf, unsupported } from '../lowering.ts';
import type { Pattern } from '../pattern.ts';
import type { RawNode } from '../rawTree.ts';
import type { Statement } from '../statement.ts';
import { withoutTypes } from './chains.ts';
import { commaParts, expression } from './expressions.ts';
import { binaryOperator } from './operators.ts';
import { pattern } from './patterns.ts';
import { operand, part, statement } from './statements.ts';

/** An expression that stands alone; several with commas between them are several statements. */
export function expressionStatement(lowering: Lowering, node: RawNode, body: Statement[]): void {
  const written = firstNamed(node);
  if (!written) return;
  if (written.type === 'internal_module') {
    statement(lowering, written, body);
    return;
  }
  const inner = withoutTypes(written);
  const parts = inner.type === 'sequence_expression' ? commaParts(inner) : [inner];
  for (const value of parts)
    valueStatement(lowering, withoutTypes(value), spanOf(parts.length === 1 ? node : value), body);
}

/** An expression that stands as a statement: assignments and `delete` have statements of their own. */
export function valueStatement(
  lowering: Lowering,
  node: RawNode,
  span: { start: number; end: number },
  body: Statement[],
): void {
  if (node.type === 'assignment_expression') {
    const targets: Pattern[] = [];
    let broken = false;
    let value: RawNode | undefined = node;
    while (value?.type === 'assignment_expression') {
      broken ||= value.broken;
      targets.push(pattern(lowering, childOf(value, 'left')));
      const right: RawNode | undefined = childOf(value, 'right');
      value = right && withoutTypes(right);
    }
    const lowered = broken || !value ? unsupported(lowering, value ?? node, brokenSyntax) : expression(lowering, value);
    body.push({ kind: 'assign', span, targets, value: lowered });
    return;
  }
  const operator = childOf(node, 'operator')?.type ?? '';
  if (node.type === 'augmented_assignment_expression') {
    const target = pattern(lowering, childOf(node, 'left'));
    const value = part(lowering, node, 'right');
    body.push({
      kind: 'augment',
      span,
      target,
      operator: binaryOperator(operator.slice(0, -1)) ?? 'concatenate',
      value,
    });
    return;
  }
  if (node.type === 'unary_expression' && operator === 'delete') {
    body.push({ kind: 'delete', span, targets: [pattern(lowering, childOf(node, 'argument'))] });
    return;
  }
  body.push({ kind: 'expression', span, value: expression(lowering, node) });
}

/** `let`, `const`, `using` and `var`: one statement for each name or pattern. */
export function declaration(lowering: Lowering, node: RawNode, body: Statement[]): void {
  const declares = node.type === 'variable_declaration' ? 'function' : 'block';
  const declarators = node.children.filter(child => child.type === 'variable_declarator');
  for (const declarator of declarators) {
    const span = spanOf(declarators.length === 1 ? node : declarator);
    const name = childOf(declarator, 'name');
    const value = childOf(declarator, 'value');
    if (!name) continue;
    if (!value && !declarator.broken) {
      if (name.type === 'identifier')
        body.push({ kind: 'declare', span, name: identifierOf(lowering, name), declares });
      continue;
    }
    const target = pattern(lowering, name);
    body.push({ kind: 'assign', span, targets: [target], value: operand(lowering, declarator, value), declares });
  }
}
