// Reads a model file of the disk for tests.

import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ModelFile, readModelFile } from '../../src/formats/read.ts';

export const truth = join(dirname(fileURLToPath(import.meta.url)), '../truth');

export type Answer = Awaited<ReturnType<typeof readModelFile>>;

/** What the reader makes of a file, with the files of its folder beside it. */
export async function readFrom(path: string): Promise<Answer> {
  const sibling = (name: string) => readFile(join(dirname(path), name)).catch(() => undefined);
  return readModelFile({ name: basename(path), bytes: await readFile(path), sibling });
}

/** What the reader makes of bytes without any file beside them. */
export function readBytes(bytes: Uint8Array, name = 'model'): Promise<Answer> {
  return readModelFile({ name, bytes, sibling: async () => undefined });
}

/** The model of a file that must be readable. */
export function readable(answer: Answer): ModelFile {
  if ('unreadable' in answer) throw new Error(`unreadable: ${answer.unreadable}`);
  return answer;
}

/** Why a file that must not be readable is not. */
export function whyNot(answer: Answer): string {
  if ('unreadable' in answer) return answer.unreadable;
  throw new Error('it was read');
}
