// The toolbar: which model this is, search, zoom, how much is open, export, and a place for other parts of the page.

import { html, oneLine } from '../elements.ts';
import type { State, Store } from '../state.ts';
import { button, setEnabled, setPressed, textField } from '../toolkit.ts';

export interface ToolbarHandlers {
  readonly zoom: (steps: number) => void;
  readonly fit: () => void;
  readonly actualSize: () => void;
  readonly openAll: (open: boolean) => void;
  readonly save: () => void;
  /** Goes to the next match, or with -1 to the one before. */
  readonly step: (by: 1 | -1) => void;
  /** Gives the focus back to the graph. */
  readonly leaveSearch: () => void;
}

export interface Toolbar {
  readonly element: HTMLElement;
  /** Where other parts of the page put their controls. */
  readonly slot: HTMLElement;
  update(state: State, shown: { matches: number; zoom: number; foldable: boolean; drawn: boolean }): void;
  focusSearch(): void;
}

export function createToolbar(store: Store, handlers: ToolbarHandlers): Toolbar {
  const title = html('h1', { class: 'title' });
  const kind = html('span', { class: 'kind' });
  const found = html('span', { class: 'found', role: 'status' });
  const field = textField({
    label: 'Search layers by name, class or shape',
    placeholder: 'Search layers',
    start: 'search',
    change: query => store.dispatch({ type: 'searched', query }),
  });
  const before = button({
    label: 'Previous match (Shift+Enter)',
    icon: 'up',
    look: 'icon',
    press: () => handlers.step(-1),
  });
  const next = button({ label: 'Next match (Enter)', icon: 'down', look: 'icon', press: () => handlers.step(1) });
  const search = html('div', { class: 'search', role: 'search' }, field.element, found, before, next);
  search.addEventListener('keydown', event => {
    if (event.key === 'Enter' && event.target === field.element) {
      event.preventDefault();
      handlers.step(event.shiftKey ? -1 : 1);
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      handlers.leaveSearch();
    }
  });

  const graph = button({
    label: 'Show as graph',
    icon: 'graph',
    look: 'icon',
    press: () => store.dispatch({ type: 'modeChosen', mode: 'graph' }),
  });
  const list = button({
    label: 'Show as list',
    icon: 'list',
    look: 'icon',
    press: () => store.dispatch({ type: 'modeChosen', mode: 'list' }),
  });
  const out = button({ label: 'Zoom out (−)', icon: 'minus', look: 'icon', press: () => handlers.zoom(-1) });
  const percent = html('button', { class: 'percent', type: 'button', title: 'Actual size (1)' }, '100 %');
  percent.addEventListener('click', handlers.actualSize);
  const into = button({ label: 'Zoom in (+)', icon: 'plus', look: 'icon', press: () => handlers.zoom(1) });
  const fit = button({ label: 'Fit (0)', icon: 'fit', look: 'icon', press: handlers.fit });
  const openAll = button({ label: 'Expand all', icon: 'expand', look: 'icon', press: () => handlers.openAll(true) });
  const closeAll = button({
    label: 'Collapse all',
    icon: 'collapse',
    look: 'icon',
    press: () => handlers.openAll(false),
  });
  const save = button({ label: 'Export as SVG', icon: 'save', look: 'icon', press: handlers.save });
  const inspector = button({
    label: 'Inspector',
    icon: 'panel',
    look: 'icon',
    press: () => store.dispatch({ type: 'inspectorOpened', open: !store.state.view.inspector.open }),
  });
  const slot = html('div', { class: 'slot' });
  const zooming = html('div', { class: 'tools' }, out, percent, into, fit);
  const folding = html('div', { class: 'tools' }, openAll, closeAll);
  const element = html(
    'header',
    { class: 'toolbar' },
    html('div', { class: 'heading' }, title, kind),
    slot,
    search,
    html('div', { class: 'tools' }, graph, list),
    zooming,
    folding,
    html('div', { class: 'tools' }, save, inspector),
  );

  return {
    element,
    slot,
    update(state, { matches, zoom, foldable, drawn }) {
      const shown = state.graph;
      title.textContent = oneLine((shown?.variable ?? shown?.name ?? '').slice(0, 200));
      title.title = shown?.variable ?? shown?.name ?? '';
      const names = [
        shown?.variable === undefined || shown.variable === shown.name ? '' : shown.name,
        shown?.className,
        shown?.framework,
      ];
      kind.textContent = oneLine(
        names
          .filter(text => text !== undefined && text !== '')
          .join(' · ')
          .slice(0, 300),
      );
      const { query, match } = state.search;
      if (field.value !== query) field.value = query;
      found.textContent =
        query === '' ? '' : matches === 0 ? 'none' : match === -1 ? `${matches}` : `${match + 1} of ${matches}`;
      for (const each of [before, next]) {
        setEnabled(each, matches > 0);
        each.hidden = state.narrow && query === '';
      }
      const listed = state.view.mode === 'list' || state.undrawable !== undefined;
      setPressed(graph, !listed);
      setPressed(list, listed);
      percent.textContent = `${Math.round(zoom * 100)} %`;
      zooming.hidden = listed;
      folding.hidden = !foldable;
      setEnabled(save, drawn && !listed);
      setPressed(inspector, state.view.inspector.open);
    },
    focusSearch() {
      field.focus();
      field.select();
    },
  };
}
