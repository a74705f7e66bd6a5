// What a good drawing keeps, checked on coordinates.

import type { GraphView } from '../../../src/protocol/graphView.ts';
import { estimatedWidth } from '../../../webview/file/measure.ts';
import type { Box, Layout, LayoutGraph, Point } from '../../../webview/graph/layout/types.ts';

/** A graph without frames, all nodes of one size. */
export function flat(view: GraphView): LayoutGraph {
  const place = new Map(view.nodes.map((node, index) => [node.id, index]));
  return {
    items: view.nodes.map(node => ({
      parent: -1,
      width: 220,
      height: 62,
      below: 16,
      first: node.category === 'input',
    })),
    edges: view.edges.map(edge => ({
      from: place.get(edge.from) ?? -1,
      output: edge.output,
      to: place.get(edge.to) ?? -1,
      label: 0,
    })),
  };
}

/** Pairs of boxes that overlap although neither is a frame around the other. */
export function overlaps(graph: LayoutGraph, layout: Layout): [number, number][] {
  const found: [number, number][] = [];
  const around = (item: number): number[] => {
    const parent = graph.items[item]?.parent ?? -1;
    return parent === -1 ? [] : [parent, ...around(parent)];
  };
  layout.boxes.forEach((a, i) => {
    layout.boxes.forEach((b, j) => {
      if (j <= i || around(j).includes(i) || around(i).includes(j)) return;
      if (a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height)
        found.push([i, j]);
    });
  });
  return found;
}

/** Edges whose route runs through the inside of a box that is neither an end nor a frame around an end. */
export function throughBoxes(graph: LayoutGraph, layout: Layout): [number, number][] {
  const found: [number, number][] = [];
  const frames = (item: number): number[] => (item === -1 ? [] : [item, ...frames(graph.items[item]?.parent ?? -1)]);
  graph.edges.forEach((edge, index) => {
    const route = layout.routes[index] ?? [];
    const allowed = new Set([...frames(edge.from), ...frames(edge.to)]);
    layout.boxes.forEach((box, item) => {
      if (!allowed.has(item) && pieces(route).some(([a, b]) => crosses(a, b, box))) found.push([index, item]);
    });
    // Its own ends may only be touched.
    for (const end of [edge.from, edge.to]) {
      const box = layout.boxes[end];
      if (box !== undefined && pieces(route).some(([a, b]) => crosses(a, b, box))) found.push([index, end]);
    }
  });
  return found;
}

/** Edges that do not lead from the bottom of their source to the top of their target in vertical and horizontal pieces. */
export function badRoutes(graph: LayoutGraph, layout: Layout): number[] {
  return graph.edges.flatMap((edge, index) => {
    const route = layout.routes[index] ?? [];
    const from = layout.boxes[edge.from];
    const to = layout.boxes[edge.to];
    const start = route[0];
    const end = route[route.length - 1];
    if (from === undefined || to === undefined || start === undefined || end === undefined) return [index];
    const straight = pieces(route).every(([a, b]) => Math.abs(a.x - b.x) < 0.02 || Math.abs(a.y - b.y) < 0.02);
    const ends =
      Math.abs(start.y - from.y - from.height) < 0.02 &&
      within(start.x, from) &&
      Math.abs(end.y - to.y) < 0.02 &&
      within(end.x, to);
    return straight && ends ? [] : [index];
  });
}

/** How often edges of different outputs cross. */
export function crossings(graph: LayoutGraph, layout: Layout): number {
  const across: { a: Point; b: Point; line: string }[] = [];
  const down: { a: Point; b: Point; line: string }[] = [];
  graph.edges.forEach((edge, index) => {
    const line = `${edge.from}:${edge.output}`;
    for (const [a, b] of pieces(layout.routes[index] ?? []))
      (Math.abs(a.x - b.x) < 0.02 ? down : across).push({ a, b, line });
  });
  const points = new Set<string>();
  for (const h of across)
    for (const v of down) {
      if (h.line === v.line) continue;
      const [left, right] = h.a.x < h.b.x ? [h.a.x, h.b.x] : [h.b.x, h.a.x];
      const [top, bottom] = v.a.y < v.b.y ? [v.a.y, v.b.y] : [v.b.y, v.a.y];
      if (v.a.x > left + 0.5 && v.a.x < right - 0.5 && h.a.y > top + 0.5 && h.a.y < bottom - 0.5)
        points.add(`${[h.line, v.line].sort()} ${Math.round(v.a.x)} ${Math.round(h.a.y)}`);
    }
  return points.size;
}

/** Vertical or horizontal pieces of edges from different outputs that lie on top of each other. */
export function coincidences(graph: LayoutGraph, layout: Layout): number {
  const lines = new Map<string, { from: number; to: number; line: string }[]>();
  graph.edges.forEach((edge, index) => {
    for (const [a, b] of pieces(layout.routes[index] ?? [])) {
      const vertical = Math.abs(a.x - b.x) < 0.02;
      const key = vertical ? `v${a.x.toFixed(1)}` : `h${a.y.toFixed(1)}`;
      const ends = vertical ? [a.y, b.y] : [a.x, b.x];
      const list = lines.get(key) ?? [];
      list.push({ from: Math.min(...ends), to: Math.max(...ends), line: `${edge.from}:${edge.output}` });
      lines.set(key, list);
    }
  });
  let count = 0;
  for (const list of lines.values())
    list.forEach((a, i) => {
      for (const b of list.slice(i + 1))
        if (a.line !== b.line && a.from < b.to - 0.5 && b.from < a.to - 0.5) count += 1;
    });
  return count;
}

/** The width of a label in the fixed font of a file. */
export function textWidth(text: string): number {
  return estimatedWidth(text, '10px monospace');
}

export function pieces(route: readonly Point[]): [Point, Point][] {
  return route.slice(1).map((point, index): [Point, Point] => [route[index] ?? point, point]);
}

function within(x: number, box: Box): boolean {
  return x >= box.x && x <= box.x + box.width;
}

function crosses(a: Point, b: Point, box: Box): boolean {
  const inset = 0.5;
  return (
    Math.max(a.x, b.x) > box.x + inset &&
    Math.min(a.x, b.x) < box.x + box.width - inset &&
    Math.max(a.y, b.y) > box.y + inset &&
    Math.min(a.y, b.y) < box.y + box.height - inset
  );
}
