// The x coordinates. Every chain carries its branches and rails in an outline, its leftmost and rightmost extent in each
// row; what stands beside it is pushed just outside that outline, so nothing overlaps and short ways lie inside long ones.

import type { Chains } from './chains.ts';
import type { Lanes } from './lanes.ts';
import { nth } from './nth.ts';
import { lanePad, nodePad } from './spacing.ts';

/** How far a node reaches to the left and to the right of the column it stands in. */
export interface Reach {
  readonly left: number;
  readonly right: number;
}

export interface Columns {
  /** The x of the straight line through each chain, and of each rail. The leftmost extent of all is 0. */
  readonly chains: readonly number[];
  readonly rails: readonly number[];
  readonly width: number;
}

interface Outline {
  top: number;
  left: number[];
  right: number[];
}

interface Neighbour {
  readonly outline: Outline;
  readonly span: number;
  readonly distance: number;
  readonly place: (offset: number) => void;
}

/** Places chains and rails beside each other. */
export function placeColumns(chains: Chains, lanes: Lanes, rank: readonly number[], reach: readonly Reach[]): Columns {
  const count = chains.nodes.length;
  const chainOffset = new Array<number>(count).fill(0);
  const railOffset = new Array<number>(lanes.rails.length).fill(0);
  const children: number[][] = Array.from({ length: count }, () => []);
  const rails: number[][] = Array.from({ length: count }, () => []);
  lanes.branches.forEach((branch, chain) => {
    if (branch.parent !== -1) children[branch.parent]?.push(chain);
  });
  lanes.rails.forEach((rail, index) => {
    rails[rail.parent]?.push(index);
  });

  const topDown = [0];
  if (count > 0) for (const chain of topDown) for (const child of nth(children, chain)) topDown.push(child);
  const outlines = new Map<number, Outline>();
  for (const chain of count === 0 ? [] : [...topDown].reverse()) {
    const outline = outlineOf(nth(chains.nodes, chain), nth(lanes.branches, chain), rank, reach);
    for (const side of ['left', 'right'] as const) {
      const beside: Neighbour[] = [];
      for (const child of nth(children, chain)) {
        const branch = nth(lanes.branches, child);
        const own = outlines.get(child);
        if (branch.side !== side || own === undefined) continue;
        beside.push({
          outline: own,
          span: branch.bottom - branch.top,
          distance: branch.distance,
          place: offset => {
            chainOffset[child] = offset;
          },
        });
      }
      for (const index of nth(rails, chain)) {
        const rail = nth(lanes.rails, index);
        if (rail.side !== side) continue;
        beside.push({
          outline: strip(rail.top, rail.bottom),
          span: rail.bottom - rail.top,
          distance: rail.distance,
          place: offset => {
            railOffset[index] = offset;
          },
        });
      }
      beside.sort((a, b) => a.span - b.span || a.distance - b.distance);
      for (const neighbour of beside) {
        const offset = side === 'right' ? rightOf(outline, neighbour.outline) : leftOf(outline, neighbour.outline);
        neighbour.place(offset);
        include(outline, neighbour.outline, offset);
      }
    }
    for (const child of nth(children, chain)) outlines.delete(child);
    outlines.set(chain, outline);
  }

  const whole = outlines.get(0);
  const least = (whole?.left ?? []).reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const greatest = (whole?.right ?? []).reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  if (whole === undefined) return { chains: [], rails: [], width: 0 };
  for (const chain of topDown) {
    const parent = nth(lanes.branches, chain).parent;
    chainOffset[chain] = nth(chainOffset, chain) + (parent === -1 ? -least : nth(chainOffset, parent));
  }
  const railX = lanes.rails.map((rail, index) => nth(railOffset, index) + nth(chainOffset, rail.parent));
  return { chains: chainOffset, rails: railX, width: greatest - least };
}

function strip(top: number, bottom: number): Outline {
  const rows = Math.max(0, bottom - top + 1);
  return { top, left: new Array<number>(rows).fill(-lanePad), right: new Array<number>(rows).fill(lanePad) };
}

function outlineOf(
  nodes: readonly number[],
  rows: { readonly top: number; readonly bottom: number },
  rank: readonly number[],
  reach: readonly Reach[],
): Outline {
  const outline = strip(rows.top, rows.bottom);
  for (const node of nodes) {
    const row = nth(rank, node) - rows.top;
    const { left, right } = nth(reach, node);
    outline.left[row] = -left - nodePad;
    outline.right[row] = right + nodePad;
  }
  return outline;
}

/** How far right `other` has to move to stand clear of `outline`. */
function rightOf(outline: Outline, other: Outline): number {
  let offset = 0;
  other.left.forEach((left, index) => {
    const edge = outline.right[index + other.top - outline.top];
    if (edge !== undefined) offset = Math.max(offset, edge - left);
  });
  return offset;
}

function leftOf(outline: Outline, other: Outline): number {
  let offset = 0;
  other.right.forEach((right, index) => {
    const edge = outline.left[index + other.top - outline.top];
    if (edge !== undefined) offset = Math.min(offset, edge - right);
  });
  return offset;
}

/** Widens the outline by another one; rows that neither covers stay without extent. */
function include(outline: Outline, other: Outline, offset: number): void {
  const bottom = Math.max(outline.top + outline.left.length, other.top + other.left.length);
  if (other.top < outline.top) {
    const missing = outline.top - other.top;
    outline.left = new Array<number>(missing).fill(Number.POSITIVE_INFINITY).concat(outline.left);
    outline.right = new Array<number>(missing).fill(Number.NEGATIVE_INFINITY).concat(outline.right);
    outline.top = other.top;
  }
  while (outline.top + outline.left.length < bottom) {
    outline.left.push(Number.POSITIVE_INFINITY);
    outline.right.push(Number.NEGATIVE_INFINITY);
  }
  other.left.forEach((left, index) => {
    const row = index + other.top - outline.top;
    outline.left[row] = Math.min(nth(outline.left, row), left + offset);
    outline.right[row] = Math.max(nth(outline.right, row), nth(other.right, index) + offset);
  });
}
