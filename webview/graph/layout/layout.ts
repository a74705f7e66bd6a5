// The layout of a drawing with frames. Each frame is laid out by itself, from the inside outwards, with a port on its
// border for every line that crosses it; then it takes part as one box in the layout around it. So nothing that does not
// belong to a frame ever stands in it, and lines run through its border without a step.

import { type LevelLayout, type LevelNode, layoutLevel } from './level.ts';
import { nth } from './nth.ts';
import { framePad, margin } from './spacing.ts';
import { type Level, splitAtFrames } from './split.ts';
import type { Box, Layout, LayoutGraph, Point } from './types.ts';

/** A frame with its inside: the size, where the inside begins, and the line of its column. */
interface Frame {
  readonly layout: LevelLayout;
  readonly width: number;
  readonly height: number;
  readonly x: number;
  readonly y: number;
}

/** Lays out a drawing. The same graph always gives the same layout. */
export function layoutGraph(graph: LayoutGraph): Layout {
  const { levels, pieces } = splitAtFrames(graph);
  const frames = new Map<number, Frame>();
  // What a frame holds comes after it, so going backwards meets every inside before its outside.
  for (let index = graph.items.length - 1; index >= 0; index--) {
    const level = levels.get(index);
    if (level === undefined) continue;
    const item = nth(graph.items, index);
    const layout = layoutLevel(levelNodes(graph, levels, level, frames), level.edges);
    const header = item.header ?? 0;
    const width = Math.max(item.width, layout.width + 2 * framePad);
    const height = Math.max(item.height, header + layout.height + 2 * framePad);
    frames.set(index, { layout, width, height, x: (width - layout.width) / 2, y: header + framePad });
  }
  const top = levels.get(-1);
  if (top === undefined) throw new RangeError('a split graph has a top');
  const whole = layoutLevel(levelNodes(graph, levels, top, frames), top.edges);

  const boxes = new Array<Box>(graph.items.length);
  const origins = new Map<number, Point & { readonly layout: LevelLayout }>([
    [-1, { x: margin, y: margin, layout: whole }],
  ]);
  for (const [frame, level] of [...levels].sort(([a], [b]) => a - b)) {
    const origin = origins.get(frame);
    if (origin === undefined) throw new RangeError(`frame ${frame} has no place`);
    level.items.forEach((index, place) => {
      const x = origin.x + nth(origin.layout.x, place);
      const y = origin.y + nth(origin.layout.y, place);
      const inner = frames.get(index);
      const { width, height } = inner ?? nth(graph.items, index);
      boxes[index] = { x, y, width, height };
      if (inner !== undefined) origins.set(index, { x: x + inner.x, y: y + inner.y, layout: inner.layout });
    });
  }
  const routes = pieces.map(list => {
    const points: Point[] = [];
    for (const { frame, edge } of list) {
      const origin = origins.get(frame);
      if (origin === undefined) throw new RangeError(`frame ${frame} has no place`);
      for (const point of nth(origin.layout.routes, edge))
        points.push({ x: origin.x + point.x, y: origin.y + point.y });
    }
    return straighten(points);
  });
  return { width: whole.width + 2 * margin, height: whole.height + 2 * margin, boxes, routes };
}

function levelNodes(
  graph: LayoutGraph,
  levels: ReadonlyMap<number, Level>,
  level: Level,
  frames: ReadonlyMap<number, Frame>,
): LevelNode[] {
  const nodes = level.items.map((index): LevelNode => {
    const { width, height, below, first } = nth(graph.items, index);
    const role = first ? 'first' : 'node';
    const frame = frames.get(index);
    const inner = levels.get(index);
    if (frame === undefined || inner === undefined) return { role, width, height, below, anchor: width / 2 };
    const ports = frame.layout.x.slice(inner.items.length).map(port => port + frame.x);
    return {
      role,
      width: frame.width,
      height: frame.height,
      below,
      anchor: frame.x + frame.layout.spine,
      inputs: ports.slice(0, inner.entries),
      outputs: ports.slice(inner.entries),
    };
  });
  for (let i = 0; i < level.entries; i++) nodes.push({ role: 'entry', width: 0, height: 0, below: 0, anchor: 0 });
  for (let i = 0; i < level.exits; i++) nodes.push({ role: 'exit', width: 0, height: 0, below: 0, anchor: 0 });
  return nodes;
}

/** Leaves out points that are no corners. Pieces meet at borders with the inaccuracy of their sums. */
function straighten(points: readonly Point[]): Point[] {
  const result: Point[] = [];
  for (const point of points) {
    const last = result[result.length - 1];
    if (last !== undefined && near(last.x, point.x) && near(last.y, point.y)) continue;
    const before = result[result.length - 2];
    if (last !== undefined && before !== undefined) {
      const down = near(before.x, last.x) && near(last.x, point.x);
      const across = near(before.y, last.y) && near(last.y, point.y);
      if (down || across) result.pop();
    }
    result.push(point);
  }
  return result;
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) < 0.01;
}
