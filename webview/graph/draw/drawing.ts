// The drawing of a laid-out scene as SVG. Small drawings are in the document as a whole; of large ones only what is near
// the visible part, plus the item that has the focus. Order in the document is order in the source.

import { svg } from '../../elements.ts';
import { isCut } from '../arrange.ts';
import type { Box, Layout, Point } from '../layout/types.ts';
import type { Scene } from '../scene.ts';
import { type DrawContext, drawItem } from './face.ts';
import { drawLabel, labelBox, labelsOf } from './labels.ts';
import { drawCut, drawFrame, drawLink } from './marks.ts';

/** Drawings with more items than this are culled. */
export const culledFrom = 400;

export interface LaidOutScene {
  readonly scene: Scene;
  readonly layout: Layout;
  /** Where each item stands in the layout. */
  readonly boxOf: ReadonlyMap<string, Box>;
}

/** A scene with its layout. */
export function laidOutBy(scene: Scene, layout: Layout): LaidOutScene {
  const boxOf = new Map<string, Box>();
  scene.items.forEach((item, index) => {
    const box = layout.boxes[index];
    if (box !== undefined) boxOf.set(item.key, box);
  });
  return { scene, layout, boxOf };
}

/** A part of the drawing that can be in the document or not. */
interface Part {
  readonly layer: SVGGElement;
  readonly box: Box;
  readonly draw: () => SVGElement;
  /** For items and links: whom they belong to. */
  readonly keys: readonly string[];
  element: SVGElement | undefined;
}

export interface Drawing {
  readonly element: SVGSVGElement;
  readonly laidOut: LaidOutScene;
  /** Brings the parts near this rectangle into the document and takes the others out. */
  show(visible: Box): void;
  /** The element of an item, which is drawn if it is not yet. */
  itemElement(key: string): SVGElement | undefined;
  /** Calls back for every item and link in the document, now and whenever one is drawn. */
  decorate(how: (element: SVGElement, keys: readonly string[], kind: 'item' | 'link') => void): void;
}

/** Draws everything or, with `show`, what is visible. */
export function createDrawing(laidOut: LaidOutScene, context: DrawContext, name: string): Drawing {
  const { scene, layout, boxOf } = laidOut;
  const layer = (kind: string): SVGGElement => svg('g', { class: kind });
  const frames = layer('frames');
  const links = layer('links');
  const labels = layer('labels');
  const items = layer('items');
  const marks = layer('marks');
  for (const hidden of [frames, links, labels, marks]) hidden.setAttribute('aria-hidden', 'true');
  items.setAttribute('role', 'tree');
  items.setAttribute('aria-label', name);
  const element = svg('svg', { class: 'drawing', viewBox: `0 0 ${layout.width} ${layout.height}` });
  element.append(frames, links, items, labels, marks);

  const parts: Part[] = [];
  const itemParts = new Map<string, Part>();
  const add = (part: Omit<Part, 'element'>): Part => {
    const whole = { ...part, element: undefined };
    parts.push(whole);
    return whole;
  };
  const firstLine = new Map<string, number>();
  scene.links.forEach(({ from }, index) => {
    const start = layout.routes[index]?.[0];
    if (start !== undefined) firstLine.set(from, Math.min(start.x, firstLine.get(from) ?? start.x));
  });
  for (const item of scene.items) {
    const box = boxOf.get(item.key);
    if (box === undefined) continue;
    if (item.form === 'open') add({ layer: frames, box, keys: [], draw: () => drawFrame(item, box) });
    itemParts.set(
      item.key,
      add({
        layer: items,
        box: grown(box),
        keys: [item.key],
        draw: () => drawItem(item, { box, firstLine: firstLine.get(item.key) }, context),
      }),
    );
    if (isCut(item)) add({ layer: marks, box: grown(box), keys: [], draw: () => drawCut(box) });
  }
  const routesOf = new Map<string, (readonly Point[])[]>();
  scene.links.forEach((link, index) => {
    const route = layout.routes[index] ?? [];
    if (route.length === 0) return;
    const line = `${link.from} ${link.output} ${link.dropped} ${link.elided}`;
    const beside = routesOf.get(line) ?? [];
    routesOf.set(line, beside);
    const before = beside.push(route) - 1;
    add({
      layer: links,
      box: bounds(route),
      keys: [link.from, link.to],
      draw: () => drawLink(link, route, beside.slice(0, before)),
    });
  });
  for (const label of labelsOf(scene, layout, boxOf))
    add({ layer: labels, box: labelBox(label), keys: [], draw: () => drawLabel(label, context) });

  let decorator: (element: SVGElement, keys: readonly string[], kind: 'item' | 'link') => void = () => {};
  const decorated = (part: Part, drawn: SVGElement): void => {
    if (part.layer === items) decorator(drawn, part.keys, 'item');
    if (part.layer === links) decorator(drawn, part.keys, 'link');
  };
  const enter = (part: Part, before: ChildNode | null): SVGElement => {
    const drawn = part.draw();
    part.element = drawn;
    part.layer.insertBefore(drawn, before);
    decorated(part, drawn);
    return drawn;
  };

  return {
    element,
    laidOut,
    show(visible) {
      const all = scene.items.length <= culledFrom;
      const cursors = new Map<SVGGElement, ChildNode | null>();
      for (const part of parts) {
        const cursor = cursors.get(part.layer) ?? (cursors.has(part.layer) ? null : part.layer.firstChild);
        const wanted = all || overlap(part.box, visible) || (part.element?.contains(document.activeElement) ?? false);
        if (part.element !== undefined) {
          const next = part.element.nextSibling;
          if (!wanted) {
            part.element.remove();
            part.element = undefined;
          }
          cursors.set(part.layer, next);
        } else if (wanted) {
          enter(part, cursor);
          cursors.set(part.layer, cursor);
        } else cursors.set(part.layer, cursor);
      }
    },
    itemElement(key) {
      const part = itemParts.get(key);
      if (part === undefined) return undefined;
      if (part.element !== undefined) return part.element;
      // The next item that is in the document keeps the order right.
      const later = parts.slice(parts.indexOf(part) + 1);
      return enter(part, later.find(other => other.layer === items && other.element !== undefined)?.element ?? null);
    },
    decorate(how) {
      decorator = how;
      for (const part of parts) if (part.element !== undefined) decorated(part, part.element);
    },
  };
}

function overlap(a: Box, b: Box): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;
}

function grown(box: Box): Box {
  return { x: box.x - 20, y: box.y - 20, width: box.width + 40, height: box.height + 60 };
}

function bounds(route: readonly Point[]): Box {
  let [left, top, right, bottom] = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  for (const { x, y } of route) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { x: left - 5, y: top, width: right - left + 10, height: bottom - top };
}
