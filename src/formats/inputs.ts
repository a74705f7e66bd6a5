// Input layers of stored models.

import { callLayer } from '../model/build.ts';
import type { Layer, SymbolicTensor } from '../model/graph.ts';
import { unreadable } from './budgets.ts';
import type { Reading } from './reading.ts';

/** The tensor of an input layer, which has its one call from the start. */
export function callInput(reading: Reading, layer: Layer): SymbolicTensor {
  const [before] = layer.state.value.nodes;
  const node = before ?? callLayer(reading.context, { layer, call: new Map(), called: reading.place }).node;
  return node.outputs[0] ?? unreadable('an input of the model has no shape');
}
