// Which JavaScript files around a file import it, found in the folders of its project: its own, those above it up to the root
// of the project, and what lies below that. Tests are left out, since they call things with sizes of their own.

import { folderOf, within } from './address.ts';
import { locateJavascript } from './javascript.ts';
import type { ListFolder, ReadSource } from './sources.ts';

/** How far callers are looked for. Projects that are larger have few files that import one another from so far away. */
const reach = {
  /** Folders above a file that are looked through for that of the project. */
  above: 4,
  /** Folders whose names are listed. */
  folders: 60,
  /** Files that are read. */
  files: 150,
  /** Text that is read, in UTF-16 units. */
  text: 1_500_000,
  /** Callers, direct ones and those over others. */
  callers: 16,
} as const;

export interface ImporterSearch {
  readonly list: ListFolder;
  readonly read: ReadSource;
  /** The folders that are open, each of which ends a project. */
  readonly folders: readonly string[];
}

/** The files that import a file, directly or over others, those first that no other of them imports. */
export function importersOf(main: string, { list, read, folders }: ImporterSearch): readonly string[] {
  const files = sourcesAround(main, { list, folders });
  const known = new Set([main, ...files]);
  const exists = (address: string): boolean => known.has(address);
  const importers = new Map<string, string[]>();
  let length = 0;
  for (const file of files.slice(0, reach.files)) {
    const source = read(file);
    if (source.kind !== 'text') continue;
    length += source.text.length;
    if (length > reach.text) break;
    for (const path of pathsIn(source.text)) {
      const target = locateJavascript(path, file, exists);
      if (target === undefined || target === file) continue;
      const others = importers.get(target);
      if (others === undefined) importers.set(target, [file]);
      else if (!others.includes(file)) others.push(file);
    }
  }
  const found = new Set([main]);
  for (const file of found) {
    for (const other of importers.get(file) ?? []) if (found.size <= reach.callers) found.add(other);
  }
  found.delete(main);
  return [...found].reverse();
}

/** The relative paths that a text imports, each once. */
function pathsIn(text: string): ReadonlySet<string> {
  const written = /(?:\bfrom|\bimport|\brequire\s*\(|\bimport\s*\()\s*(['"`])(\.\.?(?:\/[^'"`\n$]*)?)\1/g;
  return new Set([...text.matchAll(written)].map(([, , path = '']) => path));
}

/** The files of a project that may import a file of it, the nearest first. */
function sourcesAround(main: string, { list, folders }: Pick<ImporterSearch, 'list' | 'folders'>): readonly string[] {
  const files = new Set<string>();
  const own = folderOf(main);
  const waiting = [own, ...foldersAbove(own, { list, folders })];
  const seen = new Set<string>();
  for (const folder of waiting) {
    if (seen.has(folder)) continue;
    if (seen.size >= reach.folders) break;
    seen.add(folder);
    const listing = list(folder);
    for (const name of listing.kind === 'names' ? listing.names : []) {
      if (isSource(name)) files.add(within(folder, name));
      else if (isSourceFolder(name)) waiting.push(within(folder, name.slice(0, -1)));
    }
  }
  files.delete(main);
  return [...files];
}

/** The folders above one up to the root of the project; none where no root is near. */
function foldersAbove(start: string, { list, folders }: Pick<ImporterSearch, 'list' | 'folders'>): readonly string[] {
  const above: string[] = [];
  let at = start;
  for (;;) {
    const listing = list(at);
    if (folders.includes(at) || (listing.kind === 'names' && listing.names.some(name => rootMarks.has(name))))
      return above;
    const next = folderOf(at);
    if (above.length >= reach.above || next === at) return [];
    at = next;
    above.push(at);
  }
}

/** What lies in the root of a project. */
const rootMarks: ReadonlySet<string> = new Set(['package.json', '.git/']);

function isSource(name: string): boolean {
  return (
    /\.[cm]?[jt]sx?$/i.test(name) && !/(\.d\.[cm]?ts|\.min\.[cm]?js|[._-](test|spec)s?\.[cm]?[jt]sx?)$/i.test(name)
  );
}

/** Folders that hold sources of the project itself, named with a slash at the end. */
function isSourceFolder(name: string): boolean {
  return (
    name.endsWith('/') &&
    !/^(\.|(node_modules|bower_components|vendor|dist|build|out|coverage|tests?|specs?|__tests__|__mocks__|e2e|cypress)\/$)/i.test(
      name,
    )
  );
}
