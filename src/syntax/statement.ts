// Statements: what a block holds, in order.

import type { Span } from '../base/span.ts';
import type { BinaryOperator, Expression } from './expression.ts';
import type { Identifier, Pattern } from './pattern.ts';
import type { ClassNode, FunctionNode } from './program.ts';

export type Statement =
  | ExpressionStatement
  | AssignStatement
  | AugmentStatement
  | DeclareStatement
  | IfStatement
  | ForStatement
  | WhileStatement
  | TryStatement
  | WithStatement
  | ReturnStatement
  | RaiseStatement
  | JumpStatement
  | DeleteStatement
  | FunctionStatement
  | ClassStatement
  | ImportStatement
  | ExportStatement
  | ScopeStatement
  | AssertStatement
  | BlockStatement
  | UnsupportedStatement;

interface StatementBase {
  readonly span: Span;
}

export interface ExpressionStatement extends StatementBase {
  readonly kind: 'expression';
  readonly value: Expression;
}

/** `a = b = value`: every target receives the value, from left to right. */
export interface AssignStatement extends StatementBase {
  readonly kind: 'assign';
  readonly targets: readonly Pattern[];
  readonly value: Expression;
  /** `block` for `let` and `const`, `function` for `var`; absent where an existing or implied name is meant. */
  readonly declares?: 'block' | 'function';
  readonly annotation?: Expression;
}

/** `target op= value`. */
export interface AugmentStatement extends StatementBase {
  readonly kind: 'augment';
  readonly target: Pattern;
  readonly operator: BinaryOperator;
  readonly value: Expression;
}

/** A name made known without a value: `let x;` (then undefined), or `x: int` in a class body. */
export interface DeclareStatement extends StatementBase {
  readonly kind: 'declare';
  readonly name: Identifier;
  readonly declares: 'block' | 'function' | 'annotation';
  readonly annotation?: Expression;
}

export interface IfStatement extends StatementBase {
  readonly kind: 'if';
  readonly test: Expression;
  readonly then: readonly Statement[];
  readonly otherwise: readonly Statement[];
}

export interface ForStatement extends StatementBase {
  readonly kind: 'for';
  readonly target: Pattern;
  readonly declares?: 'block' | 'function';
  /** `values` walks what iteration yields, `keys` walks property names (`for (k in o)`). */
  readonly over: 'values' | 'keys';
  readonly iterable: Expression;
  readonly body: readonly Statement[];
  readonly otherwise: readonly Statement[];
}

/** `for (init; test; update)` is a block holding init and a while with `update`, which runs after `continue` too. */
export interface WhileStatement extends StatementBase {
  readonly kind: 'while';
  readonly test: Expression;
  readonly body: readonly Statement[];
  readonly update: readonly Statement[];
  readonly otherwise: readonly Statement[];
  /** `do … while`: the body runs before the first test. */
  readonly bodyFirst: boolean;
}

export interface TryStatement extends StatementBase {
  readonly kind: 'try';
  readonly body: readonly Statement[];
  readonly handlers: readonly Handler[];
  readonly otherwise: readonly Statement[];
  readonly finally: readonly Statement[];
}

export interface Handler {
  readonly span: Span;
  /** The exception class or tuple of classes; absent where everything is caught. */
  readonly type?: Expression;
  readonly target?: Pattern;
  readonly body: readonly Statement[];
}

export interface WithStatement extends StatementBase {
  readonly kind: 'with';
  readonly items: readonly { readonly value: Expression; readonly target?: Pattern }[];
  readonly body: readonly Statement[];
}

export interface ReturnStatement extends StatementBase {
  readonly kind: 'return';
  readonly value?: Expression;
}

export interface RaiseStatement extends StatementBase {
  readonly kind: 'raise';
  readonly value?: Expression;
}

export interface JumpStatement extends StatementBase {
  readonly kind: 'break' | 'continue' | 'pass';
}

export interface DeleteStatement extends StatementBase {
  readonly kind: 'delete';
  readonly targets: readonly Pattern[];
}

export interface FunctionStatement extends StatementBase {
  readonly kind: 'function';
  readonly name: Identifier;
  readonly function: FunctionNode;
  readonly decorators: readonly Expression[];
}

export interface ClassStatement extends StatementBase {
  readonly kind: 'class';
  readonly name: Identifier;
  readonly class: ClassNode;
  readonly decorators: readonly Expression[];
}

/**
 * `import a.b as c` / `import * as c from 'a'` bind a module; the other forms bind names of it. `module` is written as
 * in the source (`..pkg.mod` keeps its dots); a dynamic `require('x')` stays a call.
 */
export interface ImportStatement extends StatementBase {
  readonly kind: 'import';
  readonly module: string;
  readonly moduleSpan: Span;
  readonly bindings: readonly ImportBinding[];
}

export type ImportBinding =
  /** The module itself: `import a.b as c`, `import * as c`. */
  | { readonly kind: 'module'; readonly name: Identifier }
  /** `import a.b` without `as`: binds `a`, through which `a.b` is reached. */
  | { readonly kind: 'root'; readonly name: Identifier }
  /** `from m import imported as name`. */
  | { readonly kind: 'name'; readonly imported: string; readonly name: Identifier }
  /** `import name from 'm'`. */
  | { readonly kind: 'default'; readonly name: Identifier }
  /** `from m import *`. */
  | { readonly kind: 'all' };

/** What a JavaScript module exports beside the declaration, which stands before it as a statement of its own. */
export interface ExportStatement extends StatementBase {
  readonly kind: 'export';
  readonly exports: readonly { readonly name: string; readonly value: Expression }[];
  /** `export * from 'm'` and `export {a} from 'm'`: then the values are names of that module, `*` being all of it. */
  readonly from?: string;
}

/** `global a, b` and `nonlocal a, b`. */
export interface ScopeStatement extends StatementBase {
  readonly kind: 'scope';
  readonly scope: 'global' | 'nonlocal';
  readonly names: readonly string[];
}

export interface AssertStatement extends StatementBase {
  readonly kind: 'assert';
  readonly test: Expression;
}

/** Statements with a scope of their own for block declarations. */
export interface BlockStatement extends StatementBase {
  readonly kind: 'block';
  readonly body: readonly Statement[];
}

/** A form that is not modelled: whatever it assigns becomes unknown, for the reason `what`. */
export interface UnsupportedStatement extends StatementBase {
  readonly kind: 'unsupported';
  readonly what: string;
  readonly assigns: readonly string[];
  /** Set where a `return`, `raise`, `break` or `continue` inside may leave the statements around it. */
  readonly leaves?: true;
}
