// Opens VS Code in a browser on a copy of the example programs, the way a person has it before them.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startBrowser } from '../browser.ts';
import { layOutExtension } from '../extensionFolder.ts';
import { artefacts } from '../places.ts';
import { copyPrograms, type ServerOptions, startServer, workbenchAddress } from '../server.ts';
import { patience } from '../until.ts';

/** A VS Code on screen: what all driver functions work on. */
export interface Workbench {
  readonly page: Page;
  /** The folder that is open: a copy that may be changed. */
  readonly folder: string;
  /** The folder of VS Code's own data, with the user's settings. */
  readonly data: string;
  /** What the browser's console and the server said so far. */
  log(): readonly string[];
  /** Such as `VS Code 1.100.3 in Chromium 138.0.7204.0`. */
  readonly description: string;
  close(): Promise<void>;
}

/** How a workbench is opened. */
export interface WorkbenchOptions extends ServerOptions {
  /** The extension that is loaded from its sources: this repository, unless a packed one is installed instead. */
  readonly extension?: string | 'none';
}

/** Starts server and browser, opens the programs and waits until their folder is shown in the usual dark theme. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const { folder, remove } = await copyPrograms();
  const server = await startServer(options);
  const { browser, version } = await startBrowser();
  const lines: string[] = [];
  const close = async () => {
    await browser.close();
    await server.stop();
    await remove();
  };
  try {
    const context = await browser.newContext({ viewport: { width: 1600, height: 1000 }, colorScheme: 'dark' });
    const page = await context.newPage();
    page.setDefaultTimeout(patience);
    // Functions sent into the page name their inner functions through `__name`, as the TypeScript loader writes them.
    await page.addInitScript('globalThis.__name ??= value => value;');
    page.on('console', message => {
      const { url, lineNumber } = message.location();
      lines.push(`${message.type()}: ${message.text()} (${url}:${lineNumber + 1})`);
    });
    page.on('pageerror', error => lines.push(`page error: ${error.message}`));
    const development =
      options.extension === 'none' ? {} : { extension: options.extension ?? (await layOutExtension()) };
    await page.goto(workbenchAddress(server, { folder, ...development }));
    await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 60_000 });
    await page.locator('.monaco-workbench.vs-dark.file-icons-enabled').waitFor({ timeout: 60_000 });
    return {
      page,
      folder,
      data: server.data,
      log: () => [...lines, ...server.output().split('\n')],
      description: `VS Code ${server.version} in ${version}`,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Keeps a picture of the whole window as `test/artefacts/NAME.png` and returns its path. */
export async function screenshot(workbench: Workbench, name: string): Promise<string> {
  await mkdir(artefacts, { recursive: true });
  const file = join(artefacts, `${name}.png`);
  await workbench.page.screenshot({ path: file });
  return file;
}

/** Keeps a picture and everything that was logged, for a person who wants to know why a test failed. */
export async function keepEvidence(workbench: Workbench, name: string): Promise<void> {
  const fileName = `failed-${name.replace(/[^\w]+/g, '-')}`;
  await screenshot(workbench, fileName);
  await writeFile(join(artefacts, `${fileName}.log`), `${workbench.log().join('\n')}\n`);
}
