// Layer by layer, what the runtime computes with the weights of real Keras models is what Keras computed: 20 small models
// that together hold every kind of layer with weights or arithmetic of its own.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import type { ConfigJson, RunCall, RunPlan } from '../../../src/protocol/runPlan.ts';
import type { GivenValues } from '../../../webview/runtime/inputs.ts';
import { backends, run, settings, tf } from './plans.ts';
import { excess, numbersOf, type RecordedArray } from './recorded.ts';

interface RecordedCall {
  readonly node: string;
  readonly name: string;
  readonly callIndex: number;
  readonly className: string;
  readonly kind: 'layer' | 'model' | 'op';
  readonly inputs: readonly (readonly [string, number])[];
  readonly outputs: readonly RecordedArray[];
  readonly given?: Readonly<Record<string, ConfigJson>>;
  readonly call?: Readonly<Record<string, ConfigJson>>;
  readonly variables?: string;
  readonly weights?: readonly (RecordedArray & { readonly name: string; readonly trainable: boolean })[];
  readonly args?: readonly ConfigJson[];
  readonly keywords?: Readonly<Record<string, ConfigJson>>;
}

interface RecordedModel {
  readonly inputs: readonly {
    readonly name: string;
    readonly shape: readonly (number | null)[];
    readonly dtype: string;
    readonly values: RecordedArray;
  }[];
  readonly calls: readonly RecordedCall[];
}

const file = new URL('../../truth/numerics.keras3.json.gz', import.meta.url);
const models = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as Readonly<Record<string, RecordedModel>>;

/** `TrueDivide` -> `true_divide`. */
function operationName(className: string): string {
  return className === 'GetItem' ? 'getitem' : className.replace(/(?!^)([A-Z])/g, '_$1').toLowerCase();
}

function whatOf(call: RecordedCall): RunCall['what'] {
  const { kind, className, name } = call;
  if (kind === 'model') return { kind };
  if (kind === 'layer') {
    const layer = { className, name, dialect: 'keras3', given: call.given ?? {} } as const;
    return { kind, layer, call: call.call ?? {} };
  }
  const { subscripts, ...keywords } = call.keywords ?? {};
  const args = [...(subscripts === undefined ? [] : [subscripts]), ...(call.args ?? [])];
  return { kind: 'operation', op: operationName(className), args, keywords };
}

function planOf(name: string, model: RecordedModel): RunPlan {
  return {
    model: name,
    inputs: model.inputs.map(input => ({ ...input, node: input.name })),
    calls: model.calls.map(call => ({
      node: call.node,
      name: call.name,
      callIndex: call.callIndex,
      className: call.className,
      variables: call.variables ?? call.node,
      what: whatOf(call),
      inputs: call.inputs.map(([node, output]) => ({ node, output })),
      weights: (call.weights ?? []).map(weight => ({ ...weight, initializer: 'zeros' })),
      inferred: call.outputs.map(({ shape }) => [null, ...shape.slice(1)]),
    })),
    outputs: [],
  };
}

const everyModelAndBackend = backends.flatMap(({ backend, use }) =>
  Object.entries(models).map(([name, model]) => ({ backend, use, name, model })),
);

for (const { backend, use, name, model } of everyModelAndBackend) {
  test(`${name} on ${backend}: every output is Keras's`, async () => {
    await use();
    const before = tf.memory().numTensors;
    const recorded = new Map(model.calls.map(call => [call.node, call]));
    const given: Record<string, GivenValues> = {};
    for (const { name, values } of model.inputs) given[name] = { shape: values.shape, data: numbersOf(values) };
    const ran = await run(planOf(name, model), {
      use,
      secondBackend: 'cpu',
      settings: { ...settings, batch: 2, input: { kind: 'values', values: given } },
      weightValues(call, _, index) {
        const stored = recorded.get(call.node)?.weights?.[index];
        return stored === undefined ? undefined : { shape: stored.shape, data: numbersOf(stored) };
      },
    });
    const wrong: string[] = [];
    for (const call of model.calls) {
      const failure = ran.failure(call.node);
      if (failure !== undefined) wrong.push(`${call.node} (${call.className}): ${failure}`);
      else
        call.outputs.forEach((output, i) => {
          const off = excess(ran.numbers(call.node, i), numbersOf(output));
          if (off > 1)
            wrong.push(`${call.node} (${call.className}), output ${i}: off by ${off.toPrecision(3)} tolerances`);
        });
    }
    assert.deepEqual(wrong, []);
    assert.deepEqual(
      ran.defects.map(defect => defect.report),
      [],
    );
    assert.equal(tf.memory().numTensors, before);
  });
}
