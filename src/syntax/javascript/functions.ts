// JavaScript functions: parameters and bodies of declarations, expressions, arrows and methods.

import {
  childOf,
  firstNamed,
  has,
  identifierOf,
  type Lowering,
  nameExpression,
  sourceOf,
  spanOf,
} from '../lowering.ts';
import type { Identifier } from '../pattern.ts';
import type { FunctionNode, Parameter } from '../program.ts';
import type { RawNode } from '../rawTree.ts';
import type { Statement } from '../statement.ts';
import { expression } from './expressions.ts';
import { pattern } from './patterns.ts';
import { block } from './statements.ts';

/** Lowers whatever has parameters and a body. */
export function functionNode(lowering: Lowering, node: RawNode): FunctionNode {
  const arrow = node.type === 'arrow_function';
  const list = childOf(node, 'parameters');
  const single = childOf(node, 'parameter');
  const parameters = list ? parameterList(lowering, list) : [];
  if (single) parameters.push({ span: spanOf(single), target: pattern(lowering, single) });
  const written = childOf(node, 'body');
  const statements = written?.type === 'statement_block' || !written;
  const body = statements ? [...propertyAssignments(lowering, list)] : [];
  if (statements) placeAfterSuper(body, block(lowering, written));
  return {
    span: spanOf(node),
    parameters,
    body,
    ...(statements ? {} : { expression: expression(lowering, written) }),
    generator: node.type.startsWith('generator_function') || has(node, '*'),
    async: has(node, 'async'),
    ownThis: !arrow,
  };
}

/** The name by which a function or class expression can reach itself. */
export function ownName(lowering: Lowering, node: RawNode): { name?: Identifier } {
  const name = childOf(node, 'name');
  return name ? { name: identifierOf(lowering, name) } : {};
}

function parameterList(lowering: Lowering, node: RawNode): Parameter[] {
  const parameters: Parameter[] = [];
  for (const child of node.children) {
    if (!child.named) continue;
    const typed = child.type === 'required_parameter' || child.type === 'optional_parameter';
    const target = typed ? childOf(child, 'pattern') : child;
    if (!target || target.type === 'this' || child.type === 'decorator' || child.type === 'ERROR') continue;
    const fallback = typed ? childOf(child, 'value') : undefined;
    parameters.push(parameter(lowering, child, target, fallback));
  }
  return parameters;
}

function parameter(lowering: Lowering, whole: RawNode, target: RawNode, fallback: RawNode | undefined): Parameter {
  const span = spanOf(whole);
  if (target.type === 'rest_pattern') return { span, target: pattern(lowering, firstNamed(target)), rest: 'list' };
  if (target.type === 'assignment_pattern') {
    const left = pattern(lowering, childOf(target, 'left'));
    return { span, target: left, fallback: expression(lowering, childOf(target, 'right')) };
  }
  const left = pattern(lowering, target);
  return fallback ? { span, target: left, fallback: expression(lowering, fallback) } : { span, target: left };
}

/** `constructor(private x: number)` in TypeScript assigns `this.x = x`. */
function propertyAssignments(lowering: Lowering, list: RawNode | undefined): Statement[] {
  const assignments: Statement[] = [];
  for (const child of list?.children ?? []) {
    const modified = child.children.some(part => part.type === 'accessibility_modifier' || part.type === 'readonly');
    const name = modified ? childOf(child, 'pattern') : undefined;
    if (name?.type !== 'identifier') continue;
    const span = spanOf(name);
    const object = nameExpression(lowering, span, 'this');
    const written = sourceOf(lowering, name);
    const target = { kind: 'attribute' as const, span, object, name: written, nameSpan: span };
    assignments.push({ kind: 'assign', span, targets: [target], value: nameExpression(lowering, span, written) });
  }
  return assignments;
}

/** Adds the statements of a constructor to its property assignments, which run once `super(…)` has returned. */
function placeAfterSuper(body: Statement[], statements: readonly Statement[]): void {
  const [first] = statements;
  const callsSuper =
    first?.kind === 'expression' &&
    first.value.kind === 'call' &&
    first.value.callee.kind === 'name' &&
    first.value.callee.name === 'super';
  if (first && callsSuper) body.unshift(first);
  for (const statement of callsSuper ? statements.slice(1) : statements) body.push(statement);
}
