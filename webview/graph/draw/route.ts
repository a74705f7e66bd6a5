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
