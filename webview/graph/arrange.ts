// Between scene and layout: gives every item its size and turns keys into the numbers the layout works with.

import type { SceneItem } from './faces.ts';
import type { LayoutGraph, LayoutItem } from './layout/types.ts';
import type { Scene } from './scene.ts';

export const faceWidth = 256;
export const faceHeight = 68;
export const frameHeader = 24;
/** The least width of a frame, so that its title can be read. */
const frameWidth = 180;
/** Room beneath a node for the label on its line, and for the mark of a cut. */
const labelRoom = 16;
const cutRoom = 34;
/** How far the cards behind a closed group or model stick out beneath it. */
export const stackDepth = 6;
/** Room for each line that ends at a node. */
const lineRoom = 8;

/** The graph to be laid out; items and edges are numbered as items and links of the scene. */
export function arrange(scene: Scene): LayoutGraph {
  const number = new Map(scene.items.map((item, index) => [item.key, index]));
  const arriving = new Map<string, number>();
  const labelled = new Set<string>();
  for (const link of scene.links) {
    arriving.set(link.to, (arriving.get(link.to) ?? 0) + 1);
    if (link.changes) labelled.add(link.from);
  }
  return {
    items: scene.items.map((item): LayoutItem => {
      const parent = item.parent === undefined ? -1 : (number.get(item.parent) ?? -1);
      const below = roomBelow(item, labelled);
      const first = item.category === 'input';
      if (item.form === 'open') return { parent, width: frameWidth, height: 0, below, header: frameHeader, first };
      const width = Math.max(faceWidth, 40 + lineRoom * (arriving.get(item.key) ?? 0));
      return { parent, width, height: faceHeight, below, first };
    }),
    edges: scene.links.map(link => ({
      from: number.get(link.from) ?? 0,
      output: link.output,
      to: number.get(link.to) ?? 0,
    })),
  };
}

function roomBelow(item: SceneItem, labelled: ReadonlySet<string>): number {
  if (item.marks.some(mark => mark.kind === 'cut')) return cutRoom;
  const stack = item.form === 'closed' ? stackDepth : 0;
  return stack + (labelled.has(item.key) ? labelRoom : 0);
}
