// The folders of the project that a file belongs to: its own, those above it up to the root, and what lies below that.

import { folderOf, within } from './address.ts';
import type { ListFolder } from './sources.ts';

/** How many folders above a file are looked through for the root of its project. */
const mostAbove = 4;

export interface FolderSearch {
  readonly list: ListFolder;
  /** The folders that are open, each of which is the root of a project. */
  readonly folders: readonly string[];
}

/** The folder of a file and those above it up to the root of the project; the first alone where no root is near. */
export function foldersAbove(file: string, { list, folders }: FolderSearch): readonly string[] {
  const own = folderOf(file);
  const above = [own];
  for (let at = own; ; at = folderOf(at)) {
    if (at !== own) above.push(at);
    const listing = list(at);
    if (folders.includes(at) || (listing.kind === 'names' && listing.names.some(name => rootMarks.has(name))))
      return above;
    if (above.length > mostAbove || folderOf(at) === at) return [own];
  }
}

/** What lies in the root of a project. */
const rootMarks: ReadonlySet<string> = new Set(['package.json', '.git/']);

/** The files with JavaScript of the project of a file but for that one, the nearest first; at most so many folders are looked into. */
export function sourcesAround(file: string, search: FolderSearch, most: number): readonly string[] {
  const files = new Set<string>();
  const waiting = [...foldersAbove(file, search)];
  const seen = new Set<string>();
  for (const folder of waiting) {
    if (seen.has(folder)) continue;
    if (seen.size >= most) break;
    seen.add(folder);
    const listing = search.list(folder);
    for (const name of listing.kind === 'names' ? listing.names : []) {
      if (isSource(name)) files.add(within(folder, name));
      else if (isSourceFolder(name)) waiting.push(within(folder, name.slice(0, -1)));
    }
  }
  files.delete(file);
  return [...files];
}

function isSource(name: string): boolean {
  return (
    /\.[cm]?[jt]sx?$/i.test(name) && !/(\.d\.[cm]?ts|\.min\.[cm]?js|[._-](test|spec)s?\.[cm]?[jt]sx?)$/i.test(name)
  );
}

/** Folders that hold sources of the project itself, named with a slash at the end. */
function isSourceFolder(name: string): boolean {
  return name.endsWith('/') && !name.startsWith('.') && !others.has(name.slice(0, -1).toLowerCase());
}

const others: ReadonlySet<string> = new Set([
  'node_modules',
  'bower_components',
  'vendor',
  'dist',
  'build',
  'out',
  'coverage',
  'test',
  'tests',
  'spec',
  'specs',
  '__tests__',
  '__mocks__',
  'e2e',
  'cypress',
]);
