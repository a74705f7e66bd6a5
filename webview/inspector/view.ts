// The inspector at the side of the graph: a tab about the selected layer, or the model where nothing is selected, and a
// tab that other parts of the page fill with computed values.

import type { FromWebview } from '../../src/protocol/messages.ts';
import { html } from '../elements.ts';
import { groupLayers } from '../graph/groups.ts';
import { groupKey, indexNodes } from '../graph/keys.ts';
import { type InspectorTab, type State, type Store, selectedNode } from '../state.ts';
import { groupInspector, type InspectorHandlers, layerInspector } from './layer.ts';
import { modelInspector } from './model.ts';

export interface Inspector {
  readonly element: HTMLElement;
  /** The content of the tab for computed values. */
  readonly values: HTMLElement;
}

const tabs: readonly { readonly tab: InspectorTab; readonly label: string }[] = [
  { tab: 'layer', label: 'Layer' },
  { tab: 'values', label: 'Values' },
];

/** `show` selects a node by key. */
export function createInspector(options: {
  readonly store: Store;
  readonly post: (message: FromWebview) => void;
  readonly show: (key: string) => void;
}): Inspector {
  const { store, post } = options;
  const layer = html('div', { id: 'inspector-layer', class: 'page', role: 'tabpanel', 'aria-labelledby': 'tab-layer' });
  const values = html('div', {
    id: 'inspector-values',
    class: 'page',
    role: 'tabpanel',
    'aria-labelledby': 'tab-values',
  });
  const buttons = tabs.map(({ tab, label }) => {
    const element = html(
      'button',
      { id: `tab-${tab}`, type: 'button', role: 'tab', 'aria-controls': `inspector-${tab}` },
      label,
    );
    element.addEventListener('click', () => store.dispatch({ type: 'tabChosen', tab }));
    return element;
  });
  const bar = html('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Inspector' }, ...buttons);
  bar.addEventListener('keydown', event => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    const other = tabs.findIndex(({ tab }) => tab !== store.state.view.inspector.tab);
    store.dispatch({ type: 'tabChosen', tab: tabs[other]?.tab ?? 'layer' });
    buttons[other]?.focus();
  });
  const element = html('aside', { class: 'inspector', 'aria-label': 'Inspector' }, bar, layer, values);

  const handlers: InspectorHandlers = {
    show(id) {
      const keys = store.state.graph === undefined ? [] : (indexNodes(store.state.graph).byId.get(id) ?? []);
      const key = keys[0];
      if (key !== undefined) options.show(key);
    },
    reveal: source => post({ type: 'reveal', source }),
    copy: text => post({ type: 'copy', text }),
  };

  const content = (state: State): HTMLElement | undefined => {
    const { graph } = state;
    const { selected } = state.view;
    if (graph === undefined || state.phase === 'error') return undefined;
    const node = selectedNode(state);
    const place = selected === undefined ? undefined : indexNodes(graph).byKey.get(selected);
    if (node !== undefined && place !== undefined) return layerInspector(place.graph, node, handlers);
    const group = groupLayers(graph).find(each => groupKey(undefined, each.scope) === selected);
    return group === undefined ? modelInspector(graph, handlers) : groupInspector(graph, group, handlers);
  };

  const update = (state: State, before: State | undefined): void => {
    const { open, tab } = state.view.inspector;
    element.hidden = !open;
    layer.hidden = tab !== 'layer';
    values.hidden = tab !== 'values';
    tabs.forEach(({ tab: each }, index) => {
      buttons[index]?.setAttribute('aria-selected', String(each === tab));
      buttons[index]?.setAttribute('tabindex', each === tab ? '0' : '-1');
    });
    const failed = state.phase === 'error';
    const sameSubject = state.view.selected === before?.view.selected;
    if (state.graph === before?.graph && sameSubject && failed === (before?.phase === 'error')) return;
    const shown = content(state);
    const scrolled = layer.scrollTop;
    layer.replaceChildren(...(shown === undefined ? [] : [shown]));
    layer.scrollTop = sameSubject ? scrolled : 0;
  };
  store.subscribe(update);
  update(store.state, undefined);
  return { element, values };
}
