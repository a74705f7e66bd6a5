// The few signs beside flags. Each stands next to its words and is hidden from screen readers.

import { assertNever } from '../../src/base/assertNever.ts';
import { svg } from '../elements.ts';
import type { Flag } from './rows.ts';

/** The sign of a flag: its shape tells the kind, its colour comes from the theme. */
export function flagIcon(kind: Flag['kind']): SVGSVGElement {
  const sign = svg('svg', { viewBox: '0 0 16 16', class: 'run-icon', 'aria-hidden': 'true', focusable: 'false' });
  sign.append(...parts(kind));
  return sign;
}

function parts(kind: Flag['kind']): readonly SVGElement[] {
  switch (kind) {
    case 'failed':
    case 'defect':
      return [
        svg('circle', { cx: 8, cy: 8, r: 6.5, class: 'run-icon-line' }),
        svg('path', { d: 'M5.5 5.5l5 5m0-5l-5 5', class: 'run-icon-line' }),
      ];
    case 'nan':
    case 'inf':
      return [
        svg('path', { d: 'M8 1.8L15 14H1z', class: 'run-icon-line' }),
        svg('path', { d: 'M8 6.2v4M8 11.6v.9', class: 'run-icon-line' }),
      ];
    case 'zeros':
      return [
        svg('ellipse', { cx: 8, cy: 8, rx: 4.2, ry: 6.3, class: 'run-icon-line' }),
        svg('path', { d: 'M4.5 13L11.5 3', class: 'run-icon-line' }),
      ];
    case 'waiting':
      return [
        svg('circle', { cx: 8, cy: 8, r: 6.5, class: 'run-icon-line' }),
        svg('path', { d: 'M8 4.3V8l2.6 1.6', class: 'run-icon-line' }),
      ];
    case 'note':
      return [
        svg('circle', { cx: 8, cy: 8, r: 6.5, class: 'run-icon-line' }),
        svg('path', { d: 'M8 7v4.5M8 4.2v.9', class: 'run-icon-line' }),
      ];
    default:
      return assertNever(kind);
  }
}
