// What features look up again and again in what was understood of a program: calls by their place, the users of tensors,
// models by their objects. Each computed once per analysis.

import type { Span } from '../base/span.ts';
import type { GraphNode, Model, SymbolicTensor } from '../model/graph.ts';
import type { CallRecord, ModelRecord, Understanding } from '../model/understanding.ts';
import { isUnknown } from '../shapes/unknown.ts';
import { oncePer } from './cached.ts';

/** Calls of layers by the place of their call, in the order they ran. */
const callsByPlace = oncePer((understanding: Understanding): ReadonlyMap<string, readonly CallRecord[]> => {
  const map = new Map<string, CallRecord[]>();
  for (const record of understanding.calls) {
    if (record.place.uri !== understanding.uri || record.layer.kind === 'operation') continue;
    const key = placeKey(record.place);
    const known = map.get(key);
    if (known === undefined) map.set(key, [record]);
    else known.push(record);
  }
  return map;
});

/** The calls that an expression of the analysed document made, in the order they ran. */
export function callsAt(understanding: Understanding, span: Span): readonly CallRecord[] {
  return callsByPlace(understanding).get(placeKey(span)) ?? [];
}

function placeKey(span: Span): string {
  return `${span.start}:${span.end}`;
}

/** Every call of a layer that takes a tensor, by the tensor. */
export const consumersOf = oncePer(
  (understanding: Understanding): ReadonlyMap<SymbolicTensor, readonly GraphNode[]> => {
    const nodes = new Set<GraphNode>(understanding.calls.map(record => record.node));
    for (const { model } of understanding.models) {
      const graph = model.graph.value;
      if (!isUnknown(graph)) for (const node of graph.nodes) nodes.add(node);
    }
    const map = new Map<SymbolicTensor, GraphNode[]>();
    for (const node of nodes) {
      for (const input of new Set(node.inputs)) {
        const known = map.get(input);
        if (known === undefined) map.set(input, [node]);
        else known.push(node);
      }
    }
    return map;
  },
);

/** The record of each model. */
export const recordsByModel = oncePer(
  (understanding: Understanding): ReadonlyMap<Model, ModelRecord> =>
    new Map(understanding.models.map(record => [record.model, record])),
);

/** The variable that holds a model or, without one, the name the framework knows it by. */
export function modelLabel(understanding: Understanding, model: Model): string {
  return recordsByModel(understanding).get(model)?.variable ?? model.layer.name;
}
