// Installs something big into `.vscode-test` exactly once: it is built in a folder of its own and moved into place only
// when it is complete, so a broken or interrupted install is never mistaken for a good one.
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { downloads } from './places.ts';

const stampName = 'installed-version';

/** Says on the terminal what an installation is doing. */
export function sayProgress(line: string): void {
  console.log(`[vscode] ${line}`);
}

/** The version that stands complete in `folder`, or nothing. */
async function installedVersion(folder: string): Promise<string | undefined> {
  return readFile(join(folder, stampName), 'utf8').then(
    text => text.trim(),
    () => undefined,
  );
}

/**
 * The folder `name` below `.vscode-test`, holding what `install` puts there. `version` names everything that decides the
 * contents; when another version or half an install stands there, it is done again.
 */
export async function installOnce(
  name: string,
  version: string,
  install: (folder: string) => Promise<void>,
  under: string = downloads,
): Promise<string> {
  const folder = join(under, name);
  if ((await installedVersion(folder)) === version) return folder;
  const staging = join(under, `${name}.${process.pid}.partial`);
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { recursive: true });
  try {
    await install(staging);
    await writeFile(join(staging, stampName), `${version}\n`);
    await rm(folder, { recursive: true, force: true });
    await rename(staging, folder);
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    if ((await installedVersion(folder)) !== version) throw error;
  }
  return folder;
}
