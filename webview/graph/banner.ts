// Banners above the drawing: what a cut leaves out, with a legend of how that is drawn, and why a graph is not complete.

import type { GraphView } from '../../src/protocol/graphView.ts';
import { html } from '../elements.ts';
import { type IconName, icon } from '../icons.ts';
import { button } from '../toolkit.ts';

/** The banners that a graph needs; `show` is called with the id of the node at which it is cut. */
export function bannersOf(graph: GraphView, show: (id: string) => void): HTMLElement[] {
  const banners: HTMLElement[] = [];
  const { cut } = graph;
  if (cut !== undefined && !cut.complete) {
    const severity = cut.severity ?? 'information';
    const at = cut.at[0];
    banners.push(
      html(
        'div',
        { class: `banner ${severity}`, role: 'status' },
        sign(severity),
        html(
          'div',
          { class: 'words' },
          html('p', {}, cut.message ?? `This cut of '${cut.base}' leaves out a path that joins again below it.`),
          legend(),
        ),
        at !== undefined && button({ label: 'Show cut', look: 'secondary', press: () => show(at) }),
      ),
    );
  }
  if (graph.incomplete !== undefined)
    banners.push(
      html(
        'div',
        { class: 'banner information', role: 'status' },
        sign('information'),
        html('p', { class: 'words' }, graph.incomplete),
      ),
    );
  return banners;
}

function sign(severity: IconName & string): HTMLElement {
  return html('span', { class: 'sign', role: 'img', 'aria-label': severity }, icon(severity));
}

function legend(): HTMLElement {
  const entry = (kind: string, text: string, picture?: IconName): HTMLElement =>
    html(
      'span',
      { class: 'entry' },
      html('span', { class: `sample ${kind}` }, picture === undefined ? undefined : icon(picture)),
      text,
    );
  return html(
    'p',
    { class: 'legend' },
    entry('cut', 'cut here', 'scissors'),
    entry('node', 'left out of this model'),
    entry('line', 'path that is missing'),
  );
}
