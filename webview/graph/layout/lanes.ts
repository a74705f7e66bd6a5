// Lanes: the vertical ways by which edges pass rows of other nodes. The lines from one output share a lane, so that a
// tensor used in many places, or far away, costs one vertical line rather than one placeholder for every row it passes.
// A branch keeps its own column free towards where it starts and where it ends; other long edges get a rail at the side.

import type { Chains } from './chains.ts';
import { nth } from './nth.ts';

/** An edge of one level, between ports; turned edges are already turned back. */
export interface PortEdge {
  readonly from: number;
  readonly output: number;
  readonly to: number;
  /** Which input of `to`, counted from 0. */
  readonly input: number;
  /** The width of the text beside its beginning; 0 for none. */
  readonly label: number;
}

export type Side = 'left' | 'right';

/** A vertical way in the column of a chain or on a rail of its own. */
export type Lane =
  | { readonly kind: 'column'; readonly chain: number }
  | { readonly kind: 'rail'; readonly rail: number };

export interface Branch {
  /** The rows that its column keeps free, ends included. */
  readonly top: number;
  readonly bottom: number;
  /** The chain beside which it is placed; -1 for the spine. */
  readonly parent: number;
  readonly side: Side;
  /** How far the input it feeds is from the input that the parent's own column feeds: nearer ones are placed first. */
  readonly distance: number;
}

export interface Rail {
  readonly top: number;
  readonly bottom: number;
  readonly parent: number;
  readonly side: Side;
  readonly distance: number;
}

export interface Lanes {
  readonly branches: readonly Branch[];
  readonly rails: readonly Rail[];
  /** The lane of each edge; undefined for edges between neighbouring rows, which need none. */
  readonly of: readonly (Lane | undefined)[];
}

/** Finds lanes for all edges. `rank` gives the row of each node. */
export function findLanes(chains: Chains, edges: readonly PortEdge[], rank: readonly number[]): Lanes {
  const row = (node: number): number => nth(rank, node);
  const chainOf = (node: number): number => nth(chains.of, node);
  const incoming: number[][] = Array.from({ length: rank.length }, () => []);
  const outgoing: number[][] = Array.from({ length: rank.length }, () => []);
  edges.forEach((edge, index) => {
    incoming[edge.to]?.push(index);
    outgoing[edge.from]?.push(index);
  });
  const edgeAt = (index: number): PortEdge => nth(edges, index);
  const lastOf = (chain: number): number => nth(nth(chains.nodes, chain), nth(chains.nodes, chain).length - 1);

  // The edge inside the column of a chain that reaches a node from above, and the one that leaves it downwards.
  const columnIn = new Array<number>(rank.length).fill(-1);
  const columnOut = new Array<number>(rank.length).fill(-1);
  const below = new Array<number>(rank.length).fill(-1);
  for (const chain of chains.nodes)
    chain.forEach((node, place) => {
      below[node] = chain[place + 1] ?? -1;
    });
  edges.forEach((edge, index) => {
    if (below[edge.from] !== edge.to || columnIn[edge.to] !== -1) return;
    columnIn[edge.to] = index;
    columnOut[edge.from] = index;
  });

  const of = new Array<Lane | undefined>(edges.length).fill(undefined);
  const parents = new Array<number>(chains.nodes.length).fill(-1);
  const heads = new Array<number>(chains.nodes.length).fill(-1);
  const tails = new Array<number>(chains.nodes.length).fill(-1);
  chains.nodes.forEach((chain, index) => {
    const first = nth(chain, 0);
    const last = lastOf(index);
    heads[index] = pick(incoming[first] ?? [], (a, b) => row(edgeAt(a).from) > row(edgeAt(b).from));
    tails[index] = pick(outgoing[last] ?? [], (a, b) => row(edgeAt(a).to) < row(edgeAt(b).to));
  });
  const isAncestor = (chain: number, of: number): boolean => {
    for (let at = of; at !== -1; at = parents[at] ?? -1) if (at === chain) return true;
    return false;
  };
  for (let chain = 1; chain < chains.nodes.length; chain++) {
    const tail = tails[chain] ?? -1;
    const head = heads[chain] ?? -1;
    const wished = [tail === -1 ? 0 : chainOf(edgeAt(tail).to), head === -1 ? 0 : chainOf(edgeAt(head).from), 0];
    if (tail === -1) wished.shift();
    parents[chain] = wished.find(parent => parent !== chain && !isAncestor(chain, parent)) ?? 0;
  }

  // Which edges pass in the column of a chain.
  edges.forEach((edge, index) => {
    if (row(edge.to) - row(edge.from) < 2) return;
    const from = chainOf(edge.from);
    const tail = tails[from] ?? -1;
    if (columnIn[edge.to] === index) of[index] = { kind: 'column', chain: from };
    else if (lastOf(from) === edge.from && tail !== -1 && edgeAt(tail).output === edge.output)
      of[index] = { kind: 'column', chain: from };
    else if (heads[chainOf(edge.to)] === index) of[index] = { kind: 'column', chain: chainOf(edge.to) };
  });

  const towards = (index: number): { side: Side; distance: number } => {
    const edge = edgeAt(index);
    const column = columnIn[edge.to] ?? -1;
    if (column !== -1) {
      const difference = edge.input - edgeAt(column).input;
      return { side: difference < 0 ? 'left' : 'right', distance: Math.abs(difference) };
    }
    return { side: 'right', distance: edge.input };
  };
  const branches = chains.nodes.map((chain, index): Branch => {
    const first = nth(chain, 0);
    const last = lastOf(index);
    let top = row(first);
    let bottom = row(last);
    const head = heads[index] ?? -1;
    const headLane = of[head];
    if (head !== -1 && headLane?.kind === 'column' && headLane.chain === index) top = row(edgeAt(head).from) + 1;
    for (const out of outgoing[last] ?? []) {
      const lane = of[out];
      if (lane?.kind === 'column' && lane.chain === index) bottom = Math.max(bottom, row(edgeAt(out).to) - 1);
    }
    const tail = tails[index] ?? -1;
    const parent = parents[index] ?? -1;
    if (tail !== -1) return { top, bottom, parent, ...towards(tail) };
    if (head === -1) return { top, bottom, parent, side: 'right', distance: 0 };
    const beside = columnOut[edgeAt(head).from] ?? -1;
    const difference = beside === -1 ? 1 : first - edgeAt(beside).to;
    return { top, bottom, parent, side: difference < 0 ? 'left' : 'right', distance: Math.abs(difference) };
  });

  // What is left goes by rails: one for each output and side.
  const rails: Rail[] = [];
  const open = new Map<string, number>();
  edges.forEach((edge, index) => {
    if (row(edge.to) - row(edge.from) < 2 || of[index] !== undefined) return;
    const parent = commonChain(chainOf(edge.from), chainOf(edge.to), parents);
    const inside = childTowards(chainOf(edge.from), parent, parents) ?? childTowards(chainOf(edge.to), parent, parents);
    const { side, distance } =
      inside === undefined ? towards(index) : { ...towards(index), side: branches[inside]?.side ?? 'right' };
    const key = `${edge.from} ${edge.output} ${side} ${parent}`;
    const known = open.get(key);
    const bottom = row(edge.to) - 1;
    if (known === undefined) {
      open.set(key, rails.length);
      of[index] = { kind: 'rail', rail: rails.length };
      rails.push({ top: row(edge.from) + 1, bottom, parent, side, distance });
      return;
    }
    const rail = nth(rails, known);
    of[index] = { kind: 'rail', rail: known };
    rails[known] = { ...rail, bottom: Math.max(rail.bottom, bottom), distance: Math.min(rail.distance, distance) };
  });
  return { branches, rails, of };
}

/** The first of the edges that no other one is better than. */
function pick(edges: readonly number[], better: (a: number, b: number) => boolean): number {
  let best = edges[0] ?? -1;
  for (const edge of edges) if (better(edge, best)) best = edge;
  return best;
}

function commonChain(a: number, b: number, parents: readonly number[]): number {
  const above = new Set<number>();
  for (let at = a; at !== -1; at = parents[at] ?? -1) above.add(at);
  for (let at = b; at !== -1; at = parents[at] ?? -1) if (above.has(at)) return at;
  return 0;
}

/** The chain next below `ancestor` on the way from it down to `chain`; undefined where they are the same. */
function childTowards(chain: number, ancestor: number, parents: readonly number[]): number | undefined {
  let child: number | undefined;
  for (let at = chain; at !== ancestor && at !== -1; at = parents[at] ?? -1) child = at;
  return child;
}
