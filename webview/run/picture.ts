// The picture of a tensor with the controls that turn its pages: channels, samples, slices, and the scale of the colours.

import { assertNever } from '../../src/base/assertNever.ts';
import { html } from '../elements.ts';
import type { Picture, PictureRequest } from '../runtime/pictures.ts';
import { button } from './button.ts';
import { barsElement, legendElement, notFiniteElement, tileElement } from './drawings.ts';
import type { Looked } from './inspect.ts';
import { numberText } from './numbers.ts';

/** How many feature maps stand on one page. */
export const tilesPerPage = 16;

export interface PictureView {
  readonly looked: Looked;
  readonly request: PictureRequest;
  readonly samples: number;
  /** Whether all elements are finite. */
  readonly finite: boolean;
  /** Asks for the picture with some of its choices changed. */
  ask(part: Partial<PictureRequest>): void;
}

/** The picture that came back, titled by what it shows. */
export function pictureElement(view: PictureView): HTMLElement {
  const { picture } = view.looked;
  switch (picture.kind) {
    case 'none':
      return html('p', { class: 'run-message' }, picture.reason);
    case 'vector':
      return vector(view, picture);
    case 'heat':
      return heat(view, picture);
    case 'maps':
      return maps(view, picture);
    default:
      return assertNever(picture);
  }
}

type Of<K extends Picture['kind']> = Extract<Picture, { readonly kind: K }>;

function vector(view: PictureView, { values, length }: Of<'vector'>): HTMLElement {
  const { largest } = view.looked;
  if (values.length === 1) {
    return section('Value', sampleTurner(view), html('p', { class: 'run-value' }, numberText(values[0] ?? null)));
  }
  const first = length > values.length ? `first ${values.length} of ${length.toLocaleString('en')}` : `${length}`;
  const rows = largest.map(({ index, value }) =>
    html('li', {}, html('span', {}, `[${index}]`), ' ', html('span', {}, numberText(value))),
  );
  return section(
    `Vector (${first} elements)`,
    sampleTurner(view),
    html('figure', { class: 'run-figure' }, barsElement(values)),
    rows.length === 0 ? undefined : html('p', { class: 'run-label' }, 'Largest elements'),
    rows.length === 0 ? undefined : html('ol', { class: 'run-largest' }, ...rows),
  );
}

function heat(view: PictureView, { tile, rows, columns }: Of<'heat'>): HTMLElement {
  const label = `Heat map of ${rows} steps by ${columns} features, from ${numberText(tile.min)} to ${numberText(tile.max)}`;
  return section(
    `Heat map (${rows} steps down, ${columns} features across)`,
    sampleTurner(view),
    html('div', { class: 'run-heat' }, tileElement(tile, label)),
    legendElement(numberText(tile.min), numberText(tile.max)),
    view.finite ? undefined : notFiniteElement(),
  );
}

function maps(view: PictureView, picture: Of<'maps'>): HTMLElement {
  const { tiles, first, channels, slice, slices } = picture;
  const { request, ask } = view;
  const last = first + tiles.length - 1;
  const common = request.scale === 'all';
  const figures = tiles.map((tile, i) => {
    const range = `${numberText(tile.min)} to ${numberText(tile.max)}`;
    const label = `Channel ${first + i}, from ${range}`;
    const spread = `${numberText(tile.min, 2)} … ${numberText(tile.max, 2)}`;
    return html(
      'figure',
      { class: 'run-map', title: label },
      tileElement(tile, label),
      html('figcaption', {}, html('span', {}, `${first + i}`), common ? undefined : html('span', {}, spread)),
    );
  });
  const scale = html(
    'select',
    { 'data-control': 'scale' },
    html('option', { value: 'channel', selected: !common }, 'per channel'),
    html('option', { value: 'all', selected: common }, 'for all channels'),
  );
  scale.addEventListener('change', () => ask({ scale: scale.value === 'all' ? 'all' : 'channel' }));
  const ends = tiles[0];
  return section(
    'Feature maps',
    sampleTurner(view),
    slices > 1 ? turner({ name: 'Slice', at: slice, count: slices, turn: next => ask({ slice: next }) }) : undefined,
    turner({
      name: 'Channels',
      text: channels === 1 ? '0' : `${first}–${last} of ${channels}`,
      at: Math.floor(first / tilesPerPage),
      count: Math.ceil(channels / tilesPerPage),
      turn: page => ask({ firstChannel: page * tilesPerPage }),
    }),
    html('div', { class: 'run-maps' }, ...figures),
    common && ends !== undefined
      ? legendElement(numberText(ends.min), numberText(ends.max))
      : legendElement('least of the channel', 'most'),
    view.finite ? undefined : notFiniteElement(),
    html('label', { class: 'run-field' }, html('span', {}, 'Colour scale'), scale),
  );
}

function section(title: string, ...content: readonly (Node | undefined)[]): HTMLElement {
  return html('div', {}, html('h4', {}, title), ...content);
}

function sampleTurner({ samples, request, ask }: PictureView): HTMLElement | undefined {
  if (samples <= 1) return undefined;
  return turner({ name: 'Sample', at: request.sample, count: samples, turn: sample => ask({ sample }) });
}

/** Two buttons that turn pages, with the page between them. */
function turner(options: {
  readonly name: string;
  readonly text?: string;
  readonly at: number;
  readonly count: number;
  turn(to: number): void;
}): HTMLElement {
  const { name, at, count, turn } = options;
  const text = options.text ?? `${at} of ${count}`;
  const back = button('‹', () => turn(at - 1), { disabled: at <= 0, 'data-control': `${name} back` });
  const on = button('›', () => turn(at + 1), { disabled: at >= count - 1, 'data-control': `${name} on` });
  back.setAttribute('aria-label', `${name}: previous`);
  on.setAttribute('aria-label', `${name}: next`);
  const group = html(
    'div',
    { class: 'run-turner', role: 'group' },
    html('span', { class: 'run-label' }, name),
    ...(count > 1 ? [back] : []),
    html('span', { role: 'status' }, text),
    ...(count > 1 ? [on] : []),
  );
  group.setAttribute('aria-label', name);
  return group;
}
