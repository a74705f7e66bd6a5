// Runs beside the program's own course, of which nothing stays but what the run itself takes out of the records.

import type { ProblemRecord } from '../model/understanding.ts';
import { type Context, markOf, rewind } from './context.ts';

/** Runs `body` without reports, gives its answer and takes back what it noted; what it writes to boxes stays. */
export function aside<T>(context: Context, body: () => T): T {
  const { record } = context;
  return unnoted(context, () => {
    record.muted++;
    const answer = body();
    record.muted--;
    return answer;
  });
}

/** Runs `body`, takes back all that it did, and gives what it reported. */
export function overheard(context: Context, body: () => void): readonly ProblemRecord[] {
  const { record, store } = context;
  return unnoted(context, () => {
    const from = record.problems.length;
    store.tentatively(body);
    return record.problems.slice(from);
  });
}

function unnoted<T>(context: Context, body: () => T): T {
  const { record, called, objects, later } = context;
  const mark = markOf(record);
  const nodes = [...called];
  const entries = {
    assignments: [...record.assignments],
    unmodelled: [...record.unmodelled],
    objects: [...objects],
  };
  const answer = body();
  context.later = later;
  called.clear();
  for (const node of nodes) called.add(node);
  refill(record.assignments, entries.assignments);
  refill(record.unmodelled, entries.unmodelled);
  refill(objects, entries.objects);
  rewind(record, mark);
  return answer;
}

/** Gives a map exactly these entries, in their order. */
function refill<Key, Item>(map: Map<Key, Item>, entries: readonly (readonly [Key, Item])[]): void {
  map.clear();
  for (const [key, item] of entries) map.set(key, item);
}
