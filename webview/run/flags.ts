// Flags of a result as elements: a sign and its words.

import { html, words } from '../elements.ts';
import { flagIcon } from './icons.ts';
import type { Flag } from './rows.ts';

/** A flag as it stands in the table and beside the figures of a layer. */
export function flagElement(flag: Flag): HTMLElement {
  return html(
    'span',
    { class: 'run-flag', 'data-flag': flag.kind, title: flag.text.replaceAll('`', "'") },
    flagIcon(flag.kind),
    html(
      'span',
      { class: 'run-flag-text' },
      ...words(flag.kind === 'failed' ? `Not computed: ${flag.text}` : flag.text),
    ),
  );
}
