// Notebooks as they are on screen: opening them, and finding a place in one of their cells.
import type { Locator } from 'playwright-core';
import { until } from '../until.ts';
import { goToFile } from './editor.ts';
import { leaveHover, settledHover } from './hover.ts';
import type { Workbench } from './open.ts';

/** A point of the window, in pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The list of the cells of the notebook that is shown. */
export function cellList({ page }: Workbench): Locator {
  return page.locator('.notebookOverlay .cell-list-container').filter({ visible: true });
}

/** Shows a notebook by its name through "Go to File" and waits until its cells are drawn. */
export async function openNotebook(workbench: Workbench, file: string): Promise<void> {
  await goToFile(workbench, file);
  await cellList(workbench).locator('.view-line').first().waitFor();
}

/** The middle of a piece of source in the cells on screen, once it rests. */
export async function pointInCell(workbench: Workbench, text: string): Promise<Point> {
  let before: Point | undefined;
  return until(`"${text}" in a cell`, async () => {
    const now = await cellList(workbench).evaluate((list, wanted) => {
      const page = list.ownerDocument;
      for (const line of list.querySelectorAll('.view-line')) {
        const start = (line.textContent ?? '').replaceAll('\u00a0', ' ').indexOf(wanted);
        if (start < 0) continue;
        const middle = start + Math.floor(wanted.length / 2);
        const texts = page.createTreeWalker(line, 4);
        let passed = 0;
        for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
          const length = node.textContent?.length ?? 0;
          if (passed + length <= middle) {
            passed += length;
            continue;
          }
          const range = page.createRange();
          range.setStart(node, middle - passed);
          range.setEnd(node, middle - passed + 1);
          const { x, y, width, height } = range.getBoundingClientRect();
          return { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
        }
      }
      return undefined;
    }, text);
    const rests = now !== undefined && now.x === before?.x && now.y === before.y;
    before = now;
    return rests ? now : undefined;
  });
}

/** Puts the cursor into the middle of a piece of source in a cell. */
export async function clickInCell(workbench: Workbench, text: string): Promise<void> {
  const { x, y } = await pointInCell(workbench, text);
  await workbench.page.mouse.click(x, y);
  await until(`the cursor at "${text}"`, async () => (await cellLineAtCursor(workbench))?.includes(text) === true);
}

/** The text of the line in which the cursor stands, hints included; undefined where it is in no cell. */
export async function cellLineAtCursor(workbench: Workbench): Promise<string | undefined> {
  return cellList(workbench).evaluate(list => {
    const editor = list.querySelector('.monaco-editor.focused');
    const cursor = editor?.querySelector('.cursors-layer > .cursor')?.getBoundingClientRect();
    if (editor === null || cursor === undefined) return undefined;
    const middle = cursor.top + cursor.height / 2;
    for (const line of editor.querySelectorAll('.view-line')) {
      const { top, bottom } = line.getBoundingClientRect();
      if (top <= middle && middle <= bottom) return (line.textContent ?? '').replaceAll('\u00a0', ' ');
    }
    return undefined;
  });
}

/** The lines of all cells on screen, with what is shown behind them and, between them, the lenses. */
export async function cellLines(workbench: Workbench): Promise<string[]> {
  const lines = await cellList(workbench).locator('.view-line, .codelens-decoration').allTextContents();
  return lines.map(line => line.replaceAll('\u00a0', ' ').trim()).filter(line => line !== '');
}

/** Rests the mouse on a piece of source in a cell and returns what is then shown, once that contains `containing`. */
export async function hoverInCell(workbench: Workbench, text: string, containing: string): Promise<string> {
  const { page } = workbench;
  return until(`a hover over "${text}" containing "${containing}"`, async () => {
    await leaveHover(workbench);
    const point = await pointInCell(workbench, text);
    await page.mouse.move(point.x - 2, point.y, { steps: 3 });
    await page.mouse.move(point.x, point.y);
    return settledHover(workbench, containing);
  });
}

/** Which cell is selected, as the status bar counts. */
export async function cellNumber({ page }: Workbench): Promise<number> {
  const text = await page.locator('.statusbar-item', { hasText: /Cell \d+ of \d+/ }).textContent();
  return Number(/Cell (\d+)/.exec(text ?? '')?.[1]);
}
