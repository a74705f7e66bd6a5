// Python `match`: cases with plain patterns become a chain of `if`. From the first case on that has another pattern, the
// rest is one unsupported statement, since whether it matches is not known.

import type { Span } from '../../base/span.ts';
import type { CompareOperator, Expression } from '../expression.ts';
import {
  type Branch,
  brokenSyntax,
  childOf,
  childrenOf,
  firstNamed,
  identifierOf,
  ifChain,
  type Lowering,
  maxNesting,
  namedChildren,
  nameExpression,
  sourceOf,
  spanOf,
  tooDeep,
  unsupported,
} from '../lowering.ts';
import type { RawNode } from '../rawTree.ts';
import type { Statement } from '../statement.ts';
import { assignedNames, leavesStatements } from './assignedNames.ts';
import { expression } from './expressions.ts';
import { block } from './statements.ts';

/** What is compared with a pattern; read anew for each comparison, so that every expression has its own number. */
type Subject = () => Expression;

/** A pattern as a test, and the tests and bindings that make it up in order. */
interface Matching {
  readonly tests: readonly Expression[];
  /** True where it cannot fail. */
  readonly always: boolean;
}

const selfCapturing: ReadonlySet<string> = new Set([
  'bool',
  'bytearray',
  'bytes',
  'dict',
  'float',
  'frozenset',
  'int',
  'list',
  'set',
  'str',
  'tuple',
]);

/** Lowers a `match` to the statements that take its place. */
export function matchStatement(lowering: Lowering, node: RawNode, body: Statement[]): void {
  const written = childrenOf(node, 'subject');
  const [first, second] = written;
  const clauses = childrenOf(childOf(node, 'body') ?? node, 'alternative');
  if (!first || node.broken) {
    body.push(unknownCases(lowering, node, [node], brokenSyntax));
    return;
  }
  let name = sourceOf(lowering, first);
  if (second || first.type !== 'identifier') {
    name = `match@${node.start}`;
    const value = second ? tupleOf(lowering, written) : expression(lowering, first);
    const span = { start: first.start, end: (written.at(-1) ?? first).end };
    body.push({ kind: 'assign', span, targets: [{ kind: 'identifier', span, name }], value });
  }
  body.push(...cases(lowering, clauses, node, () => nameExpression(lowering, first, name)));
}

function tupleOf(lowering: Lowering, nodes: readonly RawNode[]): Expression {
  const items = nodes.map(node => expression(lowering, node));
  const span = { start: nodes[0]?.start ?? 0, end: nodes.at(-1)?.end ?? 0 };
  return { kind: 'sequence', span, id: lowering.nextId++, type: 'tuple', items };
}

function cases(lowering: Lowering, clauses: readonly RawNode[], node: RawNode, subject: Subject): Statement[] {
  const branches: Branch[] = [];
  const depth = lowering.depth;
  let last: Statement[] = [];
  for (const [index, clause] of clauses.entries()) {
    const matching = lowering.depth < maxNesting ? caseMatching(lowering, clause, subject) : undefined;
    if (!matching) {
      const what = lowering.depth < maxNesting ? 'a match pattern' : tooDeep;
      last = [unknownCases(lowering, clause, clauses.slice(index), what)];
      break;
    }
    const tests = [...matching.tests];
    const guard = childOf(clause, 'guard');
    if (guard) tests.push(expression(lowering, firstNamed(guard)));
    const test = conjunction(lowering, tests, clause);
    branches.push({ start: clause.start, test, body: block(lowering, childOf(clause, 'consequence')) });
    lowering.depth++;
  }
  lowering.depth = depth;
  return ifChain(branches, last, node.end);
}

function caseMatching(lowering: Lowering, clause: RawNode, subject: Subject): Matching | undefined {
  const patterns = clause.children.filter(child => child.type === 'case_pattern');
  const [only] = patterns;
  if (!only || patterns.length > 1 || clause.broken || clause.children.some(child => child.type === ','))
    return undefined;
  return matching(lowering, only, subject);
}

/** The tests of a pattern, or nothing where it is not modelled. */
function matching(lowering: Lowering, node: RawNode, subject: Subject): Matching | undefined {
  if (node.broken || lowering.depth >= maxNesting) return undefined;
  lowering.depth++;
  const result = matchingInside(lowering, node, subject);
  lowering.depth--;
  return result;
}

function matchingInside(lowering: Lowering, node: RawNode, subject: Subject): Matching | undefined {
  switch (node.type) {
    case 'case_pattern': {
      if (node.children.some(child => child.type === '_')) return { tests: [], always: true };
      if (node.children.some(child => child.type === '-')) return literal(lowering, node, subject);
      const inner = firstNamed(node);
      return inner && matching(lowering, inner, subject);
    }
    case 'integer':
    case 'float':
    case 'string':
    case 'concatenated_string':
      return { tests: [compare(lowering, subject(), '==', expression(lowering, node), node)], always: false };
    case 'true':
    case 'false':
    case 'none':
      return { tests: [compare(lowering, subject(), 'is', expression(lowering, node), node)], always: false };
    case 'dotted_name': {
      const [first, ...rest] = namedChildren(node);
      if (!first) return undefined;
      if (rest.length === 0) return { tests: [capture(lowering, first, subject)], always: true };
      return { tests: [compare(lowering, subject(), '==', dotted(lowering, node), node)], always: false };
    }
    case 'union_pattern':
      return alternatives(lowering, node, subject);
    case 'as_pattern': {
      const [inner, name] = namedChildren(node);
      const matched = inner && matching(lowering, inner, subject);
      if (!matched || !name) return undefined;
      return { tests: [...matched.tests, capture(lowering, name, subject)], always: matched.always };
    }
    case 'class_pattern':
      return classMatching(lowering, node, subject);
    case 'tuple_pattern': {
      // Parentheses around one pattern without a comma only group.
      const inner = namedChildren(node);
      const [only] = inner;
      return only && inner.length === 1 && !node.children.some(child => child.type === ',')
        ? matching(lowering, only, subject)
        : undefined;
    }
    default:
      return undefined;
  }
}

function literal(lowering: Lowering, node: RawNode, subject: Subject): Matching | undefined {
  const digits = firstNamed(node);
  if (!digits || (digits.type !== 'integer' && digits.type !== 'float')) return undefined;
  const operand = expression(lowering, digits);
  const value: Expression = { kind: 'unary', span: spanOf(node), id: lowering.nextId++, operator: '-', operand };
  return { tests: [compare(lowering, subject(), '==', value, node)], always: false };
}

/** `1 | 2 | -3`: the parts may be signs and bare values beside nested patterns. */
function alternatives(lowering: Lowering, node: RawNode, subject: Subject): Matching | undefined {
  let result: Expression | undefined;
  let minus = false;
  for (const child of node.children) {
    if (child.type === '-') minus = true;
    if (!child.named) continue;
    const matched = minus
      ? literal(lowering, { ...node, start: child.start, end: child.end, children: [child] }, subject)
      : matching(lowering, child, subject);
    minus = false;
    const [test] = matched?.tests ?? [];
    if (!matched || matched.always || !test || matched.tests.length > 1) return undefined;
    const span = spanOf(node);
    result = result
      ? { kind: 'logical', span, id: lowering.nextId++, operator: 'or', left: result, right: test }
      : test;
  }
  return result && { tests: [result], always: false };
}

/** `Name()`, `Name(attribute=pattern)`, and `int(pattern)` for classes whose one place is the value itself. */
function classMatching(lowering: Lowering, node: RawNode, subject: Subject): Matching | undefined {
  const [name, ...parts] = namedChildren(node);
  if (!name) return undefined;
  const tests: Expression[] = [callOf(lowering, 'isinstance', [subject(), dotted(lowering, name)], node)];
  for (const part of parts) {
    const inner = part.type === 'case_pattern' ? firstNamed(part) : part;
    if (inner?.type === 'keyword_pattern') {
      const [attribute, value] = namedChildren(inner);
      if (!attribute || !value) return undefined;
      const key: Expression = {
        kind: 'string',
        span: spanOf(attribute),
        id: lowering.nextId++,
        value: sourceOf(lowering, attribute),
        bytes: false,
      };
      tests.push(callOf(lowering, 'hasattr', [subject(), key], attribute));
      const sub = matching(lowering, value, () => attributeOf(lowering, subject(), attribute));
      if (!sub) return undefined;
      tests.push(...sub.tests);
    } else {
      if (parts.length > 1 || !selfCapturing.has(sourceOf(lowering, name))) return undefined;
      const sub = matching(lowering, part, subject);
      if (!sub) return undefined;
      tests.push(...sub.tests);
    }
  }
  return { tests, always: false };
}

/** Binds a name within a condition: a tuple with one item is always true. */
function capture(lowering: Lowering, node: RawNode, subject: Subject): Expression {
  const span = spanOf(node);
  const target = identifierOf(lowering, node);
  const item: Expression = { kind: 'assign', span, target, value: subject(), id: lowering.nextId++ };
  return { kind: 'sequence', span, id: lowering.nextId++, type: 'tuple', items: [item] };
}

function conjunction(lowering: Lowering, tests: readonly Expression[], clause: RawNode): Expression | undefined {
  let result: Expression | undefined;
  for (const test of tests) {
    const span = spanOf(clause);
    result = result
      ? { kind: 'logical', span, id: lowering.nextId++, operator: 'and', left: result, right: test }
      : test;
  }
  return result;
}

function compare(
  lowering: Lowering,
  first: Expression,
  operator: CompareOperator,
  operand: Expression,
  span: Span,
): Expression {
  return { kind: 'compare', span: spanOf(span), id: lowering.nextId++, first, rest: [{ operator, operand }] };
}

function dotted(lowering: Lowering, node: RawNode): Expression {
  const [first, ...rest] = node.type === 'dotted_name' ? namedChildren(node) : [node];
  if (!first) return unsupported(lowering, node, brokenSyntax);
  let result: Expression = nameExpression(lowering, first, sourceOf(lowering, first));
  for (const part of rest) result = attributeOf(lowering, result, part);
  return result;
}

function attributeOf(lowering: Lowering, object: Expression, name: RawNode): Expression {
  const span = { start: object.span.start, end: name.end };
  const nameSpan = spanOf(name);
  const id = lowering.nextId++;
  return { kind: 'attribute', span, object, name: sourceOf(lowering, name), nameSpan, optional: false, id };
}

function callOf(lowering: Lowering, name: string, values: readonly Expression[], node: Span): Expression {
  const span = spanOf(node);
  const callee = nameExpression(lowering, span, name);
  const args = values.map(value => ({ kind: 'positional' as const, span: value.span, value }));
  return { kind: 'call', span, id: lowering.nextId++, callee, args, construct: false, optional: false };
}

function unknownCases(lowering: Lowering, node: RawNode, parts: readonly RawNode[], what: string): Statement {
  const assigns = [...new Set(parts.flatMap(part => assignedNames(lowering, part)))];
  const span = { start: node.start, end: parts.at(-1)?.end ?? node.end };
  const leaves = parts.some(leavesStatements);
  return { kind: 'unsupported', span, what, assigns, ...(leaves ? { leaves: true } : {}) };
}
