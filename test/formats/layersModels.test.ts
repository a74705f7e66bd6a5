// Layers models of tfjs, written by tfjs itself and by the converter of Keras models: their layers, shapes and weights
// against what the frameworks say of them.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { variableLayers } from '../../src/formats/weights/variables.ts';
import { shapeJson } from '../../src/ide/runPlan.ts';
import type { Layer, Model } from '../../src/model/graph.ts';
import { innerLayers, layerParameters } from '../../src/model/parameters.ts';
import { readable, readFrom, truth } from './readFile.ts';

interface Expected {
  readonly layers: readonly {
    readonly layer: string;
    readonly className: string;
    readonly outputs: readonly (readonly (number | null)[])[];
    readonly params: number;
  }[];
  readonly params: number;
}

const folder = join(truth, 'modelfiles');

/** Every layer by its path through nested models. */
function layersByPath(model: Model, prefix = ''): ReadonlyMap<string, Layer> {
  const out = new Map<string, Layer>();
  for (const layer of innerLayers(model.layer)) {
    out.set(prefix + layer.name, layer);
    if (layer.model === undefined) continue;
    for (const [path, inner] of layersByPath(layer.model, `${prefix}${layer.name}/`)) out.set(path, inner);
  }
  return out;
}

for (const name of readdirSync(folder)) {
  test(`${name}: layers, shapes and parameters`, async () => {
    const expected: Expected = JSON.parse(await readFile(join(folder, name, 'expected.json'), 'utf8'));
    const { model, notes } = readable(await readFrom(join(folder, name, 'model.json')));
    assert.deepEqual(notes, []);
    assert.equal(layerParameters(model.layer).total, expected.params);
    const layers = layersByPath(model);
    for (const { layer: path, outputs, params } of expected.layers) {
      const layer = layers.get(path);
      assert.ok(layer, `there is no layer ${path}`);
      assert.equal(layerParameters(layer).total, params, path);
      const last = layer.state.value.nodes.at(-1);
      const shapes = last?.outputs.map(output => shapeJson(output.type.shape));
      assert.deepEqual(shapes, outputs, path);
    }
  });

  test(`${name}: every variable has its values`, async () => {
    const { model, weights } = readable(await readFrom(join(folder, name, 'model.json')));
    assert.ok(weights);
    for (const { layer, weights: specs } of variableLayers(model.layer)) {
      specs.forEach((spec, i) => {
        const value = weights(layer, i);
        assert.deepEqual(value?.shape, spec.shape, `${layer.name} ${spec.name}`);
        assert.ok(value?.data.every(Number.isFinite), `${layer.name} ${spec.name}`);
      });
    }
  });
}
