// Python expressions.

import type { Argument, Expression } from '../expression.ts';
import {
  brokenSyntax,
  childOf,
  childrenOf,
  conditional,
  constant,
  firstNamed,
  has,
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
import { typeExpression } from './annotations.ts';
import { comprehension } from './comprehensions.ts';
import { lambdaNode } from './definitions.ts';
import { numberExpression } from './numbers.ts';
import { binary, comparison } from './operators.ts';
import { pattern } from './patterns.ts';
import { stringExpression } from './strings.ts';

/** Lowers an expression; one that is not there, or not readable, is unsupported. */
export function expression(lowering: Lowering, written: RawNode | undefined): Expression {
  let node = written;
  while (node?.type === 'parenthesized_expression' && !node.broken) node = firstNamed(node);
  if (!node) return unsupported(lowering, written ?? { start: 0, end: 0 }, brokenSyntax);
  if (node.broken) return unsupported(lowering, node, brokenSyntax);
  if (lowering.depth >= maxNesting) return unsupported(lowering, node, tooDeep);
  lowering.depth++;
  const result = expressionInside(lowering, node);
  lowering.depth--;
  return result;
}

function expressionInside(lowering: Lowering, node: RawNode): Expression {
  switch (node.type) {
    case 'identifier':
      if (node.start === node.end) return unsupported(lowering, node, brokenSyntax);
      if (lowering.magics.has(node.start)) return unsupported(lowering, node, 'a notebook command');
      return nameExpression(lowering, node, sourceOf(lowering, node));
    case 'integer':
    case 'float':
      return numberExpression(lowering, node);
    case 'true':
    case 'false':
    case 'none':
    case 'ellipsis':
      return constant(lowering, node, node.type);
    case 'string':
    case 'concatenated_string':
      return stringExpression(lowering, node);
    case 'attribute':
      return attribute(lowering, node);
    case 'subscript': {
      const object = expression(lowering, childOf(node, 'value'));
      const index = subscriptIndex(lowering, node);
      return { kind: 'index', span: spanOf(node), id: lowering.nextId++, object, index, optional: false };
    }
    case 'call':
      return call(lowering, node);
    case 'binary_operator':
      return binary(lowering, node);
    case 'unary_operator': {
      const operand = expression(lowering, childOf(node, 'argument'));
      const sign = childOf(node, 'operator')?.type;
      const operator = sign === '-' || sign === '~' ? sign : '+';
      return { kind: 'unary', span: spanOf(node), id: lowering.nextId++, operator, operand };
    }
    case 'not_operator': {
      const operand = expression(lowering, childOf(node, 'argument'));
      return { kind: 'unary', span: spanOf(node), id: lowering.nextId++, operator: 'not', operand };
    }
    case 'boolean_operator': {
      const left = expression(lowering, childOf(node, 'left'));
      const right = expression(lowering, childOf(node, 'right'));
      const operator = childOf(node, 'operator')?.type === 'or' ? 'or' : 'and';
      return { kind: 'logical', span: spanOf(node), id: lowering.nextId++, operator, left, right };
    }
    case 'comparison_operator':
      return comparison(lowering, node);
    case 'conditional_expression': {
      const [thenNode, testNode, otherwiseNode] = namedChildren(node);
      const then = expression(lowering, thenNode);
      const test = expression(lowering, testNode);
      const otherwise = expression(lowering, otherwiseNode);
      return conditional(lowering, node, test, then, otherwise);
    }
    case 'lambda': {
      const lambda = lambdaNode(lowering, node);
      return { kind: 'function', span: spanOf(node), id: lowering.nextId++, function: lambda };
    }
    case 'list':
      return sequence(lowering, node, 'list');
    case 'tuple':
    case 'expression_list':
      return sequence(lowering, node, 'tuple');
    case 'set':
      return sequence(lowering, node, 'set');
    case 'dictionary':
      return dictionary(lowering, node);
    case 'list_comprehension':
      return comprehension(lowering, node, 'list');
    case 'set_comprehension':
      return comprehension(lowering, node, 'set');
    case 'dictionary_comprehension':
      return comprehension(lowering, node, 'record');
    case 'generator_expression':
      return comprehension(lowering, node, 'generator');
    case 'list_splat':
      return {
        kind: 'spread',
        span: spanOf(node),
        value: expression(lowering, firstNamed(node)),
        id: lowering.nextId++,
      };
    case 'parenthesized_list_splat':
      return expression(lowering, firstNamed(node));
    case 'named_expression': {
      const target = pattern(lowering, childOf(node, 'name'));
      const value = expression(lowering, childOf(node, 'value'));
      return { kind: 'assign', span: spanOf(node), id: lowering.nextId++, target, value };
    }
    case 'await':
      return {
        kind: 'await',
        span: spanOf(node),
        value: expression(lowering, firstNamed(node)),
        id: lowering.nextId++,
      };
    case 'yield':
      return yieldExpression(lowering, node);
    case 'slice':
      return slice(lowering, node);
    case 'type':
    case 'generic_type':
    case 'union_type':
    case 'member_type':
      return typeExpression(lowering, node);
    default:
      return unsupported(lowering, node, node.type.replaceAll('_', ' '));
  }
}

/** Expressions set apart by commas directly below a node: one alone is itself, several make a tuple. */
export function commaList(lowering: Lowering, node: RawNode): Expression | undefined {
  const parts = namedChildren(node);
  const [first, last] = [parts[0], parts.at(-1)];
  if (!first || !last) return node.broken ? unsupported(lowering, node, brokenSyntax) : undefined;
  if (node.broken) return unsupported(lowering, node, brokenSyntax);
  if (parts.length === 1 && !has(node, ',')) return expression(lowering, first);
  const items = parts.map(part => expression(lowering, part));
  const span = { start: first.start, end: last.end };
  return { kind: 'sequence', span, id: lowering.nextId++, type: 'tuple', items };
}

/** What stands between the brackets of `object[…]`. */
export function subscriptIndex(lowering: Lowering, node: RawNode): Expression {
  const parts = childrenOf(node, 'subscript').filter(child => child.named);
  const [first, last] = [parts[0], parts.at(-1)];
  if (!first || !last) return unsupported(lowering, node, brokenSyntax);
  const single = parts.length === 1 && !has(node, ',') && first.type !== 'list_splat';
  if (single) return expression(lowering, first);
  const items = parts.map(part => expression(lowering, part));
  const span = { start: first.start, end: last.end };
  return { kind: 'sequence', span, id: lowering.nextId++, type: 'tuple', items };
}

function attribute(lowering: Lowering, node: RawNode): Expression {
  const name = childOf(node, 'attribute');
  if (!name) return unsupported(lowering, node, brokenSyntax);
  return {
    kind: 'attribute',
    span: spanOf(node),
    object: expression(lowering, childOf(node, 'object')),
    name: sourceOf(lowering, name),
    nameSpan: spanOf(name),
    optional: false,
    id: lowering.nextId++,
  };
}

function call(lowering: Lowering, node: RawNode): Expression {
  const callee = expression(lowering, childOf(node, 'function'));
  const list = childOf(node, 'arguments');
  const args: Argument[] = [];
  if (list?.type === 'generator_expression') {
    args.push({ kind: 'positional', span: spanOf(list), value: expression(lowering, list) });
  } else if (list) for (const child of list.children) if (child.named) args.push(argument(lowering, child));
  return { kind: 'call', span: spanOf(node), id: lowering.nextId++, callee, args, construct: false, optional: false };
}

function argument(lowering: Lowering, node: RawNode): Argument {
  const span = spanOf(node);
  let inner: RawNode | undefined = node;
  while (inner?.type === 'parenthesized_list_splat') inner = firstNamed(inner);
  if (inner?.type === 'list_splat') return { kind: 'spread', span, value: expression(lowering, firstNamed(inner)) };
  if (node.type === 'dictionary_splat') {
    return { kind: 'spreadKeywords', span, value: expression(lowering, firstNamed(node)) };
  }
  if (node.type !== 'keyword_argument') return { kind: 'positional', span, value: expression(lowering, node) };
  const name = childOf(node, 'name') ?? node;
  const value = expression(lowering, childOf(node, 'value'));
  return { kind: 'keyword', span, name: sourceOf(lowering, name), nameSpan: spanOf(name), value };
}

function sequence(lowering: Lowering, node: RawNode, type: 'list' | 'tuple' | 'set'): Expression {
  const items: Expression[] = [];
  for (const child of node.children) if (child.named) items.push(expression(lowering, child));
  return { kind: 'sequence', span: spanOf(node), id: lowering.nextId++, type, items };
}

function dictionary(lowering: Lowering, node: RawNode): Expression {
  const entries = namedChildren(node).map(child => {
    const span = spanOf(child);
    if (child.type !== 'pair') return { value: expression(lowering, firstNamed(child)), span };
    const key = expression(lowering, childOf(child, 'key'));
    return { key, value: expression(lowering, childOf(child, 'value')), span };
  });
  return { kind: 'record', span: spanOf(node), id: lowering.nextId++, attributes: false, entries };
}

function slice(lowering: Lowering, node: RawNode): Expression {
  const places: (Expression | undefined)[] = [undefined, undefined, undefined];
  let place = 0;
  for (const child of node.children) {
    if (child.named) places[place] = expression(lowering, child);
    else if (child.type === ':') place++;
  }
  const [lower, upper, step] = places;
  const bounds = { ...(lower ? { lower } : {}), ...(upper ? { upper } : {}), ...(step ? { step } : {}) };
  return { kind: 'slice', span: spanOf(node), id: lowering.nextId++, ...bounds };
}

function yieldExpression(lowering: Lowering, node: RawNode): Expression {
  lowering.yields = true;
  const from = has(node, 'from');
  const value = commaList(lowering, node);
  return { kind: 'yield', span: spanOf(node), id: lowering.nextId++, from, ...(value ? { value } : {}) };
}
