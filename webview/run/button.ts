// Push buttons of the run view.

import { html } from '../elements.ts';

/** A button that never submits a form. */
export function button(
  label: string,
  onClick: () => void,
  attributes: Readonly<Record<string, string | boolean>> = {},
): HTMLButtonElement {
  const made = html('button', { type: 'button', ...attributes }, label);
  made.addEventListener('click', onClick);
  return made;
}
