// HDF5 files as h5py writes them, in the first format of the library and in the newer one.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { type Hdf5File, type Hdf5Object, openHdf5 } from '../../src/formats/hdf5/file.ts';
import { truth } from './readFile.ts';

interface Group {
  readonly attributes: Readonly<Record<string, string | readonly (string | number)[]>>;
  readonly members: Readonly<Record<string, Group | Values>>;
}

interface Values {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

const folder = join(truth, 'hdf5');

for (const name of readdirSync(folder).filter(file => file.endsWith('.h5.gz'))) {
  test(name, async () => {
    const file = openHdf5(gunzipSync(await readFile(join(folder, name))));
    const expected = gunzipSync(await readFile(join(folder, name.replace('.h5.gz', '.json.gz'))));
    compare(file, file.root, JSON.parse(expected.toString()), '');
  });
}

function compare(file: Hdf5File, object: Hdf5Object, expected: Group, path: string): void {
  assert.deepEqual(Object.fromEntries(object.attributes), expected.attributes, `attributes of ${path}`);
  assert.deepEqual([...object.members.keys()].sort(), Object.keys(expected.members).sort(), `members of ${path}`);
  for (const [key, member] of Object.entries(expected.members)) {
    const found = file.find(object, key);
    assert.ok(found, `${path}/${key}`);
    if ('members' in member) compare(file, found, member, `${path}/${key}`);
    else {
      const value = found.dataset?.read();
      assert.deepEqual(value?.shape, member.shape, `${path}/${key}`);
      assert.deepEqual([...(value?.data ?? [])], member.values, `${path}/${key}`);
    }
  }
}
