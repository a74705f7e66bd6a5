// Gives VS Code the extension under development in a folder that holds only what is packed. VS Code takes colour themes
// that lie anywhere below the folder under development for the extension's own and switches to one of them; in the root
// of the repository it would find those of the VS Codes below `.vscode-test`.
import { cp, lstat, mkdir, readFile, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { downloads, repository } from './places.ts';

/** The names at the top of the repository that `.vscodeignore` lets into the package. */
async function packedNames(): Promise<string[]> {
  const lines = (await readFile(join(repository, '.vscodeignore'), 'utf8')).split('\n');
  const kept = lines.filter(line => line.startsWith('!')).map(line => line.slice(1).split('/')[0] ?? '');
  return [...new Set(kept)].filter(name => name !== '');
}

/** Lays the folder out and returns it: its folders are links, so that a new build shows at once; its files are copies. */
export async function layOutExtension(): Promise<string> {
  const folder = join(downloads, 'extension');
  await mkdir(folder, { recursive: true });
  for (const name of await packedNames()) {
    const [source, target] = [join(repository, name), join(folder, name)];
    const kind = await stat(source).catch(() => undefined);
    const there = await lstat(target).catch(() => undefined);
    if (kind?.isFile()) await cp(source, target);
    else if (kind?.isDirectory() && there === undefined) await symlink(source, target, 'junction');
  }
  return folder;
}
