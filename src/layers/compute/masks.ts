// What becomes of masks, for layers that do not simply hand one on.

import type { RunContext, Tensor } from '../run.ts';

/** The mask of a merge element by element: a step counts where it counts in any input; none where one has no mask. */
export function anyMask({ tf, masks }: RunContext): Tensor | null {
  let out: Tensor | null = null;
  for (const mask of masks) {
    if (mask === null) return null;
    out = out === null ? mask : tf.logicalOr(out, mask);
  }
  return out;
}
