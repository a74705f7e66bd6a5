// JavaScript branches, counting loops, exceptions and labels.

import {
  type Branch,
  childOf,
  childOfType,
  childrenOf,
  constant,
  firstNamed,
  ifChain,
  type Lowering,
  maxNesting,
  namedChildren,
  sourceOf,
  spanOf,
  tooDeep,
} from '../lowering.ts';
import type { RawNode } from '../rawTree.ts';
import type { Handler, Statement } from '../statement.ts';
import { valueStatement } from './assignments.ts';
import { withoutTypes } from './chains.ts';
import { commaParts } from './expressions.ts';
import { pattern } from './patterns.ts';
import { armBody, operand, part, statement, unsupportedStatement } from './statements.ts';

/** A chain of `else if` counts as nesting, since each becomes an `if` inside the one before. */
export function ifElse(lowering: Lowering, node: RawNode): Statement[] {
  const branches: Branch[] = [];
  const depth = lowering.depth;
  let otherwise: Statement[] = [];
  let at: RawNode | undefined = node;
  while (at) {
    if (lowering.depth >= maxNesting) {
      otherwise = [unsupportedStatement(lowering, at, tooDeep)];
      break;
    }
    const test = part(lowering, at, 'condition');
    branches.push({ start: at.start, test, body: armBody(lowering, childOf(at, 'consequence')) });
    lowering.depth++;
    const alternative: RawNode | undefined = childOf(at, 'alternative');
    const next: RawNode | undefined = alternative && firstNamed(alternative);
    if (next?.type !== 'if_statement') {
      otherwise = armBody(lowering, next);
      break;
    }
    at = next;
  }
  lowering.depth = depth;
  return ifChain(branches, otherwise, node.end);
}

/** `for (init; test; update)`: a block with init and a loop. */
export function forStatement(lowering: Lowering, node: RawNode): Statement {
  const span = spanOf(node);
  const init: Statement[] = [];
  const initializer = childOf(node, 'initializer');
  if (initializer?.named) headPart(lowering, initializer, init);
  const condition = childrenOf(node, 'condition').find(child => child.named && child.type !== 'empty_statement');
  const test = condition
    ? operand(lowering, node, firstOf(condition))
    : constant(lowering, { start: node.start, end: node.start }, 'true');
  const update: Statement[] = [];
  const increment = childOf(node, 'increment');
  const body = armBody(lowering, childOf(node, 'body'));
  if (increment) headPart(lowering, increment, update);
  const loop: Statement = { kind: 'while', span, test, body, update, otherwise: [], bodyFirst: false };
  return init.length === 0 ? loop : { kind: 'block', span, body: [...init, loop] };
}

function firstOf(node: RawNode): RawNode | undefined {
  return node.type === 'expression_statement' ? firstNamed(node) : node;
}

function headPart(lowering: Lowering, node: RawNode, body: Statement[]): void {
  if (node.type.endsWith('_declaration') || node.type.endsWith('_statement')) {
    statement(lowering, node, body);
    return;
  }
  for (const value of commaParts(withoutTypes(node)))
    valueStatement(lowering, withoutTypes(value), spanOf(value), body);
}

/** `try` with its `catch` and `finally`. */
export function tryStatement(lowering: Lowering, node: RawNode): Statement {
  const body = armBody(lowering, childOf(node, 'body'));
  const handlers: Handler[] = [];
  const clause = childOf(node, 'handler');
  if (clause) {
    const parameter = childOf(clause, 'parameter');
    handlers.push({
      span: spanOf(clause),
      ...(parameter ? { target: pattern(lowering, parameter) } : {}),
      body: armBody(lowering, childOf(clause, 'body')),
    });
  }
  const last = childOf(node, 'finalizer');
  const finallyBody = armBody(lowering, last && (childOf(last, 'body') ?? childOfType(last, 'statement_block')));
  return { kind: 'try', span: spanOf(node), body, handlers, otherwise: [], finally: finallyBody };
}

/** A label that no jump names changes nothing; one that is jumped to is not modelled. */
export function labeled(lowering: Lowering, node: RawNode, body: Statement[]): void {
  const label = childOf(node, 'label');
  const inner = childOf(node, 'body') ?? namedChildren(node)[1];
  if (!inner) return;
  if (label && jumpsTo(lowering, inner, sourceOf(lowering, label))) {
    body.push(unsupportedStatement(lowering, node, 'a jump to a label'));
    return;
  }
  statement(lowering, inner, body);
}

function jumpsTo(lowering: Lowering, node: RawNode, label: string): boolean {
  const open = [node];
  for (let at = open.pop(); at; at = open.pop()) {
    const target = at.type === 'break_statement' || at.type === 'continue_statement' ? childOf(at, 'label') : undefined;
    if (target && sourceOf(lowering, target) === label) return true;
    for (const child of at.children) if (child.named) open.push(child);
  }
  return false;
}
