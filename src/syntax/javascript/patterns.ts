// What can stand left of a JavaScript assignment, in a declaration, a parameter or a loop head.

import { assertNever } from '../../base/assertNever.ts';
import {
  brokenSyntax,
  childOf,
  firstNamed,
  identifierOf,
  type Lowering,
  maxNesting,
  sourceOf,
  spanOf,
  unsupported,
} from '../lowering.ts';
import type { Pattern, RecordPattern } from '../pattern.ts';
import type { RawNode } from '../rawTree.ts';
import { withoutTypes } from './chains.ts';
import { expression } from './expressions.ts';
import { keyExpression, textExpression } from './literals.ts';

/** Lowers a target. What is no target becomes the attribute of an unknown object, so that it assigns nothing known. */
export function pattern(lowering: Lowering, written: RawNode | undefined): Pattern {
  const node = written && withoutTypes(written);
  if (!node) return nowhere(lowering, { start: 0, end: 0 });
  if (lowering.depth >= maxNesting) return nowhere(lowering, node);
  lowering.depth++;
  const result = patternInside(lowering, node);
  lowering.depth--;
  return result;
}

function patternInside(lowering: Lowering, node: RawNode): Pattern {
  const span = spanOf(node);
  switch (node.type) {
    case 'identifier':
    case 'shorthand_property_identifier_pattern':
    case 'type_identifier':
    case 'undefined':
      return identifierOf(lowering, node);
    case 'member_expression': {
      const name = childOf(node, 'property');
      if (node.broken || !name) return nowhere(lowering, span);
      const object = expression(lowering, childOf(node, 'object'));
      return { kind: 'attribute', span, object, name: sourceOf(lowering, name), nameSpan: spanOf(name) };
    }
    case 'subscript_expression': {
      if (node.broken) return nowhere(lowering, span);
      const object = expression(lowering, childOf(node, 'object'));
      return { kind: 'index', span, object, index: expression(lowering, childOf(node, 'index')) };
    }
    case 'array_pattern':
      return { kind: 'sequence', span, items: arrayItems(lowering, node) };
    case 'object_pattern':
      return recordPattern(lowering, node);
    case 'rest_pattern':
      return { kind: 'rest', span, target: pattern(lowering, firstNamed(node)) };
    case 'assignment_pattern':
    case 'object_assignment_pattern': {
      const target = pattern(lowering, childOf(node, 'left'));
      return { kind: 'default', span, target, fallback: expression(lowering, childOf(node, 'right')) };
    }
    default:
      return nowhere(lowering, span);
  }
}

/** Commas alone leave holes; one after the last item does not. */
function arrayItems(lowering: Lowering, node: RawNode): (Pattern | undefined)[] {
  const items: (Pattern | undefined)[] = [];
  let empty = true;
  for (const child of node.children) {
    if (child.named) {
      items.push(pattern(lowering, child));
      empty = false;
    } else if (child.type === ',') {
      if (empty) items.push(undefined);
      empty = true;
    }
  }
  return items;
}

function recordPattern(lowering: Lowering, node: RawNode): RecordPattern {
  const entries: RecordPattern['entries'][number][] = [];
  let rest: Pattern | undefined;
  for (const child of node.children) {
    switch (child.type) {
      case 'shorthand_property_identifier_pattern':
        entries.push({
          key: textExpression(lowering, child, sourceOf(lowering, child)),
          target: pattern(lowering, child),
        });
        break;
      case 'object_assignment_pattern': {
        const left = childOf(child, 'left') ?? child;
        entries.push({
          key: textExpression(lowering, left, sourceOf(lowering, left)),
          target: pattern(lowering, child),
        });
        break;
      }
      case 'pair_pattern': {
        const key = childOf(child, 'key');
        if (!key) break;
        entries.push({ key: keyExpression(lowering, key), target: pattern(lowering, childOf(child, 'value')) });
        break;
      }
      case 'rest_pattern':
        rest = pattern(lowering, firstNamed(child));
        break;
      default:
    }
  }
  return { kind: 'record', span: spanOf(node), entries, ...(rest ? { rest } : {}) };
}

/** The names that a pattern binds. */
export function namesOf(target: Pattern): string[] {
  switch (target.kind) {
    case 'identifier':
      return [target.name];
    case 'attribute':
    case 'index':
      return [];
    case 'sequence':
      return target.items.flatMap(item => (item ? namesOf(item) : []));
    case 'record':
      return [...target.entries.flatMap(entry => namesOf(entry.target)), ...(target.rest ? namesOf(target.rest) : [])];
    case 'rest':
    case 'default':
      return namesOf(target.target);
    default:
      return assertNever(target);
  }
}

function nowhere(lowering: Lowering, span: { start: number; end: number }): Pattern {
  const place = spanOf(span);
  return {
    kind: 'attribute',
    span: place,
    object: unsupported(lowering, span, brokenSyntax),
    name: '',
    nameSpan: place,
  };
}
