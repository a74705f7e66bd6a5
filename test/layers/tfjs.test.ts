// Every layer of TensorFlow.js against what it gave for random arguments: output shapes, weights, an error where it
// refused, something said where it took what then failed or differed, and nothing said of the rest.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layerWeights } from '../../src/layers/apply.ts';
import type { ConfigValue } from '../../src/layers/config.ts';
import { type MadeLayer, makeLayer } from '../../src/layers/make.ts';
import { findLayer } from '../../src/layers/registry.ts';
import { tensorType } from '../../src/shapes/shape.ts';
import { isUnknown } from '../../src/shapes/unknown.ts';
import {
  callOnce,
  countOf,
  failureTable,
  makeFrom,
  type RowError,
  type RowWeight,
  readRows,
  shapeOf,
  shapesOf,
  toCall,
  toDims,
} from './rows.ts';

type Sizes = readonly (number | null)[];

interface Row {
  readonly layer: string;
  readonly className: string | null;
  readonly args: Record<string, unknown> | null;
  readonly inputs: readonly Sizes[] | null;
  readonly via?: 'rnn' | 'cell.build' | 'sequential';
  readonly mistake?: string;
  readonly outputs?: readonly (readonly unknown[])[] | null;
  readonly weights?: readonly RowWeight[];
  readonly params?: number;
  readonly error?: RowError;
  readonly runtime?: {
    readonly error?: RowError;
    readonly outputs?: unknown;
    readonly same?: true;
    readonly skipped?: unknown;
    readonly assumed?: true;
  };
}

/** `tf.layers.input` makes the layer that `tf.layers.inputLayer` makes, under other names of its arguments. */
function inputArguments(args: Record<string, unknown>): Record<string, unknown> {
  const { shape, batchShape, ...rest } = args;
  return {
    ...rest,
    ...(shape === undefined ? {} : { inputShape: shape }),
    ...(batchShape === undefined ? {} : { batchInputShape: batchShape }),
  };
}

function make(row: Row): MadeLayer | undefined {
  const args = row.args ?? {};
  return row.layer === 'input'
    ? makeFrom('inputLayer', inputArguments(args), 'tfjs')
    : makeFrom(row.layer, args, 'tfjs');
}

/** What a Sequential feeds its first layer with. */
function declaredInput(args: Record<string, unknown>): Sizes | undefined {
  if (Array.isArray(args.batchInputShape)) return args.batchInputShape as Sizes;
  if (!Array.isArray(args.inputShape)) return undefined;
  return [(args.batchSize as number | undefined) ?? null, ...(args.inputShape as Sizes)];
}

/** Inside a Sequential the declared input counts: the recorded one is changed by layers that write into it. */
function inputsOf(row: Row): readonly Sizes[] {
  const declared = declaredInput(row.args ?? {});
  if (row.inputs !== null && (row.via !== 'sequential' || declared === undefined)) return row.inputs;
  return declared === undefined ? [] : [declared];
}

/** Errors of Sequential itself, which no layer sees. */
const sequentialErrors = /^(The first layer in a Sequential model must|All layers in a Sequential model should)/;

interface Result {
  readonly problems: readonly { readonly effect?: string; readonly kind: string }[];
  readonly shapes: readonly unknown[] | '?';
  readonly weights: readonly { readonly name: string; readonly shape: unknown; readonly trainable: boolean }[] | '?';
  readonly params: number | undefined;
}

function resultOf(row: Row, made: MadeLayer): Result {
  const inputs = inputsOf(row);
  const named = (weights: ReturnType<typeof layerWeights>): Result['weights'] =>
    isUnknown(weights)
      ? '?'
      : weights.map(({ name, shape, trainable }) => ({
          name: name.slice(name.lastIndexOf('/') + 1),
          shape: shapeOf(shape),
          trainable,
        }));
  if (row.via === 'cell.build') {
    const weights = layerWeights(
      made.layer,
      inputs.map(shape => tensorType(toDims(shape))),
    );
    return { problems: made.problems, shapes: [], weights: named(weights), params: countOf(weights) };
  }
  let outer = made;
  if (row.via === 'rnn') {
    const definition = findLayer('rnn', 'tfjs');
    const cell: ConfigValue = { kind: 'layer', layer: made.layer };
    if (definition === undefined) return { problems: [], shapes: '?', weights: '?', params: undefined };
    const given = { positional: [], keywords: [['cell', cell] as const], open: false };
    const rnn = makeLayer({ definition, given, dialect: 'tfjs', autoName: stem => stem });
    outer = { layer: rnn.layer, problems: [...made.problems, ...rnn.problems] };
  }
  const single = inputs.length === 1 ? inputs[0] : inputs;
  const call = toCall(outer.layer.definition, 'tfjs', inputs.length === 0 ? {} : { inputs: single });
  const { answer, problems } = callOnce(outer, call);
  const shapes = answer === undefined ? '?' : shapesOf(answer.outputs);
  const listed = Array.isArray(shapes) && shapes.some(Array.isArray) ? shapes : [shapes];
  const weights = answer?.built.weights ?? [];
  return { problems, shapes: shapes === '?' ? '?' : listed, weights: named(weights), params: countOf(weights) };
}

const isPlain = (outputs: Row['outputs']): boolean =>
  Array.isArray(outputs) &&
  outputs.every(shape => shape.every((size: unknown) => size === null || (Number.isInteger(size) && Number(size) > 0)));

/**
 * Rows that agree by chance only (test/truth/README.md): `dot` with `axes: null` loses the batch axis, which the run hid
 * where the batch was as large as the next axis.
 */
function explained(row: Row): boolean {
  return row.layer === 'dot' && row.args?.axes === null;
}

function compare(row: Row, result: Result): string {
  if (explained(row)) return '';
  const errors = result.problems.filter(problem => problem.effect === undefined);
  const loud = result.problems.filter(problem => problem.effect !== 'silent');
  if (row.error !== undefined) {
    if (sequentialErrors.test(row.error.message)) return '';
    // A Sequential refuses sizes below one.
    const negative = result.shapes !== '?' && result.shapes.flat().some(size => typeof size === 'number' && size < 1);
    const found = row.error.stage === 'add' ? loud.length > 0 || negative : errors.length > 0;
    return found ? '' : `no problem, tfjs says: ${row.error.message.slice(0, 120)}`;
  }
  const { runtime } = row;
  const wrongWhenRun = runtime !== undefined && !runtime.same && runtime.skipped === undefined;
  const said = result.problems.some(problem => problem.effect !== 'silent' || problem.kind !== 'unknown-argument');
  if (wrongWhenRun && !runtime.assumed && !said) {
    return `nothing said, when run: ${(runtime.error?.message ?? JSON.stringify(runtime.outputs)).slice(0, 120)}`;
  }
  // A layer in a Sequential was not run, so that only an error at once is refuted.
  const alarms = row.via === 'sequential' ? errors : loud;
  if (alarms.length > 0 && runtime === undefined) return `false alarm ${JSON.stringify(alarms[0])}`;
  const told = /^(unknown arg|snake_case)/.test(row.mistake ?? '');
  if (told && result.problems.length === 0) return 'nothing said of an argument that is ignored';
  const differences: string[] = [];
  const same = (what: string, got: unknown, wanted: unknown) => {
    if (JSON.stringify(got) !== JSON.stringify(wanted))
      differences.push(`${what} ${JSON.stringify(got)}, tfjs ${JSON.stringify(wanted)}`);
  };
  if (isPlain(row.outputs) && !wrongWhenRun) same('shape', result.shapes, row.outputs);
  if (!wrongWhenRun && row.params !== undefined) same('params', result.params, row.params);
  if (!wrongWhenRun && row.params !== undefined && row.weights !== undefined) {
    const weights = row.weights.map(({ name, shape, trainable }) => ({ name, shape, trainable }));
    same('weights', result.weights, weights);
  }
  return differences.join('; ');
}

test('every recorded layer of TensorFlow.js', () => {
  const failures = new Map<string, string[]>();
  const missing = new Set<string>();
  let held = 0;
  for (const row of readRows<Row>('layers.tfjs.jsonl.gz', 'plain numbers')) {
    if (process.env.LAYER !== undefined && row.layer !== process.env.LAYER) continue;
    const made = make(row);
    if (made === undefined) {
      missing.add(row.layer);
      continue;
    }
    held++;
    const wrong = compare(row, resultOf(row, made));
    if (wrong === '') continue;
    const list = failures.get(row.layer) ?? [];
    const via = row.via === undefined ? '' : ` via ${row.via}`;
    list.push(`${JSON.stringify(row.args)} on ${JSON.stringify(row.inputs)}${via}: ${wrong}`);
    failures.set(row.layer, list);
  }
  const count = [...failures.values()].flat().length;
  const notDefined = missing.size === 0 ? '' : `not defined: ${[...missing].join(', ')}\n`;
  assert.equal(count + missing.size, 0, `${count} of ${held} rows differ\n${notDefined}${failureTable(failures)}`);
});
