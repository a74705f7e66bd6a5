// Drawings of computed values: tiles of feature maps, the legend of their colours, histograms, bars.

import { html, svg } from '../elements.ts';
import { gradientStops, notFinite } from '../runtime/colours.ts';
import type { Histogram } from '../runtime/histogram.ts';
import type { Tile } from '../runtime/pictures.ts';
import { numberText } from './numbers.ts';

/** An image of a plane of values; its pixels are enlarged without smoothing. */
export function tileElement(tile: Tile, label: string): HTMLCanvasElement {
  const canvas = html('canvas', { width: tile.width, height: tile.height, role: 'img', class: 'run-tile' });
  canvas.setAttribute('aria-label', label);
  canvas.getContext('2d')?.putImageData(new ImageData(tile.pixels, tile.width, tile.height), 0, 0);
  return canvas;
}

/** What the darkest and the brightest colour stand for. */
export function legendElement(least: string, most: string): HTMLElement {
  const bar = html('span', { class: 'run-legend-bar' });
  bar.style.backgroundImage = `linear-gradient(to right, ${gradientStops()})`;
  const legend = html(
    'div',
    { class: 'run-legend', role: 'img' },
    html('span', {}, least),
    bar,
    html('span', {}, most),
  );
  legend.setAttribute('aria-label', `Colours run from dark, ${least}, to bright, ${most}`);
  return legend;
}

/** What the colour outside the scale stands for. */
export function notFiniteElement(): HTMLElement {
  const patch = html('span', { class: 'run-patch' });
  patch.style.backgroundColor = `rgb(${notFinite.join(' ')})`;
  return html('div', { class: 'run-legend' }, patch, html('span', {}, 'NaN or infinite'));
}

const width = 240;
const height = 64;

/** The spread of values as bars, with the ends of the range below and a line at 0 where it lies inside. */
export function histogramElement({ from, to, counts, zerosLeftOut }: Histogram): HTMLElement {
  const most = Math.max(1, ...counts);
  const step = width / counts.length;
  const bars = counts.map((count, i) => {
    const size = count === 0 ? 0 : Math.max(1, (count / most) * height);
    return svg('rect', {
      x: i * step,
      y: height - size,
      width: Math.max(0.5, step - 0.75),
      height: size,
      class: 'run-bar',
    });
  });
  const drawing = svg(
    'svg',
    { viewBox: `0 0 ${width} ${height}`, class: 'run-histogram', role: 'img', preserveAspectRatio: 'none' },
    ...bars,
  );
  if (from < 0 && to > 0) {
    const at = (-from / (to - from)) * width;
    drawing.append(svg('line', { x1: at, x2: at, y1: 0, y2: height, class: 'run-zero' }));
  }
  drawing.setAttribute('aria-label', histogramLabel(from, to, counts));
  const left = zerosLeftOut > 0 ? `${zerosLeftOut.toLocaleString('en')} exact zeros are not drawn` : undefined;
  return html(
    'figure',
    { class: 'run-figure' },
    drawing,
    html(
      'div',
      { class: 'run-scale' },
      html('span', {}, numberText(from)),
      from < 0 && to > 0 ? html('span', { class: 'run-scale-zero' }, '0 at the line') : undefined,
      html('span', {}, numberText(to)),
    ),
    left === undefined ? undefined : html('figcaption', {}, left),
  );
}

function histogramLabel(from: number, to: number, counts: readonly number[]): string {
  const fullest = counts.indexOf(Math.max(...counts));
  const step = (to - from) / counts.length;
  const low = numberText(from + fullest * step);
  const high = numberText(from + (fullest + 1) * step);
  return `Histogram of the values from ${numberText(from)} to ${numberText(to)}; most lie between ${low} and ${high}`;
}

/** A vector as bars around 0. */
export function barsElement(values: readonly number[]): SVGSVGElement {
  const finite = values.filter(Number.isFinite);
  const low = Math.min(0, ...finite);
  const high = Math.max(0, ...finite);
  const span = high === low ? 1 : high - low;
  const step = width / values.length;
  const base = (high / span) * height;
  const bars = values.map((value, i) => {
    if (!Number.isFinite(value)) {
      return svg('rect', { x: i * step, y: 0, width: step, height, class: 'run-bar-bad' });
    }
    const size = (Math.abs(value) / span) * height;
    const y = value >= 0 ? base - size : base;
    return svg('rect', { x: i * step, y, width: Math.max(0.5, step * 0.85), height: size, class: 'run-bar' });
  });
  const axis = svg('line', { x1: 0, x2: width, y1: base, y2: base, class: 'run-zero' });
  const drawing = svg(
    'svg',
    { viewBox: `0 0 ${width} ${height}`, class: 'run-histogram', role: 'img', preserveAspectRatio: 'none' },
    ...bars,
    axis,
  );
  drawing.setAttribute('aria-label', `${values.length} values from ${numberText(low)} to ${numberText(high)}`);
  return drawing;
}
