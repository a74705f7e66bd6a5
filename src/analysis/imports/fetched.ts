// Files that cannot be read at once: what is asked for the first time comes later, is fetched together with all else that
// was missing, and is remembered until it changes.

import { absent, later, type ReadSource, type SourceText } from './sources.ts';

export interface FetchedFiles {
  readonly read: ReadSource;
  /** Fetches files; afterwards none of them comes later any more. Never fails. */
  fetch(addresses: readonly string[]): Promise<void>;
  /** Forgets a file that changed. */
  changed(address: string): void;
}

/** Fetches the texts of files in order; undefined for those that are not there. */
export type FetchTexts = (addresses: readonly string[]) => Promise<readonly (string | undefined)[]>;

/** How much text is remembered, in UTF-16 units. */
const keptText = 4_000_000;

/** How many files that are not there are remembered: each import asks for some ten in vain. */
const keptAnswers = 5_000;

/** A memory without files. */
export function createFetchedFiles(fetchTexts: FetchTexts): FetchedFiles {
  const known = new Map<string, SourceText>();
  let length = 0;
  const forget = (address: string): void => {
    const before = known.get(address);
    if (before?.kind === 'text') length -= before.text.length;
    known.delete(address);
  };
  return {
    read: address => known.get(address) ?? later,
    async fetch(addresses) {
      let texts: readonly (string | undefined)[] = [];
      try {
        texts = await fetchTexts(addresses);
      } catch {
        // Without an answer the files are taken not to be there, until they change.
      }
      if (length > keptText || known.size > keptAnswers) {
        known.clear();
        length = 0;
      }
      addresses.forEach((address, i) => {
        forget(address);
        const text = texts[i];
        known.set(address, text === undefined ? absent : { kind: 'text', text });
        length += text?.length ?? 0;
      });
    },
    changed: forget,
  };
}
