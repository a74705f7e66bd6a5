// Changes of the list that `model.layers` gives. Keras makes that list anew each time it is asked for, so a change of it is
// lost unless a variable holds it.

import type { Place } from '../base/span.ts';
import { flatten } from '../shapes/nested.ts';
import { isUnknown } from '../shapes/unknown.ts';
import type { Context } from './context.ts';
import type { ListValue } from './value.ts';

/**
 * Notes a change at `place` of a list that nothing else can hold: the change is written onto the very expression that read
 * it. `change` is the method's name, or what a statement does. In TensorFlow.js the list is the model's own,
 * and so it was in the first versions of Keras 2, which a program may be written for that does not say its version.
 */
export function noteLayersCopy(context: Context, list: ListValue, change: string, place: Place): void {
  const { layersOf } = list;
  if (layersOf?.read === undefined || context.dialect === 'tfjs' || isOld(context) || context.record.muted > 0) return;
  if (layersOf.read.uri !== place.uri || layersOf.read.start !== place.start) return;
  const { model } = layersOf;
  const graph = model.graph.value;
  const output = isUnknown(graph) ? undefined : flatten(graph.outputs)[0]?.node.layer.name;
  context.record.problems.push({
    problem: {
      kind: 'layers-copy',
      change,
      effect: 'silent',
      ...(output === undefined ? {} : { output }),
    },
    place,
    subject: { name: model.layer.name, className: model.layer.className, layer: model.layer },
    argSpans: new Map(),
    inputs: [],
  });
}

function isOld({ dialect, versionGiven }: Context): boolean {
  return dialect === 'keras2' && !versionGiven;
}
