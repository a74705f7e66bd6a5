// The stage: scene, layout and drawing of the graph in the store, kept up to date. When the graph changes, what one was
// looking at stays where it was on the screen.

import { plural } from '../counts.ts';
import type { Camera, State, Store } from '../state.ts';
import { arrange } from './arrange.ts';
import { beginningOf } from './beginning.ts';
import { createDrawing, type Drawing, type LaidOutScene, laidOutBy } from './draw/drawing.ts';
import type { DrawContext } from './draw/face.ts';
import { labelFont } from './draw/labels.ts';
import type { Box } from './layout/types.ts';
import { createLayoutClient, type LayoutResult } from './layoutClient.ts';
import { buildScene, type Scene } from './scene.ts';
import type { Viewport } from './viewport.ts';

/** Drawings with more items are not attempted: a picture of that size tells less than a list. */
export const drawnUpTo = 30000;

export interface Stage {
  /** The scene of the current graph, also before and without a drawing of it. */
  readonly scene: Scene | undefined;
  readonly drawing: Drawing | undefined;
  /** Brings the drawing up to date with the store. */
  update(state: State): void;
  /** Draws anew with other fonts. */
  redraw(): void;
  /** Keeps this item in place at the next change rather than what is in the middle. */
  holdOn(key: string): void;
  cancel(): void;
}

export interface StageOptions {
  readonly store: Store;
  readonly viewport: Viewport;
  readonly assets: string;
  readonly context: () => DrawContext;
  /** Called with every new scene, and with every new drawing. */
  readonly sceneChanged: (scene: Scene) => void;
  readonly drawn: (drawing: Drawing) => void;
}

export function createStage({ store, viewport, assets, context, sceneChanged, drawn }: StageOptions): Stage {
  const client = createLayoutClient(assets);
  let scene: Scene | undefined;
  let of: { graph: State['graph']; expansion: State['view']['expansion'] } | undefined;
  let drawing: Drawing | undefined;
  let drawnModel = '';
  let held: string | undefined;

  const draw = (laidOut: LaidOutScene): void => {
    const { state } = store;
    const model = `${state.view.uri} ${state.view.model}`;
    const camera = model === drawnModel ? keptCamera(laidOut, state) : state.view.camera;
    const active = document.activeElement?.closest<HTMLElement | SVGElement>('[data-key]')?.dataset.key;
    const hadFocus = active !== undefined && viewport.element.contains(document.activeElement);
    drawing = createDrawing(laidOut, context(), `Graph of ${state.view.model}`);
    viewport.setDrawing(drawing.element, {
      size: laidOut.layout,
      camera,
      beginning: width => beginningOf([...laidOut.boxOf.values()], { size: laidOut.layout, width }),
    });
    if (camera === undefined) showCut(laidOut, state);
    drawing.show(viewport.surroundings());
    if (hadFocus) drawing.itemElement(active)?.focus({ preventScroll: true });
    drawnModel = model;
    held = undefined;
    drawn(drawing);
    store.dispatch({ type: 'drawn' });
  };

  /** A drawing that is seen for the first time starts at its cut, if it has one that leaves something out. */
  const showCut = (laidOut: LaidOutScene, state: State): void => {
    const at = state.graph?.cut?.complete === false ? state.graph.cut.at[0] : undefined;
    if (at === undefined) return;
    const item = laidOut.scene.items.find(each => each.node?.id === at);
    const box = item === undefined ? undefined : laidOut.boxOf.get(item.key);
    if (box !== undefined) viewport.scrollTo(box, { when: 'ifHidden', how: 'instant' });
  };

  /** The camera that leaves an item of both drawings where it is on the screen. */
  const keptCamera = (next: LaidOutScene, state: State): Camera => {
    const camera = viewport.camera();
    const before = drawing?.laidOut.boxOf;
    if (before === undefined) return state.view.camera ?? camera;
    const visible = viewport.visible();
    const candidates = [held, state.view.selected].filter(key => key !== undefined);
    let anchor = candidates.find(key => {
      const box = before.get(key);
      return box !== undefined && next.boxOf.has(key) && touches(box, visible);
    });
    if (anchor === undefined) {
      let nearest = Number.POSITIVE_INFINITY;
      for (const [key, box] of before) {
        const distance = Math.abs(box.x + box.width / 2 - camera.x) + Math.abs(box.y - camera.y);
        if (distance >= nearest || !next.boxOf.has(key)) continue;
        nearest = distance;
        anchor = key;
      }
    }
    const from = anchor === undefined ? undefined : before.get(anchor);
    const to = anchor === undefined ? undefined : next.boxOf.get(anchor);
    if (from === undefined || to === undefined) return camera;
    // An item that opens or closes keeps its corner, where its switch is; any other keeps its middle.
    const across = anchor === held ? to.x - from.x : to.x + to.width / 2 - from.x - from.width / 2;
    return { zoom: camera.zoom, x: camera.x + across, y: camera.y + to.y - from.y };
  };

  const giveUp = (reason: string): void => {
    of = undefined;
    store.dispatch({ type: 'undrawable', reason });
  };

  const layOut = (next: Scene): void => {
    if (next.items.length > drawnUpTo) {
      giveUp(`${plural(next.items.length, 'node')} are too many for a drawing.`);
      return;
    }
    const { cutter, fonts } = context();
    const graph = arrange(next, text => cutter.width(text, labelFont(fonts)));
    client.request(graph, (result: LayoutResult) => {
      if (next !== scene) return;
      if (result.kind === 'gaveUp') {
        giveUp(result.reason);
        return;
      }
      draw(laidOutBy(next, result.layout));
    });
  };

  return {
    get scene() {
      return scene;
    },
    get drawing() {
      return drawing;
    },
    update(state) {
      const { graph, view } = state;
      if (graph === undefined || state.undrawable !== undefined || state.phase === 'error') return;
      if (of?.graph === graph && of.expansion === view.expansion) {
        if (state.phase === 'loading' && drawing !== undefined && drawing.laidOut.scene === scene)
          store.dispatch({ type: 'drawn' });
        return;
      }
      of = { graph, expansion: view.expansion };
      scene = buildScene(graph, view.expansion);
      sceneChanged(scene);
      layOut(scene);
    },
    redraw() {
      const laidOut = drawing?.laidOut;
      if (laidOut !== undefined && laidOut.scene === scene) draw(laidOut);
    },
    holdOn(key) {
      held = key;
    },
    cancel: client.cancel,
  };
}

function touches(a: Box, b: Box): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;
}
