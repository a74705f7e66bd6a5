// Cuts edges where they cross frames. Every frame becomes a level with its own nodes: what stands in it, and one node on
// its border for every line that comes in (an entry) or goes out (an exit). A line is all that leaves one output.

import type { PortEdge } from './lanes.ts';
import { nth } from './nth.ts';
import type { LayoutEdge, LayoutGraph } from './types.ts';

/** The inside of a frame, or the top. Its nodes are numbered: items, then entries, then exits. */
export interface Level {
  readonly items: readonly number[];
  readonly entries: number;
  readonly exits: number;
  readonly edges: readonly PortEdge[];
}

/** The piece of an edge that lies in one level. Levels are named by their frame, the top by -1. */
export interface Piece {
  readonly frame: number;
  readonly edge: number;
}

export interface Split {
  readonly levels: ReadonlyMap<number, Level>;
  /** The pieces of each edge from source to target. */
  readonly pieces: readonly (readonly Piece[])[];
}

interface Growing {
  readonly items: number[];
  readonly entries: Map<string, number>;
  readonly exits: Map<string, number>;
  readonly edges: PortEdge[];
  /** Pieces that end at a border, which all edges of one line share. */
  readonly shared: Map<string, number>;
  /** How many edges reach each node, which numbers its inputs. */
  readonly reached: Map<number, number>;
}

export function splitAtFrames(graph: LayoutGraph): Split {
  const levels = new Map<number, Growing>([[-1, emptyLevel()]]);
  const place: number[] = [];
  graph.items.forEach((item, index) => {
    if (item.header !== undefined) levels.set(index, emptyLevel());
    const { items } = levelOf(levels, item.parent);
    place.push(items.length);
    items.push(index);
  });

  const ways = graph.edges.map(edge => wayOf(graph, edge));
  graph.edges.forEach((edge, index) => {
    const { out, into } = nth(ways, index);
    for (const frame of out) number(levelOf(levels, frame).exits, lineOf(edge));
    for (const frame of into) number(levelOf(levels, frame).entries, lineOf(edge));
  });

  const pieces = graph.edges.map((edge, index): Piece[] => {
    const { out, into, common } = nth(ways, index);
    const line = lineOf(edge);
    const result: Piece[] = [];
    let node = nth(place, edge.from);
    let port = edge.output;
    // The text stands in the level in which the line begins.
    let { label } = edge;
    for (const frame of out) {
      const level = levelOf(levels, frame);
      const exit = number(level.exits, line);
      const to = level.items.length + level.entries.size + exit;
      result.push({ frame, edge: addShared(level, { from: node, output: port, to, input: 0, label }) });
      label = 0;
      node = nth(place, frame);
      port = exit;
    }
    let frame = common;
    for (const inner of into) {
      const entry = number(levelOf(levels, inner).entries, line);
      const level = levelOf(levels, frame);
      const piece = { from: node, output: port, to: nth(place, inner), input: entry, label };
      result.push({ frame, edge: addShared(level, piece) });
      label = 0;
      node = levelOf(levels, inner).items.length + entry;
      port = 0;
      frame = inner;
    }
    const level = levelOf(levels, frame);
    const to = nth(place, edge.to);
    const input = level.reached.get(to) ?? 0;
    level.reached.set(to, input + 1);
    level.edges.push({ from: node, output: port, to, input, label });
    result.push({ frame, edge: level.edges.length - 1 });
    return result;
  });

  const finished = new Map<number, Level>();
  for (const [frame, { items, entries, exits, edges }] of levels)
    finished.set(frame, { items, entries: entries.size, exits: exits.size, edges });
  return { levels: finished, pieces };
}

function emptyLevel(): Growing {
  return { items: [], entries: new Map(), exits: new Map(), edges: [], shared: new Map(), reached: new Map() };
}

function levelOf(levels: ReadonlyMap<number, Growing>, frame: number): Growing {
  const level = levels.get(frame);
  if (level === undefined) throw new RangeError(`item ${frame} is not a frame, or comes after what it holds`);
  return level;
}

function lineOf(edge: LayoutEdge): string {
  return `${edge.from}:${edge.output}`;
}

/** The frames that an edge leaves, innermost first, those it enters, outermost first, and the one around both. */
function wayOf(graph: LayoutGraph, edge: LayoutEdge): { out: number[]; into: number[]; common: number } {
  const out = framesAround(graph, edge.from);
  const into = framesAround(graph, edge.to).reverse();
  let common = -1;
  while (out.length > 0 && out[out.length - 1] === into[0]) {
    common = out.pop() ?? -1;
    into.shift();
  }
  return { out, into, common };
}

function framesAround(graph: LayoutGraph, item: number): number[] {
  const frames: number[] = [];
  for (let at = nth(graph.items, item).parent; at !== -1; at = nth(graph.items, at).parent) frames.push(at);
  return frames;
}

function number(ports: Map<string, number>, line: string): number {
  const known = ports.get(line);
  if (known !== undefined) return known;
  ports.set(line, ports.size);
  return ports.size - 1;
}

function addShared(level: Growing, edge: PortEdge): number {
  const key = `${edge.from} ${edge.output} ${edge.to} ${edge.input}`;
  const known = level.shared.get(key);
  if (known !== undefined) return known;
  level.edges.push(edge);
  level.shared.set(key, level.edges.length - 1);
  return level.edges.length - 1;
}
