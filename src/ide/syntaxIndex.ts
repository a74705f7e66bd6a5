// Where the expressions and assigned names of a program stand, so that features can go from a place in the text to what is
// written there. Built once per program.

import { contains, type Span } from '../base/span.ts';
import type { Expression } from '../syntax/expression.ts';
import type { Identifier } from '../syntax/pattern.ts';
import type { Program } from '../syntax/program.ts';
import type { Statement } from '../syntax/statement.ts';
import { oncePer } from './cached.ts';

/** An expression with what it stands in. */
export interface ExpressionEntry {
  readonly expression: Expression;
  readonly parent: ExpressionEntry | undefined;
  /** The innermost statement around it. */
  readonly statement: Statement | undefined;
}

/** A name that a pattern assigns to. */
export interface TargetEntry {
  readonly identifier: Identifier;
  readonly statement: Statement | undefined;
}

export interface SyntaxIndex {
  /** Each after those it stands in. */
  readonly expressions: readonly ExpressionEntry[];
  readonly byId: ReadonlyMap<number, ExpressionEntry>;
  /** By where the name starts. */
  readonly targets: ReadonlyMap<number, TargetEntry>;
  /** Every statement, each after those it stands in. */
  readonly statements: readonly Statement[];
}

const statementKinds: ReadonlySet<string> = new Set<Statement['kind']>([
  'expression',
  'assign',
  'augment',
  'declare',
  'if',
  'for',
  'while',
  'try',
  'with',
  'return',
  'raise',
  'break',
  'continue',
  'pass',
  'delete',
  'function',
  'class',
  'import',
  'export',
  'scope',
  'assert',
  'block',
  'unsupported',
]);

/** The index of a program. */
export const syntaxIndex: (program: Program) => SyntaxIndex = oncePer(buildIndex);

function buildIndex(program: Program): SyntaxIndex {
  const expressions: ExpressionEntry[] = [];
  const byId = new Map<number, ExpressionEntry>();
  const targets = new Map<number, TargetEntry>();
  const statements: Statement[] = [];

  const enterAll = (
    parts: Iterable<unknown>,
    parent: ExpressionEntry | undefined,
    statement: Statement | undefined,
    role: 'statement' | 'other',
  ): void => {
    for (const part of parts) enter(part, parent, statement, role);
  };

  const enter = (
    node: unknown,
    parent: ExpressionEntry | undefined,
    statement: Statement | undefined,
    role: 'statement' | 'other',
  ): void => {
    if (typeof node !== 'object' || node === null) return;
    if (Array.isArray(node)) {
      enterAll(node, parent, statement, role);
      return;
    }
    if (isExpression(node)) {
      if (byId.has(node.id)) return;
      const entry = { expression: node, parent, statement };
      expressions.push(entry);
      byId.set(node.id, entry);
      enterParts(node, entry, statement);
      return;
    }
    if (isIdentifier(node)) {
      if (!targets.has(node.span.start)) targets.set(node.span.start, { identifier: node, statement });
      return;
    }
    if (role === 'statement' && isStatement(node)) {
      statements.push(node);
      enterParts(node, parent, node);
      return;
    }
    enterParts(node, parent, statement);
  };

  const enterParts = (node: object, parent: ExpressionEntry | undefined, statement: Statement | undefined): void => {
    for (const [key, part] of Object.entries(node)) {
      if (key === 'span' || key.endsWith('Span')) continue;
      enter(part, parent, statement, statementLists.has(key) ? 'statement' : 'other');
    }
  };

  enterAll(program.body, undefined, undefined, 'statement');
  return { expressions, byId, targets, statements };
}

/** The parts of nodes that hold statements. */
const statementLists: ReadonlySet<string> = new Set(['body', 'then', 'otherwise', 'update', 'finally']);

function isExpression(node: object): node is Expression {
  return 'id' in node && typeof node.id === 'number';
}

function isIdentifier(node: object): node is Identifier {
  return 'kind' in node && node.kind === 'identifier';
}

function isStatement(node: object): node is Statement {
  return 'kind' in node && typeof node.kind === 'string' && statementKinds.has(node.kind) && !isExpression(node);
}

/** The innermost expression around a place; its end belongs to it where `ends` says so. */
export function expressionAt(
  index: SyntaxIndex,
  offset: number,
  ends: 'included' | 'excluded' = 'excluded',
): ExpressionEntry | undefined {
  let best: ExpressionEntry | undefined;
  for (const entry of index.expressions) {
    const { span } = entry.expression;
    if (offset < span.start || (ends === 'included' ? offset > span.end : offset >= span.end)) continue;
    if (best === undefined || contains(best.expression.span, span)) best = entry;
  }
  return best;
}

/** The assigned name at a place. */
export function targetAt(index: SyntaxIndex, offset: number): TargetEntry | undefined {
  for (const entry of index.targets.values()) if (holds(entry.identifier.span, offset)) return entry;
  return undefined;
}

/** True for an offset inside a span, its end not included. */
export function holds(span: Span, offset: number): boolean {
  return span.start <= offset && offset < span.end;
}
