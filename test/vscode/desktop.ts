// The other door to a real VS Code: the desktop program, where one is installed or can be downloaded and there is a
// screen to show it on.
import { existsSync } from 'node:fs';
import { mkdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { downloadAndUnzipVSCode, runTests, SilentReporter } from '@vscode/test-electron';
import { type Counts, countsFileVariable } from './counts.ts';
import { layOutExtension } from './extensionFolder.ts';
import { downloads, hostBundle } from './places.ts';
import { copyPrograms, quietSettings } from './server.ts';
import { type TemporaryFolder, temporaryFolder } from './temporary.ts';

/** The version that is downloaded: the same as that of the server, so that both doors lead to the same VS Code. */
export const desktopVersion = '1.100.3';

/** How long the update server may keep silent before the other door is taken. */
const silence = 4000;

/** A desktop VS Code that can be started. */
export interface Desktop {
  readonly executable: string;
  readonly version: string;
}

/** Whether windows can be shown here. */
export function hasDisplay(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): boolean {
  if (platform === 'darwin' || platform === 'win32') return true;
  return [env.DISPLAY, env.WAYLAND_DISPLAY].some(display => display !== undefined && display !== '');
}

/** Where VS Code's own program lies for a `code` command on the path, which is a link or a script beside it. */
async function programOfCommand(command: string): Promise<string[]> {
  const folder = dirname(await realpath(command));
  return [
    join(folder, '..', 'code'),
    join(folder, '..', 'Code.exe'),
    join(folder, '..', '..', '..', '..', 'MacOS', 'Electron'),
  ];
}

async function candidates(): Promise<string[]> {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(folder => folder !== '');
  const commands = folders
    .flatMap(folder => [join(folder, 'code'), join(folder, 'code.cmd')])
    .filter(file => existsSync(file));
  const behind = await Promise.all(commands.map(programOfCommand));
  return [
    ...behind.flat(),
    '/usr/share/code/code',
    '/Applications/Visual Studio Code.app/Contents/MacOS/Electron',
    join(homedir(), 'AppData', 'Local', 'Programs', 'Microsoft VS Code', 'Code.exe'),
  ];
}

/** The version that stands beside a VS Code program, or nothing if it is none. */
async function versionBeside(executable: string): Promise<string | undefined> {
  for (const place of [['resources'], ['..', 'Resources']]) {
    const text = await readFile(join(dirname(executable), ...place, 'app', 'package.json'), 'utf8').catch(() => '{}');
    const { version }: { version?: string } = JSON.parse(text);
    if (version !== undefined) return version;
  }
  return undefined;
}

/** Whether a VS Code is new enough for the extension, whose manifest asks for 1.100. */
function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 1 || (major === 1 && minor >= 100);
}

/** A VS Code that is installed on this machine and new enough. */
export async function findInstalledDesktop(): Promise<Desktop | undefined> {
  for (const executable of await candidates()) {
    if (!existsSync(executable)) continue;
    const version = await versionBeside(executable);
    if (version !== undefined && isNewEnough(version)) return { executable, version };
  }
  return undefined;
}

/** Downloads VS Code into `cache`, or finds it there; fails within seconds if the update server keeps silent. */
export async function downloadDesktop(cache: string = downloads): Promise<Desktop> {
  await mkdir(cache, { recursive: true });
  const executable = await downloadAndUnzipVSCode({
    version: desktopVersion,
    cachePath: cache,
    timeout: silence,
    reporter: new SilentReporter(),
  });
  return { executable, version: desktopVersion };
}

/** A fresh folder of user data with the quiet settings, and the arguments that make a desktop VS Code use it. */
export async function freshProfile(): Promise<TemporaryFolder & { readonly args: readonly string[] }> {
  const { folder, remove } = await temporaryFolder('desktop');
  await mkdir(join(folder, 'User'), { recursive: true });
  await writeFile(join(folder, 'User', 'settings.json'), JSON.stringify(quietSettings, null, 2));
  return { folder, remove, args: [`--user-data-dir=${folder}`, `--extensions-dir=${join(folder, 'extensions')}`] };
}

/** Runs the host suite in the extension host of a desktop VS Code. */
export async function runHostSuiteOnDesktop({ executable }: Desktop): Promise<Counts> {
  const programs = await copyPrograms();
  const profile = await freshProfile();
  const countsFile = join(profile.folder, 'counts.json');
  try {
    const outcome = await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: await layOutExtension(),
      extensionTestsPath: hostBundle,
      extensionTestsEnv: { [countsFileVariable]: countsFile },
      launchArgs: [programs.folder, ...profile.args],
    }).then(
      () => undefined,
      (error: unknown) => error,
    );
    const counts = await readFile(countsFile, 'utf8').catch(() => undefined);
    if (counts === undefined) throw new Error(`The desktop VS Code left no results: ${String(outcome)}`);
    return JSON.parse(counts);
  } finally {
    await programs.remove();
    await profile.remove();
  }
}
