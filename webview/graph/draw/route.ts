// The path of a line: its corners rounded, its arrowhead.

import type { Point } from '../layout/types.ts';

const radius = 8;
const headLength = 7;
const headWidth = 4;

/** The SVG path along a route. It ends where the arrowhead begins. */
export function linePath(route: readonly Point[]): string {
  const start = route[0];
  if (start === undefined) return '';
  const parts = [`M${at(start)}`];
  for (let i = 1; i < route.length - 1; i++) {
    const before = route[i - 1];
    const corner = route[i];
    const after = route[i + 1];
    if (before === undefined || corner === undefined || after === undefined) continue;
    const bend = Math.min(radius, length(before, corner) / 2, length(corner, after) / 2);
    parts.push(`L${at(towards(corner, before, bend))}Q${at(corner)} ${at(towards(corner, after, bend))}`);
  }
  const end = route[route.length - 1];
  const before = route[route.length - 2];
  if (end !== undefined && before !== undefined) parts.push(`L${at(towards(end, before, headLength - 1))}`);
  return parts.join('');
}

/**
 * The part of a route that lies on none of the others, which begin at the same point. It begins a bend earlier, since the
 * others may turn where it leaves them.
 */
export function ownPart(route: readonly Point[], others: readonly (readonly Point[])[]): readonly Point[] {
  const shared = others.reduce((most, other) => Math.max(most, commonLength(route, other)), 0);
  if (shared <= radius) return route;
  let skipped = shared - radius;
  for (let i = 1; i < route.length; i++) {
    const from = route[i - 1];
    const to = route[i];
    if (from === undefined || to === undefined) break;
    const piece = length(from, to);
    if (skipped < piece) return [towards(from, to, skipped), ...route.slice(i)];
    skipped -= piece;
  }
  return route;
}

/** How far two routes run together from their common beginning. */
function commonLength(a: readonly Point[], b: readonly Point[]): number {
  let common = 0;
  for (let i = 1; i < Math.min(a.length, b.length); i++) {
    const [from, toA, toB] = [a[i - 1], a[i], b[i]];
    if (from === undefined || toA === undefined || toB === undefined) break;
    const piece = Math.min(length(from, toA), length(from, toB));
    const there = towards(from, toA, piece);
    if (length(there, towards(from, toB, piece)) > 0.1) break;
    common += piece;
    if (length(there, toA) > 0.1 || length(there, toB) > 0.1) break;
  }
  return common;
}

/** The arrowhead at the end of a route. */
export function headPath(route: readonly Point[]): string {
  const end = route[route.length - 1];
  const before = route[route.length - 2];
  if (end === undefined || before === undefined) return '';
  const back = towards(end, before, headLength);
  const across = before.x === end.x || Math.abs(before.x - end.x) < 0.01;
  const left = across ? { x: back.x - headWidth, y: back.y } : { x: back.x, y: back.y - headWidth };
  const right = across ? { x: back.x + headWidth, y: back.y } : { x: back.x, y: back.y + headWidth };
  return `M${at(left)}L${at(end)}L${at(right)}z`;
}

function at(point: Point): string {
  return `${round(point.x)} ${round(point.y)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function length(a: Point, b: Point): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
}

/** The point `distance` away from `from` on the way to `to`; pieces are vertical or horizontal. */
function towards(from: Point, to: Point, distance: number): Point {
  const whole = length(from, to);
  if (whole === 0) return from;
  const share = Math.min(1, distance / whole);
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}
