// Resting the mouse on a piece of source and reading what VS Code then shows.
import { until } from '../until.ts';
import { goToPlace, type Place } from './editor.ts';
import type { Workbench } from './open.ts';

const shown = '.monaco-hover:not(.hidden) .monaco-hover-content';

/** Moves the mouse off the source and waits until no hover is shown. */
export async function leaveHover({ page }: Workbench): Promise<void> {
  await page.mouse.move(5, 5);
  await page.keyboard.press('Escape');
  await page.locator(shown).first().waitFor({ state: 'hidden' });
}

/**
 * The text of the hover over a place, as it stands on screen once it no longer changes. `containing` waits for a hover
 * that has this in it, for example while the language server is still starting.
 */
export async function hover(workbench: Workbench, place: Place, containing = ''): Promise<string> {
  const { page } = workbench;
  return until(`a hover over "${place.text}" containing "${containing}"`, async () => {
    const point = await goToPlace(workbench, place);
    await leaveHover(workbench);
    await page.mouse.move(point.x - 2, point.y, { steps: 3 });
    await page.mouse.move(point.x, point.y);
    return settledHover(workbench, containing);
  });
}

/** The text of the hover that is coming up, once it no longer changes and has `containing` in it. */
export function settledHover({ page }: Workbench, containing: string): Promise<string> {
  let before = '';
  return until(
    'the hover',
    async () => {
      const texts = await page.locator(shown).allInnerTexts();
      const text = texts.join('\n').trim();
      const ready = text !== '' && text === before && !text.includes('Loading...') && text.includes(containing);
      before = text;
      return ready ? text : undefined;
    },
    1500,
  );
}
