// Facts about the edges of a graph that several parts ask for: what leaves a node, and where a cut runs. They are found
// once for each graph.

import type { GraphView, GraphViewEdge } from '../../src/protocol/graphView.ts';

const bySource = new WeakMap<GraphView, ReadonlyMap<string, readonly GraphViewEdge[]>>();

/** The edges that leave each node. */
export function edgesBySource(graph: GraphView): ReadonlyMap<string, readonly GraphViewEdge[]> {
  const known = bySource.get(graph);
  if (known !== undefined) return known;
  const edges = new Map<string, GraphViewEdge[]>();
  for (const edge of graph.edges) {
    const others = edges.get(edge.from);
    if (others === undefined) edges.set(edge.from, [edge]);
    else others.push(edge);
  }
  bySource.set(graph, edges);
  return edges;
}

const cutLines = new WeakMap<GraphView, ReadonlySet<string>>();

/** The outputs at which the cut runs: those that nothing of the model reads. Outputs further up are no place of a cut. */
export function cutLine(graph: GraphView): ReadonlySet<string> {
  const known = cutLines.get(graph);
  if (known !== undefined) return known;
  const read = new Set(graph.edges.filter(edge => !edge.dropped).map(edge => edge.from));
  const at = graph.cut?.at ?? [];
  const ends = at.filter(id => !read.has(id));
  const line = new Set(ends.length === 0 ? at : ends);
  cutLines.set(graph, line);
  return line;
}

/** How a cut is to be told: by the severity of what is found on it, or `complete` where it leaves nothing out. */
export function cutState({ cut }: Pick<GraphView, 'cut'>): string {
  return cut === undefined || cut.complete ? 'complete' : (cut.severity ?? 'information');
}
