// Building blocks of the inspector: titled sections, tables of names and values, links to layers.

import { html, oneLine } from '../elements.ts';

/** Names are shown up to here; the tooltip has the rest, as far as a tooltip can. */
const longestText = 300;
const longestTooltip = 4000;

/** Text from user code: its own direction, one line, the whole in the tooltip where it is cut. */
export function userText(text: string, kind = 'value'): HTMLElement {
  const shown = oneLine(text.length > longestText ? `${text.slice(0, longestText)}…` : text);
  return html('bdi', { class: kind, title: shown === text ? undefined : text.slice(0, longestTooltip) }, shown);
}

export function section(title: string, ...content: readonly (Node | string | undefined | false)[]): HTMLElement {
  return html('section', { class: 'section' }, html('h3', {}, title), ...content);
}

/** Rows of a name and a value. */
export function properties(rows: readonly (readonly [string, Node | string] | undefined)[]): HTMLElement {
  const list = html('dl', { class: 'properties' });
  for (const row of rows) {
    if (row === undefined) continue;
    list.append(html('dt', {}, row[0]), html('dd', {}, row[1]));
  }
  return list;
}

/** A table; without a head where its columns explain themselves. */
export function table(head: readonly string[], rows: readonly (readonly (Node | string)[])[]): HTMLElement {
  return html(
    'table',
    {},
    head.length > 0 && html('thead', {}, html('tr', {}, ...head.map(text => html('th', { scope: 'col' }, text)))),
    html('tbody', {}, ...rows.map(cells => html('tr', {}, ...cells.map(cell => html('td', {}, cell))))),
  );
}

/** A link inside the page or to the source: a button that looks like a link. */
export function link(text: string, press: () => void, title?: string): HTMLElement {
  const element = html('button', { class: 'link', type: 'button', title }, userText(text, 'name'));
  element.addEventListener('click', press);
  return element;
}

export function list(items: readonly Node[]): HTMLElement {
  return html('ul', {}, ...items.map(item => html('li', {}, item)));
}
