// What a person means who points at a place in the source: an argument by its name, or an expression with the value it
// had the last time it ran.

import type { Analysis } from '../analysis/analysis.ts';
import type { Span } from '../base/span.ts';
import type { Value } from '../interp/value.ts';
import type { CallExpression, Expression, IndexExpression } from '../syntax/expression.ts';
import { oncePer } from './cached.ts';
import { sourceOf } from './places.ts';
import { type ExpressionEntry, expressionAt, holds, syntaxIndex, targetAt } from './syntaxIndex.ts';

export type Subject = ArgumentSubject | ValueSubject;

/** An argument at its name. */
export interface ArgumentSubject {
  readonly kind: 'argument';
  readonly span: Span;
  readonly call: CallExpression;
  readonly name: string;
  readonly value: Expression;
}

/** An expression or a variable. */
export interface ValueSubject {
  readonly kind: 'value';
  /** What is pointed at. */
  readonly span: Span;
  /** As written, for variables, attributes and indexing. */
  readonly text: string;
  readonly value: Value;
  /** The call whose function is pointed at; the value is then what the call gave, or the layer that is called. */
  readonly call?: CallExpression;
  /** The indexing whose brackets are pointed at, or whose list is. */
  readonly index?: IndexExpression;
  /** True where the variable was assigned different values here. */
  readonly varies?: true;
}

/** The subject at an offset; undefined where there is nothing to say. */
export function subjectAt(analysis: Analysis, offset: number): Subject | undefined {
  const index = syntaxIndex(analysis.program);
  const entry = expressionAt(index, offset);
  const argument = entry === undefined ? undefined : argumentAt(entry, offset);
  if (argument !== undefined) return argument;
  const target = targetAt(index, offset);
  if (target !== undefined) {
    const record = assignmentsByStart(analysis).get(target.identifier.span.start);
    if (record === undefined) return undefined;
    const { value, name } = record;
    const { span } = target.identifier;
    return { kind: 'value', span, text: name, value, ...(record.varies ? { varies: true } : {}) };
  }
  return entry === undefined ? undefined : valueSubject(analysis, entry, offset);
}

const assignmentsByStart = oncePer(
  (analysis: Analysis) =>
    new Map(
      analysis.assignments
        .filter(record => record.place.uri === analysis.uri)
        .map(record => [record.place.start, record] as const),
    ),
);

function valueSubject(analysis: Analysis, entry: ExpressionEntry, offset: number): ValueSubject | undefined {
  const { expression, parent } = entry;
  switch (expression.kind) {
    case 'name':
      return namedSubject(analysis, entry, expression.span);
    case 'attribute':
      return holds(expression.nameSpan, offset) ? namedSubject(analysis, entry, expression.nameSpan) : undefined;
    case 'index':
      return subjectOf(analysis, expression, expression.span, { index: expression });
    case 'binary':
    case 'format':
      return subjectOf(analysis, expression, expression.span);
    case 'number':
    case 'string':
    case 'constant':
    case 'unary':
    case 'slice':
      return parent === undefined || !isIndexPart(parent, expression)
        ? undefined
        : valueSubject(analysis, parent, offset);
    default:
      return undefined;
  }
}

/** True where an expression is the index of its parent, or the part of one. */
function isIndexPart(parent: ExpressionEntry, expression: Expression): boolean {
  const outer = parent.expression;
  if (outer.kind === 'index') return outer.index === expression;
  return outer.kind === 'unary' || outer.kind === 'slice';
}

/** A name or an attribute: what its call gave where it is called, its own value elsewhere. */
function namedSubject(analysis: Analysis, entry: ExpressionEntry, span: Span): ValueSubject | undefined {
  const { expression, parent } = entry;
  const own = analysis.facts[expression.id];
  const outer = parent?.expression;
  if (outer?.kind === 'call' && outer.callee === expression) {
    if (own?.kind === 'layer') return subjectOf(analysis, expression, span, { call: outer });
    const given = analysis.facts[outer.id];
    if (given !== undefined && given.kind !== 'none') {
      return { kind: 'value', span, text: sourceOf(analysis, expression.span), value: given, call: outer };
    }
    if (expression.kind !== 'attribute') return undefined;
    const object = analysis.facts[expression.object.id];
    return object?.kind === 'layer' ? subjectOf(analysis, expression.object, span) : undefined;
  }
  if (outer?.kind === 'index' && outer.object === expression && own?.kind === 'list') {
    return subjectOf(analysis, expression, span, { index: outer });
  }
  return subjectOf(analysis, expression, span);
}

function subjectOf(
  analysis: Analysis,
  expression: Expression,
  span: Span,
  more: Pick<ValueSubject, 'call' | 'index'> = {},
): ValueSubject | undefined {
  const value = analysis.facts[expression.id];
  return value === undefined
    ? undefined
    : { kind: 'value', span, text: sourceOf(analysis, expression.span), value, ...more };
}

/** An argument pointed at by its name: a keyword, or an entry of the record that is a call's first argument. */
function argumentAt(entry: ExpressionEntry, offset: number): ArgumentSubject | undefined {
  for (let at: ExpressionEntry | undefined = entry; at !== undefined; at = at.parent) {
    const { expression } = at;
    if (expression.kind === 'call') {
      for (const argument of expression.args) {
        if (argument.kind !== 'keyword' || !holds(argument.nameSpan, offset)) continue;
        return {
          kind: 'argument',
          span: argument.nameSpan,
          call: expression,
          name: argument.name,
          value: argument.value,
        };
      }
    }
    if (expression.kind === 'record' && at.parent?.expression.kind === 'call') {
      const call = at.parent.expression;
      const first = call.args[0];
      if (first?.kind !== 'positional' || first.value !== expression) continue;
      for (const { key, value } of expression.entries) {
        if (key?.kind !== 'string' || !holds(key.span, offset)) continue;
        return { kind: 'argument', span: key.span, call, name: key.value, value };
      }
    }
  }
  return undefined;
}
