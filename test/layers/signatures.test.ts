// The arguments of every layer class of Keras 3: their names, order and defaults, the further keywords each class takes,
// and the arguments of its call, as the classes themselves declare them.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { callNames } from '../../src/layers/apply.ts';
import type { LayerDefinition } from '../../src/layers/define.ts';
import { allParams } from '../../src/layers/make.ts';
import type { Param, ParamSpecs } from '../../src/layers/params.ts';
import { findLayer } from '../../src/layers/registry.ts';

interface Parameter {
  readonly name: string;
  readonly default?: unknown;
  readonly required?: true;
  readonly kind?: string;
}

interface Signature {
  readonly params?: readonly Parameter[];
  readonly extra_accepted?: readonly string[];
  readonly call?: readonly Parameter[];
}

const path = new URL('../truth/signatures.keras3.json.gz', import.meta.url);
const { layers } = JSON.parse(gunzipSync(readFileSync(path)).toString('utf8')) as {
  readonly layers: Readonly<Record<string, Signature>>;
};

/** Classes of `keras.layers` that are no layers to be made by themselves. */
const notLayers = new Set(['InputSpec', 'Layer']);

/** Keywords that were tried on every class, to see which it takes beside its own. */
const tried = [
  'name',
  'dtype',
  'trainable',
  'autocast',
  'activity_regularizer',
  'input_shape',
  'batch_input_shape',
  'input_dim',
  'batch_size',
  'input_dtype',
  'weights',
  'dynamic',
  'implementation',
  'time_major',
  'alpha',
  'renorm',
  'fused',
  'virtual_batch_size',
  'rms_scaling',
  'input_length',
  'seed',
  'bounding_box_format',
];

/** Hashing refuses the dtype that was tried for its default mode; an InputLayer takes `input_shape` for `shape`. */
const takenAllTheSame = new Set(['Hashing dtype', 'InputLayer input_shape']);

const definitions = Object.entries(layers).flatMap(([name, signature]) => {
  if (notLayers.has(name)) return [];
  const definition = findLayer(name, 'keras3');
  assert.ok(definition, `${name} is not defined`);
  return [{ name, signature, definition }];
});

function inKeras3(params: ParamSpecs): readonly (readonly [string, Param<unknown>])[] {
  return Object.entries(params).filter(([, param]) => !param.notIn?.includes('keras3'));
}

const ordinary = (parameters: readonly Parameter[] = []) => parameters.filter(({ kind }) => kind === undefined);

/** A default as JSON, without the difference of integers and floats. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null && 'value' in value) return value.value;
  return typeof value === 'string' ? value.toLowerCase() : value;
}

/** Equal, or one number where Keras has the tuple that it stands for. */
function isSameDefault(ours: unknown, theirs: unknown): boolean {
  if (JSON.stringify(ours) === JSON.stringify(theirs)) return true;
  return typeof ours === 'number' && Array.isArray(theirs) && theirs.every(item => isSameDefault(ours, item));
}

function defaultOf(param: Param<unknown>): unknown {
  return param.fallbackIn?.keras3 === undefined ? param.fallback : param.fallbackIn.keras3;
}

test('arguments stand in the order of Keras, with its defaults', () => {
  for (const { name, signature, definition } of definitions) {
    const own = inKeras3(definition.params as ParamSpecs);
    const positional = own.filter(([, param]) => !param.keywordOnly).map(([key]) => key);
    const declared = ordinary(signature.params);
    assert.deepEqual(
      positional,
      declared.map(parameter => parameter.name),
      name,
    );
    const params = new Map(own);
    for (const parameter of declared) {
      const param = params.get(parameter.name);
      const where = `${parameter.name} of ${name}`;
      assert.ok(param, where);
      assert.equal(param.required, parameter.required === true, where);
      if (parameter.required) continue;
      const ours = plain(defaultOf(param));
      const theirs = plain(parameter.default);
      assert.ok(isSameDefault(ours, theirs), `${where}: ${JSON.stringify(ours)} in place of ${JSON.stringify(theirs)}`);
    }
  }
});

test('every class takes the further keywords that Keras takes, and no others', () => {
  const takes = (definition: LayerDefinition, keyword: string) =>
    definition.baseArguments === 'anything' || inKeras3(allParams(definition)).some(([key]) => key === keyword);
  for (const { name, signature, definition } of definitions) {
    const { extra_accepted: accepted, params = [] } = signature;
    if (accepted === undefined) continue;
    for (const keyword of tried) {
      if (params.some(parameter => parameter.name === keyword) || takenAllTheSame.has(`${name} ${keyword}`)) continue;
      assert.equal(takes(definition, keyword), accepted.includes(keyword), `${keyword} of ${name}`);
    }
  }
});

test('calls take their arguments in the order of Keras', () => {
  for (const { name, signature, definition } of definitions) {
    const declared = ordinary(signature.call).map(parameter => parameter.name);
    if (declared.length > 0) assert.deepEqual(callNames(definition, 'keras3'), declared, name);
  }
});

test('every argument is documented', () => {
  for (const { name, definition } of definitions) {
    assert.match(definition.doc, /\.$/, name);
    for (const [key, param] of Object.entries(definition.params as ParamSpecs))
      assert.match(param.doc, /^[A-Z`].*[.!?]$/s, `${key} of ${name}: ${param.doc}`);
  }
});
