// Where the arrow keys lead from an item: up and down along its lines, left and right to what stands beside it.

import type { LaidOutScene } from './draw/drawing.ts';
import type { Box } from './layout/types.ts';

export type Direction = 'up' | 'down' | 'left' | 'right';

/** The key of the item next to one in a direction; undefined where there is none. */
export function neighbour({ scene, boxOf }: LaidOutScene, key: string, direction: Direction): string | undefined {
  const own = boxOf.get(key);
  if (own === undefined) return undefined;
  if (direction === 'left' || direction === 'right') return beside({ scene, boxOf }, key, own, direction);
  const linked =
    direction === 'down'
      ? scene.links.filter(link => link.from === key).map(link => link.to)
      : scene.links.filter(link => link.to === key).map(link => link.from);
  // From a frame downwards leads to the first item inside; upwards out of it to the item before.
  if (linked.length === 0 && scene.byKey.get(key)?.form === 'open') {
    const order = scene.items.findIndex(item => item.key === key) + (direction === 'down' ? 1 : -1);
    return scene.items[order]?.key;
  }
  const nearest = straightest(linked, own, boxOf);
  return nearest ?? frameAround(scene.byKey.get(key)?.parent, direction);
}

function frameAround(parent: string | undefined, direction: Direction): string | undefined {
  return direction === 'up' ? parent : undefined;
}

/** Of several lines the one that goes straightest, and of those the shortest. */
function straightest(keys: readonly string[], own: Box, boxOf: ReadonlyMap<string, Box>): string | undefined {
  let best: { key: string; aside: number; distance: number } | undefined;
  for (const key of keys) {
    const box = boxOf.get(key);
    if (box === undefined) continue;
    const aside = Math.round(Math.abs(middle(box).x - middle(own).x));
    const distance = Math.abs(box.y - own.y);
    if (best === undefined || aside < best.aside || (aside === best.aside && distance < best.distance))
      best = { key, aside, distance };
  }
  return best?.key;
}

function beside(
  { scene, boxOf }: Pick<LaidOutScene, 'scene' | 'boxOf'>,
  key: string,
  own: Box,
  direction: 'left' | 'right',
): string | undefined {
  const from = middle(own);
  let best: { key: string; cost: number } | undefined;
  for (const item of scene.items) {
    const box = boxOf.get(item.key);
    if (box === undefined || item.key === key || item.form === 'open') continue;
    const across = direction === 'left' ? own.x - (box.x + box.width) : box.x - (own.x + own.width);
    if (across < 0) continue;
    const cost = across + 4 * Math.abs(middle(box).y - from.y);
    if (best === undefined || cost < best.cost) best = { key: item.key, cost };
  }
  return best?.key;
}

function middle(box: Box): { x: number; y: number } {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
