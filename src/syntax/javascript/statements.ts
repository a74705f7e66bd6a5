// JavaScript statements: one raw statement becomes none, one or several statements of the program.

import {
  type Branch,
  brokenSyntax,
  childOf,
  childOfType,
  childrenOf,
  constant,
  firstNamed,
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
import type { Expression, Handler, Pattern, Statement } from '../program.ts';
import type { RawNode } from '../rawTree.ts';
import { assignedNames } from './assignedNames.ts';
import { classNode, decoratorsOf } from './classes.ts';
import { commaParts, expression, withoutTypes } from './expressions.ts';
import { functionNode } from './functions.ts';
import { leavesStatements } from './jumps.ts';
import { exportStatement, importStatement } from './modules.ts';
import { binaryOperator } from './operators.ts';
import { pattern } from './patterns.ts';
import { switchStatement } from './switch.ts';
import { enumStatement, importAlias, namespaceStatement } from './typescript.ts';

/** The statements of a whole file. */
export function program(lowering: Lowering, node: RawNode): Statement[] {
  return block(lowering, node);
}

/** The statements directly below a node. Functions come first, since they are known from the start of their block. */
export function block(lowering: Lowering, node: RawNode | undefined): Statement[] {
  if (!node) return [];
  if (lowering.depth >= maxNesting) return [unsupportedStatement(lowering, node, tooDeep)];
  lowering.depth++;
  const body: Statement[] = [];
  for (const child of node.children) if (child.named) statement(lowering, child, body);
  lowering.depth--;
  return body.some(item => item.kind === 'function') ? hoisted(body) : body;
}

function hoisted(body: readonly Statement[]): Statement[] {
  return [...body.filter(item => item.kind === 'function'), ...body.filter(item => item.kind !== 'function')];
}

/** A form that is not modelled, with the names that it may assign. */
export function unsupportedStatement(lowering: Lowering, node: RawNode, what: string): Statement {
  const leaves = leavesStatements(node) ? { leaves: true as const } : {};
  return { kind: 'unsupported', span: spanOf(node), what, assigns: assignedNames(lowering, node), ...leaves };
}

/** The body of a branch or loop: the statements of a block, in a scope of their own where they declare something. */
function armBody(lowering: Lowering, node: RawNode | undefined): Statement[] {
  if (!node || node.type === 'empty_statement') return [];
  if (node.type === 'else_clause') return armBody(lowering, firstNamed(node));
  if (node.type === 'statement_block') return scoped(node, block(lowering, node));
  const body: Statement[] = [];
  if (lowering.depth >= maxNesting) return [unsupportedStatement(lowering, node, tooDeep)];
  lowering.depth++;
  statement(lowering, node, body);
  lowering.depth--;
  return body;
}

function scoped(node: RawNode, body: Statement[]): Statement[] {
  return body.some(declaresHere) ? [{ kind: 'block', span: spanOf(node), body }] : body;
}

function declaresHere(item: Statement): boolean {
  switch (item.kind) {
    case 'assign':
    case 'declare':
      return item.declares === 'block';
    case 'function':
    case 'class':
      return true;
    default:
      return false;
  }
}

/** Lowers one statement and adds what comes of it to `body`. */
export function statement(lowering: Lowering, node: RawNode, body: Statement[]): void {
  const span = spanOf(node);
  switch (node.type) {
    case 'expression_statement':
      expressionStatement(lowering, node, body);
      return;
    case 'lexical_declaration':
    case 'variable_declaration':
    case 'using_declaration':
      declaration(lowering, node, body);
      return;
    case 'statement_block': {
      const inner = block(lowering, node);
      if (inner.length > 0) body.push({ kind: 'block', span, body: inner });
      return;
    }
    case 'if_statement':
      body.push(...ifElse(lowering, node));
      return;
    case 'for_statement':
      body.push(forStatement(lowering, node));
      return;
    case 'for_in_statement': {
      const kind = childOf(node, 'kind')?.type;
      const declares = kind === undefined ? undefined : kind === 'var' ? 'function' : 'block';
      body.push({
        kind: 'for',
        span,
        target: pattern(lowering, childOf(node, 'left')),
        ...(declares ? { declares } : {}),
        over: childOf(node, 'operator')?.type === 'in' ? 'keys' : 'values',
        iterable: part(lowering, node, 'right'),
        body: armBody(lowering, childOf(node, 'body')),
        otherwise: [],
      });
      return;
    }
    case 'while_statement':
    case 'do_statement': {
      const bodyFirst = node.type === 'do_statement';
      const test = part(lowering, node, 'condition');
      body.push({
        kind: 'while',
        span,
        test,
        body: armBody(lowering, childOf(node, 'body')),
        update: [],
        otherwise: [],
        bodyFirst,
      });
      return;
    }
    case 'switch_statement':
      switchStatement(lowering, node, body);
      return;
    case 'try_statement':
      body.push(tryStatement(lowering, node));
      return;
    case 'labeled_statement':
      labeled(lowering, node, body);
      return;
    case 'break_statement':
    case 'continue_statement':
      body.push({ kind: node.type === 'break_statement' ? 'break' : 'continue', span });
      return;
    case 'return_statement':
    case 'throw_statement': {
      const written = firstNamed(node);
      const value = written || node.broken ? { value: operand(lowering, node, written) } : {};
      body.push({ kind: node.type === 'return_statement' ? 'return' : 'raise', span, ...value });
      return;
    }
    case 'function_declaration':
    case 'generator_function_declaration': {
      const name = childOf(node, 'name');
      if (!name) return;
      const code = functionNode(lowering, node);
      body.push({ kind: 'function', span, name: identifierOf(lowering, name), function: code, decorators: [] });
      return;
    }
    case 'class_declaration':
    case 'abstract_class_declaration': {
      const name = childOf(node, 'name');
      const decorators = decoratorsOf(lowering, node);
      if (!name) return;
      body.push({
        kind: 'class',
        span,
        name: identifierOf(lowering, name),
        class: classNode(lowering, node),
        decorators,
      });
      return;
    }
    case 'import_statement':
      importStatement(lowering, node, body);
      return;
    case 'export_statement':
      exportStatement(lowering, node, body);
      return;
    case 'import_alias':
      body.push(importAlias(lowering, node));
      return;
    case 'enum_declaration':
      body.push(enumStatement(lowering, node));
      return;
    case 'internal_module':
    case 'module': {
      const namespace = namespaceStatement(lowering, node);
      if (namespace) body.push(namespace);
      return;
    }
    case 'with_statement':
      body.push(unsupportedStatement(lowering, node, 'a with statement'));
      return;
    case 'interface_declaration':
    case 'type_alias_declaration':
    case 'ambient_declaration':
    case 'function_signature':
    case 'empty_statement':
    case 'debugger_statement':
    case 'hash_bang_line':
      return;
    case 'ERROR':
      for (const child of node.children) if (child.named && statementLike(child.type)) statement(lowering, child, body);
      return;
    default:
      if (statementLike(node.type)) body.push(unsupportedStatement(lowering, node, node.type.replaceAll('_', ' ')));
  }
}

/** Tells statements from the loose parts of expressions that a broken place can hold. */
function statementLike(type: string): boolean {
  return type.endsWith('_statement') || type.endsWith('_declaration') || type === 'statement_block' || type === 'ERROR';
}

function part(lowering: Lowering, node: RawNode, field: string): Expression {
  return operand(lowering, node, childOf(node, field));
}

function operand(lowering: Lowering, node: RawNode, written: RawNode | undefined): Expression {
  if (!written || node.broken) return unsupported(lowering, written ?? node, brokenSyntax);
  return expression(lowering, written);
}

function expressionStatement(lowering: Lowering, node: RawNode, body: Statement[]): void {
  const written = firstNamed(node);
  if (!written) return;
  if (written.type === 'internal_module') {
    statement(lowering, written, body);
    return;
  }
  const inner = withoutTypes(written);
  const parts = inner.type === 'sequence_expression' ? commaParts(inner) : [inner];
  for (const value of parts)
    valueStatement(lowering, withoutTypes(value), spanOf(parts.length === 1 ? node : value), body);
}

/** An expression that stands as a statement: assignments and `delete` have statements of their own. */
function valueStatement(
  lowering: Lowering,
  node: RawNode,
  span: { start: number; end: number },
  body: Statement[],
): void {
  if (node.type === 'assignment_expression') {
    const targets: Pattern[] = [];
    let broken = false;
    let value: RawNode | undefined = node;
    while (value?.type === 'assignment_expression') {
      broken ||= value.broken;
      targets.push(pattern(lowering, childOf(value, 'left')));
      const right: RawNode | undefined = childOf(value, 'right');
      value = right && withoutTypes(right);
    }
    const lowered = broken || !value ? unsupported(lowering, value ?? node, brokenSyntax) : expression(lowering, value);
    body.push({ kind: 'assign', span, targets, value: lowered });
    return;
  }
  const operator = childOf(node, 'operator')?.type ?? '';
  if (node.type === 'augmented_assignment_expression') {
    const target = pattern(lowering, childOf(node, 'left'));
    const value = part(lowering, node, 'right');
    body.push({
      kind: 'augment',
      span,
      target,
      operator: binaryOperator(operator.slice(0, -1)) ?? 'concatenate',
      value,
    });
    return;
  }
  if (node.type === 'unary_expression' && operator === 'delete') {
    body.push({ kind: 'delete', span, targets: [pattern(lowering, childOf(node, 'argument'))] });
    return;
  }
  body.push({ kind: 'expression', span, value: expression(lowering, node) });
}

function declaration(lowering: Lowering, node: RawNode, body: Statement[]): void {
  const declares = node.type === 'variable_declaration' ? 'function' : 'block';
  const declarators = node.children.filter(child => child.type === 'variable_declarator');
  for (const declarator of declarators) {
    const span = spanOf(declarators.length === 1 ? node : declarator);
    const name = childOf(declarator, 'name');
    const value = childOf(declarator, 'value');
    if (!name) continue;
    if (!value && !declarator.broken) {
      if (name.type === 'identifier')
        body.push({ kind: 'declare', span, name: identifierOf(lowering, name), declares });
      continue;
    }
    const target = pattern(lowering, name);
    body.push({ kind: 'assign', span, targets: [target], value: operand(lowering, declarator, value), declares });
  }
}

/** A chain of `else if` counts as nesting, since each becomes an `if` inside the one before. */
function ifElse(lowering: Lowering, node: RawNode): Statement[] {
  const branches: Branch[] = [];
  const depth = lowering.depth;
  let otherwise: Statement[] = [];
  let at: RawNode | undefined = node;
  while (at) {
    if (lowering.depth >= maxNesting) {
      otherwise = [unsupportedStatement(lowering, at, tooDeep)];
      break;
    }
    const test = part(lowering, at, 'condition');
    branches.push({ start: at.start, test, body: armBody(lowering, childOf(at, 'consequence')) });
    lowering.depth++;
    const alternative: RawNode | undefined = childOf(at, 'alternative');
    const next: RawNode | undefined = alternative && firstNamed(alternative);
    if (next?.type !== 'if_statement') {
      otherwise = armBody(lowering, next);
      break;
    }
    at = next;
  }
  lowering.depth = depth;
  return ifChain(branches, otherwise, node.end);
}

/** `for (init; test; update)`: a block with init and a loop. */
function forStatement(lowering: Lowering, node: RawNode): Statement {
  const span = spanOf(node);
  const init: Statement[] = [];
  const initializer = childOf(node, 'initializer');
  if (initializer?.named) headPart(lowering, initializer, init);
  const condition = childrenOf(node, 'condition').find(child => child.named && child.type !== 'empty_statement');
  const test = condition
    ? operand(lowering, node, firstOf(condition))
    : constant(lowering, { start: node.start, end: node.start }, 'true');
  const update: Statement[] = [];
  const increment = childOf(node, 'increment');
  const body = armBody(lowering, childOf(node, 'body'));
  if (increment) headPart(lowering, increment, update);
  const loop: Statement = { kind: 'while', span, test, body, update, otherwise: [], bodyFirst: false };
  return init.length === 0 ? loop : { kind: 'block', span, body: [...init, loop] };
}

function firstOf(node: RawNode): RawNode | undefined {
  return node.type === 'expression_statement' ? firstNamed(node) : node;
}

function headPart(lowering: Lowering, node: RawNode, body: Statement[]): void {
  if (node.type.endsWith('_declaration') || node.type.endsWith('_statement')) {
    statement(lowering, node, body);
    return;
  }
  for (const value of commaParts(withoutTypes(node)))
    valueStatement(lowering, withoutTypes(value), spanOf(value), body);
}

function tryStatement(lowering: Lowering, node: RawNode): Statement {
  const body = armBody(lowering, childOf(node, 'body'));
  const handlers: Handler[] = [];
  const clause = childOf(node, 'handler');
  if (clause) {
    const parameter = childOf(clause, 'parameter');
    handlers.push({
      span: spanOf(clause),
      ...(parameter ? { target: pattern(lowering, parameter) } : {}),
      body: armBody(lowering, childOf(clause, 'body')),
    });
  }
  const last = childOf(node, 'finalizer');
  const finallyBody = armBody(lowering, last && (childOf(last, 'body') ?? childOfType(last, 'statement_block')));
  return { kind: 'try', span: spanOf(node), body, handlers, otherwise: [], finally: finallyBody };
}

/** A label that no jump names changes nothing; one that is jumped to is not modelled. */
function labeled(lowering: Lowering, node: RawNode, body: Statement[]): void {
  const label = childOf(node, 'label');
  const inner = childOf(node, 'body') ?? namedChildren(node)[1];
  if (!inner) return;
  if (label && jumpsTo(lowering, inner, sourceOf(lowering, label))) {
    body.push(unsupportedStatement(lowering, node, 'a jump to a label'));
    return;
  }
  statement(lowering, inner, body);
}

function jumpsTo(lowering: Lowering, node: RawNode, label: string): boolean {
  const open = [node];
  for (let at = open.pop(); at; at = open.pop()) {
    const target = at.type === 'break_statement' || at.type === 'continue_statement' ? childOf(at, 'label') : undefined;
    if (target && sourceOf(lowering, target) === label) return true;
    for (const child of at.children) if (child.named) open.push(child);
  }
  return false;
}
