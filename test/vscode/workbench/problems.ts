// Reading the Problems panel row by row, as it stands on screen.
import { until } from '../until.ts';
import type { Workbench } from './open.ts';
import { runCommand } from './palette.ts';

/** A row of the Problems panel. */
export interface ProblemRow {
  readonly file: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly source: string;
  readonly code: string;
  readonly line: number;
  readonly column: number;
}

const rowSelector = '.markers-panel .monaco-list-row';

/** Shows the Problems panel with the keyboard in it. */
export async function showProblems(workbench: Workbench): Promise<void> {
  await runCommand(workbench, 'Problems: Focus on Problems View');
  await workbench.page.locator('.markers-panel').waitFor();
}

/** The rows that are drawn right now, by their place in the list; the panel draws only what is in view. */
async function drawnRows({
  page,
}: Workbench): Promise<{ index: number; last: boolean; file: string; row: ProblemRow | undefined }[]> {
  const raw = await page.locator(rowSelector).evaluateAll(rows =>
    rows.map(row => {
      const text = (selector: string) =>
        [...row.querySelectorAll(selector)].map(part => part.textContent ?? '').join('\n');
      return {
        index: Number(row.getAttribute('data-index')),
        last: row.getAttribute('data-last-element') === 'true',
        file: text('.label-name'),
        icon: row.querySelector('.marker-icon')?.className ?? '',
        message: text('.marker-message'),
        source: text('.marker-source'),
        code: text('.marker-code'),
        at: text('.marker-line'),
      };
    }),
  );
  return raw.map(({ index, last, file, icon, at, ...rest }) => {
    const position = /Ln (\d+), Col (\d+)/.exec(at);
    const severity = /\b(error|warning|info)\b/.exec(icon)?.[1] as ProblemRow['severity'] | undefined;
    const row =
      position === null || severity === undefined
        ? undefined
        : { file: '', severity, ...rest, line: Number(position[1]), column: Number(position[2]) };
    return { index, last, file, row };
  });
}

/** All rows of the Problems panel, from top to bottom, scrolling as far as it goes. */
export async function readProblems(workbench: Workbench): Promise<ProblemRow[]> {
  const { page } = workbench;
  const list = page.locator('.markers-panel .monaco-list').first();
  if (!(await list.isVisible())) return [];
  const rows = new Map<number, { file: string; row: ProblemRow | undefined }>();
  await list.hover();
  await page.mouse.wheel(0, -100_000);
  for (let turn = 0; turn < 200; turn++) {
    const drawn = await drawnRows(workbench);
    for (const { index, file, row } of drawn) rows.set(index, { file, row });
    if (drawn.length === 0 || drawn.some(row => row.last && rows.has(0))) break;
    await page.mouse.wheel(0, 100);
  }
  let file = '';
  const found: ProblemRow[] = [];
  for (const [, entry] of [...rows].sort(([a], [b]) => a - b)) {
    if (entry.row === undefined) file = entry.file === '' ? file : entry.file;
    else found.push({ ...entry.row, file });
  }
  return found;
}

/** Shows the Problems panel and reads it until its rows are `as` wanted; `what` says so in words. */
export async function waitForProblems(
  workbench: Workbench,
  what: string,
  as: (rows: readonly ProblemRow[]) => boolean,
): Promise<ProblemRow[]> {
  await showProblems(workbench);
  let seen: readonly ProblemRow[] = [];
  try {
    return await until(`problems: ${what}`, async () => {
      const rows = await readProblems(workbench);
      seen = rows;
      return as(rows) ? rows : undefined;
    });
  } catch (error) {
    throw new Error(`${String(error)}\nThe panel has ${JSON.stringify(seen, null, 1)}`);
  }
}
