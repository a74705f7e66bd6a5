// Expressions. `id` numbers the nodes of one program from 0, so that facts can be kept in arrays.

import type { Span } from '../base/span.ts';
import type { Identifier, Pattern } from './pattern.ts';
import type { ClassNode, FunctionNode } from './program.ts';

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
