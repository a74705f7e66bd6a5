// The graph panel: toolbar, banners, drawing, list and minimap around one store. It turns what people do with mouse and
// keys into actions and messages, and marks in the drawing what is selected, found or under the cursor in the source.

import type { FromWebview } from '../../src/protocol/messages.ts';
import { html } from '../elements.ts';
import { icon } from '../icons.ts';
import { containersOf, type State, type Store } from '../state.ts';
import { button, progressRing } from '../toolkit.ts';
import { bannersOf } from './banner.ts';
import type { DrawContext } from './draw/face.ts';
import { exportSvg } from './exportSvg.ts';
import { indexNodes } from './keys.ts';
import { createListView } from './listView.ts';
import { createMinimap } from './minimap.ts';
import { type Direction, neighbour } from './navigation.ts';
import { findNodes } from './search.ts';
import { createStage } from './stage.ts';
import { createTextCutter } from './text.ts';
import { createToolbar } from './toolbar.ts';
import { createViewport } from './viewport.ts';

/** A layout that takes longer than this is announced, in milliseconds. */
const noticeAfter = 300;
/** The camera is kept when it has not moved for this long, in milliseconds. */
const settledAfter = 250;

export interface GraphView {
  readonly toolbar: HTMLElement;
  /** Where the toolbar has room for other parts of the page. */
  readonly slot: HTMLElement;
  readonly banners: HTMLElement;
  readonly stage: HTMLElement;
  /** Selects a node, brings it into view and gives it the focus. */
  show(key: string): void;
}

export function createGraphView(options: {
  readonly store: Store;
  readonly assets: string;
  readonly post: (message: FromWebview) => void;
}): GraphView {
  const { store, post } = options;
  const cutter = createTextCutter();
  let settling: ReturnType<typeof setTimeout> | undefined;
  let matches: readonly string[] = [];

  const viewport = createViewport(() => {
    stage.drawing?.show(viewport.surroundings());
    minimap.update(stage.drawing?.laidOut, viewport);
    updateToolbar(store.state);
    clearTimeout(settling);
    settling = setTimeout(() => {
      if (stage.drawing !== undefined && store.state.graph !== undefined)
        store.dispatch({ type: 'moved', camera: viewport.camera() });
    }, settledAfter);
  });
  const minimap = createMinimap((x, y) => viewport.center({ x, y }));
  const banners = html('div', { class: 'banners' });
  const notice = html('div', { class: 'notice', hidden: true });
  const announcer = html('div', { class: 'announcer', 'aria-live': 'polite' });
  const list = createListView({
    select: key => store.dispatch({ type: 'selected', key }),
    reveal,
    open: (key, open) => store.dispatch({ type: 'opened', keys: [key], open }),
  });
  const element = html('main', { class: 'stage' }, viewport.element, minimap.element, list.element, notice, announcer);
  const stage = createStage({
    store,
    viewport,
    assets: options.assets,
    context: drawContext,
    sceneChanged(scene) {
      list.setScene(scene, `Layers of ${store.state.view.model}`);
    },
    drawn(drawing) {
      drawing.decorate(decorate);
      minimap.update(drawing.laidOut, viewport);
      const { selected } = store.state.view;
      if (scrollOnDraw && selected !== undefined) scrollToKey(selected);
      scrollOnDraw = false;
    },
  });
  let scrollOnDraw = false;
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

  function reveal(key: string): void {
    const item = stage.scene?.byKey.get(key);
    const source = item?.node?.source ?? item?.members.find(member => member.source !== undefined)?.source;
    if (source !== undefined) post({ type: 'reveal', source });
  }

  /** The drawn item for a node: itself, or the closed group or model that holds it. */
  function drawnKey(key: string): string | undefined {
    const { scene } = stage;
    if (scene === undefined) return undefined;
    if (scene.byKey.has(key)) return key;
    return containersOf(scene.graph, key).findLast(container => scene.byKey.has(container));
  }

  function scrollToKey(key: string): void {
    const drawn = drawnKey(key);
    if (drawn === undefined) return;
    list.scrollTo(drawn);
    const box = stage.drawing?.laidOut.boxOf.get(drawn);
    if (box !== undefined) viewport.scrollTo(box, { when: 'ifHidden', how: 'gently' });
  }

  function toggle(key: string): void {
    const item = stage.scene?.byKey.get(key);
    if (item === undefined || item.form === 'plain') return;
    stage.holdOn(key);
    store.dispatch({ type: 'opened', keys: [key], open: item.form === 'closed' });
  }

  function openAll(open: boolean): void {
    const keys = foldableKeys(store.state);
    store.dispatch({ type: 'opened', keys, open });
  }

  function save(): void {
    const laidOut = stage.drawing?.laidOut;
    if (laidOut === undefined) return;
    const name = store.state.view.model;
    post({ type: 'export', format: 'svg', name, text: exportSvg(laidOut, drawContext(), name, element) });
  }

  function stepMatch(by: 1 | -1): void {
    if (matches.length === 0) return;
    const { match } = store.state.search;
    const next = match === -1 && by === -1 ? matches.length - 1 : (match + by + matches.length) % matches.length;
    const key = matches[next];
    store.dispatch({ type: 'matched', match: next, key });
    if (key === undefined) return;
    announcer.textContent = indexLabel(key);
    scrollOnDraw = stage.drawing?.laidOut.scene !== stage.scene;
    scrollToKey(key);
  }

  function indexLabel(key: string): string {
    return stage.scene?.byKey.get(key)?.label ?? '';
  }

  function focusGraph(): void {
    const { selected } = store.state.view;
    const first = stage.scene?.items[0]?.key;
    const key = selected === undefined ? first : (drawnKey(selected) ?? first);
    if (key !== undefined) focusItem(key);
  }

  function focusItem(key: string): void {
    if (isListed(store.state)) {
      list.element.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
      return;
    }
    stage.drawing?.itemElement(key)?.focus({ preventScroll: true });
    scrollToKey(key);
  }

  const keyAt = (target: EventTarget | null): string | undefined =>
    target instanceof Element
      ? (target.closest<HTMLElement | SVGElement>('[data-key]')?.dataset.key ?? undefined)
      : undefined;

  viewport.element.addEventListener('click', event => {
    const key = keyAt(event.target);
    if (key === undefined) {
      store.dispatch({ type: 'selected', key: undefined });
      return;
    }
    if (event.target instanceof Element && event.target.closest('[data-toggle]') !== null) {
      toggle(key);
      return;
    }
    store.dispatch({ type: 'selected', key });
    reveal(key);
  });
  viewport.element.addEventListener('dblclick', event => {
    const key = keyAt(event.target);
    if (key !== undefined && !(event.target instanceof Element && event.target.closest('[data-toggle]'))) toggle(key);
  });
  viewport.element.addEventListener('focusin', event => {
    const key = keyAt(event.target);
    if (key !== undefined && key !== store.state.view.selected) store.dispatch({ type: 'selected', key });
  });
  viewport.element.addEventListener('keydown', event => {
    const key = keyAt(event.target);
    if (event.altKey || (key === undefined && !'+-=01'.includes(event.key))) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'c') {
      copy(key, event.shiftKey ? 'shape' : 'name');
      event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey) return;
    const go = (direction: Direction) => (): void => {
      const laidOut = stage.drawing?.laidOut;
      const next = laidOut === undefined || key === undefined ? undefined : neighbour(laidOut, key, direction);
      if (next !== undefined) focusItem(next);
    };
    const end = (item: { key: string } | undefined) => (): void => {
      if (item !== undefined) focusItem(item.key);
    };
    const items = stage.scene?.items ?? [];
    const steps: Record<string, () => void> = {
      ArrowUp: go('up'),
      ArrowDown: go('down'),
      ArrowLeft: go('left'),
      ArrowRight: go('right'),
      Home: end(items[0]),
      End: end(items[items.length - 1]),
      Enter: () => key !== undefined && reveal(key),
      ' ': () => key !== undefined && toggle(key),
      Escape: () => {
        if (document.activeElement instanceof SVGElement) document.activeElement.blur();
        store.dispatch({ type: 'selected', key: undefined });
      },
      '+': () => viewport.zoomBy(1),
      '=': () => viewport.zoomBy(1),
      '-': () => viewport.zoomBy(-1),
      '0': viewport.fit,
      '1': () => viewport.zoomTo(1),
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    step();
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

  function copy(key: string | undefined, what: 'name' | 'shape'): void {
    const item = key === undefined ? undefined : stage.scene?.byKey.get(key);
    if (item === undefined) return;
    post({ type: 'copy', text: what === 'name' ? item.title : (item.node?.outputs.join('\n') ?? item.shape) });
  }

  let selectedShown: string | undefined;
  let highlightedShown = new Set<string>();
  let matchesShown = new Set<string>();

  function decorate(drawn: SVGElement, keys: readonly string[], kind: 'item' | 'link'): void {
    const key = keys[0];
    if (kind === 'link') {
      drawn.classList.toggle('near', selectedShown !== undefined && keys.includes(selectedShown));
      return;
    }
    if (key === undefined) return;
    const selected = key === selectedShown;
    const first = stage.scene?.items[0]?.key;
    drawn.classList.toggle('selected', selected);
    drawn.classList.toggle('highlighted', highlightedShown.has(key));
    drawn.classList.toggle('match', matchesShown.has(key));
    drawn.setAttribute('aria-selected', String(selected));
    drawn.setAttribute('tabindex', selected || (selectedShown === undefined && key === first) ? '0' : '-1');
    if (highlightedShown.has(key)) drawn.setAttribute('aria-current', 'location');
    else drawn.removeAttribute('aria-current');
  }

  function mark(state: State): void {
    const { graph } = state;
    const ids = graph === undefined ? undefined : indexNodes(graph).byId;
    const drawn = (keys: readonly string[]): Set<string> => new Set(keys.flatMap(key => drawnKey(key) ?? []));
    selectedShown = state.view.selected === undefined ? undefined : drawnKey(state.view.selected);
    highlightedShown = drawn(state.highlighted.flatMap(id => ids?.get(id) ?? []));
    matchesShown = drawn(matches);
    stage.drawing?.decorate(decorate);
    list.mark({ selected: selectedShown, highlighted: highlightedShown, matches: matchesShown });
  }

  function updateToolbar(state: State): void {
    const foldable = foldableKeys(state).length > 0;
    const drawn = stage.drawing !== undefined && stage.drawing.laidOut.scene === stage.scene;
    toolbar.update(state, { matches: matches.length, zoom: viewport.zoom, foldable, drawn });
  }

  let noticing: ReturnType<typeof setTimeout> | undefined;
  function updateNotice(state: State): void {
    clearTimeout(noticing);
    const show = (...content: readonly Node[]): void => {
      notice.replaceChildren(...content);
      notice.hidden = content.length === 0;
    };
    const words = (text: string): HTMLElement => html('p', {}, text);
    if (state.phase === 'error') {
      show(icon('error'), words(state.failure));
      return;
    }
    if (state.graph !== undefined && state.graph.nodes.length === 0 && state.phase === 'ready') {
      show(words('This model has no layers yet.'));
      return;
    }
    show();
    if (state.phase !== 'loading') return;
    noticing = setTimeout(() => {
      const waiting = state.graph === undefined ? 'Waiting for the model…' : 'Laying out the graph…';
      const give = button({ label: 'Show as list instead', look: 'secondary', press: () => stage.cancel() });
      show(progressRing(waiting), words(waiting), ...(state.graph === undefined ? [] : [give]));
    }, noticeAfter);
  }

  function updateBanners(state: State): void {
    const shown = state.graph === undefined || state.phase === 'error' ? [] : bannersOf(state.graph, showId);
    if (state.undrawable !== undefined) {
      const retry = button({
        label: 'Collapse groups and draw',
        look: 'secondary',
        press: () => openAll(false),
      });
      const text = html('p', { class: 'words' }, `${state.undrawable} The layers are listed instead.`);
      shown.push(html('div', { class: 'banner information', role: 'status' }, icon('information'), text, retry));
    }
    banners.replaceChildren(...shown);
  }

  function showId(id: string): void {
    const key = store.state.graph === undefined ? undefined : indexNodes(store.state.graph).byId.get(id)?.[0];
    if (key !== undefined) show(key);
  }

  function show(key: string): void {
    store.dispatch({ type: 'selected', key });
    const drawn = drawnKey(key);
    if (stage.drawing?.laidOut.scene !== stage.scene) scrollOnDraw = true;
    else if (drawn !== undefined) focusItem(drawn);
  }

  const update = (state: State, before: State | undefined): void => {
    stage.update(state);
    if (state.graph !== before?.graph || state.search.query !== before?.search.query) {
      matches = state.graph === undefined ? [] : findNodes(state.graph, state.search.query);
    }
    if (state.graph !== before?.graph || state.undrawable !== before?.undrawable || state.phase !== before?.phase) {
      updateBanners(state);
      updateNotice(state);
    }
    const listed = isListed(state);
    list.element.hidden = !listed;
    element.classList.toggle('listed', listed);
    viewport.element.inert = listed || state.phase === 'error';
    mark(state);
    updateToolbar(state);
    if (state.highlighted !== before?.highlighted) {
      const first = [...highlightedShown][0];
      if (first !== undefined) scrollToKey(first);
    }
  };
  store.subscribe(update);
  update(store.state, undefined);

  return { toolbar: toolbar.element, slot: toolbar.slot, banners, stage: element, show };
}

function isListed(state: State): boolean {
  return state.view.mode === 'list' || state.undrawable !== undefined;
}

/** The keys of all groups and nested models of the graph. */
function foldableKeys(state: State): string[] {
  if (state.graph === undefined) return [];
  const keys = new Set<string>();
  for (const { key, node } of indexNodes(state.graph).byKey.values()) {
    for (const container of containersOf(state.graph, key)) keys.add(container);
    if (node.inner !== undefined && node.inner.nodes.length > 0) keys.add(key);
  }
  return [...keys];
}
