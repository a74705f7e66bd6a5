// Decompression into a known number of bytes, so that nothing can expand beyond what was asked for.

import { inflateSync, unzlibSync } from 'fflate';

/**
 * Decompresses into at most `size` bytes; undefined where the data is broken. `wrapped` data has the header of zlib around
 * it. What would go beyond `size` is dropped.
 */
export function inflateBounded(
  data: Uint8Array,
  { wrapped, size }: { readonly wrapped: boolean; readonly size: number },
): Uint8Array | undefined {
  try {
    const out = new Uint8Array(size);
    return wrapped ? unzlibSync(data, { out }) : inflateSync(data, { out });
  } catch {
    return undefined;
  }
}
