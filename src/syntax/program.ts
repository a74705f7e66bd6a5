// The one small syntax tree that Python and JavaScript are lowered to; its nodes are in `statement.ts`, `pattern.ts` and
// `expression.ts`, and functions and classes here. A node carries a kind, a span and its parts, no
// meaning; what differs between the languages in a way that the interpreter must respect is written on the node itself
// (an operator, a declaration, a trait), never as the name of a language.

import type { Span } from '../base/span.ts';
import type { Expression } from './expression.ts';
import type { Pattern } from './pattern.ts';
import type { Statement } from './statement.ts';

/** A whole source file, or the cells of a notebook in order. */
export interface Program {
  readonly body: readonly Statement[];
  readonly traits: Traits;
  /** Broken places that the parser stepped over; what stands around them is still in the tree. */
  readonly errors: readonly SyntaxProblem[];
  /** Comments in source order, without their marks. */
  readonly comments: readonly Comment[];
  /** How many expression nodes the tree has; their ids run from 0. */
  readonly expressionCount: number;
}

/** Rules of evaluation that hold for a whole program. */
export interface Traits {
  /** Empty lists and records count as false in a condition. */
  readonly emptyIsFalse: boolean;
  /** An index below zero counts from the end. */
  readonly negativeFromEnd: boolean;
  /** A method takes its object as its first parameter; otherwise the name `this` is bound to it. */
  readonly explicitSelf: boolean;
  /** A name that is assigned without being declared belongs to the function around it. */
  readonly assignmentDeclares: boolean;
  /** Which builtin names a program starts with. */
  readonly prelude: 'python' | 'javascript';
}

export interface SyntaxProblem {
  readonly span: Span;
  readonly message: string;
  /** What is missing is guessed to be still to come, so that what was read there is not yet what is meant. */
  readonly halfTyped?: true;
}

export interface Comment {
  readonly span: Span;
  readonly text: string;
}

export interface FunctionNode {
  readonly span: Span;
  readonly parameters: readonly Parameter[];
  readonly body: readonly Statement[];
  /** The body is the value itself (lambda, arrow function with an expression). */
  readonly expression?: Expression;
  readonly generator: boolean;
  readonly async: boolean;
  /** False for arrow functions, which see the `this` around them. */
  readonly ownThis: boolean;
  /** The documentation string, if there is one. */
  readonly doc?: string;
}

export interface Parameter {
  readonly span: Span;
  readonly target: Pattern;
  /** `list` for `*args`, `record` for `**kwargs`. */
  readonly rest?: 'list' | 'record';
  readonly fallback?: Expression;
  readonly annotation?: Expression;
  /** `positional` stands before `/`, `keyword` after `*`. */
  readonly only?: 'positional' | 'keyword';
}

export interface ClassNode {
  readonly span: Span;
  readonly bases: readonly Expression[];
  readonly keywords: readonly { readonly name: string; readonly value: Expression }[];
  /** Methods are function statements, attributes assignments; both in the order written. */
  readonly body: readonly Statement[];
  readonly members: readonly ClassMember[];
  readonly doc?: string;
}

/**
 * JavaScript members that are more than a plain method: the constructor is the method `__init__` in `body`; a getter,
 * setter or static member is listed here by name, fields stand in the order in which they are made before it runs. A static
 * block is a function without a name that runs once.
 */
export interface ClassMember {
  readonly kind: 'getter' | 'setter' | 'static' | 'static getter' | 'static block' | 'field';
  readonly name: string;
  readonly value?: Expression;
  readonly function?: FunctionNode;
}
