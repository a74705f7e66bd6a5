// Starts and stops the VS Code server, each time with fresh data, so that no test sees what another one left.
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startChild, stopChild } from './children.ts';
import { installServer } from './install.ts';
import { runToEnd } from './npmPackage.ts';
import { programs } from './places.ts';
import { type TemporaryFolder, temporaryFolder } from './temporary.ts';

/** Settings as VS Code keeps them in its settings file. */
export type Settings = Readonly<Record<string, unknown>>;

/** What keeps VS Code from talking about itself; everything a user of the extension sees stays as it is. */
export const quietSettings: Settings = {
  'workbench.startupEditor': 'none',
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.enableExperiments': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'git.enabled': false,
  'files.autoSave': 'off',
  'npm.autoDetect': 'off',
  'typescript.disableAutomaticTypeAcquisition': true,
};

/** A running VS Code server. */
export interface VSCodeServer {
  /** The version of VS Code. */
  readonly version: string;
  /** Host and port, as they stand in an address. */
  readonly host: string;
  /** The folder of this server's settings, extensions and logs. */
  readonly data: string;
  /** Everything the server printed so far. */
  output(): string;
  stop(): Promise<void>;
}

/** Where the server of `data` reads the user's settings from. */
export function settingsFile(data: string): string {
  return join(data, 'data', 'User', 'settings.json');
}

/** Writes the user's settings: the quiet ones and those given. A running VS Code takes them over at once. */
export async function writeSettings(data: string, settings: Settings): Promise<void> {
  await mkdir(join(data, 'data', 'User'), { recursive: true });
  await writeFile(settingsFile(data), JSON.stringify({ ...quietSettings, ...settings }, null, 2));
}

/** Whether a port of this machine can be listened on; 0 stands for any, and the one found is returned. */
function claimPort(port: number): Promise<number | undefined> {
  return new Promise(resolve => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : undefined));
    });
  });
}

/** The environment without what this process was told by a test runner, which would confuse Node inside VS Code. */
function cleanEnvironment(extra: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { NODE_TEST_CONTEXT: _context, NODE_OPTIONS: _options, ...rest } = process.env;
  return { ...rest, ...extra };
}

/** Ends the server when the pipe to this process breaks, so that it does not even outlive one that was killed. */
const endWithParent = "data:text/javascript,process.stdin.on('end', () => process.exit()).resume();";

function commandLine(folder: string, data: string): string[] {
  return [
    join(folder, 'out', 'server-main.js'),
    '--accept-server-license-terms',
    '--disable-telemetry',
    '--server-data-dir',
    data,
    '--extensions-dir',
    join(data, 'extensions'),
  ];
}

/** What a server may be started with. */
export interface ServerOptions {
  /** Settings of the user beside the quiet ones. */
  readonly settings?: Settings;
  /** Variables that the extension host sees. */
  readonly env?: Readonly<Record<string, string>>;
  /** Packed extensions (.vsix) to install before the start. */
  readonly extensions?: readonly string[];
  /** The port to take if it is free. */
  readonly port?: number;
}

/** Starts a VS Code server on a free port of this machine and waits until it answers. */
export async function startServer(options: ServerOptions = {}): Promise<VSCodeServer> {
  const { folder, version } = await installServer();
  const { folder: data, remove } = await temporaryFolder('vscode');
  await writeSettings(data, options.settings ?? {});
  const env = cleanEnvironment(options.env ?? {});
  for (const file of options.extensions ?? [])
    await runToEnd(process.execPath, [...commandLine(folder, data), '--install-extension', file], { env });
  const port = (options.port !== undefined && (await claimPort(options.port))) || (await claimPort(0));
  const flags = [
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    '--without-connection-token',
    '--disable-workspace-trust',
  ];
  const child = startChild(process.execPath, ['--import', endWithParent, ...commandLine(folder, data), ...flags], {
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  await new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('Extension host agent listening on')) resolve();
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('error', reject);
    child.once('exit', code => reject(new Error(`The VS Code server ended with ${code}:\n${output}`)));
  });
  return {
    version,
    host: `localhost:${port}`,
    data,
    output: () => output,
    stop: async () => {
      await stopChild(child);
      await remove();
    },
  };
}

/** What an address of the workbench asks for. */
export interface WorkbenchRequest {
  /** The folder that is opened. */
  readonly folder: string;
  /** An extension loaded from its sources, as under "Run Extension". */
  readonly extension?: string;
  /** A file that is opened in an editor. */
  readonly file?: string;
  /** A module with `run()` that the extension host executes instead of waiting for a person. */
  readonly tests?: string;
}

/** The address under which a browser shows a folder in the VS Code of `server`. */
export function workbenchAddress(server: Pick<VSCodeServer, 'host'>, request: WorkbenchRequest): string {
  const path = (file: string) => pathToFileURL(file).pathname;
  const remote = (file: string) => `vscode-remote://${server.host}${path(file)}`;
  const payload: [string, string][] = [['skipWelcome', 'true']];
  if (request.extension !== undefined) payload.push(['extensionDevelopmentPath', remote(request.extension)]);
  if (request.file !== undefined) payload.push(['openFile', remote(request.file)]);
  if (request.tests !== undefined) payload.push(['extensionTestsPath', remote(request.tests)]);
  const query = new URLSearchParams({ folder: path(request.folder), payload: JSON.stringify(payload) });
  return `http://${server.host}/?${query}`;
}

/** A copy of the example programs that a test may change; `remove` deletes it. */
export async function copyPrograms(): Promise<TemporaryFolder> {
  const parent = await temporaryFolder('programs');
  const folder = join(parent.folder, 'models');
  await cp(programs, folder, { recursive: true });
  return { folder, remove: parent.remove };
}
