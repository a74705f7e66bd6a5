// The labels on lines: where each stands and how much room it has, so that it lies on no other line, text or face.

import { svg } from '../../elements.ts';
import { labelShift } from '../arrange.ts';
import { labelGap, labelInset, labelOverhang, longestLabel } from '../layout/spacing.ts';
import type { Box, Layout } from '../layout/types.ts';
import type { Scene } from '../scene.ts';
import type { DrawContext, Fonts } from './face.ts';

export interface Label {
  readonly text: string;
  readonly dropped: boolean;
  /** Which side of its line it stands on, and the point of its base line next to the line. */
  readonly side: 'left' | 'right';
  readonly x: number;
  readonly y: number;
  /** How wide it may be. */
  readonly room: number;
}

/** A label that is cut to less than this says nothing any more. */
const leastRoom = 60;
/** From a face down to the base line of a label right beneath it, past the ring around a face that is selected. */
const baseLine = 14;

interface Line {
  readonly x: number;
  readonly y: number;
  readonly label: { readonly text: string; readonly dropped: boolean } | undefined;
}

/** The labels of all lines: one for each output whose shape is worth telling. */
export function labelsOf(scene: Scene, layout: Layout, boxOf: ReadonlyMap<string, Box>): Label[] {
  const leaving = new Map<string, Map<number, Line>>();
  scene.links.forEach((link, index) => {
    const start = layout.routes[index]?.[0];
    if (start === undefined) return;
    const lines = leaving.get(link.from) ?? new Map<number, Line>();
    leaving.set(link.from, lines);
    const label = link.changes ? { text: link.shape, dropped: link.dropped } : undefined;
    lines.set(link.output, { x: start.x, y: start.y, label: lines.get(link.output)?.label ?? label });
  });
  const labels: Label[] = [];
  for (const [key, byOutput] of leaving) {
    const item = scene.byKey.get(key);
    const box = boxOf.get(key);
    if (item === undefined || box === undefined) continue;
    const lines = [...byOutput.values()].sort((a, b) => a.x - b.x);
    const below = labelShift(item, lines.length) + baseLine;
    lines.forEach(({ x, y, label }, place) => {
      if (label === undefined) return;
      const side = place === 0 && lines.length > 1 ? 'left' : 'right';
      const next = lines[place + 1];
      const end = next === undefined ? box.x + box.width + labelOverhang : next.x - labelGap;
      const reach = side === 'left' ? x - box.x + labelOverhang : end - x;
      const room = Math.min(longestLabel, reach - labelInset);
      labels.push({ ...label, side, x: side === 'left' ? x - labelInset : x + labelInset, y: y + below, room });
    });
  }
  return labels;
}

/** The box that a label may fill. */
export function labelBox({ side, x, y, room }: Label): Box {
  return { x: side === 'left' ? x - room : x, y: y - baseLine, width: Math.max(0, room), height: baseLine + 4 };
}

/** The font of labels as the canvas wants it. */
export function labelFont(fonts: Fonts): string {
  return `10px ${fonts.mono}`;
}

/** The text of a label; empty where there is no room for one. */
export function drawLabel({ text, dropped, side, x, y, room }: Label, { cutter, fonts }: DrawContext): SVGTextElement {
  const font = labelFont(fonts);
  const shown = room >= Math.min(leastRoom, cutter.width(text, font)) ? cutter.fit(text, font, room) : '';
  const name = ['label', ...(side === 'left' ? ['before'] : []), ...(dropped ? ['dropped'] : [])].join(' ');
  return svg('text', { class: name, x, y }, shown);
}
