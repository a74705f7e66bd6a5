// The names in a folder on the disk, read anew each time it is asked for.

import { readdirSync } from 'node:fs';
import type { ListFolder } from '../analysis/imports/sources.ts';
import { pathOf } from './path.ts';

/** Lists a folder by its plain path or `file:` address. */
export const listFolderOnDisk: ListFolder = address => {
  const path = pathOf(address);
  if (path === undefined) return { kind: 'absent' };
  try {
    const names = readdirSync(path, { withFileTypes: true }).map(entry =>
      entry.isDirectory() ? `${entry.name}/` : entry.name,
    );
    return { kind: 'names', names: names.sort() };
  } catch {
    return { kind: 'absent' };
  }
};
