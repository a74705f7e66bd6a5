// Icons as paths on a 16×16 grid, drawn in the colour of the text around them.

import { svg } from './elements.ts';

const paths = {
  plus: 'M7.5 3v4.5H3v1h4.5V13h1V8.5H13v-1H8.5V3z',
  minus: 'M3 7.5h10v1H3z',
  fit: 'M2 2h4v1H3v3H2zM10 2h4v4h-1V3h-3zM2 10h1v3h3v1H2zM13 10h1v4h-4v-1h3zM5 5h6v6H5zm1 1v4h4V6z',
  actual:
    'M2 4h1v8H2zM4.5 4.5 6 4v8H5V5.2l-.5.2zM7.5 6h1v1h-1zM7.5 9h1v1h-1zM10.5 4.5 12 4v8h-1V5.2l-.5.2zM13 4h1v8h-1z',
  search: 'M7 2a5 5 0 1 0 3.1 8.9l3.5 3.5.7-.7-3.5-3.5A5 5 0 0 0 7 2m0 1a4 4 0 1 1 0 8 4 4 0 0 1 0-8z',
  up: 'm8 5.3 5 5-.7.7L8 6.7 3.7 11l-.7-.7z',
  down: 'm8 10.7-5-5 .7-.7L8 9.3 12.3 5l.7.7z',
  collapse: 'M2 2h8v1H3v7H2zM5 5h9v9H5zm1 1v7h7V6zm1 3h5v1H7z',
  expand: 'M2 2h8v1H3v7H2zM5 5h9v9H5zm1 1v7h7V6zm3 1h1v2h2v1h-2v2H9v-2H7V9h2z',
  list: 'M2 3h1.5v1.5H2zM5 3.3h9v1H5zM2 7.2h1.5v1.5H2zM5 7.5h9v1H5zM2 11.5h1.5V13H2zM5 11.7h9v1H5z',
  graph: 'M5 2h6v4H8.5v4H11v4H5v-4h2.5V6H5zm1 1v2h4V3zm0 8v2h4v-2z',
  save: 'M7.5 2h1v7l2.3-2.3.7.7L8 10.9 4.5 7.4l.7-.7L7.5 9zM3 12h10v1.2H3z',
  panel: 'M2 3h12v10H2zm1 1v8h6V4zm7 0v8h3V4z',
  copy: 'M5 2h8v9h-2v3H3V5h2zm1 1v7h6V3zM4 6v7h6v-2H5V6z',
  shape:
    'M2 2h1v1H2zM4 2h8v1H4zM13 2h1v1h-1zM2 4h1v8H2zM13 4h1v8h-1zM2 13h1v1H2zM4 13h8v1H4zM13 13h1v1h-1zM5 5h6v6H5zm1 1v4h4V6z',
  close: 'M4 3.3 3.3 4l4 4-4 4 .7.7 4-4 4 4 .7-.7-4-4 4-4-.7-.7-4 4z',
  source: 'M5.6 4.3 2 8l3.6 3.7.7-.7L3.4 8l2.9-3zM10.4 4.3l-.7.7 2.9 3-2.9 3 .7.7L14 8z',
  scissors:
    'M4 2.5a2 2 0 1 0 1.4 3.4L7 7.5 5.4 9.1A2 2 0 1 0 6.1 9.8L7.7 8.2 13 13.5l1-.2-5.6-5.8L14 1.7l-1-.2L7.7 6.8 6.1 5.2A2 2 0 0 0 4 2.5m0 1a1 1 0 1 1 0 2 1 1 0 0 1 0-2m0 6a1 1 0 1 1 0 2 1 1 0 0 1 0-2z',
  error:
    'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13m0 1a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11M5.7 5l-.7.7L7.3 8 5 10.3l.7.7L8 8.7l2.3 2.3.7-.7L8.7 8 11 5.7l-.7-.7L8 7.3z',
  warning: 'M8 1.5 15 14H1zM8 3.6 2.7 13h10.6zM7.4 6.5h1.2v3.2H7.4zM7.4 10.6h1.2v1.2H7.4z',
  information:
    'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13m0 1a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11M7.4 4.5h1.2v1.2H7.4zM7.4 7h1.2v4.5H7.4z',
  hint: 'M8 2a4 4 0 0 0-2 7.4V12h4V9.4A4 4 0 0 0 8 2m0 1a3 3 0 0 1 1.3 5.7L9 8.9V11H7V8.9l-.3-.2A3 3 0 0 1 8 3M6 13h4v1H6z',
} as const;

export type IconName = keyof typeof paths;

/** An icon for HTML. It carries no name of its own: what it stands for is said beside it or in a label. */
export function icon(name: IconName): SVGSVGElement {
  return svg(
    'svg',
    { class: 'icon', viewBox: '0 0 16 16', width: 16, height: 16, 'aria-hidden': 'true' },
    iconPath(name),
  );
}

/** The path of an icon, for use inside a drawing. */
export function iconPath(name: IconName): SVGPathElement {
  return svg('path', { d: paths[name], 'fill-rule': 'evenodd' });
}
