// Chains: every node belongs to one path that is drawn as a straight column. The first chain is the spine, the longest
// path of the graph; the others are the branches beside it, each as long as it can be.

import type { DirectedEdge } from './ranks.ts';

export interface Chains {
  /** The nodes of each chain from top to bottom; the spine first. */
  readonly nodes: readonly (readonly number[])[];
  /** The chain of each node. */
  readonly of: readonly number[];
}

/** Chains of an acyclic graph. `order` is topological; edges are listed in input order per target. */
export function findChains(order: readonly number[], edges: readonly DirectedEdge[]): Chains {
  const count = order.length;
  const before: number[][] = Array.from({ length: count }, () => []);
  const after: number[][] = Array.from({ length: count }, () => []);
  for (const { from, to } of edges) {
    before[to]?.push(from);
    after[from]?.push(to);
  }
  const of = new Array<number>(count).fill(-1);
  const nodes: number[][] = [];
  const add = (chain: number[]): void => {
    for (const node of chain) of[node] = nodes.length;
    nodes.push(chain);
  };
  if (count > 0) add(spineOf(order, before));

  const free = (node: number): boolean => of[node] === -1;
  const up = pathLengths(order, before, free);
  const down = pathLengths([...order].reverse(), after, free);
  for (const start of order) {
    if (!free(start)) continue;
    const chain = [start];
    for (let node = start; ; ) {
      const next = longest((after[node] ?? []).filter(free), down);
      if (next === undefined || longest((before[next] ?? []).filter(free), up) !== node) break;
      chain.push(next);
      node = next;
    }
    add(chain);
  }
  return { nodes, of };
}

/** The longest path, followed from its lower end; among equally long ways up it takes the one in the middle. */
function spineOf(order: readonly number[], before: readonly (readonly number[])[]): number[] {
  const up = pathLengths(order, before, () => true);
  const sources = [...order].sort((a, b) => a - b);
  let node = longest(sources, up);
  const spine: number[] = [];
  while (node !== undefined) {
    spine.push(node);
    const ways: number[] = [...new Set(before[node] ?? [])];
    const best = Math.max(...ways.map(way => up[way] ?? 0));
    const equal = ways.filter(way => up[way] === best);
    node = equal[Math.floor((equal.length - 1) / 2)];
  }
  return spine.reverse();
}

/** For each node the number of nodes on the longest path that ends in it and uses only accepted nodes. */
function pathLengths(
  order: readonly number[],
  before: readonly (readonly number[])[],
  accepts: (node: number) => boolean,
): number[] {
  const length = new Array<number>(order.length).fill(0);
  for (const node of order) {
    if (!accepts(node)) continue;
    let best = 0;
    for (const other of before[node] ?? []) best = Math.max(best, length[other] ?? 0);
    length[node] = best + 1;
  }
  return length;
}

function longest(nodes: readonly number[], length: readonly number[]): number | undefined {
  let best: number | undefined;
  for (const node of nodes) if (best === undefined || (length[node] ?? 0) > (length[best] ?? 0)) best = node;
  return best;
}
