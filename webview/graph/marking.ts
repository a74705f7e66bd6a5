// Marks on what is drawn: selected, found, under the cursor in the source, and the lines of what is selected. Keys of
// nodes that are not drawn stand for the closed group or model that holds them.

import { containersOf, type State } from '../state.ts';
import { indexNodes } from './keys.ts';
import type { Scene } from './scene.ts';

export interface Marks {
  readonly selected: string | undefined;
  readonly highlighted: ReadonlySet<string>;
  readonly matches: ReadonlySet<string>;
}

/** The item that is drawn for a node: itself, or the innermost closed group or model around it. */
export function drawnKey(scene: Scene, key: string): string | undefined {
  if (scene.byKey.has(key)) return key;
  return containersOf(scene.graph, key).findLast(container => scene.byKey.has(container));
}

/** What is to be marked in a scene. */
export function marksOf(state: State, scene: Scene | undefined, matches: readonly string[]): Marks {
  if (scene === undefined) return { selected: undefined, highlighted: new Set(), matches: new Set() };
  const { byId } = indexNodes(scene.graph);
  const drawn = (keys: readonly string[]): Set<string> => new Set(keys.flatMap(key => drawnKey(scene, key) ?? []));
  return {
    selected: state.view.selected === undefined ? undefined : drawnKey(scene, state.view.selected),
    highlighted: drawn(state.highlighted.flatMap(id => byId.get(id) ?? [])),
    matches: drawn(matches),
  };
}

/** Writes the marks of an item; one item is reached by Tab: the selected one, else the first. */
export function markItem(element: SVGElement, key: string, marks: Marks, first: string | undefined): void {
  const selected = key === marks.selected;
  const reached = selected || (marks.selected === undefined && key === first);
  element.classList.toggle('selected', selected);
  element.classList.toggle('highlighted', marks.highlighted.has(key));
  element.classList.toggle('match', marks.matches.has(key));
  element.setAttribute('aria-selected', String(selected));
  element.setAttribute('tabindex', reached ? '0' : '-1');
  if (marks.highlighted.has(key)) element.setAttribute('aria-current', 'location');
  else element.removeAttribute('aria-current');
}

/** Writes the marks of a line. */
export function markLink(element: SVGElement, ends: readonly string[], marks: Marks): void {
  element.classList.toggle('near', marks.selected !== undefined && ends.includes(marks.selected));
}
