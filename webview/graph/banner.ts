// Banners above the drawing: what a cut leaves out, with a legend of how that is drawn, and why a graph is not complete.

import type { CutView } from '../../src/protocol/graphView.ts';
import { html } from '../elements.ts';
import { type IconName, icon } from '../icons.ts';
import type { State } from '../state.ts';
import { button } from '../toolkit.ts';

type Severity = NonNullable<CutView['severity']>;

export interface BannerHandlers {
  /** Shows the node with this id. */
  readonly show: (id: string) => void;
  /** Closes all groups, to have less to draw. */
  readonly collapse: () => void;
}

/** The banners that the present state needs. */
export function bannersOf(state: State, handlers: BannerHandlers): HTMLElement[] {
  const { graph, undrawable } = state;
  if (graph === undefined || state.phase === 'error') return [];
  const banners: HTMLElement[] = [];
  const { cut } = graph;
  if (cut !== undefined && !cut.complete) {
    const [at] = cut.at.slice(-1);
    const message = cut.message ?? `This cut of '${cut.base}' leaves out a path that joins again below it.`;
    const show = at !== undefined && button({ label: 'Show cut', look: 'secondary', press: () => handlers.show(at) });
    const foot = html('div', { class: 'foot' }, legend(), show);
    banners.push(banner(cut.severity ?? 'information', html('div', { class: 'words' }, html('p', {}, message), foot)));
  }
  if (graph.incomplete !== undefined) banners.push(banner('information', plain(graph.incomplete)));
  if (undrawable !== undefined) {
    const collapse = button({ label: 'Collapse groups and draw', look: 'secondary', press: handlers.collapse });
    banners.push(banner('information', plain(`${undrawable} The layers are listed instead.`), collapse));
  }
  return banners;
}

function banner(severity: Severity, words: HTMLElement, control?: HTMLElement | false): HTMLElement {
  return html('div', { class: `banner ${severity}`, role: 'status' }, sign(severity), words, control);
}

function plain(text: string): HTMLElement {
  return html('p', { class: 'words' }, text);
}

function sign(severity: Severity): HTMLElement {
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
    entry('node', 'left out'),
    entry('line', 'missing path'),
  );
}
