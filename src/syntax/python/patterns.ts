// What can stand left of a Python assignment, after `for`, after `as` and after `del`.

import {
  brokenSyntax,
  childOf,
  firstNamed,
  has,
  identifierOf,
  type Lowering,
  maxNesting,
  namedChildren,
  sourceOf,
  spanOf,
  unsupported,
} from '../lowering.ts';
import type { Pattern } from '../pattern.ts';
import type { RawNode } from '../rawTree.ts';
import { expression, subscriptIndex } from './expressions.ts';

/** Lowers a target. What is no target becomes the attribute of an unknown object, so that it assigns nothing known. */
export function pattern(lowering: Lowering, node: RawNode | undefined): Pattern {
  if (!node) return nowhere(lowering, { start: 0, end: 0 });
  const span = spanOf(node);
  switch (node.type) {
    case 'identifier':
      return identifierOf(lowering, node);
    case 'attribute': {
      const name = childOf(node, 'attribute');
      if (node.broken || !name) return nowhere(lowering, span);
      const object = expression(lowering, childOf(node, 'object'));
      return { kind: 'attribute', span, object, name: sourceOf(lowering, name), nameSpan: spanOf(name) };
    }
    case 'subscript': {
      if (node.broken) return nowhere(lowering, span);
      const object = expression(lowering, childOf(node, 'value'));
      return { kind: 'index', span, object, index: subscriptIndex(lowering, node) };
    }
    case 'pattern_list':
    case 'tuple_pattern':
    case 'list_pattern':
    case 'expression_list':
    case 'tuple':
    case 'list':
      if (lowering.depth >= maxNesting) return nowhere(lowering, span);
      return several(lowering, node);
    case 'list_splat_pattern':
    case 'list_splat':
      if (lowering.depth >= maxNesting) return nowhere(lowering, span);
      return { kind: 'rest', span, target: inside(lowering, node)[0] ?? nowhere(lowering, span) };
    case 'as_pattern_target':
    case 'parenthesized_expression':
      return pattern(lowering, firstNamed(unwrapped(node)));
    default:
      return nowhere(lowering, span);
  }
}

/** Parentheses around one target without a comma only group. */
function several(lowering: Lowering, node: RawNode): Pattern {
  const items = inside(lowering, node);
  const [only] = items;
  if (node.type === 'tuple_pattern' && only && items.length === 1 && !has(node, ',')) return only;
  return { kind: 'sequence', span: spanOf(node), items };
}

function inside(lowering: Lowering, node: RawNode): Pattern[] {
  lowering.depth++;
  const items = namedChildren(node).map(child => pattern(lowering, child));
  lowering.depth--;
  return items;
}

function unwrapped(node: RawNode): RawNode {
  let at = node;
  for (;;) {
    const next = firstNamed(at);
    if (next?.type !== 'parenthesized_expression') return at;
    at = next;
  }
}

function nowhere(lowering: Lowering, span: { start: number; end: number }): Pattern {
  return { kind: 'attribute', span, object: unsupported(lowering, span, brokenSyntax), name: '', nameSpan: span };
}
