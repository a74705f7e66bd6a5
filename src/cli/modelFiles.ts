// Model files that the command line names: `.keras`, `.h5` and the JSON of a model, with the files beside them.

import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Analysis } from '../analysis/analysis.ts';
import { analysisOfModel } from '../analysis/modelFile.ts';
import { type FileToRead, isUnreadableFile, readModelFile, type StoredWeights } from '../formats/read.ts';
import { reasonOf } from './files.ts';

/** A model file as a program that makes its model. */
export interface OpenedModel {
  readonly analysis: Analysis;
  readonly weights: StoredWeights | undefined;
}

/** True for the name of a model file. */
export function isModelFile(file: string): boolean {
  return /\.(keras|h5|hdf5|json)$/i.test(file);
}

/** Larger files are not read: their bytes must fit into memory at once. */
const largestFile = 2 ** 31 - 1;

/** A file with its neighbours, as the readers of models take it. Fails where it cannot be read. */
export async function modelFileOnDisk(file: string): Promise<FileToRead> {
  const folder = resolve(dirname(file));
  return { name: basename(file), bytes: await bytesOf(file), sibling: name => neighbour(folder, name) };
}

async function bytesOf(file: string): Promise<Uint8Array> {
  const { size } = await stat(file);
  if (size > largestFile) throw new Error('it is larger than 2 GB');
  return readFile(file);
}

/** A file in the folder or below it; nothing that a model file names leads elsewhere. */
async function neighbour(folder: string, name: string): Promise<Uint8Array | undefined> {
  const path = resolve(folder, name);
  if (name.includes('\0') || !path.startsWith(join(folder, '/'))) return undefined;
  return bytesOf(path).catch(() => undefined);
}

/** Opens a model file; complains where it cannot be read, and of what could not be understood in it. */
export async function openModelFile(
  file: string,
  { complain }: { readonly complain: (text: string) => void },
): Promise<OpenedModel | undefined> {
  const start = performance.now();
  try {
    const answer = await readModelFile(await modelFileOnDisk(file));
    if (isUnreadableFile(answer)) {
      complain(`layerscope: ${file}: ${answer.unreadable}\n`);
      return undefined;
    }
    for (const note of answer.notes) complain(`layerscope: ${file}: ${note}\n`);
    return { analysis: analysisOfModel(resolve(file), answer, performance.now() - start), weights: answer.weights };
  } catch (error) {
    complain(`layerscope: ${file}: ${reasonOf(error)}\n`);
    return undefined;
  }
}
