// Tests the extension in a real VS Code: first from inside its extension host, then as a person uses it. Says which VS
// Code was used; with `--which` it says only that.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runHostSuiteInBrowser } from './browserDoor.ts';
import { buildExtension } from './build.ts';
import { installChromium } from './chromium.ts';
import { type Counts, countsLine, sumCounts } from './counts.ts';
import { type Desktop, runHostSuiteOnDesktop } from './desktop.ts';
import { chooseDoor, type Door } from './door.ts';
import { bundleHostSuites } from './host/bundle.ts';
import { installServer } from './install.ts';
import { findTests, runNodeTests } from './nodeTests.ts';

/** Which VS Code the browser door leads to, in words. */
async function describeBrowserDoor(): Promise<string> {
  const [server, browser] = [await installServer(), await installChromium()];
  return `VS Code ${server.version} (server) in ${browser.version}`;
}

async function describe(door: Door): Promise<string> {
  if (door.kind === 'desktop') return `VS Code ${door.desktop.version} (desktop): ${door.reason}`;
  return `${await describeBrowserDoor()}: ${door.reason}`;
}

/** Runs the host suite on the desktop; where that VS Code does not come up at all, in the browser. */
async function runHostSuite(desktop: Desktop | undefined): Promise<Counts> {
  if (desktop === undefined) return runHostSuiteInBrowser();
  try {
    return await runHostSuiteOnDesktop(desktop);
  } catch (error) {
    console.log(`${String(error)}\nThe extension host is tested in ${await describeBrowserDoor()} instead.`);
    return runHostSuiteInBrowser();
  }
}

/** Builds the extension and runs everything that needs a real VS Code. */
export async function runInVSCode(): Promise<Counts> {
  await buildExtension();
  await bundleHostSuites();
  const door = await chooseDoor();
  console.log(`\nThe extension host of ${await describe(door)}`);
  const inside = await runHostSuite(door.kind === 'desktop' ? door.desktop : undefined);
  console.log(`\nA person before ${await describeBrowserDoor()}`);
  const outside = await runNodeTests(await findTests(import.meta.dirname, [join(import.meta.dirname, 'host')]));
  return sumCounts([inside, outside]);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (process.argv.includes('--which')) {
    console.log(await describe(await chooseDoor()));
    process.exit(0);
  }
  const counts = await runInVSCode();
  console.log(countsLine(counts));
  process.exit(counts.failed > 0 ? 1 : 0);
}
