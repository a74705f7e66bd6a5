// The packed extension: it can be made, is small, holds only what is needed, installs into VS Code and works there.
import assert from 'node:assert/strict';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { npm, runToEnd } from '../npmPackage.ts';
import { repository } from '../places.ts';
import { hover, openFile, screenshot } from '../workbench.ts';
import { scene } from './scene.ts';

const packed = join(repository, 'layerscope.vsix');

const act = scene(async () => {
  await rm(packed, { force: true });
  await npm(repository, 'run', 'package');
  return { extension: 'none', extensions: [packed] };
});

test('it is smaller than 6 MB', async () => {
  const { size } = await stat(packed);
  assert.ok(size < 6_000_000, `it has ${size} bytes`);
});

test('it holds the programs and their licence, and no sources or tests', async () => {
  const vsce = join(repository, 'node_modules', '@vscode', 'vsce', 'vsce');
  const listing = await runToEnd(process.execPath, [vsce, 'ls', '--no-dependencies'], { folder: repository });
  const files = listing.split('\n').filter(line => line !== '');
  for (const needed of ['package.json', 'LICENSE', 'dist/extension.cjs', 'dist/server.cjs', 'dist/webview/main.js'])
    assert.ok(files.includes(needed), `${needed} is in it`);
  const strange = files.filter(name => /^(src|test|webview|node_modules)\/|^dist\/test\/|\.ts$|\.map$/.test(name));
  assert.deepEqual(strange, []);
});

act('installed into VS Code, it tells shapes', async workbench => {
  await openFile(workbench, 'siamese.py');
  await hover(workbench, { file: 'siamese.py', text: 'concatenate' }, '(None, 100, 100, 9)');
  await screenshot(workbench, 'packed');
});
