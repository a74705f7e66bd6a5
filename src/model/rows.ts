// Layers of a branched model applied once more, one after another, as if the model were a chain: what a layer then loses of
// what feeds it in its own model.

import { cutGraph } from './cuts.ts';
import { isListed, type Layer, type ModelGraph } from './graph.ts';

/** What a layer is given in a row, and what feeds it in its own model. */
export interface RowLoss {
  /**
   * `merge`: it merges several tensors and is given one. `operation`: what merges several tensors before it is no layer, so
   * that the row passes over it. `beside`: it is given what comes from a branch beside it.
   */
  readonly how: 'merge' | 'operation' | 'beside';
  /** The merge; for `beside` the layer itself. */
  readonly at: Layer;
  /** What it is given, as far as that comes from the same model. */
  readonly given?: Layer;
  /** What feeds it in its own model and is lost here. */
  readonly lost: readonly Layer[];
}

type Producers = ReadonlyMap<Layer, readonly Layer[]>;

const producersOf = new WeakMap<ModelGraph, Producers>();

function producers(graph: ModelGraph): Producers {
  let known = producersOf.get(graph);
  if (known === undefined) {
    known = cutGraph(graph).producers;
    producersOf.set(graph, known);
  }
  return known;
}

/**
 * What `layer` of the model loses where it is called on `count` tensors, of which the first comes from `given`. Layers that
 * the model itself calls several times are left alone.
 */
export function rowLoss(
  graph: ModelGraph,
  layer: Layer,
  call: { readonly count: number; readonly given: Layer | undefined },
): RowLoss | undefined {
  if (graph.nodes.filter(node => node.layer === layer).length !== 1) return undefined;
  const all = producers(graph);
  const own = all.get(layer) ?? [];
  const { count, given } = call;
  const from = given === undefined ? {} : { given };
  if (count !== 1) return undefined;
  if (own.length > 1) return { how: 'merge', at: layer, ...from, lost: own.filter(one => one !== given) };
  const [only] = own;
  if (only === undefined || given === undefined) return undefined;
  const merge = hiddenMerge(all, only);
  if (merge !== undefined)
    return { how: 'operation', at: merge, given, lost: (all.get(merge) ?? []).filter(one => one !== given) };
  return given === layer || feeds(all, given, layer) ? undefined : { how: 'beside', at: layer, given, lost: [only] };
}

/** How many layers of the model merge several tensors. */
export function mergesOf(graph: ModelGraph): readonly Layer[] {
  const all = producers(graph);
  return graph.operations.filter(layer => (all.get(layer)?.length ?? 0) > 1);
}

/** The operation outside of `model.layers` that merges tensors for what comes next, through others with one input. */
function hiddenMerge(all: Producers, from: Layer): Layer | undefined {
  let layer: Layer | undefined = from;
  while (layer !== undefined && !isListed(layer)) {
    const own: readonly Layer[] = all.get(layer) ?? [];
    if (own.length > 1) return layer;
    [layer] = own;
  }
  return undefined;
}

/** True where `first` is among all that feeds `last`. */
function feeds(all: Producers, first: Layer, last: Layer): boolean {
  const seen = new Set<Layer>([last]);
  const open = [last];
  for (let layer = open.pop(); layer !== undefined; layer = open.pop()) {
    if (layer === first) return true;
    for (const before of all.get(layer) ?? []) {
      if (seen.has(before)) continue;
      seen.add(before);
      open.push(before);
    }
  }
  return false;
}
