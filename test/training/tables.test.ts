// The tables of activations, initializers, losses and the like against Keras 3 and TensorFlow.js: the strings that name
// them, the attributes they are reached by, their arguments and defaults.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import * as tf from '@tensorflow/tfjs';
import { activations } from '../../src/training/activations.ts';
import { constraints } from '../../src/training/constraints.ts';
import { camelCase, type Entry, type Table } from '../../src/training/define.ts';
import { initializers } from '../../src/training/initializers.ts';
import { losses } from '../../src/training/losses.ts';
import { metrics } from '../../src/training/metrics.ts';
import { optimizers } from '../../src/training/optimizers.ts';
import { regularizers } from '../../src/training/regularizers.ts';

interface Parameter {
  readonly name: string;
  readonly default?: unknown;
  readonly required?: true;
  readonly kind?: string;
}

interface Signature {
  readonly params?: readonly Parameter[];
}

interface Family {
  readonly classes: Readonly<Record<string, Signature>>;
  readonly functions: Readonly<Record<string, Signature>>;
}

const truth = (file: string) => readFileSync(new URL(`../truth/${file}`, import.meta.url));
const signatures = JSON.parse(gunzipSync(truth('signatures.keras3.json.gz')).toString('utf8')) as Record<
  string,
  Family
>;
const identifiers = JSON.parse(truth('identifiers.keras3.json').toString('utf8')) as Record<string, readonly string[]>;

const tables: Readonly<Record<string, Table<Entry>>> = {
  activations,
  initializers,
  regularizers,
  constraints,
  losses,
  metrics,
  optimizers,
};

/** Base classes, and what keeps other objects of the family. */
const outside = new Set([
  ...['Initializer', 'Regularizer', 'Constraint', 'Loss', 'LossFunctionWrapper', 'Metric', 'Optimizer'],
  ...['MultiOptimizer', 'OptimizerMap', 'MeanMetricWrapper'],
  ...['initializer', 'regularizer', 'constraint', 'metric', 'optimizer', 'multioptimizer', 'optimizermap'],
  ...['mean_metric_wrapper', 'serialize', 'deserialize', 'get'],
]);

test('the strings that Keras 3 takes', () => {
  for (const [family, table] of Object.entries(tables)) {
    for (const name of identifiers[family] ?? []) {
      if (outside.has(name)) continue;
      assert.ok(table.byString(name, 'keras3') !== undefined, `${family}: '${name}' names nothing`);
    }
    const taken = new Set((identifiers[family] ?? []).map(fold(family)));
    for (const name of table.strings('keras3')) {
      const excess = !taken.has(fold(family)(name)) && !untold.has(`${family} ${name}`);
      assert.ok(!excess, `${family}: Keras does not take '${name}'`);
    }
  }
});

/** Keras takes optimizers in any letter case. */
function fold(family: string): (name: string) => string {
  return name => (family === 'optimizers' ? name.toLowerCase() : name);
}

/** Strings that the table holds although Keras's own does not: classes that it only exports. */
const untold = new Set([
  'losses CategoricalGeneralizedCrossEntropy',
  'losses categorical_generalized_cross_entropy',
  'optimizers lamb',
  'optimizers Lamb',
]);

test('the classes and functions that Keras 3 exports, their arguments and defaults', () => {
  for (const [family, table] of Object.entries(tables)) {
    const { classes = {}, functions = {} } = signatures[family] ?? {};
    const exported = family === 'activations' ? functions : classes;
    for (const [name, { params = [] }] of Object.entries(exported)) {
      if (outside.has(name)) continue;
      const entry = table.byExport(name, 'keras3');
      assert.ok(entry !== undefined, `${family}.${name} is not in the table`);
      const own = entry.args.filter(({ notIn }) => !notIn?.includes('keras3'));
      const wanted = params.filter(({ kind, name: parameter }) => kind === undefined && parameter !== 'x');
      const ordered = family === 'optimizers' ? byName : keep;
      assert.deepEqual(ordered(own.map(describe)), ordered(wanted.map(describeParameter)), `${family}.${name}`);
    }
  }
});

const keep = (lines: readonly string[]) => [...lines];
const byName = (lines: readonly string[]) => [...lines].sort();

function describe({ name, fallback, fallbackIn }: Entry['args'][number]): string {
  return `${name}=${JSON.stringify(fallbackIn?.keras3 ?? fallback)}`;
}

function describeParameter(parameter: Parameter): string {
  return `${parameter.name}=${JSON.stringify(parameter.required ? 'required' : parameter.default)}`;
}

test('every entry and argument is documented', () => {
  for (const table of Object.values(tables)) {
    for (const entry of table.entries) {
      assert.ok(entry.doc.endsWith('.') && entry.doc.length > 4, entry.name);
      for (const argument of entry.args) assert.ok(argument.doc.endsWith('.'), `${entry.name}.${argument.name}`);
    }
  }
});

test('the strings and factories of TensorFlow.js', () => {
  for (const name of activations.strings('tfjs')) tf.layers.activation({ activation: name as 'relu' });
  for (const name of ['leaky_relu', 'silu', 'hard_sigmoid']) {
    assert.equal(activations.byString(name, 'tfjs'), undefined);
    assert.throws(() => tf.layers.activation({ activation: name as 'relu' }));
  }
  for (const name of initializers.strings('tfjs')) tf.layers.dense({ units: 1, kernelInitializer: name as 'zeros' });
  assert.throws(() => tf.layers.dense({ units: 1, kernelInitializer: 'glorot_uniform' as 'zeros' }));
  for (const name of regularizers.strings('tfjs')) tf.layers.dense({ units: 1, kernelRegularizer: name });
  assert.throws(() => tf.layers.dense({ units: 1, kernelRegularizer: 'l2' }));
  for (const name of constraints.strings('tfjs')) tf.layers.dense({ units: 1, kernelConstraint: name as 'unitNorm' });
  const factories: readonly (readonly [Table<Entry>, object])[] = [
    [initializers, tf.initializers],
    [regularizers, tf.regularizers],
    [constraints, tf.constraints],
    [metrics, tf.metrics],
    [optimizers, tf.train],
  ];
  for (const [table, module] of factories) {
    const own = Object.keys(module).filter(key => typeof Reflect.get(module, key) === 'function' && /^[a-z]/.test(key));
    for (const key of own) assert.ok(table.byExport(key, 'tfjs') !== undefined, `${key} is not in the table`);
    for (const entry of table.entries)
      for (const key of entry.exports.tfjs ?? [])
        assert.ok(Reflect.get(module, key) !== undefined, `there is no ${key}`);
  }
});

test('losses, metrics and optimizers that a tfjs model compiles with', () => {
  const model = () => tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [2] })] });
  for (const name of losses.strings('tfjs')) model().compile({ optimizer: 'sgd', loss: name });
  for (const name of optimizers.strings('tfjs')) model().compile({ optimizer: name, loss: 'meanSquaredError' });
  for (const name of metrics.strings('tfjs'))
    model().compile({ optimizer: 'sgd', loss: 'meanSquaredError', metrics: [name] });
  assert.throws(() => model().compile({ optimizer: 'adamw', loss: 'meanSquaredError' }));
});

test('names in camelCase', () => {
  assert.equal(camelCase('hard_sigmoid'), 'hardSigmoid');
});
