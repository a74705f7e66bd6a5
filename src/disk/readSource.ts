// Source files on the disk, read at once. A file is read again only where its size or time changed.

import { readFileSync, type Stats, statSync } from 'node:fs';
import { absent, type ReadSource, type SourceText } from '../analysis/imports/sources.ts';
import { maxTextLength } from '../syntax/parser.ts';
import { pathOf } from './path.ts';

/** How much text is kept, in UTF-16 units: that of a large project without its data. */
const keptText = 4_000_000;

interface Kept {
  readonly size: number;
  readonly time: number;
  readonly source: SourceText;
}

/** A reader of plain paths and `file:` addresses; files that are no text of a bearable length count as absent. */
export function createDiskReader(): ReadSource {
  const kept = new Map<string, Kept>();
  let length = 0;
  return address => {
    const path = pathOf(address);
    if (path === undefined) return absent;
    const stat = statOf(path);
    const known = kept.get(path);
    if (known !== undefined) {
      if (stat?.isFile() === true && known.size === stat.size && known.time === stat.mtimeMs) return known.source;
      kept.delete(path);
      length -= lengthOf(known.source);
    }
    if (stat?.isFile() !== true || stat.size > maxTextLength) return absent;
    const source = read(path);
    kept.set(path, { size: stat.size, time: stat.mtimeMs, source });
    length += lengthOf(source);
    for (const [oldest, { source: gone }] of kept) {
      if (length <= keptText) break;
      kept.delete(oldest);
      length -= lengthOf(gone);
    }
    return source;
  };
}

/** What the disk says of a path; nothing where a file is taken for a folder on the way, or may not be looked at. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function read(path: string): SourceText {
  try {
    return { kind: 'text', text: readFileSync(path, 'utf8').replace(/^\ufeff/, '') };
  } catch {
    return absent;
  }
}

function lengthOf(source: SourceText): number {
  return source.kind === 'text' ? source.text.length : 0;
}
