// What the reader of the disk says of addresses that are no files.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDiskReader } from '../../src/disk/readSource.ts';

test('a path that goes through a file is absent', () => {
  assert.deepEqual(createDiskReader()(`${import.meta.filename}/index.ts`), { kind: 'absent' });
});

test('a folder is absent', () => {
  assert.deepEqual(createDiskReader()(import.meta.dirname), { kind: 'absent' });
});
