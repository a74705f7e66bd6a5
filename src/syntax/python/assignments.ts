// Python assignments: plain, chained, annotated and augmented.

import type { Expression } from '../expression.ts';
import { brokenSyntax, childOf, identifierOf, type Lowering, spanOf, unsupported } from '../lowering.ts';
import type { Pattern } from '../pattern.ts';
import type { RawNode } from '../rawTree.ts';
import type { Statement } from '../statement.ts';
import { typeExpression } from './annotations.ts';
import { expression } from './expressions.ts';
import { binaryOperator } from './operators.ts';
import { pattern } from './patterns.ts';

/** `a = b = value`, `a: int = value`, and `a: int`, which only makes a name known. */
export function assignment(lowering: Lowering, node: RawNode, body: Statement[]): void {
  const span = spanOf(node);
  const targets: Pattern[] = [];
  let annotation: Expression | undefined;
  let broken = false;
  let at: RawNode | undefined = node;
  let value: RawNode | undefined;
  while (at) {
    broken ||= at.broken;
    const left = childOf(at, 'left');
    const type = childOf(at, 'type');
    if (type) annotation = typeExpression(lowering, type);
    value = childOf(at, 'right');
    if (!value && left?.type === 'identifier' && annotation && !broken) {
      body.push({ kind: 'declare', span, name: identifierOf(lowering, left), declares: 'annotation', annotation });
      return;
    }
    if (left) targets.push(pattern(lowering, left));
    at = value?.type === 'assignment' ? value : undefined;
  }
  if (!value && !broken) return;
  const lowered = broken || !value ? unsupported(lowering, value ?? node, brokenSyntax) : expression(lowering, value);
  body.push({ kind: 'assign', span, targets, value: lowered, ...(annotation ? { annotation } : {}) });
}

/** `target op= value`. */
export function augmented(lowering: Lowering, node: RawNode, body: Statement[]): void {
  const left = childOf(node, 'left');
  const right = childOf(node, 'right');
  const written = childOf(node, 'operator')?.type ?? '+=';
  const operator = binaryOperator(written.slice(0, -1));
  const target = pattern(lowering, left);
  const value =
    node.broken || !right || !operator
      ? unsupported(lowering, right ?? node, brokenSyntax)
      : expression(lowering, right);
  body.push({ kind: 'augment', span: spanOf(node), target, operator: operator ?? '+', value });
}
