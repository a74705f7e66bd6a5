// Which JavaScript files of its project import a file. Tests are left out, since they call things with sizes of their own.

import { locateJavascript } from './javascript.ts';
import { type FolderSearch, sourcesAround } from './projectFolders.ts';
import type { ReadSource } from './sources.ts';

/** How far callers are looked for. Projects that are larger have few files that import one another from so far away. */
const reach = {
  /** Folders that are looked into. */
  folders: 60,
  /** Files that are read. */
  files: 150,
  /** Text that is read, in UTF-16 units. */
  text: 1_500_000,
  /** Callers, direct ones and those over others. */
  callers: 16,
} as const;

/** The files that import a file, directly or over others, those first that no other of them imports. */
export function importersOf(
  main: string,
  { read, ...search }: FolderSearch & { readonly read: ReadSource },
): readonly string[] {
  const files = sourcesAround(main, search, reach.folders);
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

/** The relative paths that a text imports or runs in a worker, each once. */
function pathsIn(text: string): ReadonlySet<string> {
  const imported = /(?:\bfrom|\bimport|\brequire\s*\(|\bimport\s*\()\s*(['"`])(\.\.?(?:\/[^'"`\n$]*)?)\1/g;
  const worker = /\bnew\s+Worker\s*\(\s*(?:new\s+URL\s*\(\s*)?(['"`])([^'"`\n$:]+)\1/g;
  const started = [...text.matchAll(worker)].map(([, , path = '']) => (/^[./]/.test(path) ? path : `./${path}`));
  return new Set([...[...text.matchAll(imported)].map(([, , path = '']) => path), ...started]);
}
