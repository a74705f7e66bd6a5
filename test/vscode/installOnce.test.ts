// Installing once: what is complete is left alone, what is broken, old or half done is done again.
import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { installOnce } from './installOnce.ts';
import { temporaryFolder } from './temporary.ts';

/** Installs a file with the version in it, and counts how often. */
async function install(under: string, version: string, count: { value: number }): Promise<string> {
  const folder = await installOnce(
    'thing',
    version,
    async staging => {
      count.value++;
      await writeFile(join(staging, 'program'), version);
    },
    under,
  );
  return readFile(join(folder, 'program'), 'utf8');
}

test('a second install of the same version does nothing, another version replaces it', async () => {
  const { folder, remove } = await temporaryFolder('install');
  const count = { value: 0 };
  assert.equal(await install(folder, '1', count), '1');
  assert.equal(await install(folder, '1', count), '1');
  assert.equal(count.value, 1);
  assert.equal(await install(folder, '2', count), '2');
  assert.equal(count.value, 2);
  await remove();
});

test('a folder without its stamp is a broken install and is made anew', async () => {
  const { folder, remove } = await temporaryFolder('install');
  await mkdir(join(folder, 'thing'));
  await writeFile(join(folder, 'thing', 'left over'), '');
  assert.equal(await install(folder, '1', { value: 0 }), '1');
  assert.ok(!(await readdir(join(folder, 'thing'))).includes('left over'));
  await remove();
});

test('an install that fails leaves nothing behind', async () => {
  const { folder, remove } = await temporaryFolder('install');
  const fail = installOnce('thing', '1', () => Promise.reject(new Error('no net')), folder);
  await assert.rejects(fail, /no net/);
  assert.deepEqual(await readdir(folder), []);
  await remove();
});
