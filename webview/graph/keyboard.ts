// The keys of the drawing. Arrows follow lines, Enter shows the source, Space opens and closes; + and − zoom, 0 fits, 1 is
// actual size, Ctrl+C copies the name and Ctrl+Shift+C the shape.

import type { Direction } from './navigation.ts';

export interface KeyHandlers {
  readonly go: (from: string, direction: Direction) => void;
  readonly goToEnd: (which: 'first' | 'last') => void;
  readonly reveal: (key: string) => void;
  readonly toggle: (key: string) => void;
  readonly copy: (key: string, what: 'name' | 'shape') => void;
  readonly leave: () => void;
  readonly zoomBy: (steps: number) => void;
  readonly zoomTo: (zoom: number) => void;
  readonly fit: () => void;
}

/** Does what a key stands for; `key` is that of the item with the focus. True where the event has been used up. */
export function handleKey(event: KeyboardEvent, key: string | undefined, handlers: KeyHandlers): boolean {
  if (event.altKey) return false;
  if (event.ctrlKey || event.metaKey) {
    if (event.key.toLowerCase() !== 'c' || key === undefined) return false;
    handlers.copy(key, event.shiftKey ? 'shape' : 'name');
    return true;
  }
  const step = viewKeys(handlers)[event.key] ?? (key === undefined ? undefined : itemKeys(key, handlers)[event.key]);
  if (step === undefined) return false;
  step();
  return true;
}

function viewKeys(handlers: KeyHandlers): Readonly<Record<string, () => void>> {
  return {
    '+': () => handlers.zoomBy(1),
    '=': () => handlers.zoomBy(1),
    '-': () => handlers.zoomBy(-1),
    '0': handlers.fit,
    '1': () => handlers.zoomTo(1),
  };
}

function itemKeys(key: string, handlers: KeyHandlers): Readonly<Record<string, () => void>> {
  return {
    ArrowUp: () => handlers.go(key, 'up'),
    ArrowDown: () => handlers.go(key, 'down'),
    ArrowLeft: () => handlers.go(key, 'left'),
    ArrowRight: () => handlers.go(key, 'right'),
    Home: () => handlers.goToEnd('first'),
    End: () => handlers.goToEnd('last'),
    Enter: () => handlers.reveal(key),
    ' ': () => handlers.toggle(key),
    Escape: handlers.leave,
  };
}
