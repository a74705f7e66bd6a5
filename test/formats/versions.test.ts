// Models as Keras 2 and Keras 3 save them, in every form: layers in their order, shapes, parameters and values against what
// the framework says of them.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import type { ModelFile } from '../../src/formats/read.ts';
import { variableLayers } from '../../src/formats/weights/variables.ts';
import { runPlan, shapeJson } from '../../src/ide/runPlan.ts';
import { layersOf } from '../../src/model/graph.ts';
import { layerParameters } from '../../src/model/parameters.ts';
import { readable, readBytes, truth } from './readFile.ts';

interface Expected {
  readonly params: number;
  /** Name, class, shapes of the last call, parameters. */
  readonly layers: readonly (readonly [string, string, readonly (readonly (number | null)[])[], number])[];
  /** Shape and sum of the elements. */
  readonly weights: readonly (readonly [readonly number[], number])[];
}

for (const version of ['keras2', 'keras3'] as const) {
  const folder = join(truth, 'saved', version);
  const content = async (name: string) => gunzipSync(await readFile(join(folder, name)));
  const files = readdirSync(folder).filter(name => !name.includes('.expected.'));
  for (const file of files) {
    test(`${version}/${file}`, async () => {
      const expected: Expected = JSON.parse(`${await content(file.replace(/\.\w+\.gz$/, '.expected.json.gz'))}`);
      const model = readable(await readBytes(await content(file), file));
      assert.equal(model.dialect, version);
      assert.deepEqual(model.notes, []);
      compareLayers(model, expected);
      if (!file.includes('.json')) compareValues(model, expected);
    });
  }
}

function compareLayers({ model }: ModelFile, expected: Expected): void {
  assert.equal(layerParameters(model.layer).total, expected.params);
  const layers = layersOf(model);
  assert.deepEqual(
    layers.map(layer => layer.name),
    expected.layers.map(([name]) => name),
  );
  for (const [i, [name, , shapes, params]] of expected.layers.entries()) {
    const layer = layers[i];
    const outputs = layer?.state.value.nodes.at(-1)?.outputs ?? [];
    assert.deepEqual(
      outputs.map(output => shapeJson(output.type.shape)),
      shapes,
      name,
    );
    assert.equal(layer && layerParameters(layer).total, params, name);
  }
}

/** Every recorded variable is found among those that were read; sums may differ in the last digits of half a float. */
function compareValues({ model, weights }: ModelFile, expected: Expected): void {
  const left = variableLayers(model.layer).flatMap(({ layer, weights: specs }) =>
    specs.map((spec, i) => {
      const value = weights?.(layer, i);
      assert.deepEqual(value?.shape, spec.shape, `${layer.name} ${spec.name}`);
      return { shape: `${value?.shape}`, sum: sumOf(value?.data ?? []) };
    }),
  );
  assert.equal(left.length, expected.weights.length);
  for (const [shape, sum] of expected.weights) {
    const at = left.findIndex(one => one.shape === `${shape}` && Math.abs(one.sum - sum) < 1e-2);
    assert.ok(at >= 0, `no values of the shape ${shape} with the sum ${sum}`);
    left.splice(at, 1);
  }
}

function sumOf(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

test('an operation is called on what it was given, without what says nothing beside it', async () => {
  const bytes = gunzipSync(await readFile(join(truth, 'saved/keras3/operations.keras.gz')));
  const plan = runPlan(readable(await readBytes(bytes)).model);
  assert.ok('calls' in plan);
  const asked = new Map(
    plan.calls.flatMap(({ name, what }) => (what.kind === 'operation' ? [[name, [what.args, what.keywords]]] : [])),
  );
  assert.deepEqual(asked.get('resize'), [
    [{ input: 0 }],
    { size: [4, 4], interpolation: 'bilinear', antialias: false },
  ]);
  assert.deepEqual(asked.get('transpose'), [[{ input: 0 }], { axes: [0, 2, 1] }]);
  assert.deepEqual(asked.get('einsum'), [['bij,bkj->bik', { input: 0 }, { input: 1 }], {}]);
});
