// Small corrections of source text that was caught while being typed: a bracket put in where a statement plainly ends
// without it, a stand-in where a name is still to come. The corrected copy is parsed in place of the text, and this map
// leads its offsets back, so that what was put in has no width and every span points into the source as written.

import type { SyntaxProblem } from './program.ts';

/** A correction at an offset: `text` is put in there, or, with `blank`, the unit that stands there becomes a space. */
export interface Repair {
  readonly at: number;
  readonly text: string;
  readonly blank?: true;
  readonly message: string;
}

export interface RepairedText {
  readonly text: string;
  /** The offset in the source of an offset in the corrected text. */
  readonly original: (offset: number) => number;
}

/** More corrections than this are no sign of typing but of text in another language. */
export const maxRepairs = 50;

/** What stands for a name or value that is still to come. */
export const standIn = '_';

/** Applies corrections, which are in source order. */
export function applyRepairs(source: string, repairs: readonly Repair[]): RepairedText {
  const pieces: string[] = [];
  const starts: number[] = [];
  const shifts: { readonly from: number; readonly width: number; readonly before: number }[] = [];
  let kept = 0;
  let added = 0;
  for (const repair of repairs) {
    pieces.push(source.slice(kept, repair.at), repair.text);
    kept = repair.blank ? repair.at + 1 : repair.at;
    if (repair.blank) continue;
    starts.push(repair.at + added);
    shifts.push({ from: repair.at + added, width: repair.text.length, before: added });
    added += repair.text.length;
  }
  pieces.push(source.slice(kept));
  const original = (offset: number): number => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const shift = shifts[low - 1];
    if (!shift) return offset;
    return offset - shift.before - Math.min(offset - shift.from, shift.width);
  };
  return { text: pieces.join(''), original };
}

/** What a correction tells the reader, at the character before it. */
export function repairProblem(repair: Repair): SyntaxProblem {
  const start = repair.blank ? repair.at : Math.max(0, repair.at - 1);
  return { span: { start, end: repair.blank ? repair.at + 1 : repair.at }, message: repair.message, halfTyped: true };
}
