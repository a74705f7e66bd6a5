// What a rule says: a message on a place, with related places and ways out, as plain data.

import type { Place } from '../base/span.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** One sentence that stands alone in the Problems panel. */
  readonly message: string;
  /** The words of the framework itself where it would raise an error, as it writes them; they end the shown message. */
  readonly runtime?: string;
  /** The library below the framework whose words `runtime` are. */
  readonly runtimeBy?: 'NumPy' | 'TensorFlow';
  readonly place: Place;
  readonly related: readonly { readonly place: Place; readonly message: string }[];
  readonly fixes: readonly Fix[];
}

/** A text that findings have in common which say the same of the same stretch of a document. */
export function findingKey({ rule, place, message }: Finding): string {
  return `${rule} ${place.start} ${place.end} ${message}`;
}

/** A mechanical repair. The first of a finding is the preferred one. */
export interface Fix {
  /** What it does, as an order: "Cut after conv2_block1_add". */
  readonly title: string;
  readonly edits: readonly { readonly place: Place; readonly text: string }[];
  /** Set where the repaired program does what the written one does, so that it may be applied without being looked at. */
  readonly keepsMeaning?: true;
}
