// Makes a real VS Code and a real browser available on this machine, from the npm registry alone. Run as a program it
// installs both; a second run finds them in place and does nothing.
import { chmod, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installChromium } from './chromium.ts';
import { installOnce, sayProgress } from './installOnce.ts';
import { npm, type PinnedPackage, unpackPackage } from './npmPackage.ts';

/** VS Code as a server for the browser; it needs the Node of `engines` in its package, which is 20. */
const codeServer: PinnedPackage = {
  name: 'code-server',
  version: '4.100.3',
  integrity: 'sha512-q/Fh2DOxCRNhC/WiG/6sAhSKnj7ZACTVBaeeZ+rWjol//0FCbl/qg1ln5ecZ99jYcfqMxZZAyWcN+YBIo0DgpA==',
};

/** The search program of VS Code for each platform; without it, files cannot be found by name. */
const ripgrep: Readonly<Record<string, string>> = {
  'linux-x64': 'sha512-mQ3bVrUpnD2vs7QT0vX90Lt0cnUq467uFtEktIdsJJmW296RoSULRGqWgzG1AKxyBpNDD6l4ZO4qKf6SgyC23Q==',
  'linux-arm64': 'sha512-lQ/5zTG++U0E3IhVgS4EPTTn/U4okncaRMM5GOFfOYZywS4nuD31GhkHbNYlDk5CuDC68+hYJ0/eQeyCKJDA+g==',
  'darwin-x64': 'sha512-25b4gWbL138dGuQU244ebCKKc0q05ULBMoFSz9oAEUHNeqK/lOJViDS7DRvbDazzAzSEdan391Znks/R5mkaTQ==',
  'darwin-arm64': 'sha512-r3ktHSvbFycQNF6sl7sNDPocpsI7J+mEzh1IaZFkY0spm3k2Z9t8hPAeOK7+p0l6p6/swkQC14XWX01low+94Q==',
  'win32-x64': 'sha512-KNPvtElldqILHdnAetujPaowkNbpqJy3ssIGGN6F6Kve9Qi+nNLI2DN01O83JjCEVQbCzl8Ov3QZ9Eov3BR8Dg==',
};
const ripgrepVersion = '1.18.0';

/** A VS Code server on disk. */
export interface InstalledServer {
  /** The folder with `out/server-main.js`. */
  readonly folder: string;
  /** The version of VS Code, such as `1.100.3`. */
  readonly version: string;
}

/** Downloads the VS Code server if it is not there yet, with the dependencies that its own lock file names. */
export async function installServer(): Promise<InstalledServer> {
  const platform = `${process.platform}-${process.arch}`;
  const integrity = ripgrep[platform];
  if (integrity === undefined) throw new Error(`There is no VS Code server for ${platform}; install VS Code itself.`);
  const version = `${codeServer.version} ripgrep ${ripgrepVersion} ${platform}`;
  const folder = await installOnce('server', version, async staging => {
    sayProgress(`Downloading the VS Code server (${codeServer.name} ${codeServer.version}) from the npm registry.`);
    await unpackPackage(codeServer, staging, 'lib/vscode');
    sayProgress('Installing its dependencies.');
    await npm(staging, 'ci', '--omit=dev', '--ignore-scripts', '--legacy-peer-deps');
    const search = join(staging, 'node_modules', '@vscode', 'ripgrep', 'bin');
    await mkdir(search, { recursive: true });
    await unpackPackage({ name: `@vscode/ripgrep-${platform}`, version: ripgrepVersion, integrity }, search, 'bin');
    await chmod(join(search, process.platform === 'win32' ? 'rg.exe' : 'rg'), 0o755);
    sayProgress('The VS Code server is in place.');
  });
  const described: { version: string } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  return { folder, version: described.version };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [server, browser] = [await installServer(), await installChromium()];
  sayProgress(`VS Code ${server.version} is in ${server.folder}.`);
  sayProgress(`${browser.version} is ${browser.executable}.`);
}
