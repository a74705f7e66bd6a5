// Which drawn nodes a place in the source belongs to.

import type { GraphView, GraphViewNode, SourceRange } from '../protocol/graphView.ts';

export interface SourcePosition {
  readonly uri: string;
  readonly line: number;
  readonly column: number;
}

/** More nodes than these made by one expression are a whole model; marking them all says nothing. */
const mostNodes = 24;

/**
 * The ids of the nodes whose call is the innermost around a position, nested models included; without one, of those whose
 * call begins on its line.
 */
export function nodesAt(graph: GraphView, position: SourcePosition): readonly string[] {
  const placed = placedNodes(graph).filter(({ source }) => source.uri === position.uri);
  const around = placed.filter(({ source }) => holds(source, position));
  const smallest = around.reduce<SourceRange | undefined>(
    (best, { source }) => (best === undefined || isSmaller(source, best) ? source : best),
    undefined,
  );
  const chosen =
    smallest === undefined
      ? placed.filter(({ source }) => source.startLine === position.line)
      : around.filter(({ source }) => !isSmaller(smallest, source));
  return chosen.length > mostNodes ? [] : chosen.map(({ id }) => id);
}

interface PlacedNode {
  readonly id: string;
  readonly source: SourceRange;
}

function placedNodes(graph: GraphView): readonly PlacedNode[] {
  const out: PlacedNode[] = [];
  const visit = ({ id, source, inner }: GraphViewNode): void => {
    if (source !== undefined) out.push({ id, source });
    for (const node of inner?.nodes ?? []) visit(node);
  };
  for (const node of graph.nodes) visit(node);
  return out;
}

function holds(range: SourceRange, { line, column }: SourcePosition): boolean {
  const afterStart = line > range.startLine || (line === range.startLine && column >= range.startColumn);
  const beforeEnd = line < range.endLine || (line === range.endLine && column <= range.endColumn);
  return afterStart && beforeEnd;
}

/** True where one range lies inside another and is not the same. */
function isSmaller(inner: SourceRange, outer: SourceRange): boolean {
  const start = inner.startLine - outer.startLine || inner.startColumn - outer.startColumn;
  const end = outer.endLine - inner.endLine || outer.endColumn - inner.endColumn;
  return start >= 0 && end >= 0 && start + end > 0;
}
