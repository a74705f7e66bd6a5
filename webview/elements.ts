// The one way in which elements are made. Texts go in as text, never as markup, and no style attribute is written.

type Child = Node | string | undefined | false;

interface Properties {
  readonly class?: string;
  /** Attributes; those that are undefined are left out. */
  readonly [attribute: string]: string | number | boolean | undefined;
}

const svgNamespace = 'http://www.w3.org/2000/svg';

/** An HTML element with attributes and children. `true` writes an attribute without a value, `false` none. */
export function html<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Properties = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  fill(element, properties, children);
  return element;
}

/** An SVG element with attributes and children. */
export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  properties: Properties = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(svgNamespace, tag);
  fill(element, properties, children);
  return element;
}

function fill(element: Element, properties: Properties, children: readonly Child[]): void {
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children) if (child !== undefined && child !== false) element.append(child);
}

/** A sentence of this program with names between backticks, which become code. */
export function words(text: string): readonly (HTMLElement | string)[] {
  const parts = text.split('`');
  return parts.map((part, i) => (i % 2 === 1 && i < parts.length - 1 ? html('code', {}, oneLine(part)) : part));
}

/** Text from user code as it can be shown on one line: control characters and lone surrogates become spaces. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u2028\u2029]+/gu, ' ');
}
