// Finds layer definitions by the names programs use for them.

import type { Dialect } from './config.ts';
import type { LayerDefinition } from './define.ts';
import definitions from './definitions/index.ts';
import { factoryName } from './naming.ts';

/** Every layer definition. */
export const allLayers: readonly LayerDefinition[] = definitions;

const byDialect = new Map<Dialect, Map<string, LayerDefinition>>();

/** The layer of that name: a class in Keras, a factory under `tf.layers` in tfjs. */
export function findLayer(name: string, dialect: Dialect): LayerDefinition | undefined {
  let names = byDialect.get(dialect);
  if (names === undefined) {
    names = new Map();
    for (const definition of definitions) for (const key of layerNames(definition, dialect)) names.set(key, definition);
    byDialect.set(dialect, names);
  }
  return names.get(name);
}

/** The names of a layer in a dialect, the usual one first; none where the dialect does not have it. */
export function layerNames(definition: LayerDefinition, dialect: Dialect): readonly string[] {
  if (!(definition.dialects ?? ['keras3']).includes(dialect)) return [];
  const classes = [definition.name, ...(definition.alias ?? [])];
  return dialect === 'tfjs' ? (definition.tfjs ?? classes.map(factoryName)) : classes;
}
