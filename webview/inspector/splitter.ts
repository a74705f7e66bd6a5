// The line between drawing and inspector, which can be dragged, or moved with the arrow keys.

import { html } from '../elements.ts';
import type { State, Store } from '../state.ts';

/** What either side keeps at least, in pixels. */
const least = 120;
const keyStep = 24;

/** A splitter that sizes `sized`, the last part of the row or column it stands in. */
export function createSplitter(store: Store, sized: HTMLElement): HTMLElement {
  const element = html('div', {
    class: 'splitter',
    role: 'separator',
    tabindex: 0,
    'aria-label': 'Size of the inspector',
  });

  const resize = (wanted: number): void => {
    const room = element.parentElement?.getBoundingClientRect();
    if (room === undefined) return;
    const { narrow } = store.state;
    const most = (narrow ? room.height : room.width) - least;
    const size = Math.round(Math.max(least, Math.min(most, wanted)));
    store.dispatch({ type: 'inspectorSized', size: narrow ? { height: size } : { width: size } });
  };
  element.addEventListener('pointerdown', event => {
    element.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  element.addEventListener('pointermove', event => {
    const room = element.parentElement?.getBoundingClientRect();
    if (event.buttons === 0 || room === undefined || !element.hasPointerCapture(event.pointerId)) return;
    resize(store.state.narrow ? room.bottom - event.clientY : room.right - event.clientX);
  });
  element.addEventListener('keydown', event => {
    const { narrow } = store.state;
    const larger = narrow ? 'ArrowUp' : 'ArrowLeft';
    const smaller = narrow ? 'ArrowDown' : 'ArrowRight';
    if (event.key !== larger && event.key !== smaller) return;
    event.preventDefault();
    const now = sized.getBoundingClientRect();
    resize((narrow ? now.height : now.width) + (event.key === larger ? keyStep : -keyStep));
  });

  const update = (state: State): void => {
    element.hidden = !state.view.inspector.open;
    element.setAttribute('aria-orientation', state.narrow ? 'horizontal' : 'vertical');
    element.setAttribute(
      'aria-valuenow',
      String(Math.round((state.narrow ? sized.offsetHeight : sized.offsetWidth) || 0)),
    );
  };
  store.subscribe(update);
  update(store.state);
  return element;
}
