// When documents are analysed: shortly after the last change, at once where nothing is being typed, and never twice for
// one version. Whoever asks for an analysis gets the one of the newest text.

import type { Analysis } from '../analysis/analysis.ts';

/** What became of one version of a document. */
export type Outcome =
  | { readonly version: number; readonly analysis: Analysis }
  | { readonly version: number; readonly failed: string };

export interface Scheduler {
  /** The document has a new text; it is analysed after the pause, or at once. */
  changed(uri: string, version: number, when: 'after pause' | 'at once'): void;
  closed(uri: string): void;
  /** The outcome for the newest text; undefined where the document is closed before. */
  outcome(uri: string): Promise<Outcome | undefined>;
}

export interface SchedulerOptions {
  /** Analyses the newest text of a document; undefined where it is not analysed at all. Never fails. */
  readonly run: (uri: string) => Promise<Outcome | undefined>;
  /** Hears of every outcome that is still the newest. */
  readonly done: (uri: string, outcome: Outcome) => void;
  readonly now: () => number;
}

/** The pause after a keystroke in milliseconds: short, since an analysis is; as long as one takes where that is long. */
const shortestPause = 12;
const longestPause = 300;

interface Entry {
  version: number;
  timer: ReturnType<typeof setTimeout> | undefined;
  /** Undefined until the newest text is analysed. */
  settled: { readonly outcome: Outcome | undefined } | undefined;
  took: number;
  waiting: ((outcome: Outcome | undefined) => void)[];
}

/** A scheduler without documents. */
export function createScheduler({ run, done, now }: SchedulerOptions): Scheduler {
  const entries = new Map<string, Entry>();

  async function analyse(uri: string, entry: Entry): Promise<void> {
    entry.timer = undefined;
    const { version } = entry;
    const started = now();
    const outcome = await run(uri);
    if (entry.version !== version || entries.get(uri) !== entry) return;
    entry.took = now() - started;
    entry.settled = { outcome };
    const waiting = entry.waiting;
    entry.waiting = [];
    if (outcome !== undefined) done(uri, outcome);
    for (const resolve of waiting) resolve(outcome);
  }

  return {
    changed(uri, version, when) {
      const entry: Entry = entries.get(uri) ?? { version, timer: undefined, settled: undefined, took: 0, waiting: [] };
      entries.set(uri, entry);
      entry.version = version;
      entry.settled = undefined;
      if (entry.timer !== undefined) clearTimeout(entry.timer);
      const pause = when === 'at once' ? 0 : Math.min(longestPause, Math.max(shortestPause, entry.took / 2));
      entry.timer = setTimeout(() => void analyse(uri, entry), pause);
    },
    closed(uri) {
      const entry = entries.get(uri);
      if (entry === undefined) return;
      entries.delete(uri);
      if (entry.timer !== undefined) clearTimeout(entry.timer);
      for (const resolve of entry.waiting) resolve(undefined);
    },
    outcome(uri) {
      const entry = entries.get(uri);
      if (entry === undefined) return Promise.resolve(undefined);
      if (entry.settled !== undefined) return Promise.resolve(entry.settled.outcome);
      return new Promise(resolve => entry.waiting.push(resolve));
    },
  };
}
