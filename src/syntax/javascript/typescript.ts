// TypeScript forms that leave something behind when their types are dropped: enumerations, namespaces, import aliases.

import type { Expression, RecordExpression } from '../expression.ts';
import {
  childOf,
  firstNamed,
  identifierOf,
  type Lowering,
  namedChildren,
  nameExpression,
  sourceOf,
  spanOf,
} from '../lowering.ts';
import type { FunctionNode } from '../program.ts';
import type { RawNode } from '../rawTree.ts';
import type { Statement } from '../statement.ts';
import { expression } from './expressions.ts';
import { keyName, textExpression } from './literals.ts';
import { block, unsupportedStatement } from './statements.ts';

/** `enum E {A, B = 'b'}`: a record of its members; numbers lead back to their names as well. */
export function enumStatement(lowering: Lowering, node: RawNode): Statement {
  const name = childOf(node, 'name');
  if (!name) return unsupportedStatement(lowering, node, 'an enumeration');
  const entries: RecordExpression['entries'][number][] = [];
  let next: number | undefined = 0;
  for (const member of namedChildren(childOf(node, 'body') ?? node)) {
    const assigned = member.type === 'enum_assignment';
    const keyNode = assigned ? childOf(member, 'name') : member;
    if (!keyNode || (!assigned && member.field !== 'name')) continue;
    const written = assigned ? childOf(member, 'value') : undefined;
    const key = textExpression(lowering, keyNode, keyName(lowering, keyNode) ?? '');
    const value: Expression = written ? expression(lowering, written) : countedValue(lowering, keyNode, next);
    const number = constantNumber(value);
    const span = spanOf(member);
    entries.push({ key, value, span });
    if (number !== undefined) {
      const back = textExpression(lowering, keyNode, String(number));
      entries.push({ key: back, value: textExpression(lowering, keyNode, key.value), span });
    }
    next = number === undefined ? undefined : number + 1;
  }
  const span = spanOf(node);
  const value: Expression = { kind: 'record', span, id: lowering.nextId++, attributes: true, entries };
  return { kind: 'assign', span, targets: [identifierOf(lowering, name)], value, declares: 'block' };
}

function countedValue(lowering: Lowering, node: RawNode, value: number | undefined): Expression {
  const id = lowering.nextId++;
  if (value === undefined) return { kind: 'unsupported', span: spanOf(node), id, what: 'a counted enumeration member' };
  return { kind: 'number', span: spanOf(node), id, value, type: 'int' };
}

function constantNumber(value: Expression): number | undefined {
  if (value.kind === 'number') return value.value;
  if (value.kind === 'unary' && value.operator === '-' && value.operand.kind === 'number') return -value.operand.value;
  return undefined;
}

/** `namespace N {…}`: what its exports give, as the result of a function called at once. */
export function namespaceStatement(lowering: Lowering, node: RawNode): Statement | undefined {
  const name = childOf(node, 'name');
  const bodyNode = childOf(node, 'body');
  if (!name || !bodyNode) return undefined;
  if (name.type !== 'identifier') return unsupportedStatement(lowering, node, 'a nested namespace');
  const span = spanOf(node);
  const entries: RecordExpression['entries'][number][] = [];
  const body: Statement[] = [];
  for (const statement of block(lowering, bodyNode)) {
    if (statement.kind !== 'export') body.push(statement);
    else {
      for (const item of statement.exports) {
        entries.push({ key: textExpression(lowering, name, item.name), value: item.value, span: item.value.span });
      }
    }
  }
  body.push({
    kind: 'return',
    span,
    value: { kind: 'record', span, id: lowering.nextId++, attributes: true, entries },
  });
  const code: FunctionNode = { span, parameters: [], body, generator: false, async: false, ownThis: false };
  const callee: Expression = { kind: 'function', span, id: lowering.nextId++, function: code };
  const value: Expression = {
    kind: 'call',
    span,
    id: lowering.nextId++,
    callee,
    args: [],
    construct: false,
    optional: false,
  };
  return { kind: 'assign', span, targets: [identifierOf(lowering, name)], value, declares: 'block' };
}

/** `import a = B.c`. */
export function importAlias(lowering: Lowering, node: RawNode): Statement {
  const [name, path] = namedChildren(node);
  if (!name || !path) return unsupportedStatement(lowering, node, 'an import alias');
  const value = nestedName(lowering, path);
  return { kind: 'assign', span: spanOf(node), targets: [identifierOf(lowering, name)], value, declares: 'block' };
}

function nestedName(lowering: Lowering, node: RawNode): Expression {
  const parts: RawNode[] = [];
  let at: RawNode | undefined = node;
  while (at?.type === 'nested_identifier') {
    const property = childOf(at, 'property');
    if (property) parts.unshift(property);
    at = childOf(at, 'object') ?? firstNamed(at);
  }
  let result: Expression = nameExpression(lowering, at ?? node, at ? sourceOf(lowering, at) : '');
  for (const part of parts) {
    result = {
      kind: 'attribute',
      span: { start: node.start, end: part.end },
      id: lowering.nextId++,
      object: result,
      name: sourceOf(lowering, part),
      nameSpan: spanOf(part),
      optional: false,
    };
  }
  return result;
}
