// The graph panel: toolbar, banners, drawing, list and minimap around one store. It turns what people do with mouse and
// keys into actions and messages, and shows what the store says.

import type { FromWebview } from '../../src/protocol/messages.ts';
import { html } from '../elements.ts';
import { foldableKeys, type State, type Store } from '../state.ts';
import { bannersOf } from './banner.ts';
import type { DrawContext } from './draw/face.ts';
import { exportSvg } from './exportSvg.ts';
import { handleKey } from './keyboard.ts';
import { indexNodes } from './keys.ts';
import { createListView } from './listView.ts';
import { drawnKey, type Marks, markItem, markLink, marksOf } from './marking.ts';
import { createMinimap } from './minimap.ts';
import { neighbour } from './navigation.ts';
import { createNotice } from './notice.ts';
import { findNodes } from './search.ts';
import { createStage } from './stage.ts';
import { createTextCutter } from './text.ts';
import { createToolbar } from './toolbar.ts';
import { createViewport } from './viewport.ts';

/** The camera is kept when it has not moved for this long, in milliseconds. */
const settledAfter = 250;

export interface GraphPanel {
  readonly toolbar: HTMLElement;
  /** Where the toolbar has room for other parts of the page. */
  readonly slot: HTMLElement;
  readonly banners: HTMLElement;
  readonly stage: HTMLElement;
  /** Selects a node, brings it into view and gives it the focus. */
  show(key: string): void;
}

/** Builds the panel; `assets` is where the worker's source lies. */
export function createGraphPanel(options: {
  readonly store: Store;
  readonly assets: string;
  readonly post: (message: FromWebview) => void;
}): GraphPanel {
  const { store, post } = options;
  const cutter = createTextCutter();
  let settling: ReturnType<typeof setTimeout> | undefined;
  let matches: readonly string[] = [];
  let marks: Marks = marksOf(store.state, undefined, []);
  // Set while a node waits to be scrolled to until it is drawn.
  let awaited: string | undefined;

  const viewport = createViewport(() => {
    stage.drawing?.show(viewport.surroundings());
    minimap.update(stage.drawing?.laidOut, viewport);
    updateToolbar(store.state);
    clearTimeout(settling);
    settling = setTimeout(() => {
      if (stage.drawing !== undefined) store.dispatch({ type: 'moved', camera: viewport.camera() });
    }, settledAfter);
  });
  const minimap = createMinimap((x, y) => viewport.center({ x, y }));
  const banners = html('div', { class: 'banners' });
  const notice = createNotice(() => stage.cancel());
  const announcer = html('div', { class: 'announcer', 'aria-live': 'polite' });
  const list = createListView({
    select: key => store.dispatch({ type: 'selected', key }),
    reveal,
    open: (key, open) => store.dispatch({ type: 'opened', keys: [key], open }),
  });
  const element = html('main', { class: 'stage' });
  element.append(viewport.element, minimap.element, list.element, notice.element, announcer);
  const stage = createStage({
    store,
    viewport,
    assets: options.assets,
    context: drawContext,
    sceneChanged: scene => list.setScene(scene, `Layers of ${store.state.view.model}`),
    drawn(drawing) {
      drawing.decorate(decorate);
      minimap.update(drawing.laidOut, viewport);
      if (awaited !== undefined) focusItem(awaited);
      awaited = undefined;
    },
  });
  const toolbar = createToolbar(store, {
    zoom: viewport.zoomBy,
    fit: viewport.fit,
    actualSize: () => viewport.zoomTo(1),
    openAll,
    save,
    step: stepMatch,
    leaveSearch: focusGraph,
  });

  function drawContext(): DrawContext {
    const style = getComputedStyle(element);
    return { cutter, fonts: { ui: style.fontFamily, mono: style.getPropertyValue('--mono') || 'monospace' } };
  }

  function decorate(drawn: SVGElement, keys: readonly string[], kind: 'item' | 'link'): void {
    const [key] = keys;
    if (kind === 'link') markLink(drawn, keys, marks);
    else if (key !== undefined) markItem(drawn, key, marks, stage.scene?.items[0]?.key);
  }

  function reveal(key: string): void {
    const item = stage.scene?.byKey.get(key);
    const source = item?.node?.source ?? item?.members.find(member => member.source !== undefined)?.source;
    if (source !== undefined) post({ type: 'reveal', source });
  }

  function toggle(key: string): void {
    const item = stage.scene?.byKey.get(key);
    if (item === undefined || item.form === 'plain') return;
    stage.holdOn(key);
    store.dispatch({ type: 'opened', keys: [key], open: item.form === 'closed' });
  }

  function openAll(open: boolean): void {
    if (store.state.graph !== undefined)
      store.dispatch({ type: 'opened', keys: foldableKeys(store.state.graph), open });
  }

  function save(): void {
    const laidOut = stage.drawing?.laidOut;
    if (laidOut === undefined) return;
    const name = store.state.view.model;
    post({ type: 'export', format: 'svg', name, text: exportSvg(laidOut, drawContext(), name, element) });
  }

  function copy(key: string, what: 'name' | 'shape'): void {
    const item = stage.scene?.byKey.get(key);
    if (item === undefined) return;
    post({ type: 'copy', text: what === 'name' ? item.title : (item.node?.outputs.join('\n') ?? item.shape) });
  }

  function scrollToKey(key: string): void {
    const drawn = stage.scene === undefined ? undefined : drawnKey(stage.scene, key);
    if (drawn === undefined) return;
    list.scrollTo(drawn);
    const box = stage.drawing?.laidOut.boxOf.get(drawn);
    if (box !== undefined) viewport.scrollTo(box, { when: 'ifHidden', how: 'gently' });
  }

  /** Gives the focus to an item, now or as soon as it is drawn. */
  function focusItem(key: string): void {
    const { scene } = stage;
    const drawn = scene === undefined ? undefined : drawnKey(scene, key);
    if (scene === undefined || drawn === undefined) return;
    if (isListed(store.state)) {
      list.focus(drawn);
      return;
    }
    if (stage.drawing?.laidOut.scene !== scene) {
      awaited = key;
      return;
    }
    stage.drawing.itemElement(drawn)?.focus({ preventScroll: true });
    scrollToKey(drawn);
  }

  function focusGraph(): void {
    const key = store.state.view.selected ?? stage.scene?.items[0]?.key;
    if (key !== undefined) focusItem(key);
  }

  function stepMatch(by: 1 | -1): void {
    if (matches.length === 0) return;
    const { match } = store.state.search;
    const next = match === -1 && by === -1 ? matches.length - 1 : (match + by + matches.length) % matches.length;
    const key = matches[next];
    store.dispatch({ type: 'matched', match: next, key });
    if (key === undefined) return;
    announcer.textContent = stage.scene?.byKey.get(key)?.label ?? '';
    // The focus stays in the search field, so that Enter goes on.
    if (stage.drawing?.laidOut.scene === stage.scene) scrollToKey(key);
    else scrollWhenDrawn(key);
  }

  function scrollWhenDrawn(key: string): void {
    const stop = store.subscribe(state => {
      if (state.phase === 'loading' || stage.drawing?.laidOut.scene !== stage.scene) return;
      stop();
      scrollToKey(key);
    });
  }

  function show(key: string): void {
    store.dispatch({ type: 'selected', key });
    focusItem(key);
  }

  const keyAt = (target: EventTarget | null): string | undefined => {
    if (!(target instanceof Element)) return undefined;
    return target.closest<HTMLElement | SVGElement>('[data-key]')?.dataset.key;
  };
  const onSwitch = ({ target }: Event): boolean =>
    target instanceof Element && target.closest('[data-toggle]') !== null;
  viewport.element.addEventListener('click', event => {
    const key = keyAt(event.target);
    if (key !== undefined && onSwitch(event)) {
      toggle(key);
      return;
    }
    store.dispatch({ type: 'selected', key });
    if (key !== undefined) reveal(key);
  });
  viewport.element.addEventListener('dblclick', event => {
    const key = keyAt(event.target);
    if (key !== undefined && !onSwitch(event)) toggle(key);
  });
  viewport.element.addEventListener('focusin', event => {
    const key = keyAt(event.target);
    if (key !== undefined && key !== marks.selected) store.dispatch({ type: 'selected', key });
  });
  viewport.element.addEventListener('keydown', event => {
    const used = handleKey(event, keyAt(event.target), {
      go(from, direction) {
        const next = stage.drawing === undefined ? undefined : neighbour(stage.drawing.laidOut, from, direction);
        if (next !== undefined) focusItem(next);
      },
      goToEnd(which) {
        const items = stage.scene?.items ?? [];
        const item = which === 'first' ? items[0] : items[items.length - 1];
        if (item !== undefined) focusItem(item.key);
      },
      reveal,
      toggle,
      copy,
      leave() {
        store.dispatch({ type: 'selected', key: undefined });
        viewport.element.focus({ preventScroll: true });
      },
      zoomBy: viewport.zoomBy,
      zoomTo: viewport.zoomTo,
      fit: viewport.fit,
    });
    if (used) event.preventDefault();
  });
  document.addEventListener('keydown', event => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'f') {
      event.preventDefault();
      toolbar.focusSearch();
    }
  });
  // Colours and fonts come from the theme, which can change at any time.
  new MutationObserver(() => requestAnimationFrame(() => stage.redraw())).observe(document.body, {
    attributes: true,
    attributeFilter: ['class', 'data-vscode-theme-name'],
  });

  function updateToolbar(state: State): void {
    const foldable = state.graph !== undefined && foldableKeys(state.graph).length > 0;
    const drawn = stage.drawing !== undefined && stage.drawing.laidOut.scene === stage.scene;
    toolbar.update(state, { matches: matches.length, zoom: viewport.zoom, foldable, drawn });
  }

  const update = (state: State, before: State | undefined): void => {
    if (state.graph !== before?.graph || state.search.query !== before?.search.query)
      matches = state.graph === undefined ? [] : findNodes(state.graph, state.search.query);
    if (state.graph !== before?.graph || state.undrawable !== before?.undrawable || state.phase !== before?.phase) {
      banners.replaceChildren(...bannersOf(state, { show: showId, collapse: () => openAll(false) }));
      notice.update(state);
    }
    // The banners take room from the drawing, so they come before it.
    stage.update(state);
    const listed = isListed(state);
    list.show(listed);
    element.classList.toggle('listed', listed);
    viewport.element.inert = listed || state.phase === 'error';
    marks = marksOf(state, stage.scene, matches);
    stage.drawing?.decorate(decorate);
    list.mark(marks);
    updateToolbar(state);
    const [cursor] = marks.highlighted;
    if (state.highlighted !== before?.highlighted && cursor !== undefined) scrollToKey(cursor);
  };

  function showId(id: string): void {
    const key = store.state.graph === undefined ? undefined : indexNodes(store.state.graph).byId.get(id)?.[0];
    if (key !== undefined) show(key);
  }

  store.subscribe(update);
  update(store.state, undefined);
  return { toolbar: toolbar.element, slot: toolbar.slot, banners, stage: element, show };
}

function isListed(state: State): boolean {
  return state.view.mode === 'list' || state.undrawable !== undefined;
}
