// How the values of a tensor are spread.

import type { NumericData } from './statistics.ts';

export interface Histogram {
  /** The ends of the first and the last bin. */
  readonly from: number;
  readonly to: number;
  readonly counts: readonly number[];
  /** Exact zeros that are not in the bins, since they would dwarf all others; 0 where they are. */
  readonly zerosLeftOut: number;
}

/** The share of exact zeros above which they get no bin: what a ReLU makes is counted, not drawn. */
const dwarfingShare = 0.1;

/** Counts the finite values in bins of equal width; undefined where there are none. */
export function histogramOf(data: NumericData, bins = 40): Histogram | undefined {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  let zeros = 0;
  for (let i = 0; i < data.length; i++) {
    const value = data[i] as number;
    if (!Number.isFinite(value)) continue;
    if (value === 0) zeros++;
    if (value < from) from = value;
    if (value > to) to = value;
  }
  if (from > to) return undefined;
  const leaveOut = zeros > data.length * dwarfingShare && from !== to;
  const counts: number[] = Array.from({ length: bins }, () => 0);
  const scale = from === to ? 0 : bins / (to - from);
  for (let i = 0; i < data.length; i++) {
    const value = data[i] as number;
    if (!Number.isFinite(value) || (leaveOut && value === 0)) continue;
    const bin = Math.min(bins - 1, Math.floor((value - from) * scale));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { from, to, counts, zerosLeftOut: leaveOut ? zeros : 0 };
}
