// Changeable places and the journal of their changes. Everything the analysed program can change lives in a box, so that
// both sides of an unknown condition can be run from the same state: what one side wrote is undone from the journal, the
// other side runs, and what either wrote is joined.

/** A place that holds a value. Written only through a store. */
export interface Box<T> {
  readonly value: T;
  /** What holds after two paths left different contents; the later path's content where this is absent. */
  join?(first: T, second: T): T;
}

/** The way to write boxes. While a journal is open, first writes remember what was there before. */
export interface Store {
  write<T>(box: Box<T>, value: T): void;
  /** Runs `body`, undoes what it wrote, and gives the written boxes with the values they had at its end. */
  tentatively(body: () => void): ReadonlyMap<Box<unknown>, unknown>;
}

/** A new box. */
export function box<T>(value: T, join?: (first: T, second: T) => T): Box<T> {
  return join === undefined ? { value } : { value, join };
}

interface Writable<T> {
  value: T;
}

/** A store with an empty journal. */
export function createStore(): Store {
  const journals: Map<Box<unknown>, unknown>[] = [];
  return {
    write<T>(target: Box<T>, value: T): void {
      const journal = journals[journals.length - 1];
      if (journal !== undefined && !journal.has(target)) journal.set(target, target.value);
      (target as Writable<T>).value = value;
    },
    tentatively(body) {
      const journal = new Map<Box<unknown>, unknown>();
      journals.push(journal);
      const after = new Map<Box<unknown>, unknown>();
      try {
        body();
      } finally {
        journals.pop();
        for (const [target, before] of journal) {
          after.set(target, target.value);
          (target as Writable<unknown>).value = before;
        }
      }
      return after;
    },
  };
}
