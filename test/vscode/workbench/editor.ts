// Opening files, going to places in them, typing and saving.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { until } from '../until.ts';
import type { Workbench } from './open.ts';

/** A piece of source text in a file: where it occurs for the first time, or for the `occurrence`-th (from 1). */
export interface Place {
  readonly file: string;
  readonly text: string;
  readonly occurrence?: number;
}

/** A position as the status bar counts: lines and columns from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The editor that shows `file`. */
export function editorOf({ page }: Workbench, file: string): Locator {
  return page.locator(`.editor-instance .monaco-editor[data-uri$="/${file}"]`);
}

function tabOf({ page }: Workbench, file: string): Locator {
  return page
    .locator('.tabs-container .tab')
    .filter({ has: page.locator(`[aria-label^="${file}"], .label-name`).getByText(file, { exact: true }) });
}

/** Shows a file of the workspace by its name through "Go to File". */
export async function goToFile({ page }: Workbench, file: string): Promise<void> {
  await page.keyboard.press('Control+1');
  await page.keyboard.press('Control+p');
  const widget = page.locator('.quick-input-widget');
  await widget.locator('input.input').first().fill(file);
  const row = widget
    .locator('.monaco-list-row')
    .filter({ has: page.locator('.label-name').getByText(file, { exact: true }) });
  await row.first().click();
  await widget.waitFor({ state: 'hidden' });
}

/** Shows `file` with the cursor in it: by its tab if it is open, else by its name through "Go to File". */
export async function openFile(workbench: Workbench, file: string): Promise<void> {
  const tab = tabOf(workbench, file);
  if ((await tab.count()) > 0) {
    await tab.first().click();
  } else {
    await goToFile(workbench, file);
  }
  await editorOf(workbench, file).locator('.view-line').first().waitFor();
  await until(`the cursor in ${file}`, () =>
    editorOf(workbench, file).evaluate(editor => editor.classList.contains('focused')),
  );
}

/** Whether `file` has changes that are not on disk. */
export async function isDirty(workbench: Workbench, file: string): Promise<boolean> {
  return (await tabOf(workbench, file).and(workbench.page.locator('.dirty')).count()) > 0;
}

/** Saves `file`, which has the cursor, and waits until it is on disk. */
export async function save(workbench: Workbench, file: string): Promise<void> {
  await openFile(workbench, file);
  await workbench.page.keyboard.press('Control+s');
  await until(`${file} to be saved`, async () => !(await isDirty(workbench, file)));
}

/** The text of `file` on disk. */
export function sourceOf(workbench: Workbench, file: string): Promise<string> {
  return readFile(join(workbench.folder, file), 'utf8');
}

/** Where a place lies; its file must be saved. */
export async function positionOf(workbench: Workbench, place: Place): Promise<Position> {
  if (await isDirty(workbench, place.file)) throw new Error(`Save ${place.file} before looking for a place in it.`);
  const source = await sourceOf(workbench, place.file);
  let offset = -1;
  for (let count = place.occurrence ?? 1; count > 0; count--) {
    offset = source.indexOf(place.text, offset + 1);
    if (offset < 0) throw new Error(`"${place.text}" does not occur ${place.occurrence ?? 1} times in ${place.file}.`);
  }
  const before = source.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** Puts the cursor at a position of `file` through "Go to Line/Column". */
export async function goTo(workbench: Workbench, file: string, position: Position): Promise<void> {
  const { page } = workbench;
  await openFile(workbench, file);
  await page.keyboard.press('Control+g');
  const widget = page.locator('.quick-input-widget');
  await widget.waitFor({ state: 'visible' });
  await widget.locator('input.input').first().fill(`:${position.line}:${position.column}`);
  await page.keyboard.press('Enter');
  await widget.waitFor({ state: 'hidden' });
  await page
    .locator('.statusbar-item')
    .filter({ hasText: `Ln ${position.line}, Col ${position.column}` })
    .waitFor();
}

/** Where the cursor is, as the status bar tells. */
export async function cursorPosition({ page }: Workbench): Promise<Position> {
  const text = await page.locator('.statusbar-item', { hasText: /^Ln \d+, Col \d+/ }).textContent();
  const [line = 0, column = 0] = text?.match(/\d+/g)?.map(Number) ?? [];
  return { line, column };
}

/** Puts the cursor into the middle of a place and returns the point of the window where it stands. */
export async function goToPlace(workbench: Workbench, place: Place): Promise<{ x: number; y: number }> {
  const start = await positionOf(workbench, place);
  await goTo(workbench, place.file, { line: start.line, column: start.column + Math.floor(place.text.length / 2) });
  const cursor = editorOf(workbench, place.file).locator('.cursors-layer > .cursor').first();
  let before = { x: -1, y: -1 };
  return until(`the cursor to rest in ${place.file}`, async () => {
    const box = await cursor.boundingBox();
    if (box === null) return undefined;
    const now = { x: Math.round(box.x + 4), y: Math.round(box.y + box.height / 2) };
    const rests = now.x === before.x && now.y === before.y;
    before = now;
    return rests ? now : undefined;
  });
}

/** Types text where the cursor is, key by key. */
export async function typeText(workbench: Workbench, text: string): Promise<void> {
  await workbench.page.keyboard.type(text);
}
