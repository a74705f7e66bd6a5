// The page of the graph panel: messages in, state, everything that shows it. The extension makes the page with one
// element, which names where the workers lie; all else is built here.

import type { FromWebview } from '../src/protocol/messages.ts';
import { readToWebview } from '../src/protocol/receive.ts';
import { html } from './elements.ts';
import { cutState } from './graph/ends.ts';
import { createGraphPanel } from './graph/view.ts';
import { createSplitter } from './inspector/splitter.ts';
import { createInspector } from './inspector/view.ts';
import { createOutputsPanel } from './outputsPanel.ts';
import { createStore, initialState } from './state.ts';
import { registerToolkit } from './toolkit.ts';

/** What VS Code gives a webview, once. */
interface VsCodeApi {
  postMessage(message: FromWebview): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const root = document.getElementById('root');
if (root !== null) start(root, acquireVsCodeApi());

function start(root: HTMLElement, api: VsCodeApi): void {
  registerToolkit();
  const assets = root.dataset.assets ?? '';
  const store = createStore(initialState(api.getState()));
  const post = (message: FromWebview): void => api.postMessage(message);

  const graph = createGraphPanel({ store, assets, post });
  const inspector = createInspector({ store, post, show: graph.show });
  const outputs = createOutputsPanel({ store, assets, post, toolbar: graph.slot, inspector, show: graph.show });
  const drawn = html('div', { class: 'drawn' }, graph.stage, outputs);
  const splitter = createSplitter(store, inspector.element);
  root.append(graph.toolbar, graph.banners, html('div', { class: 'body' }, drawn, splitter, inspector.element));
  const narrow = matchMedia('(max-width: 719px)');
  const measure = (): void => store.dispatch({ type: 'narrowed', narrow: narrow.matches });
  narrow.addEventListener('change', measure);
  measure();

  const update = (): void => {
    const { phase, graph } = store.state;
    root.dataset.state = phase;
    root.classList.toggle('narrow', store.state.narrow);
    root.dataset.nodes = String(graph?.nodes.length ?? 0);
    root.dataset.cut = cutState(graph ?? {});
  };
  store.subscribe(update);
  update();

  store.subscribe((state, before) => {
    if (state.view !== before.view) api.setState(state.view);
  });
  addEventListener('message', (event: MessageEvent<unknown>) => {
    const message = readToWebview(event.data);
    if (message !== undefined) store.dispatch({ type: 'received', message });
  });
  post({ type: 'ready' });
}
