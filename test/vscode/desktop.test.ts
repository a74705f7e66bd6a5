// Finding a desktop VS Code and running it, tried on a stand-in program that behaves like one on the outside.
import assert from 'node:assert/strict';
import { chmod, mkdir, realpath, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { findInstalledDesktop, runHostSuiteOnDesktop } from './desktop.ts';
import { temporaryFolder } from './temporary.ts';

/** Lays out an installed VS Code of a version, whose program runs `script`; returns the folder of its `code` command. */
async function layOut(root: string, version: string, script: string): Promise<string> {
  const [home, path] = [join(root, 'vscode'), join(root, 'bin')];
  await mkdir(join(home, 'resources', 'app'), { recursive: true });
  await mkdir(join(home, 'bin'), { recursive: true });
  await mkdir(path, { recursive: true });
  await writeFile(join(home, 'resources', 'app', 'package.json'), JSON.stringify({ version }));
  await writeFile(join(home, 'code'), `#!${process.execPath}\n${script}\n`);
  await writeFile(join(home, 'bin', 'code'), '');
  await chmod(join(home, 'code'), 0o755);
  await symlink(join(home, 'bin', 'code'), join(path, 'code'));
  return path;
}

/** Does something with a stand-in for VS Code first on the path. */
async function withStandIn(version: string, script: string, act: (root: string) => Promise<void>): Promise<void> {
  const { folder, remove } = await temporaryFolder('stand-in');
  const { PATH } = process.env;
  try {
    process.env.PATH = `${await layOut(folder, version, script)}:${PATH}`;
    await act(await realpath(folder));
  } finally {
    process.env.PATH = PATH;
    await remove();
  }
}

test('a VS Code behind the code command is found with its version', async () => {
  await withStandIn('1.104.2', '', async root => {
    assert.deepEqual(await findInstalledDesktop(), { executable: join(root, 'vscode', 'code'), version: '1.104.2' });
  });
});

test('a VS Code that is too old for the extension is not taken', async () => {
  await withStandIn('1.99.3', '', async root => {
    assert.notEqual((await findInstalledDesktop())?.executable, join(root, 'vscode', 'code'));
  });
});

test('the counts of the extension host hold, whatever VS Code ends with', async () => {
  const script = `
    const [folder] = process.argv.slice(2);
    const tests = process.argv.some(one => one.startsWith('--extensionTestsPath=') && one.endsWith('host.cjs'));
    const open = process.getBuiltinModule('fs').existsSync(folder + '/siamese.py');
    process.getBuiltinModule('fs').writeFileSync(process.env.LAYERSCOPE_TEST_COUNTS, JSON.stringify({ passed: tests && open ? 3 : 0, failed: 1 }));
    process.exit(1);`;
  await withStandIn('1.100.3', script, async () => {
    const desktop = await findInstalledDesktop();
    assert.ok(desktop);
    assert.deepEqual(await runHostSuiteOnDesktop(desktop), { passed: 3, failed: 1 });
  });
});

test('a VS Code that does not come up is an error, not a result', async () => {
  await withStandIn('1.100.3', 'process.exit(1)', async () => {
    const desktop = await findInstalledDesktop();
    assert.ok(desktop);
    await assert.rejects(runHostSuiteOnDesktop(desktop), /left no results/);
  });
});
