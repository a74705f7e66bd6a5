// Which file a Python import means: the folders of the import path in the order in which Python asks them, packages before
// modules, and the library before what only may be on the path.

import type { FileStep } from '../../interp/files.ts';
import { folderOf, liesIn, within } from './address.ts';

export interface PythonPath {
  /** The analysed file. */
  readonly main: string;
  /** The folders that are open in the editor, or the one the command line runs in. */
  readonly folders: readonly string[];
  /** Folders that the program itself puts on the path. */
  readonly added: readonly string[];
}

export interface Wanted {
  readonly module: string;
  /** The importing file. */
  readonly from: string;
  /** True where an installed package has the name. */
  readonly isInstalled: boolean;
}

type Exists = (address: string) => boolean;

/** How many folders above a file are looked through where no open folder ends the search. */
const foldersAbove = 4;

/**
 * Modules that the interpreter has loaded before a program starts, or that are part of it: no file takes their place,
 * whatever folder comes first on the path.
 */
const loadedAtStart: ReadonlySet<string> = new Set([
  'abc',
  'builtins',
  'codecs',
  'io',
  'itertools',
  'math',
  'os',
  'posixpath',
  'site',
  'stat',
  'sys',
  'time',
]);

/** The packages on the way and the file itself, outermost first; undefined where no file is meant. */
export function locatePython(path: PythonPath, wanted: Wanted, exists: Exists): readonly FileStep[] | undefined {
  const { module, from, isInstalled } = wanted;
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  const parts = module
    .slice(dots)
    .split('.')
    .filter(part => part !== '');
  if (dots > 0) {
    let folder = folderOf(from);
    for (let i = 1; i < dots; i++) folder = folderOf(folder);
    return parts.length === 0 ? [packageAt(folder, '.', exists)] : stepsIn(folder, parts, exists);
  }
  const [root] = parts;
  if (root === undefined || loadedAtStart.has(root)) return undefined;
  const first = isMember(path.main, exists) ? [] : [folderOf(path.main)];
  const found = firstOf(first, parts, exists, address => !(isInstalled && address === path.main));
  if (found !== undefined || isInstalled) return found;
  return firstOf(furtherFolders(path, from, exists), parts, exists, () => true);
}

/** True for a file of a package: its folder is not on the path then, but the one that holds the package. */
function isMember(file: string, exists: Exists): boolean {
  return exists(within(folderOf(file), '__init__.py'));
}

/**
 * Folders that may be on the path: those that the program adds, the one that holds the file's package, the open folders and
 * their `src`, those between them and the file, and the importing file's own, which scripts put there.
 */
function furtherFolders({ main, folders, added }: PythonPath, from: string, exists: Exists): readonly string[] {
  const out = [...added];
  let outermost = folderOf(main);
  while (exists(within(outermost, '__init__.py')) && folderOf(outermost) !== outermost) outermost = folderOf(outermost);
  out.push(outermost);
  for (const folder of folders) out.push(folder, within(folder, 'src'));
  const home = folders.find(folder => liesIn(main, folder));
  let at = folderOf(main);
  for (let i = 0; i < foldersAbove && at !== home; i++) {
    out.push(at);
    const above = folderOf(at);
    if (above === at) break;
    at = above;
  }
  out.push(folderOf(from));
  return [...new Set(out)];
}

function firstOf(
  folders: readonly string[],
  parts: readonly string[],
  exists: Exists,
  allowed: (address: string) => boolean,
): readonly FileStep[] | undefined {
  for (const folder of folders) {
    const steps = stepsIn(folder, parts, exists);
    if (steps?.every(step => allowed(step.address)) === true) return steps;
  }
  return undefined;
}

/** The way through packages to a module in a folder. A folder without a file of its own is a package only on the way. */
function stepsIn(start: string, parts: readonly string[], exists: Exists): readonly FileStep[] | undefined {
  const steps: FileStep[] = [];
  let folder = start;
  for (const [i, part] of parts.entries()) {
    const name = parts.slice(0, i + 1).join('.');
    const inner = within(folder, part);
    const own = within(inner, '__init__.py');
    const file = within(folder, `${part}.py`);
    const isLast = i === parts.length - 1;
    if (exists(own)) steps.push({ kind: 'file', name, address: own });
    else if (exists(file)) {
      if (!isLast) return undefined;
      steps.push({ kind: 'file', name, address: file });
    } else if (isLast) return undefined;
    else steps.push({ kind: 'folder', name, address: inner });
    folder = inner;
  }
  return steps;
}

function packageAt(folder: string, name: string, exists: Exists): FileStep {
  const own = within(folder, '__init__.py');
  return exists(own) ? { kind: 'file', name, address: own } : { kind: 'folder', name, address: folder };
}
