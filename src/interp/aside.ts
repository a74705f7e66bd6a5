// Runs beside the program's own course, of which nothing stays but what the run itself takes out of the records.

import { type Context, markOf, rewind } from './context.ts';

/** Runs `body` without reports, gives its answer and takes back what it noted; what it writes to boxes stays. */
export function aside<T>(context: Context, body: () => T): T {
  const { record, called, objects, later } = context;
  const mark = markOf(record);
  const nodes = [...called];
  const entries = {
    assignments: [...record.assignments],
    unmodelled: [...record.unmodelled],
    objects: [...objects],
  };
  record.muted++;
  const answer = body();
  record.muted--;
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
