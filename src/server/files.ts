// The files around the open documents, as the server reads them: the text in the editor comes first, then the disk where the
// server can reach it, then what the client hands over.

import { createFetchedFiles, type FetchedFiles, type FetchTexts } from '../analysis/imports/fetched.ts';
import type { ReadSource } from '../analysis/imports/sources.ts';

/** The files whose changes may change an analysis. */
export const watchedFiles = '**/*.{py,js,jsx,mjs,cjs,ts,tsx,mts,cts,html}';

/** The most files that are asked of the client at once. */
const mostAtOnce = 200;

export function createServerFiles(options: {
  /** The text of an open document. */
  readonly openText: (uri: string) => string | undefined;
  readonly readDisk: ReadSource | undefined;
  readonly fetchTexts: FetchTexts;
}): FetchedFiles {
  const { openText, readDisk, fetchTexts } = options;
  const fetched = createFetchedFiles(fetchTexts);
  return {
    read(uri) {
      const text = openText(uri);
      if (text !== undefined) return { kind: 'text', text };
      return readDisk !== undefined && uri.startsWith('file:') ? readDisk(uri) : fetched.read(uri);
    },
    async fetch(uris) {
      for (let start = 0; start < uris.length; start += mostAtOnce)
        await fetched.fetch(uris.slice(start, start + mostAtOnce));
    },
    changed: fetched.changed,
  };
}

/** The address of a folder as it stands before the names in it. */
export function withoutSlash(uri: string): string {
  return uri.endsWith('/') && !uri.endsWith('//') && !/^[a-z][a-z0-9+.-]*:\/\/[^/]*\/$/i.test(uri)
    ? uri.slice(0, -1)
    : uri;
}
