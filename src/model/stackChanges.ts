// How often the layers of a model were changed, on whichever path of the program: unlike the layers themselves this is never
// taken back, so that a model which some path changes is told from one that stays as it was made.

import type { Model } from './graph.ts';

const counts = new WeakMap<Model, number>();

/** Notes that a layer is put into a model or taken out of it, or may be. */
export function noteStackChange(model: Model): void {
  counts.set(model, stackChanges(model) + 1);
}

/** How often that happened so far. */
export function stackChanges(model: Model): number {
  return counts.get(model) ?? 0;
}
