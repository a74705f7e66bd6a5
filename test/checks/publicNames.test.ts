// The names that modules are held against: whatever the analysis models is among them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allLayers, layerNames } from '../../src/layers/registry.ts';
import { namedOps } from '../../src/ops/registry.ts';
import { applicationPaths } from '../../src/stubs/keras/applications.ts';
import { kerasNames } from '../../src/stubs/publicNames.ts';

function has(path: string, name: string): boolean {
  const lists = kerasNames[path];
  if (lists === undefined) return true;
  const { both, keras3 = '', tf = '', keras2 = '' } = lists;
  return [both, keras3, tf, keras2].some(list => list.split(/\s+/).includes(name));
}

test('every layer that is modelled, under one of its names', () => {
  for (const definition of allLayers) {
    for (const dialect of ['keras3', 'keras2'] as const) {
      const names = layerNames(definition, dialect);
      assert.ok(names.length === 0 || names.some(name => has('keras.layers', name)), definition.name);
    }
  }
});

test('every operation and model function that is modelled', () => {
  for (const path of [...namedOps().keys(), ...applicationPaths]) {
    if (!/^keras\.(ops|applications)\.\w+$/.test(path)) continue;
    const parts = path.split('.');
    assert.ok(has(parts.slice(0, -1).join('.'), parts.at(-1) ?? ''), path);
  }
});
