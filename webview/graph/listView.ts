// The list: the same items as in the drawing, as a tree of rows. It stands in where a graph cannot be drawn, and is
// another way to read one that can.

import { html, oneLine } from '../elements.ts';
import { icon } from '../icons.ts';
import { type Mark, parameterTexts, type SceneItem } from './faces.ts';
import type { Scene } from './scene.ts';

export interface ListHandlers {
  readonly select: (key: string) => void;
  readonly reveal: (key: string) => void;
  readonly open: (key: string, open: boolean) => void;
}

export interface ListView {
  readonly element: HTMLElement;
  /** What to list. Rows are made only when they are asked for with `show`. */
  setScene(scene: Scene | undefined, name: string): void;
  show(shown: boolean): void;
  /** Marks rows; `selected` is the one that Tab reaches. */
  mark(marks: { selected: string | undefined; highlighted: ReadonlySet<string>; matches: ReadonlySet<string> }): void;
  scrollTo(key: string): void;
  focus(key: string): void;
}

export function createListView(handlers: ListHandlers): ListView {
  const element = html('div', { class: 'list', role: 'tree', hidden: true });
  let shown: Scene | undefined;
  let listed: Scene | undefined;
  let rows = new Map<string, HTMLElement>();

  const keyOf = (target: EventTarget | null): string | undefined =>
    target instanceof Element ? (target.closest<HTMLElement>('[data-key]')?.dataset.key ?? undefined) : undefined;
  const focus = (key: string | undefined): void => {
    if (key === undefined) return;
    handlers.select(key);
    rows.get(key)?.focus();
  };
  const makeRows = (): void => {
    if (listed === shown) return;
    listed = shown;
    const focused = element.contains(document.activeElement) ? keyOf(document.activeElement) : undefined;
    rows = new Map((shown?.items ?? []).map(item => [item.key, row(item)]));
    element.replaceChildren(...rows.values());
    if (focused !== undefined) rows.get(focused)?.focus();
  };
  element.addEventListener('click', event => {
    const key = keyOf(event.target);
    if (key === undefined) return;
    const item = shown?.byKey.get(key);
    handlers.select(key);
    if (event.target instanceof Element && event.target.closest('.twisty') !== null)
      handlers.open(key, item?.form !== 'open');
    else handlers.reveal(key);
  });
  element.addEventListener('keydown', event => {
    const key = keyOf(event.target);
    const item = key === undefined ? undefined : shown?.byKey.get(key);
    if (key === undefined || item === undefined || shown === undefined) return;
    const order = shown.items.indexOf(item);
    const steps: Record<string, () => void> = {
      ArrowDown: () => focus(shown?.items[order + 1]?.key),
      ArrowUp: () => focus(shown?.items[order - 1]?.key),
      Home: () => focus(shown?.items[0]?.key),
      End: () => focus(shown?.items[shown.items.length - 1]?.key),
      ArrowRight: () => (item.form === 'closed' ? handlers.open(key, true) : focus(shown?.items[order + 1]?.key)),
      ArrowLeft: () => (item.form === 'open' ? handlers.open(key, false) : focus(item.parent)),
      Enter: () => handlers.reveal(key),
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    step();
  });

  return {
    element,
    setScene(scene, name) {
      if (scene === shown) return;
      shown = scene;
      listed = undefined;
      element.setAttribute('aria-label', name);
      if (!element.hidden) makeRows();
    },
    show(wanted) {
      element.hidden = !wanted;
      if (wanted) makeRows();
    },
    mark({ selected, highlighted, matches }) {
      if (element.hidden) return;
      const first = shown?.items[0]?.key;
      const reached = selected !== undefined && rows.has(selected) ? selected : first;
      for (const [key, each] of rows) {
        each.tabIndex = key === reached ? 0 : -1;
        each.setAttribute('aria-selected', String(key === selected));
        each.classList.toggle('highlighted', highlighted.has(key));
        each.classList.toggle('match', matches.has(key));
      }
    },
    focus: key => rows.get(key)?.focus(),
    scrollTo: key => rows.get(key)?.scrollIntoView({ block: 'nearest' }),
  };
}

function row(item: SceneItem): HTMLElement {
  const element = html(
    'div',
    {
      class: `row cat-${item.category}${item.dropped ? ' dropped' : ''}`,
      role: 'treeitem',
      tabindex: -1,
      'aria-label': item.label,
      'aria-level': item.depth + 1,
      'aria-expanded': item.form === 'plain' ? undefined : String(item.form === 'open'),
      'data-key': item.key,
      title: item.title.slice(0, 1000),
    },
    html(
      'span',
      { class: 'twisty' },
      item.form === 'plain' ? undefined : icon(item.form === 'open' ? 'minus' : 'plus'),
    ),
    html('span', { class: 'place' }, item.place),
    html('span', { class: 'swatch' }),
    html('bdi', { class: 'name' }, oneLine(item.title.slice(0, 400))),
    html('span', { class: 'detail' }, oneLine(item.subtitle.slice(0, 400))),
    ...item.marks.map(badge),
    item.dropped && html('span', { class: 'badge dropped' }, 'left out'),
    html('span', { class: 'shape' }, item.shape),
    html('span', { class: 'params' }, parameterTexts(item.params)[0]),
  );
  element.style.paddingInlineStart = `${8 + 16 * item.depth}px`;
  return element;
}

function badge(mark: Mark): HTMLElement {
  if (mark.kind === 'cut') return html('span', { class: 'badge cut' }, icon('scissors'), 'cut here');
  if (mark.kind === 'note')
    return html('span', { class: `badge ${mark.severity}` }, icon(mark.severity), mark.severity);
  return html('span', { class: `badge ${mark.kind}` }, mark.text);
}
