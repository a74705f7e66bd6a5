// The result of analysing one document: everything that hovers, hints, lenses, diagnostics, graphs and the command line
// are made from.

import type { LineMap, Place } from '../base/span.ts';
import type { Finding } from '../checks/finding.ts';
import type { AssignmentRecord } from '../interp/records.ts';
import type { Scope, Value } from '../interp/value.ts';
import type { Understanding } from '../model/understanding.ts';
import type { NotebookCell } from '../syntax/notebook.ts';
import type { Program } from '../syntax/program.ts';
import type { Consulted } from './imports/sources.ts';

export type { AssignmentRecord } from '../interp/records.ts';

export interface Analysis extends Understanding {
  readonly version: number;
  readonly text: string;
  readonly lines: LineMap;
  /** The cells that `text` joins, where the document is a notebook; else none. */
  readonly cells: readonly NotebookCell[];
  readonly program: Program;
  readonly findings: readonly Finding[];
  /** Findings of rules that are off unless the user's settings switch them on. */
  readonly optional: readonly Finding[];
  /** The value of each expression by its id, as it was the last time it ran; undefined where it never ran. */
  readonly facts: readonly (Value | undefined)[];
  /** Every assignment to a name that ran: the target's place and the last value. */
  readonly assignments: readonly AssignmentRecord[];
  /** The module's names at the end, with the place of their last assignment. */
  readonly bindings: readonly BindingRecord[];
  readonly scope: Scope;
  /** The texts of the imported files that were run, by address. */
  readonly imported: ReadonlyMap<string, string>;
  /** What the analysis rests on beside the text of the document. */
  readonly consulted: Consulted;
  /** How long the analysis took, in milliseconds. */
  readonly ms: number;
}

export interface BindingRecord {
  readonly name: string;
  readonly value: Value;
  readonly place: Place;
}
