// The layout of one level: rows from the order of computation, columns from chains, lanes for edges that pass rows,
// tracks for what runs sideways between rows. Nodes never overlap and no edge runs through a node, by construction:
// vertical lines have columns of their own and horizontal lines stay between rows.

import { findChains } from './chains.ts';
import { placeColumns, type Reach } from './columns.ts';
import { findLanes, type Lane, type PortEdge } from './lanes.ts';
import { nth } from './nth.ts';
import { inPorts, outPorts } from './ports.ts';
import { type Role, rankNodes } from './ranks.ts';
import { channelBottom, channelTop, straightChannel, trackGap } from './spacing.ts';
import { assignTracks } from './tracks.ts';
import type { Point } from './types.ts';

export interface LevelNode {
  readonly role: Role;
  readonly width: number;
  readonly height: number;
  readonly below: number;
  /** The x, from the left of the node, that stands on the straight line of its column. */
  readonly anchor: number;
  /** Fixed x of inputs and outputs from the left of the node, as a frame has them; free ones are spread. */
  readonly inputs?: readonly number[];
  readonly outputs?: readonly number[];
}

export interface LevelLayout {
  readonly width: number;
  readonly height: number;
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** The straight line of the spine. */
  readonly spine: number;
  readonly routes: readonly (readonly Point[])[];
}

/** Lays out nodes without regard to what is inside them. No edge may lead from a node to itself. */
export function layoutLevel(nodes: readonly LevelNode[], given: readonly PortEdge[]): LevelLayout {
  if (nodes.length === 0) return { width: 0, height: 0, x: [], y: [], spine: 0, routes: [] };
  const { rank, count, order, turned } = rankNodes(
    nodes.map(node => node.role),
    given,
  );
  const edges = given.map((edge, index) => (turned[index] === true ? turn(edge) : edge));
  const chains = findChains(order, edges);
  const lanes = findLanes(chains, edges, rank);
  const reach = nodes.map((node): Reach => ({ left: node.anchor, right: node.width - node.anchor }));
  const columns = placeColumns(chains, lanes, rank, reach);

  const column = nodes.map((_, node) => nth(columns.chains, nth(chains.of, node)));
  const x = nodes.map((node, index) => nth(column, index) - node.anchor);
  const laneX = (lane: Lane): number =>
    lane.kind === 'column' ? nth(columns.chains, lane.chain) : nth(columns.rails, lane.rail);
  const outX = outPorts(nodes, edges, column, index => {
    const lane = lanes.of[index];
    if (lane !== undefined) return laneX(lane);
    const { to, input } = nth(edges, index);
    const fixed = nth(nodes, to).inputs?.[input];
    return fixed === undefined ? nth(column, to) : nth(x, to) + fixed;
  });
  const inX = inPorts(nodes, edges, column, index => {
    const lane = lanes.of[index];
    return lane === undefined ? nth(outX, index) : laneX(lane);
  });

  const channels = channelsOf(edges, rank, count, lanes.of, laneX, outX, inX);
  const y = new Array<number>(nodes.length).fill(0);
  const rowHeight = new Array<number>(count).fill(0);
  nodes.forEach((node, index) => {
    const row = nth(rank, index);
    rowHeight[row] = Math.max(nth(rowHeight, row), node.height + node.below);
  });
  const rowTop: number[] = [];
  let height = 0;
  rowHeight.forEach((own, row) => {
    rowTop.push(height);
    height += own + (row === count - 1 ? 0 : channelHeight(channels[row]?.count ?? 0));
  });
  nodes.forEach((_, index) => {
    y[index] = nth(rowTop, nth(rank, index));
  });

  const trackY = (channel: number, bus: number): number | undefined => {
    const track = nth(nth(channels, channel).tracks, bus);
    return track === -1 ? undefined : nth(rowTop, channel) + nth(rowHeight, channel) + channelTop + track * trackGap;
  };
  const routes = edges.map((edge, index): Point[] => {
    const first = nth(rank, edge.from);
    const last = nth(rank, edge.to) - 1;
    const lane = lanes.of[index];
    const start = nth(outX, index);
    const end = nth(inX, index);
    const points: Point[] = [{ x: start, y: nth(y, edge.from) + nth(nodes, edge.from).height }];
    const shift = (channel: number, key: string, from: number, to: number): void => {
      if (from === to) return;
      const at =
        trackY(channel, nth(channels, channel).buses.get(key) ?? 0) ??
        nth(rowTop, channel) + nth(rowHeight, channel) + channelTop;
      points.push({ x: from, y: at }, { x: to, y: at });
    };
    if (lane === undefined) shift(first, sourceKey(edge), start, end);
    else {
      shift(first, sourceKey(edge), start, laneX(lane));
      shift(last, laneKey(edge, lane), laneX(lane), end);
    }
    points.push({ x: end, y: nth(y, edge.to) });
    return turned[index] === true ? points.reverse() : points;
  });
  return { width: columns.width, height, x, y, spine: nth(columns.chains, 0), routes };
}

function turn(edge: PortEdge): PortEdge {
  return { from: edge.to, output: -1 - edge.input, to: edge.from, input: edge.output, label: 0 };
}

function channelHeight(tracks: number): number {
  return tracks === 0 ? straightChannel : channelTop + (tracks - 1) * trackGap + channelBottom;
}

interface Channel {
  /** Which bus belongs to an output or lane. */
  readonly buses: ReadonlyMap<string, number>;
  readonly tracks: readonly number[];
  readonly count: number;
}

function sourceKey(edge: PortEdge): string {
  return `${edge.from}:${edge.output}`;
}

function laneKey(edge: PortEdge, lane: Lane): string {
  return `${sourceKey(edge)} ${lane.kind}${lane.kind === 'column' ? lane.chain : lane.rail}`;
}

/** Collects what runs sideways in each channel and gives it tracks. */
function channelsOf(
  edges: readonly PortEdge[],
  rank: readonly number[],
  rows: number,
  laneOf: readonly (Lane | undefined)[],
  laneX: (lane: Lane) => number,
  outX: readonly number[],
  inX: readonly number[],
): Channel[] {
  const gathered: Map<string, { top: number; bottoms: Set<number> }>[] = Array.from({ length: rows }, () => new Map());
  const join = (channel: number, key: string, top: number, bottom: number): void => {
    const known = nth(gathered, channel).get(key);
    if (known === undefined) nth(gathered, channel).set(key, { top, bottoms: new Set([bottom]) });
    else known.bottoms.add(bottom);
  };
  const lowest = new Map<string, number>();
  edges.forEach((edge, index) => {
    const lane = laneOf[index];
    const first = nth(rank, edge.from);
    const last = nth(rank, edge.to) - 1;
    if (lane === undefined) {
      join(first, sourceKey(edge), nth(outX, index), nth(inX, index));
      return;
    }
    const key = laneKey(edge, lane);
    join(first, sourceKey(edge), nth(outX, index), laneX(lane));
    join(last, key, laneX(lane), nth(inX, index));
    lowest.set(key, Math.max(lowest.get(key) ?? 0, last));
  });
  return gathered.map((channel, row): Channel => {
    const buses = new Map<string, number>();
    const list: { top: number; bottoms: number[] }[] = [];
    for (const [key, bus] of channel) {
      // A lane that ends in this channel only for some of its targets goes on below it.
      if ((lowest.get(key) ?? row) > row) bus.bottoms.add(bus.top);
      buses.set(key, list.length);
      list.push({ top: bus.top, bottoms: [...bus.bottoms] });
    }
    return { buses, ...assignTracks(list) };
  });
}
