// The hints and lenses in the cells of notebooks. An editor asks for those of a cell anew when the cell is edited; what an edit
// changes in other cells it must be told.

import type { Analysis } from '../analysis/analysis.ts';
import { codeLenses } from '../ide/codeLens.ts';
import { inlayHints } from '../ide/inlayHints.ts';
import { rangeOf } from '../ide/places.ts';

export interface CellMarks {
  /** Takes note of an analysis; true where cells that were not edited since the last one have other hints or lenses now. */
  update(analysis: Analysis): boolean;
  forget(program: string): void;
}

interface Marked {
  readonly version: number;
  readonly marks: string;
}

/** Knows no notebook yet. */
export function createCellMarks(): CellMarks {
  const known = new Map<string, ReadonlyMap<string, Marked>>();
  return {
    update(analysis) {
      if (analysis.cells.length < 2) return false;
      const before = known.get(analysis.uri);
      const now = marksOf(analysis);
      known.set(analysis.uri, now);
      return [...now].some(([uri, { version, marks }]) => {
        const old = before?.get(uri);
        return old !== undefined && old.version === version && old.marks !== marks;
      });
    },
    forget: program => void known.delete(program),
  };
}

function marksOf(analysis: Analysis): ReadonlyMap<string, Marked> {
  const lines = new Map(analysis.cells.map(({ uri }) => [uri, [] as string[]]));
  const mark = (start: number, text: string): void => {
    const { uri, startLine, startColumn } = rangeOf(analysis, { start, end: start });
    lines.get(uri)?.push(`${startLine}:${startColumn} ${text}`);
  };
  for (const { offset, label } of inlayHints(analysis)) mark(offset, label);
  for (const { span, title } of codeLenses(analysis)) mark(span.start, title);
  return new Map(
    analysis.cells.map(({ uri, version }) => [uri, { version, marks: (lines.get(uri) ?? []).join('\n') }] as const),
  );
}
