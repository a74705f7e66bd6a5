// Folders for the time of a test: removed when they are no longer needed, or else when this process ends.
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders = new Set<string>();
let watching = false;

/** A folder that is empty and nobody else's. */
export interface TemporaryFolder {
  readonly folder: string;
  remove(): Promise<void>;
}

/** Makes a temporary folder whose name tells what it is for. */
export async function temporaryFolder(purpose: string): Promise<TemporaryFolder> {
  const folder = await mkdtemp(join(tmpdir(), `layerscope-${purpose}-`));
  if (!watching) {
    watching = true;
    process.once('exit', () => {
      for (const left of folders) rmSync(left, { recursive: true, force: true, maxRetries: 3, retryDelay: 100 });
    });
  }
  folders.add(folder);
  return {
    folder,
    remove: async () => {
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
      folders.delete(folder);
    },
  };
}
