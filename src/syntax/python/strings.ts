// Python strings: prefixes, escapes, implicit concatenation and f-strings.

import type { Expression, FormatExpression } from '../expression.ts';
import { brokenSyntax, childOf, firstNamed, type Lowering, sourceOf, spanOf, unsupported } from '../lowering.ts';
import type { RawNode } from '../rawTree.ts';
import { commaList, expression } from './expressions.ts';

type FormatPart = FormatExpression['parts'][number];

/** Lowers one string, or several that stand side by side. */
export function stringExpression(lowering: Lowering, node: RawNode): Expression {
  const strings = node.type === 'concatenated_string' ? node.children.filter(child => child.named) : [node];
  const parts: FormatPart[] = [];
  let bytes = false;
  let formatted = false;
  for (const string of strings) {
    const prefix = prefixOf(lowering, string);
    bytes ||= prefix.includes('b');
    formatted ||= prefix.includes('f');
    stringParts(lowering, string, prefix, parts);
  }
  const span = spanOf(node);
  if (lowering.text[node.start] === '`') {
    lowering.problems.push({ span, message: 'backquotes are written `repr(…)` in Python 3' });
    return unsupported(lowering, span, brokenSyntax);
  }
  if (formatted) return { kind: 'format', span, id: lowering.nextId++, parts };
  return { kind: 'string', span, id: lowering.nextId++, value: parts.join(''), bytes };
}

function prefixOf(lowering: Lowering, string: RawNode): string {
  const start = firstNamed(string);
  if (start?.type !== 'string_start') return '';
  return sourceOf(lowering, start)
    .replace(/['"]+$/, '')
    .toLowerCase();
}

function stringParts(lowering: Lowering, string: RawNode, prefix: string, parts: FormatPart[]): void {
  for (const child of string.children) {
    if (child.type === 'string_content') addText(parts, decoded(sourceOf(lowering, child), prefix));
    else if (child.type === 'interpolation') interpolation(lowering, child, parts);
  }
}

function addText(parts: FormatPart[], text: string): void {
  const last = parts.at(-1);
  if (typeof last === 'string') parts[parts.length - 1] = last + text;
  else if (text !== '') parts.push(text);
}

/** `{value!r:spec}`; `{value=}` writes its own source in front. */
function interpolation(lowering: Lowering, node: RawNode, parts: FormatPart[]): void {
  const written = childOf(node, 'expression');
  const conversionNode = childOf(node, 'type_conversion');
  const specNode = childOf(node, 'format_specifier');
  const value = written
    ? expression(lowering, written)
    : (commaList(lowering, node) ?? expression(lowering, undefined));
  const debug = node.children.some(child => child.type === '=');
  let conversion = conversionNode ? sourceOf(lowering, conversionNode).slice(1) : undefined;
  if (debug) {
    const source = lowering.text.slice(node.start + 1, node.end);
    const sign = written ? source.indexOf('=', written.end - node.start - 1) : -1;
    const gap = /^=\s*/.exec(source.slice(sign))?.[0] ?? '=';
    addText(parts, source.slice(0, sign) + gap);
    if (!specNode) conversion ??= 'r';
  }
  const dynamic = specNode?.children.some(child => child.named && child.type === 'format_expression') ?? false;
  const spec = specNode && !dynamic ? sourceOf(lowering, specNode).slice(1) : undefined;
  parts.push({
    value,
    ...(conversion === undefined ? {} : { conversion }),
    ...(spec === undefined ? {} : { spec }),
    ...(dynamic ? { dynamicSpec: true } : {}),
  });
}

const simpleEscapes: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

const escapes = /\\(\n|[0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[\s\S])|\{\{|\}\}/g;

/** The value of a stretch of source text; an escape that Python does not know keeps its backslash. */
export function decoded(source: string, prefix: string): string {
  const text = source.includes('\r') ? source.replace(/\r\n?/g, '\n') : source;
  const raw = prefix.includes('r');
  const formatted = prefix.includes('f');
  if (raw || !text.includes('\\')) return formatted ? text.replaceAll('{{', '{').replaceAll('}}', '}') : text;
  const bytes = prefix.includes('b');
  return text.replace(escapes, (all: string, after: string | undefined) => {
    if (after === undefined) return formatted ? all.slice(1) : all;
    if (after === '\n') return '';
    const simple = simpleEscapes[after];
    if (simple !== undefined) return simple;
    if (/^[0-7]/.test(after)) return String.fromCharCode(Number.parseInt(after, 8));
    if (after.length === 1 || (bytes && !after.startsWith('x'))) return all;
    const code = Number.parseInt(after.slice(1), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}
