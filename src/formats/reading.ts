// The state of one reading of a file: what numbers and names the parts of its graph, and what is noted on the way.

import { box, createStore } from '../base/box.ts';
import type { Place } from '../base/span.ts';
import type { Dialect } from '../layers/config.ts';
import type { GraphContext } from '../model/build.ts';
import type { Layer, Model } from '../model/graph.ts';
import { mostCalls, unreadable } from './budgets.ts';
import type { StoredRecord } from './stored.ts';

export interface Reading {
  readonly context: GraphContext;
  /** Stands for the file; nothing in it has a place of its own. */
  readonly place: Place;
  readonly notes: Set<string>;
  /** Layers that several models of the file share, by the number under which Keras stores them. */
  readonly shared: Map<number, Layer>;
  /** Layers whose variables are quantized: how many they have is not followed. */
  readonly quantized: Set<Layer>;
  /** How many calls a model has, with those of the models inside it counted at each of their calls. */
  readonly sizes: Map<Model, number>;
  /** Makes a model from its stored form. */
  readonly makeModel: (reading: Reading, stored: StoredObject) => Model;
}

/** An object as Keras stores it: its class and what makes one like it. */
export interface StoredObject {
  readonly className: string;
  /** The module of the class; absent in files before Keras 3. */
  readonly module: string | undefined;
  /** The name under which a class of a program is registered. */
  readonly registered: string | undefined;
  readonly config: StoredRecord;
}

export function createReading(uri: string, dialect: Dialect, makeModel: Reading['makeModel']): Reading {
  let lastId = 0;
  const counts = new Map<string, number>();
  const context: GraphContext = {
    store: createStore(),
    dialect,
    dataFormat: box('channels_last'),
    registered: true,
    nextId: () => lastId++,
    autoName(stem) {
      const count = counts.get(stem) ?? 0;
      counts.set(stem, count + 1);
      return count === 0 ? stem : `${stem}_${count}`;
    },
  };
  return {
    context,
    place: { uri, start: 0, end: 0 },
    notes: new Set(),
    shared: new Map(),
    quantized: new Set(),
    sizes: new Map(),
    makeModel,
  };
}

/** Notes how large a finished model is, and refuses one that is too large. */
export function noteSize({ sizes }: Reading, model: Model, layers: readonly (Layer | undefined)[]): void {
  let size = 0;
  for (const layer of layers) size += 1 + (layer?.model === undefined ? 0 : (sizes.get(layer.model) ?? 0));
  if (size > mostCalls) unreadable(`its model has more than ${mostCalls} calls of layers`);
  sizes.set(model, size);
}
