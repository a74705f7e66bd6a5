// Changing VS Code's colours through its theme picker.
import type { Workbench } from './open.ts';
import { choose, runCommand } from './palette.ts';

const themes = {
  light: { label: 'Light Modern', mark: 'vs' },
  dark: { label: 'Dark Modern', mark: 'vs-dark' },
  'high contrast': { label: 'Dark High Contrast', mark: 'hc-black' },
  'high contrast light': { label: 'Light High Contrast', mark: 'hc-light' },
} as const;

/** The kinds of colour themes an extension must look right in. */
export type ThemeKind = keyof typeof themes;

/** Switches the colour theme and waits until the window has taken it over. */
export async function setTheme(workbench: Workbench, kind: ThemeKind): Promise<void> {
  const { page } = workbench;
  const { label, mark } = themes[kind];
  await runCommand(workbench, 'Preferences: Color Theme');
  await page.locator('.quick-input-widget').waitFor();
  await choose(workbench, label);
  await page.locator(`.monaco-workbench.${mark}`).waitFor({ state: 'attached' });
}
