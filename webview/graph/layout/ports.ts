// Ports: the x at which edges leave and reach a node. What stays in the column of the node uses the middle, so that the
// straight way stays straight; the others are spread to the side they come from.

import type { PortEdge } from './lanes.ts';
import { nth } from './nth.ts';
import { arrowGap, labelGap, labelInset, lineInset, portGap, portInset } from './spacing.ts';

interface PortNode {
  readonly width: number;
  readonly anchor: number;
  readonly inputs?: readonly number[];
  readonly outputs?: readonly number[];
}

/**
 * The x at which each edge leaves its node: one for each output that is used, in the order in which the lines lie below.
 * `destination` tells the x to which an edge goes first.
 */
export function outPorts(
  nodes: readonly PortNode[],
  edges: readonly PortEdge[],
  column: readonly number[],
  destination: (index: number) => number,
): number[] {
  const used: Map<number, Line>[] = nodes.map(() => new Map());
  edges.forEach((edge, index) => {
    const towards = destination(index) - nth(column, edge.from);
    const straight = Math.abs(towards) < 0.5;
    const known = nth(used, edge.from).get(edge.output);
    nth(used, edge.from).set(edge.output, {
      output: edge.output,
      label: Math.max(known?.label ?? 0, edge.label),
      straight: straight || known?.straight === true,
      towards: known === undefined ? [towards] : [...known.towards, towards],
    });
  });
  const ports = nodes.map((node, index) => {
    const way = (line: Line): number => (line.straight ? 0 : mean(line.towards));
    const lines = [...nth(used, index).values()].sort((a, b) => way(a) - way(b) || a.output - b.output);
    const straight = lines.findIndex(line => line.straight);
    const right = lines.findIndex(line => way(line) >= 0);
    const middle = straight !== -1 ? straight : right !== -1 ? right : Math.max(0, lines.length - 1);
    const places = spreadLines(
      node,
      lines.map(line => line.label),
      middle,
    );
    return new Map(lines.map((line, place) => [line.output, nth(places, place)]));
  });
  return edges.map(edge => {
    const node = nth(nodes, edge.from);
    const fixed = node.outputs?.[edge.output];
    const offset = fixed ?? nth(ports, edge.from).get(edge.output) ?? node.anchor;
    return nth(column, edge.from) - node.anchor + offset;
  });
}

/** All that leaves one output. */
interface Line {
  readonly output: number;
  readonly label: number;
  readonly straight: boolean;
  /** Where its edges go, from the column of the node. */
  readonly towards: readonly number[];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

/**
 * Places for the lines that leave a node, the one numbered `middle` at its anchor. The text of the leftmost of several
 * lines stands left of it, all others stand right of theirs and keep the next line away.
 */
function spreadLines(node: PortNode, labels: readonly number[], middle: number): number[] {
  const gaps = labels.slice(0, -1).map((label, line) => (line === 0 ? portGap : lineGap(label)));
  const sum = (some: readonly number[]): number => some.reduce((all, gap) => all + gap, 0);
  const shrink = (some: readonly number[], room: number): number =>
    Math.min(1, Math.max(0, room) / Math.max(1, sum(some)));
  const left = shrink(gaps.slice(0, middle), node.anchor - lineInset);
  const right = shrink(gaps.slice(middle), node.width - node.anchor - portInset);
  return labels.map((_, line) =>
    line < middle
      ? node.anchor - left * sum(gaps.slice(line, middle))
      : node.anchor + right * sum(gaps.slice(middle, line)),
  );
}

/** How far a line keeps the next one on its right away, with a text of this width between them. */
export function lineGap(label: number): number {
  return label === 0 ? portGap : Math.max(portGap, labelInset + label + labelGap);
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
    const lefts = straight === -1 ? list.filter(({ from }) => from < middle).length : straight;
    const places = spread(node, lefts, list.length - lefts - (straight === -1 ? 0 : 1), straight !== -1);
    let before = Number.NEGATIVE_INFINITY;
    list.forEach(({ index, from }, place) => {
      const planned = left + nth(places, place);
      const next = left + (places[place + 1] ?? Number.POSITIVE_INFINITY);
      // A line that comes from nearly above comes straight down where that leaves the others room.
      const onNode = from - left >= portInset && from - left <= node.width - portInset;
      const free = from - before >= arrowGap && next - from >= arrowGap;
      const end = Math.abs(from - planned) < portGap && onNode && free ? from : planned;
      result[index] = end;
      before = end;
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
