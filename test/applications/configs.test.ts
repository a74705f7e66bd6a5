// Holds the configuration of every layer of one model of each family against what Keras recorded: kernels, strides, rates,
// epsilons, activations, whatever shapes and parameter counts do not tell.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LayerObject } from '../../src/layers/define.ts';
import type { Layer } from '../../src/model/graph.ts';
import { analyseText } from '../harness/analyseText.ts';
import { readTruthRows } from '../harness/truth.ts';
import { graphOf } from './rows.ts';

interface Row {
  readonly fn: string;
  readonly layers: readonly (readonly [name: string, config: Readonly<Record<string, unknown>>])[];
}

/** Other names of the same activation. */
const sameActivation: Readonly<Record<string, string>> = { swish: 'silu', hard_swish: 'hard_silu' };

for (const { fn, layers } of readTruthRows('applicationConfigs.keras3.jsonl.gz') as readonly Row[]) {
  test(fn, () => {
    const analysis = analyseText(`import keras\nmodel = keras.applications.${fn}(weights=None)\n`);
    const graph = graphOf(analysis.models[0]?.model);
    assert.ok(graph !== undefined);
    const made = graph.layers.flatMap(innermost);
    assert.deepEqual(
      made.map(layer => layer.name),
      layers.map(([name]) => name),
    );
    layers.forEach(([name, config], i) => {
      const object = made[i]?.object;
      assert.ok(object !== undefined, name);
      const keys = Object.keys(config).filter(key => key in object.config);
      assert.deepEqual(
        Object.fromEntries(keys.map(key => [key, ours(object, key, config[key])])),
        Object.fromEntries(keys.map(key => [key, rounded(config[key])])),
        `${fn}, ${name}`,
      );
    });
  });
}

function innermost(layer: Layer): readonly Layer[] {
  return layer.model === undefined ? [layer] : (graphOf(layer.model)?.layers ?? []);
}

/** The value of an argument in the form that Keras gave it. */
function ours({ config, given }: LayerObject, key: string, theirs: unknown): unknown {
  // Means and variances are read for their shape alone.
  const value = plain(key === 'mean' || key === 'variance' ? (given.get(key) ?? null) : config[key]);
  if (key === 'activation') return value === null ? 'linear' : (sameActivation[String(value)] ?? value);
  if (typeof theirs === 'number' && Array.isArray(value)) return rounded(value[0]);
  if (Array.isArray(theirs) && typeof value === 'number') return rounded(theirs.map(() => value));
  if (key.endsWith('initializer')) return { class: className(value) };
  return rounded(value);
}

/** A value of a configuration as JSON. */
function plain(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(plain);
  if ('kind' in value && value.kind === 'float' && 'value' in value) return value.value;
  return 'name' in value ? value.name : value;
}

/** `he_normal` -> `HeNormal`. */
function className(name: unknown): unknown {
  return typeof name === 'string' ? name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase()) : name;
}

/** Numbers of the precision that both sides print. */
function rounded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rounded);
  return typeof value === 'number' ? Number(value.toPrecision(10)) : (value ?? null);
}
