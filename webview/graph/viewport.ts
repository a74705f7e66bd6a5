// The window onto the drawing: a scrolling element, so that scroll bars, wheel, touch and the browser's own scrolling to
// a focused element work as everywhere. Zooming resizes the drawing; dragging scrolls.

import { html } from '../elements.ts';
import type { Camera } from '../state.ts';
import type { Box, Point } from './layout/types.ts';

export const leastZoom = 0.02;
export const greatestZoom = 4;
/** Fitting never enlarges beyond this. */
const greatestFit = 1;
/** A drawing that would have to shrink below this to fit is shown from its top instead. */
const readableZoom = 0.75;
/** Around the drawing, in pixels, as the style sheet has it. */
const padding = 24;
const zoomStep = 1.2;
/** How far a pressed pointer may move and still click. */
const clickSlack = 4;

export interface Viewport {
  readonly element: HTMLElement;
  readonly zoom: number;
  /** Puts a drawing of this size in the window, at a camera, or else at its upper edge with its beginning in the middle. */
  setDrawing(
    drawing: SVGSVGElement,
    options: {
      readonly size: { readonly width: number; readonly height: number };
      readonly camera: Camera | undefined;
      /** The x of the beginning for a window that shows this width of the drawing. */
      readonly beginning: (width: number) => number;
    },
  ): void;
  camera(): Camera;
  /** The visible part, in drawing units, with as much again on every side. */
  surroundings(): Box;
  visible(): Box;
  zoomBy(steps: number): void;
  zoomTo(zoom: number): void;
  fit(): void;
  /** Brings a box to the middle, gently unless the reader wants no motion. */
  scrollTo(box: Box, options: { when: 'always' | 'ifHidden'; how: 'gently' | 'instant' }): void;
  center(point: Point): void;
}

/** Makes a viewport; `moved` is called after every change of what is visible. */
export function createViewport(moved: () => void): Viewport {
  const canvas = html('div', { class: 'canvas' });
  const element = html('div', { class: 'viewport', tabindex: -1 }, canvas);
  let zoom = 1;
  let size = { width: 0, height: 0 };
  let drawing: SVGSVGElement | undefined;
  let scheduled = false;
  const notify = (): void => {
    if (scheduled) return;
    scheduled = true;
    requestAnimationFrame(() => {
      scheduled = false;
      moved();
    });
  };

  const applyZoom = (next: number): void => {
    zoom = Math.min(greatestZoom, Math.max(leastZoom, next));
    drawing?.setAttribute('width', String(size.width * zoom));
    drawing?.setAttribute('height', String(size.height * zoom));
    drawing?.classList.toggle('from-afar', zoom < 0.5);
    drawing?.classList.toggle('from-far-afar', zoom < 0.2);
    notify();
  };
  const origin = (): Point => {
    const frame = element.getBoundingClientRect();
    const inner = drawing?.getBoundingClientRect() ?? frame;
    return { x: inner.left - frame.left, y: inner.top - frame.top };
  };
  const toDrawing = (x: number, y: number): Point => {
    const { x: left, y: top } = origin();
    return { x: (x - left) / zoom, y: (y - top) / zoom };
  };
  /** Scrolls so that a point of the drawing lies at a point of the window. */
  const align = (point: Point, at: Point): void => {
    const { x: left, y: top } = origin();
    element.scrollLeft += left + point.x * zoom - at.x;
    element.scrollTop += top + point.y * zoom - at.y;
  };
  const middle = (): Point => ({ x: element.clientWidth / 2, y: element.clientHeight / 2 });
  const zoomAbout = (next: number, at: Point): void => {
    const point = toDrawing(at.x, at.y);
    applyZoom(next);
    align(point, at);
  };
  const fitting = (): number => {
    const across = (element.clientWidth - 2 * padding) / Math.max(1, size.width);
    const down = (element.clientHeight - 2 * padding) / Math.max(1, size.height);
    return Math.min(greatestFit, across, down);
  };
  const visible = (): Box => {
    const { x, y } = toDrawing(0, 0);
    return { x, y, width: element.clientWidth / zoom, height: element.clientHeight / zoom };
  };
  const smooth = (): ScrollBehavior =>
    matchMedia('(prefers-reduced-motion: reduce)').matches || document.body.classList.contains('vscode-reduce-motion')
      ? 'auto'
      : 'smooth';

  element.addEventListener('scroll', notify, { passive: true });
  new ResizeObserver(notify).observe(element);
  element.addEventListener(
    'wheel',
    event => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const frame = element.getBoundingClientRect();
      const factor = Math.exp(-Math.max(-60, Math.min(60, event.deltaY)) * 0.006);
      zoomAbout(zoom * factor, { x: event.clientX - frame.left, y: event.clientY - frame.top });
    },
    { passive: false },
  );
  dragToScroll(element);

  return {
    element,
    get zoom() {
      return zoom;
    },
    setDrawing(next, { size: nextSize, camera, beginning }) {
      drawing = next;
      size = nextSize;
      canvas.replaceChildren(next);
      if (camera !== undefined) {
        applyZoom(camera.zoom);
        align(camera, middle());
        return;
      }
      const fit = fitting();
      applyZoom(fit >= readableZoom ? fit : 1);
      align({ x: beginning(element.clientWidth / zoom), y: 0 }, { x: middle().x, y: 0 });
    },
    camera: () => ({ zoom, ...toDrawing(middle().x, middle().y) }),
    visible,
    surroundings() {
      const { x, y, width, height } = visible();
      return { x: x - width, y: y - height, width: 3 * width, height: 3 * height };
    },
    zoomBy: steps => zoomAbout(zoom * zoomStep ** steps, middle()),
    zoomTo: next => zoomAbout(next, middle()),
    fit() {
      applyZoom(fitting());
      align({ x: size.width / 2, y: size.height / 2 }, middle());
    },
    scrollTo(box, { when, how }) {
      const seen = visible();
      const inside =
        box.x >= seen.x &&
        box.y >= seen.y &&
        box.x + box.width <= seen.x + seen.width &&
        box.y + box.height <= seen.y + seen.height;
      if (inside && when === 'ifHidden') return;
      const { x: left, y: top } = origin();
      element.scrollTo({
        left: element.scrollLeft + left + (box.x + box.width / 2) * zoom - element.clientWidth / 2,
        top: element.scrollTop + top + (box.y + Math.min(box.height / 2, 200)) * zoom - element.clientHeight / 2,
        behavior: how === 'instant' ? 'instant' : smooth(),
      });
    },
    center: point => align(point, middle()),
  };
}

/** Lets the primary button drag the content, and swallows the click that ends a drag. */
function dragToScroll(element: HTMLElement): void {
  let start: { x: number; y: number; left: number; top: number; moved: boolean } | undefined;
  element.addEventListener('pointerdown', event => {
    if (event.button > 1 || event.pointerType === 'touch' || onScrollBar(element, event)) return;
    start = { x: event.clientX, y: event.clientY, left: element.scrollLeft, top: element.scrollTop, moved: false };
  });
  element.addEventListener('pointermove', event => {
    if (start === undefined) return;
    if (event.buttons === 0) {
      start = undefined;
      return;
    }
    const across = event.clientX - start.x;
    const down = event.clientY - start.y;
    if (!start.moved) {
      if (Math.hypot(across, down) < clickSlack) return;
      start.moved = true;
      element.setPointerCapture(event.pointerId);
      element.classList.add('dragging');
    }
    element.scrollLeft = start.left - across;
    element.scrollTop = start.top - down;
  });
  const end = (): void => {
    if (start?.moved === true) {
      element.classList.remove('dragging');
      // The click of this release follows at once; a later one is a real one.
      const swallow = (event: Event): void => {
        event.stopPropagation();
      };
      element.addEventListener('click', swallow, { capture: true, once: true });
      setTimeout(() => element.removeEventListener('click', swallow, { capture: true }), 0);
    }
    start = undefined;
  };
  element.addEventListener('pointerup', end);
  element.addEventListener('pointercancel', end);
}

function onScrollBar(element: HTMLElement, event: PointerEvent): boolean {
  const frame = element.getBoundingClientRect();
  return event.clientX - frame.left > element.clientWidth || event.clientY - frame.top > element.clientHeight;
}
