// Generated names: counters per stem, as each framework counts.

import { type Box, box, type Store } from '../base/box.ts';
import type { Dialect } from '../layers/config.ts';

/**
 * Keras 3 and Keras 2 name the first of a stem by the stem alone (`dense`, `dense_1`), but for Keras 2's inputs
 * (`input_1`). tfjs counts from 1 and joins the number on (`dense_Dense1`, `input1`), models aside (`sequential_1`).
 */
export function createNames(store: Store, dialect: Dialect): { next(stem: string): string; clear(): void } {
  const counters = new Map<string, Box<number>>();
  return {
    next(stem) {
      let counter = counters.get(stem);
      if (counter === undefined) {
        // A stem is counted from the start of the run, also where only one side of a condition comes upon it.
        counter = box(0, (a, b) => Math.max(a, b), 0);
        counters.set(stem, counter);
      }
      const count = counter.value;
      store.write(counter, count + 1);
      if (dialect === 'tfjs') return stem === 'sequential' ? `${stem}_${count + 1}` : `${stem}${count + 1}`;
      if (dialect === 'keras2' && stem === 'input') return `input_${count + 1}`;
      return count === 0 ? stem : `${stem}_${count}`;
    },
    clear() {
      for (const counter of counters.values()) store.write(counter, 0);
    },
  };
}
