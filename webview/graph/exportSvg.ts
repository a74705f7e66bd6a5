// The drawing as a file of its own: every colour, font and width that the page's styles give is written into it, and what
// only the page needs is left out. Nothing in it depends on a style sheet or a script.

import { html, svg } from '../elements.ts';
import { createDrawing, type LaidOutScene } from './draw/drawing.ts';
import type { DrawContext } from './draw/face.ts';

const copied = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'paint-order',
  'opacity',
] as const;
const copiedForText = [
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'text-anchor',
  'text-decoration-line',
] as const;

/** The SVG text of the whole drawing, in the colours that `host`, an element of the page, has now. */
export function exportSvg(laidOut: LaidOutScene, context: DrawContext, name: string, host: HTMLElement): string {
  const { width, height } = laidOut.layout;
  const drawing = createDrawing(laidOut, context, name);
  drawing.show({ x: 0, y: 0, width, height });
  const stand = html('div', { class: 'exporting', 'aria-hidden': 'true' }, drawing.element);
  host.append(stand);
  try {
    const copy = freeze(drawing.element);
    copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
    copy.setAttribute('viewBox', `0 0 ${width} ${height}`);
    copy.setAttribute('width', String(width));
    copy.setAttribute('height', String(height));
    const paper = plainColour(getComputedStyle(stand).backgroundColor);
    copy.prepend(svg('title', {}, name), svg('rect', { width, height, fill: paper }));
    return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}\n`;
  } finally {
    stand.remove();
  }
}

/** A copy of an element in the document, with its computed looks as attributes. */
function freeze(element: Element): Element {
  const copy = document.createElementNS(element.namespaceURI, element.localName);
  for (const attribute of ['d', 'x', 'y', 'width', 'height', 'rx', 'transform', 'fill-rule']) {
    const value = element.getAttribute(attribute);
    if (value !== null) copy.setAttribute(attribute, value);
  }
  if (element.localName !== 'g' && element.localName !== 'svg' && element.localName !== 'title') {
    const style = getComputedStyle(element);
    const properties = element.localName === 'text' ? [...copied, ...copiedForText] : copied;
    for (const property of properties) {
      const value = style.getPropertyValue(property);
      if (value !== '' && value !== 'none' && value !== 'normal') copy.setAttribute(property, plainColour(value));
    }
    if (style.fill === 'none') copy.setAttribute('fill', 'none');
  }
  for (const child of element.childNodes) {
    if (child instanceof Element) {
      if (getComputedStyle(child).display !== 'none' || child.localName === 'title') copy.append(freeze(child));
    } else copy.append(child.cloneNode());
  }
  return copy;
}

/** `color(srgb 0.5 0.5 0.5 / 0.5)`, which other programs do not read, as `rgb(...)`; other values stay. */
export function plainColour(value: string): string {
  const match = /^color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)(?: \/ ([\d.]+))?\)$/.exec(value);
  if (match === null) return value;
  const [red, green, blue] = match.slice(1, 4).map(part => Math.round(Math.min(1, Math.max(0, Number(part))) * 255));
  const alpha = match[4];
  return alpha === undefined ? `rgb(${red}, ${green}, ${blue})` : `rgba(${red}, ${green}, ${blue}, ${alpha})`;
}
