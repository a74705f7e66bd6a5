// What a submodel keeps and drops of the model it is cut from. Layers are the vertices here: K are the chosen outputs and
// everything that feeds them. An edge by-passes the cut where it leaves K from a layer that is not itself an output and
// still reaches an output of the base. A cut is complete where there is none, and where no chosen output lies on one of
// two branches that part inside K and rejoin outside it.

import { flatten } from '../shapes/nested.ts';
import type { Layer, ModelGraph } from './graph.ts';

export { completeCuts } from './completeCuts.ts';

/** A base model as edges between its layers and operations. */
export interface CutGraph {
  readonly order: readonly Layer[];
  readonly producers: ReadonlyMap<Layer, readonly Layer[]>;
  readonly consumers: ReadonlyMap<Layer, readonly Layer[]>;
  readonly outputs: ReadonlySet<Layer>;
  /** Layers from which an output of the base can be reached, the outputs included. */
  readonly useful: ReadonlySet<Layer>;
}

export interface CutAnalysis {
  readonly complete: boolean;
  readonly outputs: readonly Layer[];
  readonly kept: ReadonlySet<Layer>;
  /** Edges that leave the kept part beside the cut. */
  readonly bypassing: readonly (readonly [Layer, Layer])[];
  /** The layers of the dropped paths, up to but without the merge, in the order of the base; empty for a bare skip. */
  readonly dropped: readonly Layer[];
  /** Where the dropped path would have joined what follows the cut. */
  readonly merge?: Layer;
  /** An output that lies on one of two branches kept by halves, where no edge by-passes. */
  readonly between?: { readonly fork: Layer; readonly output: Layer };
}

/** The edges of a model's graph between its layers. */
export function cutGraph(graph: ModelGraph): CutGraph {
  const producers = new Map<Layer, Layer[]>();
  const consumers = new Map<Layer, Layer[]>();
  const link = (map: Map<Layer, Layer[]>, from: Layer, to: Layer): void => {
    const list = map.get(from);
    if (list === undefined) map.set(from, [to]);
    else if (!list.includes(to)) list.push(to);
  };
  const inside = new Set(graph.operations);
  for (const node of graph.nodes) {
    for (const input of node.inputs) {
      if (!inside.has(input.node.layer)) continue;
      link(producers, node.layer, input.node.layer);
      link(consumers, input.node.layer, node.layer);
    }
  }
  const outputs = new Set(flatten(graph.outputs).map(tensor => tensor.node.layer));
  const useful = reach([...outputs], producers);
  return { order: graph.operations, producers, consumers, outputs, useful };
}

/** What a submodel with these outputs keeps and drops. */
export function analyseCut(graph: CutGraph, outputs: readonly Layer[]): CutAnalysis {
  const kept = reach(outputs, graph.producers);
  const chosen = new Set(outputs);
  const bypassing: (readonly [Layer, Layer])[] = [];
  for (const layer of graph.order) {
    if (!kept.has(layer) || chosen.has(layer)) continue;
    for (const next of graph.consumers.get(layer) ?? []) {
      if (!kept.has(next) && graph.useful.has(next)) bypassing.push([layer, next]);
    }
  }
  if (bypassing.length > 0) {
    const after = reach(outputs, graph.consumers);
    const beside = reach(
      bypassing.map(([, to]) => to),
      graph.consumers,
    );
    // A dropped path and what follows the cut meet for the first time where a layer has both among what feeds it.
    const merge = graph.order.find(
      layer =>
        !kept.has(layer) && after.has(layer) && beside.has(layer) && (graph.producers.get(layer) ?? []).length > 1,
    );
    const dropped = pathTo(graph, merge, layer => beside.has(layer) && !kept.has(layer) && !after.has(layer));
    return { complete: false, outputs, kept, bypassing, dropped, ...(merge === undefined ? {} : { merge }) };
  }
  const between = halfBranch(graph, outputs, kept);
  if (between === undefined) return { complete: true, outputs, kept, bypassing, dropped: [] };
  const after = reach([between.output], graph.consumers);
  const avoiding = reach([between.fork], graph.consumers, new Set([between.output]));
  const merge = graph.order.find(layer => !kept.has(layer) && after.has(layer) && avoiding.has(layer));
  const isBeside = (layer: Layer): boolean => avoiding.has(layer) && layer !== between.fork && !after.has(layer);
  const dropped = pathTo(graph, merge, isBeside);
  return { complete: false, outputs, kept, bypassing, dropped, ...(merge === undefined ? {} : { merge }), between };
}

/** The layers of a kind that lead to the merge, in the order of the base; all of the kind where nothing merges. */
function pathTo(graph: CutGraph, merge: Layer | undefined, isOfPath: (layer: Layer) => boolean): readonly Layer[] {
  const leading = merge === undefined ? undefined : reach([merge], graph.producers);
  return graph.order.filter(layer => isOfPath(layer) && (leading === undefined || leading.has(layer)));
}

/**
 * A chosen output on a branch whose sibling branch is kept by halves: both begin at a fork inside the kept part, and they
 * rejoin outside it. A skip that leaves the kept part straight from a chosen output is kept by being chosen.
 */
function halfBranch(
  graph: CutGraph,
  outputs: readonly Layer[],
  kept: ReadonlySet<Layer>,
): { readonly fork: Layer; readonly output: Layer } | undefined {
  for (let i = outputs.length - 1; i >= 0; i--) {
    const output = outputs[i];
    if (output === undefined || !graph.useful.has(output)) continue;
    const after = reach([output], graph.consumers);
    const before = reach([output], graph.producers);
    for (const fork of before) {
      if (fork === output) continue;
      for (const side of graph.consumers.get(fork) ?? []) {
        if (!kept.has(side) || side === output || before.has(side)) continue;
        const beside = reach([side], graph.consumers, new Set([output]));
        const meets = graph.order.find(layer => beside.has(layer) && after.has(layer) && graph.useful.has(layer));
        if (meets !== undefined && !kept.has(meets)) return { fork, output };
      }
    }
  }
  return undefined;
}

/** Everything that can be reached along the edges, the starts included, without passing `avoid`. */
function reach(
  starts: readonly Layer[],
  edges: ReadonlyMap<Layer, readonly Layer[]>,
  avoid: ReadonlySet<Layer> = new Set(),
): Set<Layer> {
  const seen = new Set<Layer>();
  const open = starts.filter(layer => !avoid.has(layer));
  while (open.length > 0) {
    const layer = open.pop();
    if (layer === undefined || seen.has(layer)) continue;
    seen.add(layer);
    for (const next of edges.get(layer) ?? []) if (!seen.has(next) && !avoid.has(next)) open.push(next);
  }
  return seen;
}
