// Choosing from VS Code's lists at the top of the window: the command palette and the pick lists commands open there.
import { until } from '../until.ts';
import type { Workbench } from './open.ts';

const widgetSelector = '.quick-input-widget';

/** Types `label` into the list that is open and clicks the entry that says exactly that; `prefix` goes before it. */
export async function choose({ page }: Workbench, label: string, prefix = ''): Promise<void> {
  const widget = page.locator(widgetSelector);
  await widget.waitFor({ state: 'visible' });
  await widget.locator('input.input').first().fill(`${prefix}${label}`);
  const rows = widget.locator('.monaco-list-row');
  await until(`"${label}" in the list`, async () => {
    const labels = await rows.evaluateAll(all => all.map(row => row.querySelector('.label-name')?.textContent?.trim()));
    const index = labels.indexOf(label);
    if (index < 0) return false;
    await rows.nth(index).click({ timeout: 2000 });
    return true;
  });
}

/** The entries of the list that is open, as far as they are on screen. */
export async function readChoices({ page }: Workbench): Promise<string[]> {
  const widget = page.locator(widgetSelector);
  await widget.locator('.monaco-list-row').first().waitFor();
  return widget
    .locator('.monaco-list-row')
    .evaluateAll(rows => rows.map(row => row.querySelector('.label-name')?.textContent?.trim() ?? ''));
}

/** Runs a command through the palette, as a person does who does not know its key. */
export async function runCommand(workbench: Workbench, title: string): Promise<void> {
  await workbench.page.keyboard.press('F1');
  await choose(workbench, title, '>');
}

/** Closes the panel at the bottom, where problems and output are shown, if it is open. */
export async function closePanel(workbench: Workbench): Promise<void> {
  if ((await workbench.page.locator('.monaco-workbench.nopanel').count()) > 0) return;
  await runCommand(workbench, 'View: Hide Panel');
  await workbench.page.locator('.monaco-workbench.nopanel').waitFor({ state: 'attached' });
}
