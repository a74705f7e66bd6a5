// What is shown while something is not known is still what Keras gives: every recorded call with an axis or an argument by
// name must come out as recorded once the name is given its number, and with one unknown must contradict nothing.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyLayer } from '../../src/layers/apply.ts';
import type { ConfigValue } from '../../src/layers/config.ts';
import type { CallArgument } from '../../src/layers/define.ts';
import { type MadeLayer, makeLayer } from '../../src/layers/make.ts';
import { type Dim, type Factor, isDynamic, symbol } from '../../src/shapes/dim.ts';
import { flatten, mapNested } from '../../src/shapes/nested.ts';
import type { Shape, TensorType } from '../../src/shapes/shape.ts';
import { isUnknown, type Unknown, unknown } from '../../src/shapes/unknown.ts';
import { failureTable, makeFrom, readRows, toCall } from './rows.ts';

interface Row {
  readonly layer: string;
  readonly args: Record<string, unknown>;
  readonly inputs?: unknown;
  readonly positional?: boolean;
  readonly call?: Record<string, unknown>;
  readonly call_tensors?: Record<string, unknown>;
  readonly error?: unknown;
}

type Call = ReadonlyMap<string, CallArgument>;

const notKnown: Unknown = unknown({ kind: 'input', name: 'it' });
const name = symbol('h', 1);

/** The size once `h` is the given number. */
function sizeWhen(dim: Dim, h: number): Dim {
  if (typeof dim === 'number' || isUnknown(dim) || isDynamic(dim)) return dim;
  return dim.terms.reduce(
    (sum, { coef, factors }) => sum + coef * factors.reduce((product, factor) => product * factorWhen(factor, h), 1),
    dim.add,
  );
}

function factorWhen(factor: Factor, h: number): number {
  if (factor.kind === 'symbol') return h;
  return Math.floor(Number(sizeWhen(factor.of, h)) / factor.by);
}

/** The shapes of all outputs and weights; undefined where an error stands in their place. */
function answerOf(made: Pick<MadeLayer, 'layer'>, call: Call): readonly Shape[] {
  const { outputs, built } = applyLayer({ layer: made.layer, call });
  const weights: readonly Shape[] = isUnknown(built.weights) ? [] : built.weights.map(weight => weight.shape);
  return [...(isUnknown(outputs) ? [] : flatten(outputs).map(output => output.shape)), ...weights];
}

/** How far an answer says something else than the truth; how many of its sizes are left unknown. */
function contradiction(answer: readonly Shape[], truth: readonly Shape[], h: number): string | number {
  if (answer.length === 0) return 1;
  if (answer.length !== truth.length) return 0;
  let left = 0;
  for (const [i, shape] of answer.entries()) {
    const wanted = truth[i];
    if (isUnknown(shape) || wanted === undefined || isUnknown(wanted)) {
      left++;
      continue;
    }
    if (shape.length !== wanted.length) return `${shape.length} axes, not ${wanted.length}`;
    for (const [axis, dim] of shape.entries()) {
      const got = sizeWhen(dim, h);
      const right = wanted[axis] as Dim;
      if (isUnknown(got)) left++;
      else if (isDynamic(got) ? !isDynamic(right) : got !== right)
        return `axis ${axis} is ${JSON.stringify(dim)}, not ${JSON.stringify(right)}`;
    }
  }
  return left;
}

function retype(call: Call, place: number, change: (type: TensorType) => TensorType): Call {
  let index = 0;
  const out = new Map(call);
  for (const [argument, given] of call) {
    if (given.kind === 'config') continue;
    const value = mapNested(given.value, type => (index++ === place && type !== null ? change(type) : type));
    out.set(argument, { kind: 'tensors', value });
  }
  return out;
}

function tensorsOf(call: Call): readonly (TensorType | null)[] {
  return [...call.values()].flatMap(given => (given.kind === 'tensors' ? flatten(given.value) : []));
}

/** The layer with one of its arguments replaced. */
function withArgument(made: MadeLayer, argument: string, value: ConfigValue): MadeLayer {
  return makeLayer({
    definition: made.layer.definition,
    given: {
      positional: [],
      keywords: [...made.layer.given].map(([key, given]) => [key, key === argument ? value : given]),
      open: false,
    },
    dialect: 'keras3',
    autoName: stem => stem,
  });
}

test('sizes by name are exact, and what is shown beside unknown ones is right', () => {
  const failures = new Map<string, string[]>();
  const inexact = new Map<string, number>();
  let tried = 0;
  for (const row of readRows<Row>('layers.keras3.jsonl.gz', 'floats apart')) {
    if (row.error !== undefined || (process.env.LAYER !== undefined && row.layer !== process.env.LAYER)) continue;
    const made = makeFrom(row.layer, row.args, 'keras3');
    if (made === undefined) continue;
    const call = toCall(made.layer.definition, 'keras3', row);
    const truth = answerOf(made, call);
    const check = (what: string, answer: readonly Shape[], h: number) => {
      tried++;
      const wrong = contradiction(answer, truth, h);
      if (typeof wrong === 'number') {
        if (wrong > 0 && what.startsWith('h ')) inexact.set(row.layer, (inexact.get(row.layer) ?? 0) + 1);
        return;
      }
      const list = failures.get(row.layer) ?? [];
      list.push(`${JSON.stringify(row.args)} on ${JSON.stringify(row.inputs)}, ${what}: ${wrong}`);
      failures.set(row.layer, list);
    };
    for (const [place, type] of tensorsOf(call).entries()) {
      if (type === null || isUnknown(type.shape)) continue;
      const { shape } = type;
      for (const [axis, dim] of shape.entries()) {
        const replaced = (size: Dim) => shape.map((own, i) => (i === axis ? size : own));
        const changed = (size: Dim) => retype(call, place, own => ({ ...own, shape: replaced(size) }));
        if (typeof dim === 'number') check(`h for axis ${axis}`, answerOf(made, changed(name)), dim);
        check(`unknown axis ${axis}`, answerOf(made, changed(notKnown)), 0);
      }
      check(
        'unknown shape',
        answerOf(
          made,
          retype(call, place, own => ({ ...own, shape: notKnown })),
        ),
        0,
      );
    }
    for (const [argument, given] of made.layer.given) {
      check(`unknown ${argument}`, answerOf(withArgument(made, argument, notKnown), call), 0);
      if (typeof given === 'number')
        check(`n for ${argument}`, answerOf(withArgument(made, argument, name), call), given);
    }
  }
  const count = [...failures.values()].flat().length;
  if (process.env.WORST !== undefined) console.log(tried, 'tried; not exact:', JSON.stringify([...inexact]));
  assert.equal(count, 0, `${count} of ${tried} contradict Keras\n${failureTable(failures)}`);
});
