// Finding and reading the source files that the command line names.

import { lstat, readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ownValue } from '../base/ownValue.ts';
import { type NotebookCell, readNotebook } from '../syntax/notebook.ts';
import { decodeSource } from './encoding.ts';

/** A file ready to be analysed. */
export interface SourceFile {
  /** Its name as given, or as found below a folder that was given. */
  readonly file: string;
  readonly text: string;
  readonly languageId: string;
  /** The cells of a notebook, which are joined in `text`. */
  readonly cells?: readonly NotebookCell[];
}

export interface UnreadableFile {
  readonly file: string;
  readonly problem: string;
}

const languages: Readonly<Record<string, string>> = {
  py: 'python',
  ipynb: 'python',
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  jsx: 'javascriptreact',
  ts: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  tsx: 'typescriptreact',
};

/** Folders that hold what others wrote, or nothing to read. */
const skippedFolders: ReadonlySet<string> = new Set(['node_modules', '__pycache__', 'site-packages']);

/** The name by which editors know the language of a file; undefined for files that are no source. */
export function languageIdOf(file: string): string | undefined {
  const ending = /\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase() ?? '';
  return ownValue(languages, ending);
}

/** The source files at a path: the file itself, or those below a folder in the order of their names. */
export async function findFiles(path: string): Promise<readonly string[] | UnreadableFile> {
  try {
    const found = await lstat(path);
    if (!found.isDirectory()) return [path];
    const files: string[] = [];
    await walk(path, files);
    return files;
  } catch (error) {
    return { file: path, problem: reasonOf(error) };
  }
}

async function walk(folder: string, files: string[]): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  if (entries.some(entry => entry.name === 'pyvenv.cfg')) return;
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!skippedFolders.has(entry.name)) await walk(path, files);
    } else if (
      entry.isFile() &&
      languageIdOf(entry.name) !== undefined &&
      !/\.(d\.[cm]?ts|min\.js)$/.test(entry.name)
    ) {
      files.push(path);
    }
  }
}

/** Reads a file as text. */
export async function readSource(file: string): Promise<SourceFile | UnreadableFile> {
  const languageId = languageIdOf(file);
  if (languageId === undefined) {
    return { file, problem: 'not a Python, notebook, JavaScript or TypeScript file' };
  }
  try {
    const notebookFile = file.toLowerCase().endsWith('.ipynb');
    const text = decodeSource(await readFile(file), notebookFile ? 'json' : languageId);
    if (!notebookFile) return { file, text, languageId };
    const { problems, ...notebook } = readNotebook(text, resolve(file));
    const [problem] = problems;
    if (problem !== undefined) return { file, problem: problem.message };
    return { file, ...notebook };
  } catch (error) {
    return { file, problem: reasonOf(error) };
  }
}

export function isUnreadable(answer: object): answer is UnreadableFile {
  return 'problem' in answer;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'it may not be read',
  EISDIR: 'it is a folder',
  ELOOP: 'its links lead in a circle',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'it is not UTF-8 text',
};

/** Why a file could not be read, in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? (error instanceof Error ? error.message : String(error));
}
