// Tracks: the horizontal lines in the channel between two rows. A bus is what one lane or output does in one channel:
// it comes down at one x and goes on down at one or more; its horizontal part lies on a track. Tracks are ordered so
// that lines cross seldom, and never run on top of each other.

import { nth } from './nth.ts';

export interface Bus {
  /** Where it comes from above. */
  readonly top: number;
  /** Where it goes on below; not empty. */
  readonly bottoms: readonly number[];
}

/** Beyond this number of lines in one channel their order is no longer searched for. */
const searchedBuses = 160;

/** Lines at x closer than this count as the same line. */
const same = 0.5;

interface Extent {
  readonly bus: Bus;
  readonly index: number;
  readonly left: number;
  readonly right: number;
}

/** The track of each bus, counted from the top of the channel; -1 for one that goes straight down. */
export function assignTracks(buses: readonly Bus[]): { readonly tracks: readonly number[]; readonly count: number } {
  const tracks = new Array<number>(buses.length).fill(-1);
  const extents: Extent[] = [];
  buses.forEach((bus, index) => {
    const left = Math.min(bus.top, ...bus.bottoms);
    const right = Math.max(bus.top, ...bus.bottoms);
    if (right - left > same) extents.push({ bus, index, left, right });
  });
  const ordered =
    extents.length > searchedBuses ? [...extents].sort((a, b) => a.left - b.left || a.index - b.index) : order(extents);
  let count = 0;
  const placed: { extent: Extent; track: number }[] = [];
  for (const extent of ordered) {
    let track = 0;
    for (const other of placed) if (overlap(extent, other.extent)) track = Math.max(track, other.track + 1);
    placed.push({ extent, track });
    tracks[extent.index] = track;
    count = Math.max(count, track + 1);
  }
  return { tracks, count };
}

function overlap(a: Extent, b: Extent): boolean {
  return a.left <= b.right + same && b.left <= a.right + same;
}

/** How bad it is to draw `upper` above `lower`: crossings, and a great number for lines that would coincide. */
function cost(upper: Extent, lower: Extent): number {
  let crossings = 0;
  for (const x of upper.bus.bottoms) {
    if (Math.abs(x - lower.bus.top) <= same) crossings += 1000;
    else if (x > lower.left && x < lower.right) crossings += 1;
  }
  if (lower.bus.top > upper.left && lower.bus.top < upper.right) crossings += 1;
  return crossings;
}

/** Takes out, again and again, what has least reason to lie below the rest. */
function order(extents: readonly Extent[]): Extent[] {
  const sorted = [...extents].sort((a, b) => a.left - b.left || a.right - b.right || a.index - b.index);
  const count = sorted.length;
  // penalty[i]: what it costs to draw i above everything that is left, less what it costs to draw it below.
  const penalty = new Array<number>(count).fill(0);
  const pair = (i: number, j: number): number => {
    const a = nth(sorted, i);
    const b = nth(sorted, j);
    return overlap(a, b) ? cost(a, b) - cost(b, a) : 0;
  };
  for (let i = 0; i < count; i++)
    for (let j = 0; j < count; j++) if (i !== j) penalty[i] = nth(penalty, i) + pair(i, j);
  const left = new Set<number>(sorted.keys());
  const result: Extent[] = [];
  while (left.size > 0) {
    let best = -1;
    for (const i of left) if (best === -1 || nth(penalty, i) < nth(penalty, best)) best = i;
    left.delete(best);
    result.push(nth(sorted, best));
    for (const i of left) penalty[i] = nth(penalty, i) - pair(i, best);
  }
  return result;
}
