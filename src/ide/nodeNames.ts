// How the calls of a graph are named wherever they leave the analysis: in drawings, plans and results. The same call has
// the same name in all of them, and the name says through which nested models it is reached.

import type { GraphNode } from '../model/graph.ts';

export interface NodeName {
  /** Unlike that of any other call: `tower[1]/conv2d`, and `tower[1]/conv2d[1]` for a second call of the same layer. */
  readonly id: string;
  /** The name of the layer behind the nested models it is reached through: `tower[1]/conv2d`. */
  readonly name: string;
  /** Counts the calls of the layer in this graph, from 0. */
  readonly callIndex: number;
  /** What the names of the calls inside begin with, for the call of a nested model: `tower[1]/`. */
  readonly prefix: string;
}

/** Names for calls that are drawn or computed together. */
export function nodeNames(nodes: readonly GraphNode[], prefix: string): ReadonlyMap<GraphNode, NodeName> {
  const counts = new Map<GraphNode['layer'], number>();
  const unique = new Map<GraphNode['layer'], string>();
  const taken = new Set<string>();
  const names = new Map<GraphNode, NodeName>();
  for (const node of [...nodes].sort((a, b) => (a.layer === b.layer ? a.callIndex - b.callIndex : 0))) {
    const { layer } = node;
    const callIndex = counts.get(layer) ?? 0;
    counts.set(layer, callIndex + 1);
    const own = unique.get(layer) ?? fresh(layer.name, taken);
    unique.set(layer, own);
    names.set(node, {
      id: `${prefix}${own}${callIndex === 0 ? '' : `[${callIndex}]`}`,
      name: `${prefix}${layer.name}`,
      callIndex,
      prefix: `${prefix}${own}[${callIndex}]/`,
    });
  }
  return names;
}

function fresh(name: string, taken: Set<string>): string {
  let own = name;
  for (let i = 2; taken.has(own); i++) own = `${name}~${i}`;
  taken.add(own);
  return own;
}
