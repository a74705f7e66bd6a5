// The one small syntax tree that Python and JavaScript are lowered to. A node carries a kind, a span and its parts, no
// meaning; what differs between the languages in a way that the interpreter must respect is written on the node itself
// (an operator, a declaration, a trait), never as the name of a language.

import type { Span } from '../base/span.ts';

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

// ---------------------------------------------------------------------------------------------------------------------
// Statements

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

// ---------------------------------------------------------------------------------------------------------------------
// Patterns: what can stand left of an assignment

export type Pattern =
  | Identifier
  | AttributePattern
  | IndexPattern
  | SequencePattern
  | RecordPattern
  | RestPattern
  | DefaultPattern;

export interface Identifier {
  readonly kind: 'identifier';
  readonly span: Span;
  readonly name: string;
}

export interface AttributePattern {
  readonly kind: 'attribute';
  readonly span: Span;
  readonly object: Expression;
  readonly name: string;
  readonly nameSpan: Span;
}

export interface IndexPattern {
  readonly kind: 'index';
  readonly span: Span;
  readonly object: Expression;
  readonly index: Expression;
}

/** `a, *b = …` and `const [a, , b] = …`; a hole is undefined. */
export interface SequencePattern {
  readonly kind: 'sequence';
  readonly span: Span;
  readonly items: readonly (Pattern | undefined)[];
}

/** `const {a, b: c, ...rest} = …`. */
export interface RecordPattern {
  readonly kind: 'record';
  readonly span: Span;
  readonly entries: readonly { readonly key: Expression; readonly target: Pattern }[];
  readonly rest?: Pattern;
}

/** A starred item of a sequence pattern. */
export interface RestPattern {
  readonly kind: 'rest';
  readonly span: Span;
  readonly target: Pattern;
}

/** `target = fallback` inside a destructuring pattern. */
export interface DefaultPattern {
  readonly kind: 'default';
  readonly span: Span;
  readonly target: Pattern;
  readonly fallback: Expression;
}

// ---------------------------------------------------------------------------------------------------------------------
// Expressions. `id` numbers the nodes of one program from 0, so that facts can be kept in arrays.

export type Expression =
  | NumberExpression
  | StringExpression
  | ConstantExpression
  | NameExpression
  | AttributeExpression
  | IndexExpression
  | SliceExpression
  | CallExpression
  | UnaryExpression
  | BinaryExpression
  | CompareExpression
  | LogicalExpression
  | ConditionalExpression
  | FunctionExpression
  | ClassExpression
  | SequenceExpression
  | RecordExpression
  | ComprehensionExpression
  | FormatExpression
  | SpreadExpression
  | AssignExpression
  | UpdateExpression
  | YieldExpression
  | AwaitExpression
  | UnsupportedExpression;

interface ExpressionBase {
  readonly span: Span;
  readonly id: number;
}

export interface NumberExpression extends ExpressionBase {
  readonly kind: 'number';
  readonly value: number;
  /** `float` where the language keeps whole floats apart from integers (`2.0`); `complex` for `1j`. */
  readonly type: 'int' | 'float' | 'complex';
}

export interface StringExpression extends ExpressionBase {
  readonly kind: 'string';
  readonly value: string;
  readonly bytes: boolean;
}

export interface ConstantExpression extends ExpressionBase {
  readonly kind: 'constant';
  readonly value: 'true' | 'false' | 'none' | 'undefined' | 'ellipsis';
}

export interface NameExpression extends ExpressionBase {
  readonly kind: 'name';
  readonly name: string;
}

export interface AttributeExpression extends ExpressionBase {
  readonly kind: 'attribute';
  readonly object: Expression;
  readonly name: string;
  readonly nameSpan: Span;
  /** `a?.b`: none of a missing object. */
  readonly optional: boolean;
}

/** `object[index]`; several indices are one sequence expression of kind tuple. */
export interface IndexExpression extends ExpressionBase {
  readonly kind: 'index';
  readonly object: Expression;
  readonly index: Expression;
  readonly optional: boolean;
}

/** `a:b:c` inside an index. */
export interface SliceExpression extends ExpressionBase {
  readonly kind: 'slice';
  readonly lower?: Expression;
  readonly upper?: Expression;
  readonly step?: Expression;
}

export interface CallExpression extends ExpressionBase {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly args: readonly Argument[];
  /** Written with `new`. */
  readonly construct: boolean;
  readonly optional: boolean;
}

export type Argument =
  | { readonly kind: 'positional'; readonly span: Span; readonly value: Expression }
  | {
      readonly kind: 'keyword';
      readonly span: Span;
      readonly name: string;
      readonly nameSpan: Span;
      readonly value: Expression;
    }
  /** `*args` and `...args`. */
  | { readonly kind: 'spread'; readonly span: Span; readonly value: Expression }
  /** `**kwargs`. */
  | { readonly kind: 'spreadKeywords'; readonly span: Span; readonly value: Expression };

export type UnaryOperator = 'not' | '-' | '+' | '~' | 'typeof' | 'void';

export interface UnaryExpression extends ExpressionBase {
  readonly kind: 'unary';
  readonly operator: UnaryOperator;
  readonly operand: Expression;
}

/**
 * `/` always gives a float (Python), `divide` gives an integer where the result is whole (JavaScript); `%` takes the
 * sign of the divisor, `remainder` that of the dividend; `concatenate` is a `+` that turns into text where one side
 * is text, and adds numbers otherwise.
 */
export type BinaryOperator =
  | '+'
  | 'concatenate'
  | '-'
  | '*'
  | '/'
  | 'divide'
  | '//'
  | '%'
  | 'remainder'
  | '**'
  | '@'
  | '&'
  | '|'
  | '^'
  | '<<'
  | '>>'
  | '>>>'
  /** `x ??= y`, `x ||= y`, `x &&= y` occur in augmented assignments only. */
  | 'coalesce'
  | 'or'
  | 'and';

export interface BinaryExpression extends ExpressionBase {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

/** `loose equal` and its opposite compare across types (`1 == '1'`). */
export type CompareOperator =
  | '=='
  | '!='
  | 'loose=='
  | 'loose!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'is'
  | 'is not'
  | 'in'
  | 'not in'
  | 'has key'
  | 'instanceof';

/** A chain `a < b <= c` compares each neighbouring pair. */
export interface CompareExpression extends ExpressionBase {
  readonly kind: 'compare';
  readonly first: Expression;
  readonly rest: readonly { readonly operator: CompareOperator; readonly operand: Expression }[];
}

export interface LogicalExpression extends ExpressionBase {
  readonly kind: 'logical';
  readonly operator: 'and' | 'or' | 'coalesce';
  readonly left: Expression;
  readonly right: Expression;
}

export interface ConditionalExpression extends ExpressionBase {
  readonly kind: 'conditional';
  readonly test: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}

/** A lambda, an arrow function or a function expression. */
export interface FunctionExpression extends ExpressionBase {
  readonly kind: 'function';
  readonly function: FunctionNode;
  /** The name by which it reaches itself: `const f = function g() { … }`. */
  readonly name?: Identifier;
  /** Set for `get x() { … }` in a record, which runs when the entry is read. */
  readonly getter?: true;
}

export interface ClassExpression extends ExpressionBase {
  readonly kind: 'class';
  readonly class: ClassNode;
  /** The name by which it reaches itself. */
  readonly name?: Identifier;
}

export interface SequenceExpression extends ExpressionBase {
  readonly kind: 'sequence';
  readonly type: 'list' | 'tuple' | 'set';
  readonly items: readonly Expression[];
}

/**
 * `{'a': 1}` (entries reached by index) and `{a: 1}` (`attributes`: reached by name as well). An entry without a key
 * spreads another record; `argumentSpan` covers key and value.
 */
export interface RecordExpression extends ExpressionBase {
  readonly kind: 'record';
  readonly attributes: boolean;
  readonly entries: readonly {
    readonly key?: Expression;
    readonly value: Expression;
    readonly span: Span;
  }[];
}

export interface ComprehensionExpression extends ExpressionBase {
  readonly kind: 'comprehension';
  readonly type: 'list' | 'set' | 'record' | 'generator';
  /** The key of a record comprehension. */
  readonly key?: Expression;
  readonly value: Expression;
  readonly clauses: readonly ComprehensionClause[];
}

export type ComprehensionClause =
  | { readonly kind: 'for'; readonly target: Pattern; readonly iterable: Expression }
  | { readonly kind: 'if'; readonly test: Expression };

/**
 * An f-string or template literal: texts and values in order. `spec` is the text after the colon, if it is constant;
 * `dynamicSpec` says that there is one which is not.
 */
export interface FormatExpression extends ExpressionBase {
  readonly kind: 'format';
  readonly parts: readonly (
    | string
    | {
        readonly value: Expression;
        readonly conversion?: string;
        readonly spec?: string;
        readonly dynamicSpec?: true;
      }
  )[];
}

/** `*x` in a list or tuple, `...x` in an array. */
export interface SpreadExpression extends ExpressionBase {
  readonly kind: 'spread';
  readonly value: Expression;
}

/** `(name := value)` and assignments used as values. */
export interface AssignExpression extends ExpressionBase {
  readonly kind: 'assign';
  readonly target: Pattern;
  /** Set for `a += 1` used as a value. */
  readonly operator?: BinaryOperator;
  readonly value: Expression;
}

/** `i++` and `--i`. */
export interface UpdateExpression extends ExpressionBase {
  readonly kind: 'update';
  readonly target: Pattern;
  readonly by: 1 | -1;
  /** True where the value before the change is the result. */
  readonly postfix: boolean;
}

export interface YieldExpression extends ExpressionBase {
  readonly kind: 'yield';
  readonly value?: Expression;
  readonly from: boolean;
}

export interface AwaitExpression extends ExpressionBase {
  readonly kind: 'await';
  readonly value: Expression;
}

export interface UnsupportedExpression extends ExpressionBase {
  readonly kind: 'unsupported';
  readonly what: string;
}

// ---------------------------------------------------------------------------------------------------------------------
// Functions and classes

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
