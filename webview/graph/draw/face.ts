// The face of a layer, a closed group or a closed nested model, and the header of an open frame. Their texts are cut to
// fit; the whole text is in the tooltip.

import { oneLine, svg } from '../../elements.ts';
import { iconPath } from '../../icons.ts';
import { faceHeight, frameHeader, stackDepth } from '../arrange.ts';
import { parameterTexts, type SceneItem } from '../faces.ts';
import type { Box } from '../layout/types.ts';
import type { TextCutter } from '../text.ts';

/** Fonts as the canvas wants them; the style sheet uses the same sizes. */
export interface Fonts {
  readonly ui: string;
  readonly mono: string;
}

export interface DrawContext {
  readonly cutter: TextCutter;
  readonly fonts: Fonts;
}

const barWidth = 6;
const toggleWidth = 22;
/** Between texts on one line. */
const gap = 8;
/** From the left of a face to its pills, around the text of a pill, and how wide pills are at most and at least. */
const pillInset = 12;
const pillPad = 6;
const widestPill = 162;
const leastPill = 70;

/** What lies around an item in the drawing. */
export interface Surroundings {
  readonly box: Box;
  /** The x of the first line that leaves the item, if any does. */
  readonly firstLine: number | undefined;
}

/** The group that stands for an item: a `treeitem` whose name is the item's label. Its origin is the item's corner. */
export function drawItem(item: SceneItem, { box, firstLine }: Surroundings, context: DrawContext): SVGGElement {
  const classes = ['item', item.form === 'open' ? 'header' : 'face', item.kind, `cat-${item.category}`];
  if (item.dropped) classes.push('dropped');
  for (const mark of item.marks) classes.push(mark.kind === 'note' ? `note-${mark.severity}` : `is-${mark.kind}`);
  const group = svg('g', {
    class: classes.join(' '),
    role: 'treeitem',
    tabindex: -1,
    'aria-label': item.label,
    'aria-level': item.depth + 1,
    'aria-expanded': item.form === 'plain' ? undefined : String(item.form === 'open'),
    'data-key': item.key,
    transform: `translate(${box.x} ${box.y})`,
  });
  group.append(svg('title', {}, tooltip(item)));
  group.append(svg('path', { class: 'pointer', d: 'M-22 4 -8 12 -22 20z' }));
  if (item.form === 'open') drawHeader(group, item, box, context);
  else {
    const pillRoom = firstLine === undefined ? widestPill : firstLine - box.x - pillInset - gap;
    drawFace(group, item, { width: box.width, pillRoom }, context);
  }
  return group;
}

function drawFace(
  group: SVGGElement,
  item: SceneItem,
  { width, pillRoom }: { readonly width: number; readonly pillRoom: number },
  { cutter, fonts }: DrawContext,
): void {
  const height = faceHeight;
  const closed = item.form === 'closed';
  if (closed) {
    for (const offset of [stackDepth, stackDepth / 2])
      group.append(svg('rect', { class: 'card stacked', x: offset, y: offset, width, height, rx: 6 }));
  }
  group.append(
    svg('rect', { class: 'ring', x: -4, y: -4, width: width + 8, height: height + 8, rx: 9 }),
    svg('rect', { class: 'card', width, height, rx: 6 }),
    svg('rect', { class: 'tint', width, height, rx: 6 }),
    svg('path', { class: 'bar', d: barPath(closed ? toggleWidth : barWidth, height) }),
  );
  if (closed) group.append(toggle('expand', 3, height / 2 - 8));
  const left = (closed ? toggleWidth : barWidth) + 9;
  const right = width - 10;
  const hasNote = item.marks.some(mark => mark.kind === 'note');
  const placeWidth = item.place === '' ? 0 : cutter.width(item.place, `11px ${fonts.ui}`) + gap;
  const noteWidth = hasNote ? 20 : 0;
  const line = (name: string, text: string, y: number, font: string, room: number): void => {
    group.append(svg('text', { class: name, x: left, y }, cutter.fit(text, font, room)));
  };
  line('name', item.title, 20, `600 13px ${fonts.ui}`, right - left - placeWidth - noteWidth);
  const merge = item.marks.find(mark => mark.kind === 'merge');
  const mergeWidth = merge === undefined ? 0 : pillWidth(merge.text, { cutter, fonts }) + gap;
  line('detail', item.subtitle, 37, `12px ${fonts.ui}`, right - left - mergeWidth);
  if (merge !== undefined) group.append(pill('merge', merge.text, width - mergeWidth, 33, { cutter, fonts }));
  const params = paramsThatFit(item, right - left, { cutter, fonts });
  const paramsWidth = params === '' ? 0 : cutter.width(params, `11px ${fonts.ui}`) + gap;
  line('shape', item.shape, 54, `11px ${fonts.mono}`, right - left - paramsWidth);
  line('far', item.shortTitle, 44, `600 26px ${fonts.ui}`, right - left);
  if (item.place !== '') group.append(svg('text', { class: 'place', x: right, y: 20 }, item.place));
  if (params !== '') group.append(svg('text', { class: 'params', x: right, y: 54 }, params));
  for (const mark of item.marks) {
    if (mark.kind !== 'note') continue;
    const at = right - placeWidth - 16;
    group.append(
      svg('g', { class: `note ${mark.severity}`, transform: `translate(${at} 8)` }, iconPath(mark.severity)),
    );
  }
  drawPills(group, item, pillRoom, { cutter, fonts });
}

/** The number of parameters as exactly as there is room for beside the shape, which is never cut for it. */
function paramsThatFit(item: SceneItem, room: number, { cutter, fonts }: DrawContext): string {
  const left = room - cutter.width(item.shape, `11px ${fonts.mono}`) - gap;
  return parameterTexts(item.params).find(text => cutter.width(text, `11px ${fonts.ui}`) <= left) ?? '';
}

function drawHeader(group: SVGGElement, item: SceneItem, box: Box, { cutter, fonts }: DrawContext): void {
  const { width } = box;
  group.append(
    svg('rect', { class: 'ring', x: -4, y: -4, width: width + 8, height: frameHeader + 8, rx: 9 }),
    svg('path', { class: 'strip', d: `M0 ${frameHeader}V8a8 8 0 0 1 8-8H${width - 8}a8 8 0 0 1 8 8V${frameHeader}z` }),
    toggle('collapse', 4, 4),
  );
  const left = 26;
  let right = width - 10;
  // The members of a group carry their own marks; a model has its own.
  for (const mark of item.kind === 'model' ? item.marks : []) {
    if (mark.kind === 'cut' || mark.kind === 'note') continue;
    right -= pillWidth(mark.text, { cutter, fonts });
    group.append(pill(mark.kind, mark.text, right, frameHeader / 2, { cutter, fonts }));
    right -= gap;
  }
  const font = `600 12px ${fonts.ui}`;
  const name = cutter.fit(item.title, font, right - left);
  group.append(svg('text', { class: 'name', x: left, y: 16 }, name));
  const used = left + cutter.width(name, font) + 10;
  const detail = cutter.fit(item.subtitle, `11px ${fonts.ui}`, right - used);
  if (detail.length > 3) group.append(svg('text', { class: 'detail', x: used, y: 16 }, detail));
}

function toggle(what: 'expand' | 'collapse', x: number, y: number): SVGGElement {
  const hit = svg('rect', { class: 'hit', width: 16, height: 16, rx: 3 });
  return svg(
    'g',
    { class: 'toggle', 'data-toggle': what, transform: `translate(${x} ${y})` },
    hit,
    iconPath(what === 'expand' ? 'plus' : 'minus'),
  );
}

/** Pills lie on the border: what comes in at the top, what goes out at the bottom, where they end before the first line. */
function drawPills(group: SVGGElement, item: SceneItem, room: number, context: DrawContext): void {
  for (const mark of item.marks) {
    if (mark.kind === 'input') group.append(pill(mark.kind, mark.text, pillInset, 0, context));
    if (mark.kind !== 'output') continue;
    const text = fitPill(mark.text, context, Math.max(leastPill, Math.min(widestPill, room)));
    group.append(pill('output', text, pillInset, faceHeight, context));
  }
  if (item.dropped) group.append(pill('dropped', 'left out', pillInset, faceHeight, context));
}

function pill(kind: string, text: string, x: number, y: number, context: DrawContext): SVGGElement {
  return svg(
    'g',
    { class: `pill ${kind}`, transform: `translate(${x} ${y - 7})` },
    svg('rect', { width: pillWidth(text, context), height: 14, rx: 7 }),
    svg('text', { x: pillPad, y: 10.5 }, fitPill(text, context)),
  );
}

function fitPill(text: string, { cutter, fonts }: DrawContext, width = widestPill): string {
  return cutter.fit(text, pillFont(fonts), width - 2 * pillPad);
}

function pillWidth(text: string, context: DrawContext): number {
  return Math.ceil(context.cutter.width(fitPill(text, context), pillFont(context.fonts))) + 2 * pillPad;
}

function pillFont(fonts: Fonts): string {
  return `600 10px ${fonts.ui}`;
}

function barPath(width: number, height: number): string {
  return `M${width} 0V${height}H6a6 6 0 0 1-6-6V6a6 6 0 0 1 6-6z`;
}

function tooltip(item: SceneItem): string {
  const { node } = item;
  const lines = [
    item.title,
    item.subtitle,
    ...(node?.outputs ?? [item.shape]),
    ...parameterTexts(item.params).slice(0, 1),
  ];
  if (item.dropped) lines.push('Left out by the cut.');
  for (const note of node?.notes ?? []) lines.push(note.message);
  if (node?.doc !== undefined) lines.push(node.doc);
  return lines.map(oneLine).join('\n');
}
