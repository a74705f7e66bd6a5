// What is drawn beside nodes: lines with their arrowheads and shape labels, the backgrounds of frames, and the mark where
// a model was cut.

import { svg } from '../../elements.ts';
import { iconPath } from '../../icons.ts';
import type { SceneItem } from '../faces.ts';
import type { Box, Point } from '../layout/types.ts';
import type { SceneLink } from '../scene.ts';
import { headPath, linePath, ownPart } from './route.ts';

/**
 * A line from one node to another. What it has in common with `others`, which are drawn and leave the same output, is drawn
 * again only where the line is made to stand out: lines upon each other look darker than one.
 */
export function drawLink(link: SceneLink, route: readonly Point[], others: readonly (readonly Point[])[]): SVGGElement {
  const own = ownPart(route, others);
  return svg(
    'g',
    { class: `link${link.dropped ? ' dropped' : ''}${link.elided ? ' elided' : ''}` },
    svg('path', { class: 'line', d: linePath(own) }),
    ...(own === route ? [] : [svg('path', { class: 'line whole', d: linePath(route) })]),
    svg('path', { class: 'head', d: headPath(route) }),
  );
}

/** The background of an open frame. */
export function drawFrame(item: SceneItem, box: Box): SVGRectElement {
  const { x, y, width, height } = box;
  const name = `frame ${item.kind}${item.dropped ? ' dropped' : ''}`;
  return svg('rect', { class: name, x, y, width, height, rx: 8 });
}

/** A dashed line with scissors beneath the node at which a model was cut. */
export function drawCut(box: Box): SVGGElement {
  const y = box.y + box.height + 14;
  const left = box.x - 14;
  return svg(
    'g',
    { class: 'cut' },
    svg('path', { class: 'cut-line', d: `M${left + 18} ${y}H${box.x + box.width + 14}` }),
    svg('g', { class: 'scissors', transform: `translate(${left} ${y - 8})` }, iconPath('scissors')),
    svg('text', { x: box.x + 8, y: y + 12 }, 'cut here'),
  );
}
