// Python functions, lambdas and classes.

import type { Expression } from '../expression.ts';
import { childOf, firstNamed, identifierOf, type Lowering, namedChildren, sourceOf, spanOf } from '../lowering.ts';
import type { ClassNode, FunctionNode, Parameter } from '../program.ts';
import type { RawNode } from '../rawTree.ts';
import { typeExpression } from './annotations.ts';
import { expression } from './expressions.ts';
import { pattern } from './patterns.ts';
import { block, isAsync, splitDocumentation } from './statements.ts';

/** A `def` without its decorators. */
export function functionNode(lowering: Lowering, node: RawNode): FunctionNode {
  const parameters = parameterList(lowering, childOf(node, 'parameters'));
  const outer = lowering.yields;
  lowering.yields = false;
  const body = block(lowering, childOf(node, 'body'));
  const generator = lowering.yields;
  lowering.yields = outer;
  return {
    span: spanOf(node),
    parameters,
    ...splitDocumentation(body),
    generator,
    async: isAsync(node),
    ownThis: false,
  };
}

/** A `lambda`. */
export function lambdaNode(lowering: Lowering, node: RawNode): FunctionNode {
  const parameters = parameterList(lowering, childOf(node, 'parameters'));
  const outer = lowering.yields;
  lowering.yields = false;
  const value = expression(lowering, childOf(node, 'body'));
  const generator = lowering.yields;
  lowering.yields = outer;
  return { span: spanOf(node), parameters, body: [], expression: value, generator, async: false, ownThis: false };
}

/** A `class` without its decorators. */
export function classNode(lowering: Lowering, node: RawNode): ClassNode {
  const bases: Expression[] = [];
  const keywords: { name: string; value: Expression }[] = [];
  const written = childOf(node, 'superclasses');
  for (const child of written ? namedChildren(written) : []) {
    if (child.type === 'keyword_argument') {
      const name = childOf(child, 'name');
      keywords.push({
        name: name ? sourceOf(lowering, name) : '',
        value: expression(lowering, childOf(child, 'value')),
      });
    } else if (child.type !== 'dictionary_splat') bases.push(expression(lowering, child));
  }
  const body = block(lowering, childOf(node, 'body'));
  return { span: spanOf(node), bases, keywords, ...splitDocumentation(body), members: [] };
}

function parameterList(lowering: Lowering, node: RawNode | undefined): Parameter[] {
  let parameters: Parameter[] = [];
  let keywordOnly = false;
  for (const child of node ? namedChildren(node) : []) {
    if (child.type === 'positional_separator') {
      parameters = parameters.map(parameter => ({ ...parameter, only: 'positional' }));
    } else if (child.type === 'keyword_separator') {
      keywordOnly = true;
    } else {
      const parameter = oneParameter(lowering, child);
      if (!parameter) continue;
      parameters.push(keywordOnly && !parameter.rest ? { ...parameter, only: 'keyword' } : parameter);
      if (parameter.rest === 'list') keywordOnly = true;
    }
  }
  return parameters;
}

function oneParameter(lowering: Lowering, node: RawNode): Parameter | undefined {
  const span = spanOf(node);
  switch (node.type) {
    case 'identifier':
      return { span, target: identifierOf(lowering, node) };
    case 'tuple_pattern':
      return { span, target: pattern(lowering, node) };
    case 'list_splat_pattern':
      return { span, target: pattern(lowering, firstNamed(node)), rest: 'list' };
    case 'dictionary_splat_pattern':
      return { span, target: pattern(lowering, firstNamed(node)), rest: 'record' };
    case 'default_parameter':
    case 'typed_default_parameter': {
      const target = pattern(lowering, childOf(node, 'name'));
      const type = childOf(node, 'type');
      const annotation = type ? { annotation: typeExpression(lowering, type) } : {};
      return { span, target, fallback: expression(lowering, childOf(node, 'value')), ...annotation };
    }
    case 'typed_parameter': {
      const named = firstNamed(node);
      const inner = named && oneParameter(lowering, named);
      const type = childOf(node, 'type');
      return inner && { ...inner, span, ...(type ? { annotation: typeExpression(lowering, type) } : {}) };
    }
    default:
      return undefined;
  }
}
