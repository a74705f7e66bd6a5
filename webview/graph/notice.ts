// What covers the drawing while there is none: a failure, an empty model, or that one has to wait.

import { html } from '../elements.ts';
import { icon } from '../icons.ts';
import type { State } from '../state.ts';
import { button, progressRing } from '../toolkit.ts';

/** Waiting is announced after this time, in milliseconds; most of it is over by then. */
const announcedAfter = 300;

export interface Notice {
  readonly element: HTMLElement;
  update(state: State): void;
}

/** `giveUp` stops a layout that takes long. */
export function createNotice(giveUp: () => void): Notice {
  const element = html('div', { class: 'notice', hidden: true });
  let announcing: ReturnType<typeof setTimeout> | undefined;
  const show = (...content: readonly Node[]): void => {
    element.replaceChildren(...content);
    element.hidden = content.length === 0;
  };
  const words = (text: string): HTMLElement => html('p', { role: 'status' }, text);
  return {
    element,
    update(state) {
      clearTimeout(announcing);
      if (state.phase === 'error') {
        show(icon('error'), words(state.failure));
        return;
      }
      if (state.graph?.nodes.length === 0) {
        show(words('This model has no layers yet.'));
        return;
      }
      show();
      if (state.phase === 'ready') return;
      announcing = setTimeout(() => {
        if (state.graph === undefined) {
          show(progressRing('Waiting for the model'), words('Waiting for the model…'));
          return;
        }
        const instead = button({ label: 'Show as list instead', look: 'secondary', press: giveUp });
        show(progressRing('Laying out the graph'), words('Laying out the graph…'), instead);
      }, announcedAfter);
    },
  };
}
