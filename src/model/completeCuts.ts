// Which single cuts of a model are complete, in time that grows with the model and not with its square. A cut at a layer is
// complete where every way from the layers before it to an output leads through it. It is enough to ask that of the
// entries: a way around the cut from any other layer before it is one from an entry as well.

import type { CutGraph } from './cuts.ts';
import type { Layer } from './graph.ts';
import { isListed } from './graph.ts';

/**
 * The positions in `model.layers` at which a single-output cut is complete: every edge that leaves the kept part leaves it
 * from the cut itself.
 */
export function completeCuts(graph: CutGraph): readonly number[] {
  const complete = isAcyclic(graph) ? layersOnEveryWay(graph) : layersLeftFromAlone(graph);
  const out: number[] = [];
  graph.order.filter(isListed).forEach((layer, index) => {
    if (complete.has(layer)) out.push(index);
  });
  return out;
}

/** True where every layer stands before those it feeds. A shared layer can feed itself. */
function isAcyclic({ order, consumers }: CutGraph): boolean {
  const place = new Map(order.map((layer, i) => [layer, i]));
  return order.every((layer, i) => (consumers.get(layer) ?? []).every(next => (place.get(next) ?? -1) > i));
}

/** The useful layers through which all ways lead from every entry that they depend on. */
function layersOnEveryWay(graph: CutGraph): ReadonlySet<Layer> {
  const next = nextOnEveryWay(graph);
  const reaching = new Map<Layer, number>();
  const passing = new Map<Layer, number>();
  for (const entry of graph.order) {
    if (!graph.useful.has(entry) || (graph.producers.get(entry) ?? []).length > 0) continue;
    for (const layer of reachable(graph, entry)) reaching.set(layer, (reaching.get(layer) ?? 0) + 1);
    for (let at: Layer | undefined = entry; at !== undefined; at = next.get(at)?.layer)
      passing.set(at, (passing.get(at) ?? 0) + 1);
  }
  return new Set([...passing].filter(([layer, count]) => count === reaching.get(layer)).map(([layer]) => layer));
}

interface Step {
  /** Undefined where the ways meet only behind the outputs. */
  readonly layer: Layer | undefined;
  /** How many such layers follow. */
  readonly depth: number;
}

/**
 * For each useful layer the nearest one through which all its ways lead (its immediate post-dominator): where those of its
 * consumers first meet.
 */
function nextOnEveryWay({ order, consumers, useful }: CutGraph): ReadonlyMap<Layer, Step> {
  const next = new Map<Layer, Step>();
  const depthOf = (layer: Layer | undefined): number => (layer === undefined ? 0 : 1 + (next.get(layer)?.depth ?? 0));
  const meet = (first: Layer | undefined, second: Layer | undefined): Layer | undefined => {
    let a = first;
    let b = second;
    while (a !== b) {
      if (a !== undefined && depthOf(a) >= depthOf(b)) a = next.get(a)?.layer;
      else if (b !== undefined) b = next.get(b)?.layer;
    }
    return a;
  };
  for (let i = order.length - 1; i >= 0; i--) {
    const layer = order[i];
    if (layer === undefined || !useful.has(layer)) continue;
    const [first, ...others] = (consumers.get(layer) ?? []).filter(one => useful.has(one));
    const met = others.reduce<Layer | undefined>(meet, first);
    next.set(layer, { layer: met, depth: depthOf(met) });
  }
  return next;
}

function reachable({ consumers, useful }: CutGraph, entry: Layer): ReadonlySet<Layer> {
  const seen = new Set<Layer>();
  const open = [entry];
  while (open.length > 0) {
    const layer = open.pop();
    if (layer === undefined || seen.has(layer)) continue;
    seen.add(layer);
    for (const next of consumers.get(layer) ?? []) if (useful.has(next)) open.push(next);
  }
  return seen;
}

/** The same by the definition, layer by layer, for graphs in which shared layers make circles. */
function layersLeftFromAlone(graph: CutGraph): ReadonlySet<Layer> {
  const { producers, consumers, useful } = graph;
  const before = (cut: Layer): ReadonlySet<Layer> => {
    const seen = new Set<Layer>();
    const open = [cut];
    while (open.length > 0) {
      const layer = open.pop();
      if (layer === undefined || seen.has(layer)) continue;
      seen.add(layer);
      open.push(...(producers.get(layer) ?? []));
    }
    return seen;
  };
  const isComplete = (cut: Layer): boolean => {
    const kept = before(cut);
    return [...kept].every(
      layer => layer === cut || (consumers.get(layer) ?? []).every(next => kept.has(next) || !useful.has(next)),
    );
  };
  return new Set(graph.order.filter(layer => useful.has(layer) && isComplete(layer)));
}
