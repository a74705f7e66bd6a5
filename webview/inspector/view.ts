// The inspector at the side of the graph: a tab about the selected layer, or the model where nothing is selected, and a
// tabs that other parts of the page fill with computed values.

import type { FromWebview } from '../../src/protocol/messages.ts';
import { html } from '../elements.ts';
import { groupLayers } from '../graph/groups.ts';
import { groupKey, indexNodes } from '../graph/keys.ts';
import { type InspectorTab, type State, type Store, selectedNode, shownTab } from '../state.ts';
import { groupInspector, type InspectorHandlers, layerInspector } from './layer.ts';
import { modelInspector } from './model.ts';

export interface Inspector {
  readonly element: HTMLElement;
  /** The content of the tab for computed values. */
  readonly values: HTMLElement;
  /** The content of the tab for the outputs of all layers, which there is in a narrow page. */
  readonly outputs: HTMLElement;
}

const tabs: readonly { readonly tab: InspectorTab; readonly label: string }[] = [
  { tab: 'layer', label: 'Layer' },
  { tab: 'values', label: 'Values' },
  { tab: 'outputs', label: 'Outputs' },
];

/** `show` selects a node by key. */
export function createInspector(options: {
  readonly store: Store;
  readonly post: (message: FromWebview) => void;
  readonly show: (key: string) => void;
}): Inspector {
  const { store, post } = options;
  const pages = tabs.map(({ tab }) =>
    html('div', { id: `inspector-${tab}`, class: 'page', role: 'tabpanel', 'aria-labelledby': `tab-${tab}` }),
  );
  const [layer, values, outputs] = pages;
  if (layer === undefined || values === undefined || outputs === undefined) throw new Error('a tab has no page');
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
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const shown = buttons.filter(button => !button.hidden);
    const at = shown.findIndex(button => button.tabIndex === 0);
    const next = shown[(at + step + shown.length) % shown.length];
    next?.click();
    next?.focus();
  });
  const element = html('aside', { class: 'inspector', 'aria-label': 'Inspector' }, bar, ...pages);

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
    const { open, width, height } = state.view.inspector;
    const chosen = shownTab(state);
    element.hidden = !open;
    const size = state.narrow ? height : width;
    element.style.flexBasis = size === undefined ? '' : `${size}px`;
    tabs.forEach(({ tab }, index) => {
      const button = buttons[index];
      const page = pages[index];
      if (button === undefined || page === undefined) return;
      button.hidden = tab === 'outputs' && !(state.narrow && state.view.outputs.open);
      button.setAttribute('aria-selected', String(tab === chosen));
      button.tabIndex = tab === chosen ? 0 : -1;
      page.hidden = tab !== chosen;
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
  return { element, values, outputs };
}
