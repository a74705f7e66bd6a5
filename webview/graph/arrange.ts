// Between scene and layout: gives every item its size and turns keys into the numbers the layout works with.

import type { SceneItem } from './faces.ts';
import { lineGap } from './layout/ports.ts';
import { labelInset, labelOverhang, lineInset, longestLabel, portGap } from './layout/spacing.ts';
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
/** From a node down to its label past the mark of a cut, past the words of that mark, and past a pill. */
const cutDepth = 17;
const cutWords = 12;
const pillDepth = 6;
/** How far the cards behind a closed group or model stick out beneath it. */
export const stackDepth = 6;
/** Room for each line that ends at a node. */
const lineRoom = 8;
/** No node becomes wider for the labels on its lines. */
const widest = 3 * faceWidth;

/**
 * The graph to be laid out; items and edges are numbered as items and links of the scene. `textWidth` is the width of a
 * label.
 */
export function arrange(scene: Scene, textWidth: (text: string) => number): LayoutGraph {
  const number = new Map(scene.items.map((item, index) => [item.key, index]));
  const arriving = new Map<string, number>();
  const leaving = new Map<string, Map<number, number>>();
  for (const link of scene.links) {
    arriving.set(link.to, (arriving.get(link.to) ?? 0) + 1);
    const lines = leaving.get(link.from) ?? new Map<number, number>();
    leaving.set(link.from, lines);
    const label = link.changes ? Math.min(longestLabel, Math.ceil(textWidth(link.shape))) : 0;
    lines.set(link.output, Math.max(lines.get(link.output) ?? 0, label));
  }
  return {
    items: scene.items.map((item): LayoutItem => {
      const parent = item.parent === undefined ? -1 : (number.get(item.parent) ?? -1);
      const labels = [...(leaving.get(item.key)?.values() ?? [])];
      const below = roomBelow(item, labels);
      const first = item.category === 'input';
      if (item.form === 'open') return { parent, width: frameWidth, height: 0, below, header: frameHeader, first };
      const width = Math.max(faceWidth, 40 + lineRoom * (arriving.get(item.key) ?? 0), widthFor(labels));
      return { parent, width, height: faceHeight, below, first };
    }),
    edges: scene.links.map(link => ({
      from: number.get(link.from) ?? 0,
      output: link.output,
      to: number.get(link.to) ?? 0,
      label: leaving.get(link.from)?.get(link.output) ?? 0,
    })),
  };
}

/** The width at which these labels find room on one side of the middle, whichever of their lines is the straight one. */
function widthFor(labels: readonly number[]): number {
  if (labels.length < 2) return 0;
  const sorted = [...labels].sort((a, b) => b - a);
  const between = sorted.slice(0, -2).reduce((sum, label) => sum + lineGap(label), portGap);
  return Math.min(widest, 2 * (between + Math.max(lineInset, labelInset + (sorted[0] ?? 0) - labelOverhang)));
}

function roomBelow(item: SceneItem, labels: readonly number[]): number {
  const shift = labelShift(item, labels.length);
  if (isCut(item)) return shift + cutRoom - cutDepth;
  if (labels.some(label => label > 0)) return shift + labelRoom;
  return item.form === 'closed' ? stackDepth : 0;
}

/** What lies between the lower edge of a face and the labels of the lines that leave it. */
export function labelShift(item: SceneItem, lines: number): number {
  if (item.form === 'open') return 0;
  // One line leaves in the middle, far from what stands at the left. Of several the first label is at the left too.
  if (isCut(item)) return cutDepth + (lines > 1 ? cutWords : 0);
  if (item.form === 'closed') return stackDepth;
  return lines > 1 && (item.dropped || item.marks.some(mark => mark.kind === 'output')) ? pillDepth : 0;
}

export function isCut(item: SceneItem): boolean {
  return item.form !== 'open' && item.marks.some(mark => mark.kind === 'cut');
}
