// Lambdas of model files: why the shape of one is not known, which depends on how its function is stored.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layersOf } from '../../src/model/graph.ts';
import { isUnknown, printWhy } from '../../src/shapes/unknown.ts';
import { readable, readBytes } from './readFile.ts';

const asCode = 'it depends on the function of a Lambda, which is stored as code and is not run';
const stored = { code: '4wEAAAAAAAAAAAAAAAIAAAADAAAA', defaults: null, closure: null };

test('the function of a Lambda that is stored as code is not run', async () => {
  assert.equal(await whyOf([stored.code, null, null]), asCode);
  assert.equal(await whyOf({ class_name: '__lambda__', config: stored }), asCode);
});

test('a function that is stored by its name is not at hand', async () => {
  const named = { module: 'builtins', class_name: 'function', config: 'twice', registered_name: 'function' };
  assert.equal(await whyOf(named), '`twice` is not in this workspace');
});

async function whyOf(given: unknown): Promise<string | undefined> {
  const layers = [
    { class_name: 'InputLayer', config: { batch_input_shape: [null, 4], name: 'x' } },
    { class_name: 'Lambda', config: { name: 'twice', function: given, function_type: 'lambda', arguments: {} } },
  ];
  const model = { class_name: 'Sequential', config: { name: 'model', layers }, keras_version: '2.15.0' };
  const { model: read } = readable(await readBytes(Buffer.from(JSON.stringify(model)), 'model.json'));
  const lambda = layersOf(read).find(layer => layer.className === 'Lambda');
  const shape = lambda?.state.value.nodes.at(-1)?.outputs[0]?.type.shape;
  return shape !== undefined && isUnknown(shape) ? printWhy(shape.why) : undefined;
}
