// `npm start`: builds, prints an address that shows the extension at work, and leaves nothing behind when interrupted.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startBrowser } from '../browser.ts';
import { startChild, stopChild } from '../children.ts';
import { repository } from '../places.ts';
import { until } from '../until.ts';

/** Whether anything answers at an address. */
function answers(address: string): Promise<boolean> {
  return fetch(address).then(
    response => response.ok,
    () => false,
  );
}

test('npm start shows siamese.py with its findings, until it is interrupted', async () => {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
  const child = startChild('npm', ['start'], { cwd: repository, env, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout?.on('data', chunk => {
    output += chunk;
  });
  const address = await until('the address', async () => /http:\/\/localhost:\S+/.exec(output)?.[0], 120_000);
  const { browser } = await startBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(address);
    await page.locator('.tabs-container .tab').getByText('siamese.py', { exact: true }).waitFor({ timeout: 60_000 });
    await page.locator('.codelens-decoration', { hasText: 'Show Model Graph' }).first().waitFor({ timeout: 30_000 });
    await page.locator('.view-overlays .squiggly-warning').first().waitFor();
  } finally {
    await browser.close();
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
  }
  await until('the server to be gone', async () => !(await answers(address)));
  await stopChild(child);
  assert.match(output, /Ctrl-C/);
});
