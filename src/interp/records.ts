// What a run notes of assignments, and of functions that nothing in the program calls.

import type { Place } from '../base/span.ts';
import type { FunctionNode } from '../syntax/program.ts';
import type { Mark } from './context.ts';
import type { Value } from './value.ts';

/** An assignment to a name that ran: the target's place and the last value. */
export interface AssignmentRecord {
  readonly name: string;
  readonly place: Place;
  readonly value: Value;
  /** What a list held then; the program may have changed it since. */
  readonly items?: readonly Value[];
  /** True where the assignment ran more than once with different values. */
  readonly varies: boolean;
}

/** A function of the program that was run without a call of the program's own, and what was recorded meanwhile. */
export interface RunAlone {
  readonly node: FunctionNode;
  readonly from: Mark;
  readonly to: Mark;
}
