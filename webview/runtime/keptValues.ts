// The values of the last run that are kept for looking at, within a budget; what is dropped is computed again on demand.

import type { Values } from './statistics.ts';

/** The most bytes of values that are kept. */
const keptBytes = 256 * 2 ** 20;

export interface KeptValues {
  /** Keeps the outputs of a call; the oldest others make room. */
  keep(node: string, values: readonly Values[]): void;
  find(node: string): readonly Values[] | undefined;
  clear(): void;
}

/** An empty store of values. */
export function keepValues(budget = keptBytes): KeptValues {
  const entries = new Map<string, readonly Values[]>();
  let held = 0;
  return {
    keep(node, values) {
      const bytes = bytesOf(values);
      if (bytes > budget) return;
      held += bytes - bytesOf(entries.get(node) ?? []);
      entries.delete(node);
      entries.set(node, values);
      for (const [oldest, dropped] of entries) {
        if (held <= budget) break;
        held -= bytesOf(dropped);
        entries.delete(oldest);
      }
    },
    find: node => entries.get(node),
    clear() {
      entries.clear();
      held = 0;
    },
  };
}

function bytesOf(values: readonly Values[]): number {
  return values.reduce((sum, { data }) => sum + (ArrayBuffer.isView(data) ? data.byteLength : data.length * 16), 0);
}
