// JavaScript statements: one raw statement becomes none, one or several statements of the program.

import type { Expression } from '../expression.ts';
import {
  brokenSyntax,
  childOf,
  firstNamed,
  identifierOf,
  type Lowering,
  maxNesting,
  spanOf,
  tooDeep,
  unsupported,
} from '../lowering.ts';
import type { RawNode } from '../rawTree.ts';
import type { Statement } from '../statement.ts';
import { assignedNames } from './assignedNames.ts';
import { declaration, expressionStatement } from './assignments.ts';
import { classNode, decoratorsOf } from './classes.ts';
import { forStatement, ifElse, labeled, tryStatement } from './control.ts';
import { expression } from './expressions.ts';
import { functionNode } from './functions.ts';
import { leavesStatements } from './jumps.ts';
import { exportStatement, importStatement } from './modules.ts';
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
export function armBody(lowering: Lowering, node: RawNode | undefined): Statement[] {
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

/** A part that has to be there, as an expression. */
export function part(lowering: Lowering, node: RawNode, field: string): Expression {
  return operand(lowering, node, childOf(node, field));
}

/** An expression that has to be there and readable. */
export function operand(lowering: Lowering, node: RawNode, written: RawNode | undefined): Expression {
  if (!written || node.broken) return unsupported(lowering, written ?? node, brokenSyntax);
  return expression(lowering, written);
}
