// What a run notes of assignments.

import type { Place } from '../base/span.ts';
import type { Value } from './value.ts';

/** An assignment to a name that ran: the target's place and the last value. */
export interface AssignmentRecord {
  readonly name: string;
  readonly place: Place;
  readonly value: Value;
  /** True where the assignment ran more than once with different values. */
  readonly varies: boolean;
}
