// Rows: every node stands below all nodes that feed it. The row is the length of the longest path from the top, so that
// a layer added at the end of a model moves nothing above it.

export interface DirectedEdge {
  readonly from: number;
  readonly to: number;
}

/** `entry` and `exit` stand for the ends of edges that cross the frame; `first` nodes stay in the first row. */
export type Role = 'node' | 'first' | 'entry' | 'exit';

export interface Ranks {
  readonly rank: readonly number[];
  readonly count: number;
  /** The nodes in an order in which all (turned) edges point forward. */
  readonly order: readonly number[];
  /** True for edges that had to be turned round to break a cycle. */
  readonly turned: readonly boolean[];
}

/** Rows for nodes 0..roles.length-1. Cycles are broken at the node that comes first in source order. */
export function rankNodes(roles: readonly Role[], edges: readonly DirectedEdge[]): Ranks {
  const { order, turned } = sortTopologically(roles.length, edges);
  const rank = new Array<number>(roles.length).fill(0);
  const below = new Array<number>(roles.length).fill(Number.POSITIVE_INFINITY);
  const floating = roles.map(role => role === 'node');
  const start = roles.includes('entry') ? 1 : 0;
  const after = followers(roles.length, edges, turned);
  for (const node of order) if (roles[node] !== 'entry') rank[node] = start;
  for (const node of order) {
    for (const next of after[node] ?? []) {
      rank[next] = Math.max(rank[next] ?? 0, (rank[node] ?? 0) + 1);
      if (floating[node] !== true) floating[next] = false;
    }
  }
  let last = rank.reduce((a, b) => Math.max(a, b), 0);
  const inner = roles.reduce(
    (deepest, role, node) => (role === 'exit' ? deepest : Math.max(deepest, rank[node] ?? 0)),
    0,
  );
  if (roles.includes('exit')) last = inner + 1;
  roles.forEach((role, node) => {
    if (role === 'exit') rank[node] = last;
  });
  // What depends on no input, such as a constant, goes down to what uses it.
  for (const node of [...order].reverse()) {
    for (const next of after[node] ?? []) below[node] = Math.min(below[node] ?? 0, rank[next] ?? 0);
    const nearest = below[node] ?? 0;
    if (floating[node] === true && Number.isFinite(nearest)) rank[node] = nearest - 1;
  }
  return { rank, count: roles.length === 0 ? 0 : last + 1, order, turned };
}

function followers(count: number, edges: readonly DirectedEdge[], turned: readonly boolean[]): number[][] {
  const after: number[][] = Array.from({ length: count }, () => []);
  edges.forEach((edge, index) => {
    if (turned[index] === true) after[edge.to]?.push(edge.from);
    else after[edge.from]?.push(edge.to);
  });
  return after;
}

function sortTopologically(count: number, edges: readonly DirectedEdge[]): { order: number[]; turned: boolean[] } {
  const turned = new Array<boolean>(edges.length).fill(false);
  const waiting = new Array<number>(count).fill(0);
  const outgoing: number[][] = Array.from({ length: count }, () => []);
  const incoming: number[][] = Array.from({ length: count }, () => []);
  edges.forEach((edge, index) => {
    waiting[edge.to] = (waiting[edge.to] ?? 0) + 1;
    outgoing[edge.from]?.push(index);
    incoming[edge.to]?.push(index);
  });
  const order: number[] = [];
  const placed = new Array<boolean>(count).fill(false);
  const ready: number[] = [];
  const place = (node: number): void => {
    placed[node] = true;
    ready.push(node);
  };
  for (let node = 0; node < count; node++) if (waiting[node] === 0) place(node);
  let next = 0;
  for (let taken = 0; order.length < count; taken++) {
    if (taken === ready.length) {
      while (placed[next] === true) next++;
      for (const edge of incoming[next] ?? []) if (placed[edges[edge]?.from ?? next] !== true) turned[edge] = true;
      place(next);
    }
    const node = ready[taken];
    if (node === undefined) break;
    order.push(node);
    for (const index of outgoing[node] ?? []) {
      const target = edges[index]?.to;
      if (target === undefined || turned[index] === true) continue;
      waiting[target] = (waiting[target] ?? 0) - 1;
      if (waiting[target] === 0 && placed[target] !== true) place(target);
    }
  }
  return { order, turned };
}
