// The minimap: the whole drawing in a corner, with the visible part framed. It can be clicked and dragged; the keyboard
// has other ways, so it is hidden from screen readers.

import { html } from '../elements.ts';
import type { LaidOutScene } from './draw/drawing.ts';
import type { Viewport } from './viewport.ts';

const greatestWidth = 96;
const leastWidth = 32;
/** The parts of the window's width and height that it may take. */
const widthShare = 0.09;
const heightShare = 0.5;

export interface Minimap {
  readonly element: HTMLElement;
  /** Draws anew: after another drawing, a move, or a change of colours. */
  update(laidOut: LaidOutScene | undefined, viewport: Viewport): void;
}

export function createMinimap(move: (x: number, y: number) => void): Minimap {
  const canvas = html('canvas');
  const element = html('div', { class: 'minimap', 'aria-hidden': 'true' }, canvas);
  let scale = { x: 1, y: 1 };
  let drawn: { of: LaidOutScene; colours: string; picture: HTMLCanvasElement } | undefined;

  const go = (event: PointerEvent): void => {
    const frame = canvas.getBoundingClientRect();
    move((event.clientX - frame.left) / scale.x, (event.clientY - frame.top) / scale.y);
  };
  canvas.addEventListener('pointerdown', event => {
    canvas.setPointerCapture(event.pointerId);
    go(event);
    event.preventDefault();
  });
  canvas.addEventListener('pointermove', event => {
    if (event.buttons !== 0) go(event);
  });

  return {
    element,
    update(laidOut, viewport) {
      const visible = viewport.visible();
      const size = laidOut?.layout;
      const whole = size === undefined || (visible.width >= size.width && visible.height >= size.height);
      element.hidden = whole || viewport.element.clientHeight < 160;
      if (laidOut === undefined || size === undefined || element.hidden) return;
      const { clientWidth, clientHeight } = viewport.element;
      const widest = Math.min(greatestWidth, clientWidth * widthShare);
      const even = Math.min(widest / size.width, (clientHeight * heightShare) / size.height);
      const width = Math.max(Math.min(leastWidth, size.width), size.width * even);
      scale = { x: width / size.width, y: even };
      const height = size.height * even;
      const dense = devicePixelRatio;
      canvas.width = Math.ceil(width * dense);
      canvas.height = Math.ceil(height * dense);
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
      const context = canvas.getContext('2d');
      if (context === null) return;
      const style = getComputedStyle(element);
      const colours = `${document.body.className} ${style.getPropertyValue('--paper')} ${canvas.width} ${canvas.height}`;
      if (drawn?.of !== laidOut || drawn.colours !== colours) {
        drawn = { of: laidOut, colours, picture: picture(laidOut, style, canvas, scale) };
      }
      context.drawImage(drawn.picture, 0, 0);
      context.scale(dense, dense);
      context.lineWidth = 1.5;
      context.strokeStyle = style.getPropertyValue('--accent');
      context.fillStyle = style.getPropertyValue('--veil');
      const x = Math.max(0, visible.x * scale.x);
      const y = Math.max(0, visible.y * scale.y);
      const right = Math.min(width, (visible.x + visible.width) * scale.x);
      const bottom = Math.min(height, (visible.y + visible.height) * scale.y);
      context.fillRect(x, y, right - x, bottom - y);
      context.strokeRect(x + 0.75, y + 0.75, Math.max(1, right - x - 1.5), Math.max(3, bottom - y - 1.5));
    },
  };
}

function picture(
  { scene, boxOf }: LaidOutScene,
  style: CSSStyleDeclaration,
  canvas: HTMLCanvasElement,
  scale: { x: number; y: number },
): HTMLCanvasElement {
  const copy = document.createElement('canvas');
  copy.width = canvas.width;
  copy.height = canvas.height;
  const context = copy.getContext('2d');
  if (context === null) return copy;
  context.scale(devicePixelRatio, devicePixelRatio);
  for (const item of scene.items) {
    const box = boxOf.get(item.key);
    if (box === undefined) continue;
    const open = item.form === 'open';
    context.fillStyle = style.getPropertyValue(open ? '--veil' : `--cat-${item.category}`);
    context.globalAlpha = item.dropped ? 0.45 : 1;
    context.fillRect(box.x * scale.x, box.y * scale.y, box.width * scale.x, Math.max(1, box.height * scale.y));
  }
  return copy;
}
