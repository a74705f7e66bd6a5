// The table of all computed outputs: sortable by every column, filtered by words, one row per output.

import type { CallResult } from '../../src/protocol/runPlan.ts';
import { html } from '../elements.ts';
import type { ShapeStyle } from '../runtime/agreement.ts';
import { button } from './button.ts';
import { flagElement } from './flags.ts';
import { countText, durationText, numberText, shareText } from './numbers.ts';
import { type Column, matches, type Order, type Row, rowsOf, sortRows } from './rows.ts';

export interface ResultTable {
  readonly element: HTMLElement;
  clear(): void;
  /** Adds the rows of a result; drawn with the next frame. */
  add(result: CallResult, style: ShapeStyle): void;
  /** Marks the rows of a node and brings the first into view. */
  select(node: string | undefined): void;
}

const columns: readonly { readonly column: Column; readonly title: string; readonly numeric?: true }[] = [
  { column: 'position', title: '#', numeric: true },
  { column: 'name', title: 'Layer' },
  { column: 'class', title: 'Class' },
  { column: 'shape', title: 'Output shape' },
  { column: 'flags', title: 'Notice' },
  { column: 'min', title: 'Min', numeric: true },
  { column: 'mean', title: 'Mean', numeric: true },
  { column: 'max', title: 'Max', numeric: true },
  { column: 'std', title: 'Std', numeric: true },
  { column: 'zeros', title: 'Zeros', numeric: true },
  { column: 'ms', title: 'Time', numeric: true },
];

/** An empty table. `onSelect` is called with the node of a row that is chosen. */
export function createResultTable({ onSelect }: { onSelect(node: string): void }): ResultTable {
  let rows: Row[] = [];
  let calls = 0;
  let order: Order = { column: 'position', direction: 'ascending' };
  let selected: string | undefined;
  let drawing = 0;
  const drawn = new Map<string, HTMLTableRowElement>();

  const filter = html('input', { type: 'search', class: 'run-filter', placeholder: 'Filter layers' });
  filter.setAttribute('aria-label', 'Filter layers');
  filter.addEventListener('input', () => draw());
  const shown = html('span', { class: 'run-shown' });
  const headers = columns.map(({ column, title, numeric }) => {
    const cell = html('th', { scope: 'col', class: numeric ? 'run-number' : '' });
    cell.append(button(title, () => sortBy(column), { class: 'run-sort' }));
    return cell;
  });
  const body = html('tbody');
  const table = html(
    'table',
    { class: 'run-table' },
    html('caption', { class: 'run-hidden' }, 'Computed outputs, one row per output'),
    html('thead', {}, html('tr', {}, ...headers)),
    body,
  );
  const scroller = html('div', { class: 'run-scroller', role: 'region', tabindex: 0 }, table);
  scroller.setAttribute('aria-label', 'Computed outputs');
  const root = html(
    'div',
    { class: 'run-results' },
    html('div', { class: 'run-results-bar' }, filter, shown),
    scroller,
  );
  root.hidden = true;

  function sortBy(column: Column): void {
    const turned = order.column === column && order.direction === 'ascending';
    order = { column, direction: turned ? 'descending' : 'ascending' };
    draw();
  }

  function drawSoon(): void {
    if (drawing === 0) drawing = requestAnimationFrame(draw);
  }

  function draw(): void {
    if (drawing !== 0) cancelAnimationFrame(drawing);
    drawing = 0;
    root.hidden = rows.length === 0;
    columns.forEach(({ column }, i) => {
      headers[i]?.setAttribute('aria-sort', order.column === column ? order.direction : 'none');
    });
    const visible = sortRows(rows, order).filter(row => matches(row, filter.value.trim()));
    shown.textContent =
      visible.length === rows.length
        ? countText(rows.length, 'output')
        : `${visible.length.toLocaleString('en')} of ${countText(rows.length, 'output')}`;
    body.replaceChildren(...visible.map(rowElement));
    mark();
  }

  function rowElement(row: Row): HTMLTableRowElement {
    const key = `${row.position}:${row.output}`;
    const known = drawn.get(key);
    if (known !== undefined) return known;
    const made = html('tr', { 'data-node': row.node }, ...cellsOf(row, onSelect));
    drawn.set(key, made);
    return made;
  }

  function mark(): void {
    for (const row of body.rows) {
      if (row.dataset.node === selected) row.setAttribute('aria-current', 'true');
      else row.removeAttribute('aria-current');
    }
  }

  return {
    element: root,
    clear() {
      rows = [];
      calls = 0;
      drawn.clear();
      draw();
    },
    add(result, style) {
      rows.push(...rowsOf(result, calls, style));
      calls++;
      drawSoon();
    },
    select(node) {
      selected = node;
      mark();
      if (document.activeElement !== null && body.contains(document.activeElement)) return;
      [...body.rows].find(row => row.dataset.node === node)?.scrollIntoView({ block: 'nearest' });
    },
  };
}

function cellsOf(row: Row, onSelect: (node: string) => void): readonly HTMLTableCellElement[] {
  const { statistics, flags } = row;
  const figure = (text: string): HTMLTableCellElement => html('td', { class: 'run-number' }, text);
  const name = html(
    'th',
    { scope: 'row' },
    button(row.name, () => onSelect(row.node), { class: 'run-layer' }),
  );
  const head = [figure(String(row.position)), name, html('td', {}, row.className)];
  if (statistics === undefined) {
    return [...head, html('td', { colspan: columns.length - 3, class: 'run-reason' }, ...flags.map(flagElement))];
  }
  return [
    ...head,
    html('td', { class: 'run-shape' }, row.shape),
    html('td', { class: 'run-notice' }, ...flags.map(flagElement)),
    figure(numberText(statistics.min)),
    figure(numberText(statistics.mean)),
    figure(numberText(statistics.max)),
    figure(numberText(statistics.std)),
    figure(shareText(statistics.zeros)),
    figure(durationText(row.ms)),
  ];
}
