// The door to a real VS Code that is always open: its server from npm, shown in a browser without a window.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format } from 'node:util';
import { startBrowser } from './browser.ts';
import { type Counts, countsFileVariable, reportMark } from './counts.ts';
import { layOutExtension } from './extensionFolder.ts';
import { hostBundle } from './places.ts';
import { copyPrograms, startServer, workbenchAddress } from './server.ts';
import { temporaryFolder } from './temporary.ts';

/** Runs the host suite in the extension host of the VS Code server and prints what it says. */
export async function runHostSuiteInBrowser(): Promise<Counts> {
  const results = await temporaryFolder('results');
  const countsFile = join(results.folder, 'counts.json');
  const extension = await layOutExtension();
  const { folder, remove } = await copyPrograms();
  const server = await startServer({ env: { [countsFileVariable]: countsFile } });
  const { browser } = await startBrowser();
  try {
    const page = await (await browser.newContext()).newPage();
    const said: string[] = [];
    await page.exposeFunction('codeAutomationLog', (_kind: string, values: readonly unknown[]) => {
      const line = format(...values);
      if (line.startsWith(reportMark)) console.log(line.slice(reportMark.length));
      else said.push(line);
    });
    const ended = new Promise<void>((resolve, reject) => {
      const late = () =>
        reject(new Error(`The extension host did not finish its tests.\n${said.join('\n')}\n${server.output()}`));
      setTimeout(late, 300_000).unref();
      page.once('crash', () => reject(new Error('The page of VS Code crashed.')));
      void page.exposeFunction('codeAutomationExit', () => resolve());
    });
    await page.goto(workbenchAddress(server, { folder, extension, tests: hostBundle }));
    await ended;
    return JSON.parse(await readFile(countsFile, 'utf8'));
  } finally {
    await browser.close();
    await server.stop();
    await remove();
    await results.remove();
  }
}
