// Finds a Chrome or Chromium on the machine, or unpacks the one that the npm package @sparticuz/chromium carries. The
// packed one brings the shared libraries, the software renderer and the fonts that a bare Linux lacks.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { installOnce, sayProgress } from './installOnce.ts';
import { type PinnedPackage, runToEnd, unpackPackage } from './npmPackage.ts';

/** A browser that can be started, with the environment it needs beside that of this process. */
export interface InstalledBrowser {
  readonly executable: string;
  /** What it calls itself, such as `Chromium 138.0.7204.0`. */
  readonly version: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Fonts for the packed Chromium, so that text looks the same on every machine, in a proper monospace face too. */
const dejavu: PinnedPackage = {
  name: 'dejavu-fonts-ttf',
  version: '2.37.3',
  integrity: 'sha512-f1hd7jJbeQa1VWcw+K2KrTXS50zTMaHpVC4XIKJpNcDeYR5ajMtj/iLlQDYNvLOKamUB3ARVVCf79lNwNVztSQ==',
};

const installedNames = ['chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser', 'microsoft-edge'];
const installedPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** The version line of a browser, or nothing if it does not start. */
async function versionOf(executable: string, env: Readonly<Record<string, string>> = {}): Promise<string | undefined> {
  const line = await runToEnd(executable, ['--version'], { env: { ...process.env, ...env } }).catch(() => '');
  return /(Chrom|Edge).*\d+\.\d+/.test(line) ? line.trim() : undefined;
}

/** The browser that was named, or else the first one installed on the machine that starts. */
async function findInstalled(named: string | undefined): Promise<InstalledBrowser | undefined> {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(folder => folder !== '');
  const candidates = [
    ...(named === undefined ? [] : [named]),
    ...folders.flatMap(folder => installedNames.map(name => join(folder, name))),
    ...installedPlaces,
  ];
  for (const executable of candidates) {
    const version = await versionOf(executable);
    if (version !== undefined) return { executable, version, env: {} };
  }
  return undefined;
}

/** Unpacks a Brotli-compressed file, or a tar archive of that kind, to `target`. */
async function decompress(packed: string, target: string): Promise<void> {
  const source = [createReadStream(packed), createBrotliDecompress()] as const;
  if (!packed.endsWith('.tar.br')) return pipeline(...source, createWriteStream(target));
  await mkdir(target, { recursive: true });
  const tar = spawn('tar', ['-xf', '-', '-C', target], { stdio: ['pipe', 'ignore', 'inherit'] });
  const ended = once(tar, 'close');
  await pipeline(...source, tar.stdin);
  const [code] = await ended;
  if (code !== 0) throw new Error(`tar ended with ${code} on ${packed}.`);
}

/** A font configuration that knows the packed fonts and, where there is one, the machine's own configuration. */
function fontConfiguration(folder: string): string {
  const alias = (family: string, prefer: string) =>
    `  <alias binding="strong"><family>${family}</family><prefer><family>${prefer}</family></prefer></alias>`;
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    `  <dir>${folder}</dir>`,
    `  <cachedir>${join(folder, 'cache')}</cachedir>`,
    alias('monospace', 'DejaVu Sans Mono'),
    alias('sans-serif', 'Open Sans'),
    alias('system-ui', 'Open Sans'),
    '  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>',
    '</fontconfig>',
    '',
  ].join('\n');
}

/** Unpacks the Chromium of the npm package, with its libraries, renderer and fonts in the same folder. */
async function unpackPacked(): Promise<InstalledBrowser> {
  if (`${process.platform}-${process.arch}` !== 'linux-x64')
    throw new Error('No Chrome or Chromium was found. Install one, or name it in the variable CHROME_PATH.');
  const root = dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')).replace(/[/\\]build.*$/, '');
  const { version }: { version: string } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const folder = await installOnce('chromium', `${version} fonts ${dejavu.version}`, async staging => {
    sayProgress(`No Chrome on this machine: unpacking Chromium ${version} of the npm package @sparticuz/chromium.`);
    await decompress(join(root, 'bin', 'chromium.br'), join(staging, 'chromium'));
    await decompress(join(root, 'bin', 'swiftshader.tar.br'), staging);
    await decompress(join(root, 'bin', 'al2023.tar.br'), staging);
    await decompress(join(root, 'bin', 'fonts.tar.br'), staging);
    await unpackPackage(dejavu, join(staging, 'fonts', 'dejavu'), 'ttf');
    await chmod(join(staging, 'chromium'), 0o755);
  });
  const fonts = join(folder, 'fonts');
  await writeFile(join(fonts, 'fonts.conf'), fontConfiguration(fonts));
  const executable = join(folder, 'chromium');
  const plain = { FONTCONFIG_FILE: join(fonts, 'fonts.conf') };
  const withLibraries = { ...plain, LD_LIBRARY_PATH: join(folder, 'lib') };
  for (const env of [plain, withLibraries]) {
    const name = await versionOf(executable, env);
    if (name !== undefined) return { executable, version: name, env };
  }
  throw new Error(`${executable} does not start: ${await runToEnd(executable, ['--version']).catch(String)}`);
}

/**
 * A browser for the tests: one on the machine if there is one, else the packed one. The variable `CHROME_PATH` names one
 * outright; with the value `packed` it asks for the packed one.
 */
export async function installChromium(): Promise<InstalledBrowser> {
  const named = process.env.CHROME_PATH;
  return (named === 'packed' ? undefined : await findInstalled(named)) ?? (await unpackPacked());
}
