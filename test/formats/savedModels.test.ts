// Models that Keras 3 saved as `.keras` archives and as legacy HDF5 files: the same graph and the same values in both, and
// for each variable what Keras says of it.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { ModelFile } from '../../src/formats/read.ts';
import { readWeightFile } from '../../src/formats/read.ts';
import { variableLayers } from '../../src/formats/weights/variables.ts';
import { runPlan } from '../../src/ide/runPlan.ts';
import { layerParameters } from '../../src/model/parameters.ts';
import { readable, readBytes, readFrom, truth, whyNot } from './readFile.ts';

interface Recorded {
  readonly model: string;
  readonly weights: readonly {
    readonly path: string;
    readonly shape: readonly number[];
    readonly trainable: boolean;
  }[];
  readonly params: number;
  readonly outputs: readonly { readonly layer: string; readonly node: number; readonly shape: readonly number[] }[];
}

const folder = join(truth, 'numerics');
const names = readdirSync(folder);

/** Every variable by the path that Keras gives it, with its values. */
function valuesOf({ model, weights }: ModelFile): ReadonlyMap<string, readonly number[]> {
  const out = new Map<string, readonly number[]>();
  for (const { layer, path, weights: specs } of variableLayers(model.layer))
    specs.forEach((spec, i) => {
      const value = weights?.(layer, i);
      assert.deepEqual(value?.shape, spec.shape, `${path.join('/')}/${spec.name}`);
      out.set(`${path.join('/')}/${spec.name}`, [...(value?.data ?? [])]);
    });
  return out;
}

for (const name of names) {
  for (const file of ['model.keras', 'model.h5']) {
    test(`${name}/${file}: parameters and the outputs of every call`, async () => {
      const recorded: Recorded = JSON.parse(await readFile(join(folder, name, 'io.json'), 'utf8'));
      const { model, notes, dialect } = readable(await readFrom(join(folder, name, file)));
      assert.equal(dialect, 'keras3');
      assert.deepEqual(notes, []);
      assert.equal(model.layer.name, recorded.model);
      assert.equal(layerParameters(model.layer).total, recorded.params);
      const shapes = variableLayers(model.layer).flatMap(({ weights }) => weights.map(weight => weight.shape));
      const sorted = (all: readonly unknown[]): readonly string[] => all.map(one => JSON.stringify(one)).sort();
      assert.deepEqual(sorted(shapes), sorted(recorded.weights.map(weight => weight.shape)));
      const plan = runPlan(model);
      assert.ok('calls' in plan);
      const calls = new Map(plan.calls.map(call => [`${call.name} ${call.callIndex}`, call]));
      for (const { layer, node, shape } of recorded.outputs) {
        const call = calls.get(`${layer} ${node}`);
        assert.ok(call, `there is no call ${node} of ${layer}`);
        const fits = call.inferred.some(
          inferred =>
            typeof inferred !== 'string' &&
            inferred.length === shape.length &&
            inferred.every((size, i) => size === null || size === shape[i]),
        );
        assert.ok(fits, `${layer}: ${JSON.stringify(call.inferred)} is not ${JSON.stringify(shape)}`);
      }
    });
  }

  test(`${name}: the archive and the HDF5 file hold the same values`, async () => {
    const archive = valuesOf(readable(await readFrom(join(folder, name, 'model.keras'))));
    const legacy = valuesOf(readable(await readFrom(join(folder, name, 'model.h5'))));
    assert.deepEqual(archive, legacy);
  });
}

test('a file of weights alone gives them to a model of the same layers', async () => {
  const path = join(folder, 'siamese');
  const whole = readable(await readFrom(join(path, 'model.keras')));
  for (const name of ['model.weights.h5', 'model.h5', 'model.keras']) {
    const file = { name, bytes: await readFile(join(path, name)), sibling: async () => undefined };
    const answer = await readWeightFile(whole.model, file);
    assert.ok('weights' in answer, name);
    assert.deepEqual(answer.notes, []);
    assert.deepEqual(valuesOf({ ...whole, weights: answer.weights }), valuesOf(whole));
  }
});

test('weights that are not of this model are refused in words', async () => {
  const { model } = readable(await readFrom(join(folder, 'sequential_cnn', 'model.keras')));
  const bytes = await readFile(join(folder, 'cells_and_time_distributed', 'model.h5'));
  const answer = await readWeightFile(model, { name: 'other.h5', bytes, sibling: async () => undefined });
  assert.ok('unreadable' in answer);
  assert.match(answer.unreadable, /^none of its weights fit the model/);
});

test('a file of weights alone is no model', async () => {
  const why = whyNot(await readBytes(await readFile(join(folder, 'siamese', 'model.weights.h5'))));
  assert.match(why, /^it holds only weights and says nothing of the layers/);
});
