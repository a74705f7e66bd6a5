// Where a drawing that is seen for the first time begins: at the boxes of its first row, which are the model's inputs.

import type { Box } from './layout/types.ts';

/**
 * The x, in drawing units, that is to stand in the middle of a window this wide: the middle of a drawing that fits, else the
 * middle of the uppermost boxes, or of the first of them where they do not fit together.
 */
export function beginningOf(
  boxes: readonly Box[],
  { size, width }: { readonly size: { readonly width: number }; readonly width: number },
): number {
  if (size.width <= width || boxes.length === 0) return size.width / 2;
  const top = boxes.reduce((least, box) => Math.min(least, box.y), Number.POSITIVE_INFINITY);
  const row = boxes.filter(box => box.y <= top + 1).sort((a, b) => a.x - b.x);
  const [first] = row;
  const last = row.at(-1);
  if (first === undefined || last === undefined) return size.width / 2;
  const right = last.x + last.width;
  return right - first.x <= width ? (first.x + right) / 2 : first.x + first.width / 2;
}
