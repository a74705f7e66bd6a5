// The choice of the VS Code that is tested: right in every surrounding, and quick when the update server keeps silent.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { type Desktop, hasDisplay } from './desktop.ts';
import { chooseDoor } from './door.ts';
import { repository } from './places.ts';
import { temporaryFolder } from './temporary.ts';

const desktop: Desktop = { executable: '/opt/code', version: '1.100.3' };
const never = () => Promise.reject(new Error('must not be asked'));

test('without a screen the browser is taken and nothing is looked for', async () => {
  const door = await chooseDoor({ hasDisplay: () => false, findInstalled: never, download: never });
  assert.equal(door.kind, 'browser');
});

test('with a screen an installed VS Code is taken and nothing is downloaded', async () => {
  const door = await chooseDoor({ hasDisplay: () => true, findInstalled: async () => desktop, download: never });
  assert.deepEqual(door.kind === 'desktop' && door.desktop, desktop);
});

test('with a screen and no VS Code one is downloaded', async () => {
  const door = await chooseDoor({
    hasDisplay: () => true,
    findInstalled: async () => undefined,
    download: async () => desktop,
  });
  assert.deepEqual(door.kind === 'desktop' && door.desktop, desktop);
});

test('when nothing can be downloaded the browser is taken and the reason is told', async () => {
  const download = () => Promise.reject(new Error('getaddrinfo ENOTFOUND'));
  const door = await chooseDoor({ hasDisplay: () => true, findInstalled: async () => undefined, download });
  assert.equal(door.kind, 'browser');
  assert.match(door.reason, /ENOTFOUND/);
});

test('a screen is there on a desktop system and where the variables of Linux name one', () => {
  assert.equal(hasDisplay('darwin', {}), true);
  assert.equal(hasDisplay('win32', {}), true);
  assert.equal(hasDisplay('linux', {}), false);
  assert.equal(hasDisplay('linux', { DISPLAY: '' }), false);
  assert.equal(hasDisplay('linux', { DISPLAY: ':0' }), true);
  assert.equal(hasDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' }), true);
});

test('an update server that never answers leads to the browser within seconds', async () => {
  const silent = createServer(socket => socket.on('error', () => socket.destroy())).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const address = silent.address();
  assert.ok(typeof address === 'object' && address !== null);
  const cache = await temporaryFolder('door');
  const program = `
    import { chooseDoor } from './test/vscode/door.ts';
    import { downloadDesktop } from './test/vscode/desktop.ts';
    const start = Date.now();
    const door = await chooseDoor({
      hasDisplay: () => true, findInstalled: async () => undefined, download: () => downloadDesktop(process.argv[1]),
    });
    console.log(JSON.stringify({ kind: door.kind, took: Date.now() - start }));
    process.exit();`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program, cache.folder], {
    cwd: repository,
    env: { ...process.env, npm_config_https_proxy: `http://127.0.0.1:${address.port}` },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', chunk => {
    output += chunk;
  });
  await once(child, 'close');
  silent.close();
  await cache.remove();
  const { kind, took }: { kind: string; took: number } = JSON.parse(output);
  assert.equal(kind, 'browser');
  assert.ok(took < 8000, `it took ${took} ms`);
});
