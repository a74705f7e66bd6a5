// The style sheet of the page applied to a drawing outside of it: for each element the properties that matter in a file.

import { resolve, type Variables } from './colours.ts';
import type { PlainElement } from './plainDocument.ts';
import { matches, parseSelectors, type Selector } from './selectors.ts';

interface Rule {
  readonly selector: Selector;
  readonly declarations: ReadonlyMap<string, string>;
}

/** The rules of a style sheet, the weakest first. Rules for some screens alone are left out. */
export function parseStyles(text: string): readonly Rule[] {
  const rules: Rule[] = [];
  const css = text.replace(/\/\*[\s\S]*?\*\//g, '');
  for (let at = 0; at < css.length; ) {
    const open = css.indexOf('{', at);
    if (open < 0) break;
    const head = css.slice(at, open).trim();
    const close = blockEnd(css, open + 1);
    at = close + 1;
    if (head.startsWith('@')) continue;
    const declarations = parseDeclarations(css.slice(open + 1, close));
    for (const selector of parseSelectors(head)) rules.push({ selector, declarations });
  }
  return rules
    .map((rule, i) => ({ rule, i }))
    .sort((a, b) => a.rule.selector.weight - b.rule.selector.weight || a.i - b.i)
    .map(({ rule }) => rule);
}

function blockEnd(css: string, from: number): number {
  let depth = 1;
  for (let at = from; at < css.length; at++) {
    depth += css[at] === '{' ? 1 : css[at] === '}' ? -1 : 0;
    if (depth === 0) return at;
  }
  return css.length;
}

function parseDeclarations(text: string): ReadonlyMap<string, string> {
  const out = new Map<string, string>();
  for (const declaration of text.split(';')) {
    const colon = declaration.indexOf(':');
    if (colon > 0) out.set(declaration.slice(0, colon).trim(), declaration.slice(colon + 1).trim());
  }
  return out;
}

/** The looks of one element: the properties declared for it, worked out, and its variables. */
export interface Looks {
  readonly properties: ReadonlyMap<string, string>;
  readonly variables: Variables;
}

/** What the rules say of an element inside another one. */
export function looksOf(rules: readonly Rule[], element: PlainElement, around: Variables): Looks {
  const own = new Map<string, string>();
  const declared = new Map<string, string>();
  for (const { selector, declarations } of rules) {
    if (!matches(selector, element)) continue;
    for (const [name, value] of declarations) (name.startsWith('--') ? own : declared).set(name, value);
  }
  const inherited = (name: string): string | undefined => own.get(name) ?? around(name);
  // Variables take the values of those around them as they are here.
  const fixed = new Map<string, string>();
  for (const [name, value] of own) {
    const worked = resolve(value, other => (other === name ? around(other) : inherited(other)));
    if (worked !== undefined) fixed.set(name, worked);
  }
  const variables: Variables = fixed.size === 0 ? around : name => fixed.get(name) ?? around(name);
  const properties = new Map<string, string>();
  for (const [name, value] of declared) {
    const worked = resolve(value, variables);
    if (worked !== undefined && worked !== 'inherit') properties.set(name, worked);
  }
  return { properties, variables };
}
