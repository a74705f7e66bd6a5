// The arguments of every tfjs factory against its declared types and the defaults that its layers show.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import type { ConfigValue } from '../../src/layers/config.ts';
import { allParams, paramName } from '../../src/layers/make.ts';
import { findLayer } from '../../src/layers/registry.ts';
import { isUnknown } from '../../src/shapes/unknown.ts';

interface Factory {
  readonly className: string;
  readonly args: readonly { readonly name: string; readonly required: boolean }[];
  readonly observedDefaults?: Readonly<Record<string, unknown>>;
}

const path = new URL('../truth/signatures.tfjs.json.gz', import.meta.url);
const { factories } = JSON.parse(gunzipSync(readFileSync(path)).toString('utf8')) as {
  readonly factories: Readonly<Record<string, Factory>>;
};

function paramsOf(name: string) {
  const definition = findLayer(name, 'tfjs');
  if (definition === undefined) return undefined;
  const entries = Object.entries(allParams(definition)).filter(([, param]) => !param.notIn?.includes('tfjs'));
  return new Map(entries.map(([canonical, param]) => [paramName(canonical, param, 'tfjs'), param]));
}

/** What layers hand on among themselves. */
const internal = new Set(['dropoutFunc', 'cell', 'implementation', 'input_dtype']);

/** What every layer takes, and what the recurrent ones read without declaring it. */
const undeclared = new Set(['trainable', 'inputDType', 'weights', 'activityRegularizer', 'resetAfter']);

test('every factory is defined, and takes the arguments it declares', () => {
  const wrong: string[] = [];
  for (const [name, { args }] of Object.entries(factories)) {
    if (name === 'input') continue;
    const params = paramsOf(name);
    if (params === undefined) {
      wrong.push(`${name} is not defined`);
      continue;
    }
    for (const argument of args) {
      if (internal.has(argument.name)) continue;
      const spelled = argument.name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
      if (!params.has(argument.name) && !params.has(spelled)) wrong.push(`${name} takes ${argument.name}`);
    }
    const declared = new Set(args.map(argument => argument.name.replaceAll('_', '').toLowerCase()));
    for (const own of params.keys())
      if (!declared.has(own.toLowerCase()) && !undeclared.has(own)) wrong.push(`${name} does not take ${own}`);
  }
  assert.equal(wrong.length, 0, `\n${wrong.join('\n')}`);
});

test('arguments that are not given are what the layers show', () => {
  const wrong: string[] = [];
  for (const [name, { observedDefaults = {} }] of Object.entries(factories)) {
    const params = paramsOf(name);
    for (const [key, shown] of Object.entries(observedDefaults)) {
      const param = params?.get(key);
      // The dtype and sparseness of an input are worked out where they are not given.
      if (param === undefined || name === 'inputLayer' || typeof shown === 'object' || param.required) continue;
      const fallback = param.fallbackIn?.tfjs === undefined ? param.fallback : param.fallbackIn.tfjs;
      const read = (value: ConfigValue) => (isUnknown(value) ? value : param.type.read(value, 'tfjs'));
      const [own, wanted] = [read(fallback), read(shown as ConfigValue)];
      const same = JSON.stringify(plain(own)) === JSON.stringify(plain(wanted));
      if (!same && !(own === null && shown === 'linear'))
        wrong.push(`${name}.${key} is ${JSON.stringify(own)}, tfjs ${JSON.stringify(shown)}`);
    }
  }
  assert.equal(wrong.length, 0, `\n${wrong.join('\n')}`);
});

/** A float is a number to JavaScript. */
function plain(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'float' && 'value' in value
    ? value.value
    : value;
}
