// The state that lowering one program carries along (text, numbering, problems, depth), and what both languages do the
// same way with a raw node.

import type { Span } from '../base/span.ts';
import type { Expression, NameExpression, UnsupportedExpression } from './expression.ts';
import type { Identifier } from './pattern.ts';
import type { Program, SyntaxProblem, Traits } from './program.ts';
import type { RawNode, RawTree } from './rawTree.ts';
import type { IfStatement, Statement } from './statement.ts';

/**
 * How deep expressions and statements may nest in the lowered tree. Whoever walks the tree recurses, with several stack
 * frames for one level; no program written by hand comes near.
 */
export const maxNesting = 400;

/** The reason written where a program nests deeper. */
export const tooDeep = `nested deeper than ${maxNesting} levels`;

/** The reason written where the parser stepped over a broken place. */
export const brokenSyntax = 'a syntax error';

export interface Lowering {
  readonly text: string;
  readonly problems: SyntaxProblem[];
  /** Starts of the stand-ins for lines that belong to the notebook and not to the language. */
  readonly magics: ReadonlySet<number>;
  nextId: number;
  depth: number;
  /** Set by a `yield`, so that the function around it is known as a generator. */
  yields: boolean;
}

/** Begins the lowering of one text. */
export function startLowering(text: string, magics: ReadonlySet<number>): Lowering {
  return { text, problems: [], magics, nextId: 0, depth: 0, yields: false };
}

/** A stretch of a text that is parsed for itself. */
export interface Part {
  readonly span: Span;
  /** True where it may not run at all. */
  readonly isUncertain: boolean;
}

export interface ReadPart extends Part {
  readonly tree: RawTree;
}

/** The program of a text from its parts; `statements` lowers what stands in one. */
export function lowerParts(
  lowering: Lowering,
  parts: readonly ReadPart[],
  { traits, statements }: { readonly traits: Traits; readonly statements: (root: RawNode) => Statement[] },
): Program {
  const body = parts.flatMap(({ tree, span, isUncertain }) => {
    const lowered = statements(tree.root);
    if (!isUncertain) return lowered;
    const test = unsupported(lowering, { start: span.start, end: span.start }, 'a cell magic');
    return [ifStatement(span, test, lowered, [])];
  });
  const problems = parts.flatMap(({ tree }) => tree.problems);
  return {
    body,
    traits,
    errors: [...problems, ...lowering.problems].sort((a, b) => a.span.start - b.span.start),
    comments: parts.flatMap(({ tree }) => tree.comments),
    expressionCount: lowering.nextId,
  };
}

/** The source of a node. */
export function sourceOf(lowering: Lowering, node: Span): string {
  return lowering.text.slice(node.start, node.end);
}

/** The span of a node alone. */
export function spanOf(node: Span): Span {
  return { start: node.start, end: node.end };
}

/** A name as it stands in a pattern or a declaration. */
export function identifierOf(lowering: Lowering, node: Span): Identifier {
  return { kind: 'identifier', span: spanOf(node), name: sourceOf(lowering, node) };
}

/** The use of a name, with a number of its own. */
export function nameExpression(lowering: Lowering, span: Span, name: string): NameExpression {
  return { kind: 'name', span: spanOf(span), id: lowering.nextId++, name };
}

/** An expression that is not modelled, for a reason. */
export function unsupported(lowering: Lowering, span: Span, what: string): UnsupportedExpression {
  return { kind: 'unsupported', span: spanOf(span), id: lowering.nextId++, what };
}

/** The first child that plays a part in its parent. */
export function childOf(node: RawNode, field: string): RawNode | undefined {
  for (const child of node.children) if (child.field === field) return child;
  return undefined;
}

/** All children that play a part in their parent. */
export function childrenOf(node: RawNode, field: string): RawNode[] {
  return node.children.filter(child => child.field === field);
}

/** The children that are more than tokens. */
export function namedChildren(node: RawNode): RawNode[] {
  return node.children.filter(child => child.named);
}

/** The first child that is more than a token. */
export function firstNamed(node: RawNode): RawNode | undefined {
  for (const child of node.children) if (child.named) return child;
  return undefined;
}

/** The first child of a type. */
export function childOfType(node: RawNode, type: string): RawNode | undefined {
  for (const child of node.children) if (child.type === type) return child;
  return undefined;
}

/** True where a token or node of a type is a direct part. */
export function has(node: RawNode, type: string): boolean {
  return childOfType(node, type) !== undefined;
}

/** The text of a leading string statement, which documents the function, class or module that it opens. */
export function documentation(body: readonly Statement[]): string | undefined {
  const first = body[0];
  if (first?.kind !== 'expression' || first.value.kind !== 'string' || first.value.bytes) return undefined;
  return first.value.value;
}

/** A constant, true for both languages. */
export function constant(
  lowering: Lowering,
  span: Span,
  value: 'true' | 'false' | 'none' | 'undefined' | 'ellipsis',
): Expression {
  return { kind: 'constant', span: spanOf(span), id: lowering.nextId++, value };
}

/** One arm of a chain of conditions; without a test it always holds. */
export interface Branch {
  readonly start: number;
  readonly test: Expression | undefined;
  readonly body: Statement[];
}

/** An `if` with its two bodies. */
export function ifStatement(span: Span, test: Expression, body: Statement[], otherwise: Statement[]): IfStatement {
  // biome-ignore lint/suspicious/noThenProperty: the tree calls the arm so, and nobody awaits a statement.
  return { kind: 'if', span, test, then: body, otherwise };
}

/** A chain of arms as an `if` in the `otherwise` of the arm before; `last` runs where no arm holds. */
export function ifChain(branches: readonly Branch[], last: Statement[], end: number): Statement[] {
  let otherwise = last;
  for (let i = branches.length - 1; i >= 0; i--) {
    const branch = branches[i];
    if (!branch) continue;
    const span = { start: branch.start, end };
    otherwise = branch.test ? [ifStatement(span, branch.test, branch.body, otherwise)] : branch.body;
  }
  return otherwise;
}

/** `test ? first : second`. */
export function conditional(
  lowering: Lowering,
  span: Span,
  test: Expression,
  first: Expression,
  second: Expression,
): Expression {
  const id = lowering.nextId++;
  // biome-ignore lint/suspicious/noThenProperty: the tree calls the arm so, and nobody awaits an expression.
  return { kind: 'conditional', span: spanOf(span), id, test, then: first, otherwise: second };
}
