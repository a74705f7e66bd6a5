// Opening the quick fixes at a place and applying one of them.
import { until } from '../until.ts';
import { goToPlace, isDirty, type Place } from './editor.ts';
import type { Workbench } from './open.ts';

const rowSelector = '.action-widget .monaco-list-row.action';

/** Opens the quick fixes at a place with the keyboard and returns their titles; they stay open. */
export async function openQuickFixes(workbench: Workbench, place: Place): Promise<string[]> {
  const { page } = workbench;
  return until(`quick fixes at "${place.text}"`, async () => {
    await goToPlace(workbench, place);
    await page.keyboard.press('Control+.');
    return readQuickFixes(workbench);
  });
}

/** Closes the list of quick fixes without choosing one. */
export async function closeQuickFixes({ page }: Workbench): Promise<void> {
  await page.keyboard.press('Escape');
  await page.locator('.action-widget').waitFor({ state: 'hidden' });
}

/** Applies the first quick fix at a place whose title contains `title`, and waits until the source has changed. */
export async function applyQuickFix(workbench: Workbench, place: Place, title: string): Promise<void> {
  await openQuickFixes(workbench, place);
  await chooseQuickFix(workbench, title);
  await until('the quick fix to change the source', () => isDirty(workbench, place.file));
}

/** The titles of the quick fixes that are open, once there are any. */
export async function readQuickFixes({ page }: Workbench): Promise<string[]> {
  await page.locator(rowSelector).first().waitFor({ timeout: 3000 });
  const titles = await page.locator(`${rowSelector} .title`).allTextContents();
  return titles.map(title => title.trim());
}

/** Clicks the first of the open quick fixes whose title contains `title`. */
export async function chooseQuickFix(workbench: Workbench, title: string): Promise<void> {
  const titles = await readQuickFixes(workbench);
  const index = titles.findIndex(found => found.includes(title));
  if (index < 0) throw new Error(`No quick fix "${title}", only ${JSON.stringify(titles)}.`);
  const box = await workbench.page.locator(rowSelector).nth(index).boundingBox();
  if (box === null) throw new Error(`The quick fix "${title}" is not on screen.`);
  // VS Code blocks the pointer over a list that was opened by the keyboard until the mouse moves.
  await workbench.page.mouse.move(box.x + 5, box.y + box.height / 2);
  await workbench.page.mouse.move(box.x + 15, box.y + box.height / 2);
  await workbench.page.locator('.context-view-pointerBlock').waitFor({ state: 'detached' });
  await workbench.page.mouse.click(box.x + 15, box.y + box.height / 2);
  await workbench.page.locator('.action-widget').waitFor({ state: 'hidden' });
}
