// Models from their stored form, whatever kind they are.

import type { Model } from '../model/graph.ts';
import { unreadable } from './budgets.ts';
import { storedFunctional } from './functional.ts';
import type { Reading, StoredObject } from './reading.ts';
import { storedSequential } from './sequential.ts';
import { isStoredList } from './stored.ts';

/** The model that a stored object stands for. */
export function storedModel(reading: Reading, object: StoredObject): Model {
  const layers = object.config.get('layers');
  if (!isStoredList(layers)) {
    unreadable(
      `its model is an object of the class \`${object.className}\`, which does not say of what layers it is made`,
    );
  }
  return object.config.has('output_layers')
    ? storedFunctional(reading, object, layers)
    : storedSequential(reading, object, layers);
}
