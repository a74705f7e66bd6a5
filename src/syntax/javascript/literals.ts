// JavaScript numbers, strings and template literals.

import type { Expression, FormatExpression, NumberExpression, StringExpression } from '../expression.ts';
import { firstNamed, type Lowering, sourceOf, spanOf } from '../lowering.ts';
import type { RawNode } from '../rawTree.ts';
import { expression } from './expressions.ts';

/** Lowers `1_000`, `0xff`, `.5`, `10n` and their like. */
export function numberExpression(lowering: Lowering, node: RawNode): NumberExpression {
  const value = numberValue(sourceOf(lowering, node));
  const type = Number.isInteger(value) ? 'int' : 'float';
  return { kind: 'number', span: spanOf(node), id: lowering.nextId++, value, type };
}

function numberValue(source: string): number {
  const written = source.replaceAll('_', '').replace(/n$/, '');
  const value = /^0[0-7]+$/.test(written) ? Number.parseInt(written, 8) : Number(written);
  return Number.isNaN(value) ? 0 : value;
}

/** The value of a quoted string. */
export function stringValue(lowering: Lowering, node: RawNode): string {
  return decoded(lowering.text.slice(node.start + 1, contentEnd(lowering, node)));
}

/** Where the content of a string or template ends: before its closing quote, if that is written already. */
function contentEnd(lowering: Lowering, node: RawNode): number {
  const closed = node.end > node.start + 1 && lowering.text[node.end - 1] === lowering.text[node.start];
  return closed ? node.end - 1 : node.end;
}

/** A string expression that stands for a source stretch. */
export function textExpression(lowering: Lowering, node: RawNode, value: string): StringExpression {
  return { kind: 'string', span: spanOf(node), id: lowering.nextId++, value, bytes: false };
}

/** The name that a property key spells, or nothing for a computed key. */
export function keyName(lowering: Lowering, node: RawNode): string | undefined {
  switch (node.type) {
    case 'string':
      return stringValue(lowering, node);
    case 'number':
      return String(numberValue(sourceOf(lowering, node)));
    case 'computed_property_name': {
      const inner = firstNamed(node);
      return inner?.type === 'string' ? stringValue(lowering, inner) : undefined;
    }
    default:
      return sourceOf(lowering, node);
  }
}

/** A property key as an expression. */
export function keyExpression(lowering: Lowering, node: RawNode): Expression {
  if (node.type === 'computed_property_name') return expression(lowering, firstNamed(node));
  return textExpression(lowering, node, keyName(lowering, node) ?? '');
}

/** Lowers a template literal; one without values is a string. */
export function templateExpression(lowering: Lowering, node: RawNode): Expression {
  const parts: FormatExpression['parts'][number][] = [];
  let at = node.start + 1;
  const addText = (end: number) => {
    const text = decoded(lowering.text.slice(at, end));
    if (text !== '') parts.push(text);
  };
  for (const child of node.children) {
    if (child.type !== 'template_substitution') continue;
    addText(child.start);
    parts.push({ value: expression(lowering, firstNamed(child)) });
    at = child.end;
  }
  addText(contentEnd(lowering, node));
  const span = spanOf(node);
  const id = lowering.nextId++;
  if (parts.every(part => typeof part === 'string'))
    return { kind: 'string', span, id, value: parts.join(''), bytes: false };
  return { kind: 'format', span, id, parts };
}

const simpleEscapes: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\n': '',
  '\u2028': '',
  '\u2029': '',
};

const escapes = /\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|u\{[0-9a-fA-F]+\}|[0-7]{1,3}|[\s\S])/g;

function decoded(source: string): string {
  const text = source.includes('\r') ? source.replace(/\r\n?/g, '\n') : source;
  if (!text.includes('\\')) return text;
  return text.replace(escapes, (all: string, after: string) => {
    if (/^[0-7]/.test(after)) return String.fromCharCode(Number.parseInt(after, 8));
    if (after.length === 1) return simpleEscapes[after] ?? after;
    const code = Number.parseInt(after.replace(/[xu{}]/g, ''), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}
