// JavaScript expressions.

import type { Argument, Expression, UnaryOperator } from '../expression.ts';
import {
  brokenSyntax,
  childOf,
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
import { awaitedChain, withoutTypes } from './chains.ts';
import { classNode } from './classes.ts';
import { array, object } from './containers.ts';
import { functionNode, ownName } from './functions.ts';
import { numberExpression, stringValue, templateExpression, textExpression } from './literals.ts';
import { markup } from './markup.ts';
import { binaryOperator, compareOperator } from './operators.ts';
import { pattern } from './patterns.ts';

/** Lowers an expression; one that is not there, or not readable, is unsupported. */
export function expression(lowering: Lowering, written: RawNode | undefined): Expression {
  if (!written) return unsupported(lowering, { start: 0, end: 0 }, brokenSyntax);
  const node = withoutTypes(written);
  if (node.broken || node.start === node.end) return unsupported(lowering, node, brokenSyntax);
  if (lowering.depth >= maxNesting) return unsupported(lowering, node, tooDeep);
  lowering.depth++;
  const awaited = awaitedChain(lowering, node);
  const result = awaited ? awaitExpression(lowering, node, awaited) : expressionInside(lowering, node);
  lowering.depth--;
  return result;
}

function expressionInside(lowering: Lowering, node: RawNode): Expression {
  switch (node.type) {
    case 'identifier':
    case 'shorthand_property_identifier':
    case 'private_property_identifier':
    case 'this':
    case 'super':
    case 'import':
      return nameExpression(lowering, node, sourceOf(lowering, node));
    case 'number':
      return numberExpression(lowering, node);
    case 'string':
      return textExpression(lowering, node, stringValue(lowering, node));
    case 'template_string':
      return templateExpression(lowering, node);
    case 'true':
    case 'false':
    case 'undefined':
      return constant(lowering, node, node.type);
    case 'null':
      return constant(lowering, node, 'none');
    case 'member_expression':
      return attribute(lowering, node);
    case 'subscript_expression': {
      const object = expression(lowering, childOf(node, 'object'));
      const index = expression(lowering, childOf(node, 'index'));
      const optional = has(node, 'optional_chain');
      return { kind: 'index', span: spanOf(node), id: lowering.nextId++, object, index, optional };
    }
    case 'call_expression':
      return call(lowering, node);
    case 'new_expression': {
      const callee = expression(lowering, childOf(node, 'constructor'));
      const args = argumentsOf(lowering, childOf(node, 'arguments'));
      return {
        kind: 'call',
        span: spanOf(node),
        id: lowering.nextId++,
        callee,
        args,
        construct: true,
        optional: false,
      };
    }
    case 'binary_expression':
      return binary(lowering, node);
    case 'unary_expression':
      return unary(lowering, node);
    case 'update_expression': {
      const target = pattern(lowering, childOf(node, 'argument'));
      const by = childOf(node, 'operator')?.type === '--' ? -1 : 1;
      const postfix = node.children[0]?.named === true;
      return { kind: 'update', span: spanOf(node), id: lowering.nextId++, target, by, postfix };
    }
    case 'ternary_expression': {
      const test = expression(lowering, childOf(node, 'condition'));
      const first = expression(lowering, childOf(node, 'consequence'));
      return conditional(lowering, node, test, first, expression(lowering, childOf(node, 'alternative')));
    }
    case 'assignment_expression': {
      const target = pattern(lowering, childOf(node, 'left'));
      const value = expression(lowering, childOf(node, 'right'));
      return { kind: 'assign', span: spanOf(node), id: lowering.nextId++, target, value };
    }
    case 'augmented_assignment_expression': {
      const operator = binaryOperator((childOf(node, 'operator')?.type ?? '').slice(0, -1));
      const target = pattern(lowering, childOf(node, 'left'));
      const value = expression(lowering, childOf(node, 'right'));
      if (!operator) return unsupported(lowering, node, brokenSyntax);
      return { kind: 'assign', span: spanOf(node), id: lowering.nextId++, target, operator, value };
    }
    case 'array':
      return array(lowering, node);
    case 'object':
      return object(lowering, node);
    case 'arrow_function':
    case 'function_expression':
    case 'generator_function': {
      const code = functionNode(lowering, node);
      return {
        kind: 'function',
        span: spanOf(node),
        id: lowering.nextId++,
        function: code,
        ...ownName(lowering, node),
      };
    }
    case 'class': {
      const type = classNode(lowering, node);
      return { kind: 'class', span: spanOf(node), id: lowering.nextId++, class: type, ...ownName(lowering, node) };
    }
    case 'spread_element':
      return {
        kind: 'spread',
        span: spanOf(node),
        value: expression(lowering, firstNamed(node)),
        id: lowering.nextId++,
      };
    case 'await_expression':
      return {
        kind: 'await',
        span: spanOf(node),
        value: expression(lowering, firstNamed(node)),
        id: lowering.nextId++,
      };
    case 'yield_expression': {
      const written = firstNamed(node);
      const value = written ? { value: expression(lowering, written) } : {};
      return { kind: 'yield', span: spanOf(node), id: lowering.nextId++, from: has(node, '*'), ...value };
    }
    case 'sequence_expression':
      return commaSequence(lowering, node);
    case 'regex':
      return unsupported(lowering, node, 'a regular expression');
    case 'jsx_element':
    case 'jsx_self_closing_element':
      return markup(lowering, node);
    case 'meta_property':
      return unsupported(lowering, node, `\`${sourceOf(lowering, node)}\``);
    default:
      return unsupported(lowering, node, node.type.replaceAll('_', ' '));
  }
}

function awaitExpression(lowering: Lowering, node: RawNode, operand: RawNode | undefined): Expression {
  return { kind: 'await', span: spanOf(node), value: expression(lowering, operand), id: lowering.nextId++ };
}

/** The parts of `a, b, c`, nested to the right or the left as the grammar has them. */
export function commaParts(node: RawNode): RawNode[] {
  const parts: RawNode[] = [];
  const open: RawNode[] = [node];
  for (let at = open.pop(); at; at = open.pop()) {
    if (at.type === 'sequence_expression' && !at.broken) open.push(...namedChildren(at).reverse());
    else parts.push(at);
  }
  return parts;
}

/** `(a, b)` is the last item of a list of both. */
function commaSequence(lowering: Lowering, node: RawNode): Expression {
  const span = spanOf(node);
  const items = commaParts(node).map(part => expression(lowering, part));
  const list: Expression = { kind: 'sequence', span, id: lowering.nextId++, type: 'list', items };
  const index: Expression = { kind: 'number', span, id: lowering.nextId++, value: items.length - 1, type: 'int' };
  return { kind: 'index', span, id: lowering.nextId++, object: list, index, optional: false };
}

function attribute(lowering: Lowering, node: RawNode): Expression {
  const name = childOf(node, 'property');
  if (!name) return unsupported(lowering, node, brokenSyntax);
  return {
    kind: 'attribute',
    span: spanOf(node),
    object: expression(lowering, childOf(node, 'object')),
    name: sourceOf(lowering, name),
    nameSpan: spanOf(name),
    optional: has(node, 'optional_chain'),
    id: lowering.nextId++,
  };
}

function call(lowering: Lowering, node: RawNode): Expression {
  const list = childOf(node, 'arguments');
  if (list?.type === 'template_string') return unsupported(lowering, node, 'a tagged template');
  const callee = expression(lowering, childOf(node, 'function'));
  const args = argumentsOf(lowering, list);
  const optional = has(node, 'optional_chain') || has(node, '?.');
  return { kind: 'call', span: spanOf(node), id: lowering.nextId++, callee, args, construct: false, optional };
}

function argumentsOf(lowering: Lowering, list: RawNode | undefined): Argument[] {
  const args: Argument[] = [];
  for (const child of list?.children ?? []) {
    if (!child.named) continue;
    const spread = child.type === 'spread_element';
    const value = expression(lowering, spread ? firstNamed(child) : child);
    args.push({ kind: spread ? 'spread' : 'positional', span: spanOf(child), value });
  }
  return args;
}

function binary(lowering: Lowering, node: RawNode): Expression {
  const written = childOf(node, 'operator')?.type ?? '';
  const left = expression(lowering, childOf(node, 'left'));
  const right = expression(lowering, childOf(node, 'right'));
  const span = spanOf(node);
  const comparing = compareOperator(written);
  if (comparing) {
    const rest = [{ operator: comparing, operand: right }];
    return { kind: 'compare', span, id: lowering.nextId++, first: left, rest };
  }
  const operator = binaryOperator(written);
  if (!operator) return unsupported(lowering, node, brokenSyntax);
  const id = lowering.nextId++;
  return operator === 'and' || operator === 'or' || operator === 'coalesce'
    ? { kind: 'logical', span, id, operator, left, right }
    : { kind: 'binary', span, id, operator, left, right };
}

function unary(lowering: Lowering, node: RawNode): Expression {
  const operator = unaryOperator(childOf(node, 'operator')?.type ?? '');
  if (!operator) return unsupported(lowering, node, '`delete` used as a value');
  const operand = expression(lowering, childOf(node, 'argument'));
  return { kind: 'unary', span: spanOf(node), id: lowering.nextId++, operator, operand };
}

function unaryOperator(written: string): UnaryOperator | undefined {
  switch (written) {
    case '!':
      return 'not';
    case '-':
    case '+':
    case '~':
    case 'typeof':
    case 'void':
      return written;
    default:
      return undefined;
  }
}
