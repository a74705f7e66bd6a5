// Python statements: one raw statement becomes none, one or several statements of the program.

import type { Expression } from '../expression.ts';
import {
  type Branch,
  brokenSyntax,
  childOf,
  childOfType,
  documentation,
  firstNamed,
  has,
  identifierOf,
  ifChain,
  type Lowering,
  maxNesting,
  namedChildren,
  sourceOf,
  spanOf,
  tooDeep,
  unsupported,
} from '../lowering.ts';
import type { Pattern } from '../pattern.ts';
import type { RawNode } from '../rawTree.ts';
import type { Handler, Statement, WithStatement } from '../statement.ts';
import { assignedNames, leavesStatements } from './assignedNames.ts';
import { assignment, augmented } from './assignments.ts';
import { classNode, functionNode } from './definitions.ts';
import { commaList, expression } from './expressions.ts';
import { importFrom, importModules } from './imports.ts';
import { matchStatement } from './match.ts';
import { pattern } from './patterns.ts';

/** The statements directly below a node: a module, an indented block, or a broken stretch of either. */
export function block(lowering: Lowering, node: RawNode | undefined): Statement[] {
  const body: Statement[] = [];
  if (!node) return body;
  if (lowering.depth >= maxNesting) return [unsupportedStatement(lowering, node, tooDeep)];
  lowering.depth++;
  for (const child of node.children) if (child.named) statement(lowering, child, body);
  lowering.depth--;
  return body;
}

/** A form that is not modelled, with the names that it may assign. */
export function unsupportedStatement(lowering: Lowering, node: RawNode, what: string): Statement {
  const leaves = leavesStatements(node) ? { leaves: true as const } : {};
  return { kind: 'unsupported', span: spanOf(node), what, assigns: assignedNames(lowering, node), ...leaves };
}

function statement(lowering: Lowering, node: RawNode, body: Statement[]): void {
  const span = spanOf(node);
  switch (node.type) {
    case 'expression_statement':
      expressionStatement(lowering, node, body);
      return;
    case 'if_statement':
      body.push(...ifElse(lowering, node));
      return;
    case 'for_statement':
      body.push({
        kind: 'for',
        span,
        target: pattern(lowering, childOf(node, 'left')),
        over: 'values',
        iterable: part(lowering, node, 'right'),
        body: block(lowering, childOf(node, 'body')),
        otherwise: elseBody(lowering, childOf(node, 'alternative')),
      });
      return;
    case 'while_statement':
      body.push({
        kind: 'while',
        span,
        test: part(lowering, node, 'condition'),
        body: block(lowering, childOf(node, 'body')),
        update: [],
        otherwise: elseBody(lowering, childOf(node, 'alternative')),
        bodyFirst: false,
      });
      return;
    case 'try_statement':
      body.push(tryStatement(lowering, node));
      return;
    case 'with_statement':
      body.push({ kind: 'with', span, items: withItems(lowering, node), body: block(lowering, childOf(node, 'body')) });
      return;
    case 'function_definition':
    case 'class_definition':
      body.push(definition(lowering, node, span, []));
      return;
    case 'decorated_definition': {
      const decorators = node.children
        .filter(child => child.type === 'decorator')
        .map(child => expression(lowering, firstNamed(child)));
      const inner = childOf(node, 'definition');
      if (inner) body.push(definition(lowering, inner, span, decorators));
      return;
    }
    case 'return_statement': {
      const value = commaList(lowering, node);
      body.push(value ? { kind: 'return', span, value } : { kind: 'return', span });
      return;
    }
    case 'raise_statement': {
      const raised = firstNamed(node);
      const value = raised && raised.field !== 'cause' ? expression(lowering, raised) : undefined;
      body.push(value ? { kind: 'raise', span, value } : { kind: 'raise', span });
      return;
    }
    case 'pass_statement':
      body.push({ kind: 'pass', span });
      return;
    case 'break_statement':
      body.push({ kind: 'break', span });
      return;
    case 'continue_statement':
      body.push({ kind: 'continue', span });
      return;
    case 'delete_statement': {
      const list = firstNamed(node);
      const parts = list?.type === 'expression_list' ? namedChildren(list) : list ? [list] : [];
      body.push({ kind: 'delete', span, targets: parts.map(target => pattern(lowering, target)) });
      return;
    }
    case 'assert_statement':
      body.push({ kind: 'assert', span, test: expression(lowering, firstNamed(node)) });
      return;
    case 'global_statement':
    case 'nonlocal_statement':
      body.push({
        kind: 'scope',
        span,
        scope: node.type === 'global_statement' ? 'global' : 'nonlocal',
        names: namedChildren(node).map(name => sourceOf(lowering, name)),
      });
      return;
    case 'import_statement':
      importModules(lowering, node, body);
      return;
    case 'import_from_statement':
      importFrom(lowering, node, body);
      return;
    case 'future_import_statement':
      return;
    case 'match_statement':
      matchStatement(lowering, node, body);
      return;
    case 'type_alias_statement':
      body.push(typeAlias(lowering, node));
      return;
    case 'print_statement':
      lowering.problems.push({
        span,
        message: '`print` is a function in Python 3: its arguments stand in parentheses',
      });
      body.push(unsupportedStatement(lowering, node, 'a print statement'));
      return;
    case 'exec_statement':
      lowering.problems.push({ span, message: '`exec` is a function in Python 3: its arguments stand in parentheses' });
      body.push(unsupportedStatement(lowering, node, 'an exec statement'));
      return;
    case 'ERROR':
    case 'block':
      for (const child of node.children) if (child.named && statementLike(child.type)) statement(lowering, child, body);
      return;
    default:
      if (statementLike(node.type)) body.push(unsupportedStatement(lowering, node, node.type.replaceAll('_', ' ')));
  }
}

/** Tells statements from the loose parts of expressions that a broken place can hold. */
function statementLike(type: string): boolean {
  return type.endsWith('_statement') || type.endsWith('_definition') || type === 'block' || type === 'ERROR';
}

function part(lowering: Lowering, node: RawNode, field: string): Expression {
  const found = childOf(node, field);
  return found ? expression(lowering, found) : unsupported(lowering, node, brokenSyntax);
}

function expressionStatement(lowering: Lowering, node: RawNode, body: Statement[]): void {
  if (lowering.magics.has(node.start)) return;
  const first = firstNamed(node);
  if (!first) return;
  if (first.type === 'assignment') assignment(lowering, first, body);
  else if (first.type === 'augmented_assignment') augmented(lowering, first, body);
  else {
    const value = commaList(lowering, node);
    if (value) body.push({ kind: 'expression', span: spanOf(node), value });
  }
}

function elseBody(lowering: Lowering, node: RawNode | undefined): Statement[] {
  if (!node) return [];
  return block(lowering, childOf(node, 'body') ?? childOfType(node, 'block'));
}

/** A chain of `elif` counts as nesting, since each becomes an `if` inside the one before. */
function ifElse(lowering: Lowering, node: RawNode): Statement[] {
  const branches: Branch[] = [];
  const depth = lowering.depth;
  const otherwise: Statement[] = [];
  const branch = (arm: RawNode) => {
    const test = part(lowering, arm, 'condition');
    branches.push({ start: arm.start, test, body: block(lowering, childOf(arm, 'consequence')) });
    lowering.depth++;
  };
  branch(node);
  for (const child of node.children) {
    if (child.type === 'elif_clause') {
      if (lowering.depth < maxNesting) branch(child);
      else otherwise.push(unsupportedStatement(lowering, child, tooDeep));
    } else if (child.type === 'else_clause') otherwise.push(...elseBody(lowering, child));
    else if (child.type === 'ERROR') statement(lowering, child, branches.at(-1)?.body ?? otherwise);
  }
  lowering.depth = depth;
  return ifChain(branches, otherwise, node.end);
}

function tryStatement(lowering: Lowering, node: RawNode): Statement {
  const body = block(lowering, childOf(node, 'body'));
  const handlers: Handler[] = [];
  let otherwise: Statement[] = [];
  let last: Statement[] = [];
  for (const child of node.children) {
    if (child.type === 'except_clause') handlers.push(handler(lowering, child));
    else if (child.type === 'else_clause') otherwise = elseBody(lowering, child);
    else if (child.type === 'finally_clause') last = block(lowering, childOfType(child, 'block'));
    else if (child.type === 'ERROR') statement(lowering, child, body);
  }
  return { kind: 'try', span: spanOf(node), body, handlers, otherwise, finally: last };
}

function handler(lowering: Lowering, node: RawNode): Handler {
  const caught = childOf(node, 'value');
  if (has(node, ',')) {
    lowering.problems.push({ span: spanOf(caught ?? node), message: 'several exception classes stand in parentheses' });
  }
  const named = caught?.type === 'as_pattern';
  const type = caught && expression(lowering, named ? firstNamed(caught) : caught);
  const alias = named ? childOf(caught, 'alias') : undefined;
  return {
    span: spanOf(node),
    ...(type ? { type } : {}),
    ...(alias ? { target: pattern(lowering, alias) } : {}),
    body: block(lowering, childOfType(node, 'block')),
  };
}

function withItems(lowering: Lowering, node: RawNode): WithStatement['items'] {
  const clause = childOfType(node, 'with_clause');
  const items: { value: Expression; target?: Pattern }[] = [];
  for (const item of clause ? namedChildren(clause) : []) {
    items.push(withItem(lowering, childOf(item, 'value')));
  }
  return items;
}

function withItem(lowering: Lowering, node: RawNode | undefined): { value: Expression; target?: Pattern } {
  let inner = node;
  while (inner?.type === 'parenthesized_expression') inner = firstNamed(inner);
  if (inner?.type !== 'as_pattern') return { value: expression(lowering, node) };
  const value = expression(lowering, firstNamed(inner));
  const alias = childOf(inner, 'alias');
  return alias ? { value, target: pattern(lowering, alias) } : { value };
}

/** `type X = …`. The grammar also takes `type(x).y = …` for one, which assigns no name. */
function typeAlias(lowering: Lowering, node: RawNode): Statement {
  const left = childOf(node, 'left');
  const named = left && firstNamed(left);
  const name = named?.type === 'generic_type' ? firstNamed(named) : named;
  const assigns = name?.type === 'identifier' ? [sourceOf(lowering, name)] : [];
  return { kind: 'unsupported', span: spanOf(node), what: 'a type alias', assigns };
}

function definition(
  lowering: Lowering,
  node: RawNode,
  span: { start: number; end: number },
  decorators: readonly Expression[],
): Statement {
  const nameNode = childOf(node, 'name');
  const name = identifierOf(lowering, nameNode ?? { start: node.start, end: node.start });
  if (node.type === 'class_definition') {
    return { kind: 'class', span, name, class: classNode(lowering, node), decorators };
  }
  return { kind: 'function', span, name, function: functionNode(lowering, node), decorators };
}

/** Takes a documentation string off the front of a body. */
export function splitDocumentation(body: Statement[]): { doc?: string; body: Statement[] } {
  const doc = documentation(body);
  return doc === undefined ? { body } : { doc, body: body.slice(1) };
}

/** True for `async def` and `async for`. */
export function isAsync(node: RawNode): boolean {
  return has(node, 'async');
}
