// Changeable places and the journal of their changes. Everything the analysed program can change lives in a box, so that
// both sides of an unknown condition can be run from the same state: what one side wrote is undone from the journal, the
// other side runs, and what either wrote is joined.

/** A place that holds a value. Written only through a store. */
export interface Box<T> {
  readonly value: T;
  /** Counts boxes as they are made, so that those made inside a tentative run are told apart. */
  readonly born: number;
  /**
   * What holds after two paths left different contents; the later path's content where this is absent. `afterwards` is
   * done once everything is joined, for what has to be said in another box.
   */
  join?(first: T, second: T, afterwards: (finish: (store: Store) => void) => void): T;
}

/** The way to write boxes. While a journal is open, first writes remember what was there before. */
export interface Store {
  write<T>(box: Box<T>, value: T): void;
  /**
   * Runs `body`, undoes what it wrote to boxes that were there before, and gives these with the values they had at its end.
   * Boxes made inside keep their content: only what was made with them can reach them.
   */
  tentatively(body: () => void): ReadonlyMap<Box<unknown>, unknown>;
}

let made = 0;

/** The count of boxes so far, which dates what is made now. */
export function now(): number {
  return made;
}

let changed = 0;

/** The count of writes so far: where it stands still, nothing that the program can change has changed. */
export function changes(): number {
  return changed;
}

/** A new box. A place in something that was made earlier, such as a variable of a scope, is as old as that. */
export function box<T>(value: T, join?: Box<T>['join'], born: number = made): Box<T> {
  made++;
  return join === undefined ? { value, born } : { value, born, join };
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
      changed++;
    },
    tentatively(body) {
      const journal = new Map<Box<unknown>, unknown>();
      journals.push(journal);
      const after = new Map<Box<unknown>, unknown>();
      const start = made;
      try {
        body();
      } finally {
        journals.pop();
        if (journal.size > 0) changed++;
        for (const [target, before] of journal) {
          if (target.born >= start) continue;
          after.set(target, target.value);
          (target as Writable<unknown>).value = before;
        }
      }
      return after;
    },
  };
}
