// The computed values of the selected node: figures, spread, and pictures of its feature maps.

import type { CallResult } from '../../src/protocol/runPlan.ts';
import { html } from '../elements.ts';
import { agrees, type ShapeStyle, shapeText } from '../runtime/agreement.ts';
import type { PictureRequest } from '../runtime/pictures.ts';
import type { FromWorker } from '../runtime/protocol.ts';
import { histogramElement } from './drawings.ts';
import { flagElement } from './flags.ts';
import { durationText, numberText, shareText } from './numbers.ts';
import { pictureElement, tilesPerPage } from './picture.ts';
import { rowsOf } from './rows.ts';

export type Looked = Extract<FromWorker, { readonly type: 'looked' }>;

export interface LookRequest {
  readonly node: string;
  readonly output: number;
  readonly picture: PictureRequest;
}

/** What is said where there is no result, where the channels of the node stand, and how its program writes shapes. */
export interface NodeAbout {
  readonly message: string;
  readonly channelsFirst: boolean;
  readonly style: ShapeStyle;
}

export interface NodeResult {
  readonly element: HTMLElement;
  /** Shows a node's result, or a sentence in its place. */
  show(result: CallResult | undefined, about: NodeAbout): void;
  /** Draws what came back for the last request. */
  drawLook(looked: Looked): void;
}

/** The part of the inspector that a run fills. `look` asks for a picture. */
export function createNodeResult({ look }: { look(request: LookRequest): void }): NodeResult {
  const root = html('section', { class: 'run-node' });
  root.setAttribute('aria-label', 'Computed output');
  let shown: CallResult | undefined;
  let output = 0;
  let style: ShapeStyle = 'tuple';
  let picture = firstPicture(false);
  let drawing = html('div', { class: 'run-picture' });

  function ask(part: Partial<PictureRequest>): void {
    if (shown === undefined) return;
    picture = { ...picture, ...part };
    look({ node: shown.node, output, picture });
  }

  function draw(): void {
    if (shown === undefined) return;
    const outputs = shown.outputs;
    const statistics = outputs[output];
    const row = rowsOf(shown, 0, style)[output];
    const parts: HTMLElement[] = [heading()];
    if (outputs.length > 1) parts.push(outputPicker(outputs.length));
    if (row !== undefined && row.flags.length > 0) {
      parts.push(html('div', { class: 'run-flags' }, ...row.flags.map(flagElement)));
    }
    if (statistics !== undefined) {
      drawing = html('div', { class: 'run-picture', 'aria-busy': 'true' });
      parts.push(figures(statistics, { ms: shown.ms, style }), drawing);
    }
    root.replaceChildren(...parts);
    if (statistics !== undefined) ask({});
  }

  function outputPicker(count: number): HTMLElement {
    const select = html(
      'select',
      {},
      ...Array.from({ length: count }, (_, i) => html('option', { value: i, selected: i === output }, `${i}`)),
    );
    select.addEventListener('change', () => {
      output = Number(select.value);
      picture = firstPicture(picture.channelsFirst);
      draw();
    });
    return html('label', { class: 'run-field' }, html('span', {}, 'Output'), select);
  }

  return {
    element: root,
    show(result, { message, channelsFirst, style: written }) {
      style = written;
      const same = result !== undefined && result.node === shown?.node;
      shown = result;
      output = same ? Math.min(output, result.outputs.length - 1) : 0;
      picture = same ? { ...picture, channelsFirst } : firstPicture(channelsFirst);
      if (result === undefined) root.replaceChildren(heading(), html('p', { class: 'run-message' }, message));
      else draw();
    },
    drawLook(looked) {
      drawing.removeAttribute('aria-busy');
      const statistics = shown?.outputs[output];
      if (statistics === undefined) return;
      const finite = statistics.nan + statistics.inf === 0;
      const samples = statistics.shape[0] ?? 1;
      const focused = document.activeElement?.getAttribute('data-control');
      drawing.replaceChildren(
        ...(looked.histogram === undefined ? [] : [titled('Values', histogramElement(looked.histogram))]),
        pictureElement({ looked, request: picture, samples, finite, ask }),
      );
      if (focused) drawing.querySelector<HTMLElement>(`[data-control="${focused}"]`)?.focus();
    },
  };
}

function firstPicture(channelsFirst: boolean): PictureRequest {
  return { sample: 0, firstChannel: 0, channelCount: tilesPerPage, slice: 0, scale: 'channel', channelsFirst };
}

function heading(): HTMLElement {
  return html('h3', {}, 'Computed output');
}

function titled(title: string, content: HTMLElement): HTMLElement {
  return html('div', {}, html('h4', {}, title), content);
}

/** The figures of one output as terms and values. */
function figures(
  statistics: CallResult['outputs'][number],
  { ms, style }: { readonly ms: number; readonly style: ShapeStyle },
): HTMLElement {
  const { shape, inferred, dtype, min, mean, max, std, zeros } = statistics;
  const agreed = agrees(shape, inferred);
  const rows: readonly (readonly [string, string])[] = [
    ['Shape', shapeText(shape, style)],
    [agreed ? 'Agrees with' : 'Differs from', shapeText(inferred, style)],
    ['Type', dtype],
    ['Time', durationText(ms)],
    ['Min', numberText(min)],
    ['Max', numberText(max)],
    ['Mean', numberText(mean)],
    ['Std', numberText(std)],
    ['Zeros', shareText(zeros)],
  ];
  return html(
    'dl',
    { class: 'run-figures' },
    ...rows.map(([term, value]) => html('div', {}, html('dt', {}, term), html('dd', {}, value))),
  );
}
