// Fetches single packages through the machine's own npm, so that its registry, proxy and cache settings hold, and
// accepts them only with the checksum written here in the repository.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from './temporary.ts';

/** A package at an exact version with the checksum its tarball must have. */
export interface PinnedPackage {
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
}

/** Runs a program to its end and gives its standard output; its whole output stands in the error if it fails. */
export function runToEnd(
  command: string,
  args: readonly string[],
  { env = process.env, folder = process.cwd() }: { readonly env?: NodeJS.ProcessEnv; readonly folder?: string } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    child.stdout.on('data', chunk => {
      output += chunk;
    });
    child.stderr.on('data', chunk => {
      errors += chunk;
    });
    child.on('error', reject);
    child.on('close', code => {
      if (code === 0) resolve(output);
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code}:\n${output}${errors}`));
    });
  });
}

/** Runs npm in `folder`. Inside an npm script the very same npm is used. */
export function npm(folder: string, ...args: readonly string[]): Promise<string> {
  const all = [...args, '--prefix', folder, '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js')) return runToEnd(process.execPath, [script, ...all]);
  return runToEnd(process.platform === 'win32' ? 'npm.cmd' : 'npm', all);
}

/**
 * Unpacks `inside` (a folder of the package's tarball, without the leading `package/`; the whole of it by default) into
 * `target`, whose earlier contents are kept.
 */
export async function unpackPackage(wanted: PinnedPackage, target: string, inside = ''): Promise<void> {
  const { folder, remove } = await temporaryFolder('package');
  try {
    await npm(folder, 'pack', `${wanted.name}@${wanted.version}`, '--pack-destination', folder, '--ignore-scripts');
    const tarball = (await readdir(folder)).find(name => name.endsWith('.tgz'));
    if (tarball === undefined) throw new Error(`npm pack left no tarball of ${wanted.name}@${wanted.version}.`);
    const file = join(folder, tarball);
    const found = `sha512-${createHash('sha512')
      .update(await readFile(file))
      .digest('base64')}`;
    if (found !== wanted.integrity)
      throw new Error(`${wanted.name}@${wanted.version} has the checksum ${found}, expected ${wanted.integrity}.`);
    await mkdir(target, { recursive: true });
    const parts = ['package', ...inside.split('/').filter(part => part !== '')];
    await runToEnd('tar', ['-xzf', file, '-C', target, `--strip-components=${parts.length}`, parts.join('/')]);
  } finally {
    await remove();
  }
}
