// Addresses of files as paths on the disk.

import { fileURLToPath } from 'node:url';

/** The path of a plain path or `file:` address; undefined for what lies elsewhere. */
export function pathOf(address: string): string | undefined {
  if (!/^[a-z][a-z0-9+.-]+:/i.test(address)) return address;
  if (!address.startsWith('file:')) return undefined;
  try {
    return fileURLToPath(address);
  } catch {
    return undefined;
  }
}
