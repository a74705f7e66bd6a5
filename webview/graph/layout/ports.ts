// Ports: the x at which edges leave and reach a node. What stays in the column of the node uses the middle, so that the
// straight way stays straight; the others are spread to the side they come from.

import type { Chains } from './chains.ts';
import type { PortEdge } from './lanes.ts';
import { nth } from './nth.ts';
import { portGap, portInset } from './spacing.ts';

interface PortNode {
  readonly width: number;
  readonly anchor: number;
  readonly inputs?: readonly number[];
  readonly outputs?: readonly number[];
}

/** The x at which each edge leaves its node: one for each output that is used. */
export function outPorts(
  nodes: readonly PortNode[],
  edges: readonly PortEdge[],
  column: readonly number[],
  chains: Chains,
): number[] {
  const used: Map<number, boolean>[] = nodes.map(() => new Map());
  for (const edge of edges) {
    const straight = nth(chains.of, edge.from) === nth(chains.of, edge.to);
    nth(used, edge.from).set(edge.output, straight || nth(used, edge.from).get(edge.output) === true);
  }
  const ports = nodes.map((node, index) => {
    const outputs = [...nth(used, index)].sort(([a], [b]) => a - b);
    const middle = Math.max(
      0,
      outputs.findIndex(([, straight]) => straight),
    );
    const places = spread(node, middle, outputs.length - 1 - middle, true);
    return new Map(outputs.map(([output], place) => [output, nth(places, place)]));
  });
  return edges.map(edge => {
    const node = nth(nodes, edge.from);
    const fixed = node.outputs?.[edge.output];
    const offset = fixed ?? nth(ports, edge.from).get(edge.output) ?? node.anchor;
    return nth(column, edge.from) - node.anchor + offset;
  });
}

/** The x at which each edge reaches its node. `approach` tells the x from which an edge comes. */
export function inPorts(
  nodes: readonly PortNode[],
  edges: readonly PortEdge[],
  column: readonly number[],
  approach: (index: number) => number,
): number[] {
  const incoming: number[][] = nodes.map(() => []);
  edges.forEach((edge, index) => {
    incoming[edge.to]?.push(index);
  });
  const result = new Array<number>(edges.length).fill(0);
  nodes.forEach((node, target) => {
    const middle = nth(column, target);
    const left = middle - node.anchor;
    const list = nth(incoming, target).map(index => ({ index, from: approach(index) }));
    if (node.inputs !== undefined) {
      for (const { index } of list) result[index] = left + (node.inputs[nth(edges, index).input] ?? node.anchor);
      return;
    }
    list.sort((a, b) => a.from - b.from || a.index - b.index);
    const straight = list.findIndex(({ from }) => Math.abs(from - middle) < 0.5);
    const before = straight === -1 ? list.filter(({ from }) => from < middle).length : straight;
    const places = spread(node, before, list.length - before - (straight === -1 ? 0 : 1), straight !== -1);
    list.forEach(({ index }, place) => {
      result[index] = left + nth(places, place);
    });
  });
  return result;
}

/** Places on one side of a node: some left of its anchor, one on it where `onAnchor`, some right of it. */
function spread(node: PortNode, before: number, after: number, onAnchor: boolean): number[] {
  if (!onAnchor && before + after === 1) return [node.anchor];
  const step = (count: number, room: number): number =>
    Math.min(portGap, Math.max(0, room - portInset) / Math.max(1, count));
  const left = step(before, node.anchor);
  const right = step(after, node.width - node.anchor);
  const places: number[] = [];
  const shift = onAnchor ? 0 : 0.5;
  for (let i = before; i > 0; i--) places.push(node.anchor - (i - shift) * left);
  if (onAnchor) places.push(node.anchor);
  for (let i = 1; i <= after; i++) places.push(node.anchor + (i - shift) * right);
  return places;
}
