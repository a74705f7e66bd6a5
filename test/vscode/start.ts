// Shows the extension at work on the example programs in a real VS Code: in a window where there is a screen and a
// desktop VS Code, else in any browser, at the address it prints. Runs until Ctrl-C or until the window is closed.

import { join } from 'node:path';
import { buildExtension } from './build.ts';
import { startChild } from './children.ts';
import { type Desktop, freshProfile } from './desktop.ts';
import { chooseDoor } from './door.ts';
import { layOutExtension } from './extensionFolder.ts';
import { programs } from './places.ts';
import { startServer, workbenchAddress } from './server.ts';

/** The port of the address, so that it stays the same from start to start while it is free. */
const usualPort = 4280;

async function startDesktop({ executable, version }: Desktop): Promise<void> {
  const profile = await freshProfile();
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [
    programs,
    join(programs, 'siamese.py'),
    `--extensionDevelopmentPath=${await layOutExtension()}`,
    '--disable-workspace-trust',
    '--skip-welcome',
    '--new-window',
    ...profile.args,
    ...sandbox,
  ];
  console.log(`Layerscope is at work on test/workspace in the window of VS Code ${version}. Close it to end.`);
  const child = startChild(executable, args, { stdio: 'ignore' });
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => resolve());
  });
  await profile.remove();
}

async function startInBrowser(reason: string): Promise<void> {
  const server = await startServer({ port: usualPort });
  const address = workbenchAddress(server, {
    folder: programs,
    extension: await layOutExtension(),
    file: join(programs, 'siamese.py'),
  });
  console.log(`Layerscope is at work on test/workspace in VS Code ${server.version}, shown by a browser (${reason}).`);
  console.log(`Open this address, and end it with Ctrl-C:\n\n  ${address}\n`);
  await new Promise(() => undefined);
}

await buildExtension();
const door = await chooseDoor();
if (door.kind === 'desktop') await startDesktop(door.desktop);
else await startInBrowser(door.reason);
process.exit(0);
