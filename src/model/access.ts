// How a program takes layers and outputs out of models, as far as rules and hovers need to know it.

import type { Place } from '../base/span.ts';
import type { Model } from './graph.ts';

/** A stretch of a model's layers: positions `from` up to but without `to`. */
export interface LayersOf {
  readonly model: Model;
  readonly from: number;
  readonly to: number;
  /** The slice as written (`:15`); absent for the whole list. */
  readonly sliced?: Place;
  /** The expression that read the whole list. */
  readonly read?: Place;
}

/** A layer reached through a model: `model.layers[14]`, `model.get_layer('x')`, an item of a slice, a loop over them. */
export interface LayerAccess {
  readonly model: Model;
  readonly index: number;
  readonly how: 'index' | 'name' | 'slice' | 'loop';
  /** What chose it, as written: the index (`14`), the name (`'conv1'`), the slice (`:15`), the loop's list. */
  readonly place: Place;
  /** Set for `slice`: the stretch it was taken from. */
  readonly range?: LayersOf;
}

/** The outputs of a model as one call of it gave them. */
export interface ModelOutputs {
  readonly model: Model;
  readonly called: Place;
}
