// What is not known never throws and is never the ground of a problem: every recorded call that Keras accepts, with each
// argument, each axis, each shape and each dtype made unknown in turn.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyLayer } from '../../src/layers/apply.ts';
import type { ConfigValue, Dialect } from '../../src/layers/config.ts';
import type { CallArgument, LayerObject } from '../../src/layers/define.ts';
import { allParams, makeLayer, paramName } from '../../src/layers/make.ts';
import type { Problem } from '../../src/layers/problems.ts';
import { symbol } from '../../src/shapes/dim.ts';
import { mapNested } from '../../src/shapes/nested.ts';
import type { TensorType } from '../../src/shapes/shape.ts';
import { isUnknown, unknown } from '../../src/shapes/unknown.ts';
import { freshNames, makeFrom, type RowError, readRows, toCall } from './rows.ts';

interface Row {
  readonly layer: string;
  readonly args: Record<string, unknown>;
  readonly inputs?: unknown;
  readonly positional?: boolean;
  readonly call?: Record<string, unknown>;
  readonly call_tensors?: Record<string, unknown>;
  readonly error?: RowError;
}

interface TfjsRow extends Omit<Row, 'args' | 'inputs'> {
  readonly args: Record<string, unknown> | null;
  readonly inputs: readonly unknown[] | null;
  readonly via?: string;
}

type Call = ReadonlyMap<string, CallArgument>;

const notKnown = unknown({ kind: 'input', name: 'it' });

/** The layer with one argument replaced; `removed` calls it with further arguments of which nothing is known. */
function remake(
  layer: LayerObject,
  name: string | 'open',
  value: ConfigValue,
): readonly [LayerObject, readonly Problem[]] {
  const params = allParams(layer.definition);
  const keywords = [...layer.given].map(([key, given]) => {
    const param = params[key];
    const written = param === undefined ? key : paramName(key, param, layer.dialect);
    return [written, key === name ? value : given] as const;
  });
  const made = makeLayer({
    definition: layer.definition,
    given: { positional: [], keywords, open: name === 'open' },
    dialect: layer.dialect,
    autoName: freshNames(),
  });
  return [made.layer, made.problems];
}

/** The call with the tensor at a place changed. */
function retype(call: Call, place: number, change: (type: TensorType) => TensorType): Call {
  let index = 0;
  const out = new Map(call);
  for (const [name, argument] of call) {
    if (argument.kind === 'config') continue;
    const value = mapNested(argument.value, type => (index++ === place && type !== null ? change(type) : type));
    out.set(name, { kind: 'tensors', value });
  }
  return out;
}

function tensors(call: Call): readonly (TensorType | null)[] {
  const out: (TensorType | null)[] = [];
  for (const argument of call.values()) {
    if (argument.kind === 'tensors') mapNested(argument.value, type => out.push(type));
  }
  return out;
}

/** Every variant of a call with one thing less known, and what that is. */
function* variants(
  layer: LayerObject,
  call: Call,
): Generator<readonly [string, LayerObject, Call, readonly Problem[]]> {
  for (const [name, given] of layer.given) {
    const [made, problems] = remake(layer, name, notKnown);
    yield [`argument ${name}`, made, call, problems];
    if (typeof given !== 'number') continue;
    const [symbolic, more] = remake(layer, name, symbol('n', 1));
    yield [`symbolic ${name}`, symbolic, call, more];
  }
  const [open, problems] = remake(layer, 'open', null);
  yield ['further arguments', open, call, problems];
  for (const [place, type] of tensors(call).entries()) {
    if (type === null || isUnknown(type.shape)) continue;
    const { shape } = type;
    yield [`shape of ${place}`, layer, retype(call, place, known => ({ ...known, shape: notKnown })), []];
    yield [`dtype of ${place}`, layer, retype(call, place, known => ({ ...known, dtype: notKnown })), []];
    for (const axis of shape.keys()) {
      for (const [what, size] of [['unknown', notKnown] as const, ['symbolic', symbol('h', 2)] as const]) {
        const changed = shape.map((dim, i) => (i === axis ? size : dim));
        yield [
          `${what} axis ${axis} of ${place}`,
          layer,
          retype(call, place, known => ({ ...known, shape: changed })),
          [],
        ];
      }
    }
  }
  for (const name of call.keys()) {
    const changed = new Map(call).set(name, { kind: 'config', value: notKnown });
    yield [`call argument ${name}`, layer, changed, []];
  }
}

/** The variants of a row that throw, or that lead to a problem where the row has none. */
function failures(
  row: Row,
  dialect: Dialect,
  problems: 'none' | 'any',
): { readonly wrong: string[]; readonly tried: number } {
  const wrong: string[] = [];
  let tried = 0;
  const made = makeFrom(row.layer, row.args, dialect);
  if (made === undefined) return { wrong, tried };
  const call = toCall(made.layer.definition, dialect, row);
  const known = [...made.problems, ...applyLayer({ layer: made.layer, call }).problems].map(problem => problem.kind);
  for (const [what, layer, changed, before] of variants(made.layer, call)) {
    tried++;
    const where = `${row.layer} ${JSON.stringify(row.args)} on ${JSON.stringify(row.inputs)}, ${what}`;
    try {
      const found = [...before, ...applyLayer({ layer, call: changed }).problems];
      const loud = found.find(problem => problem.effect === undefined && !known.includes(problem.kind));
      if (problems === 'none' && loud !== undefined) wrong.push(`${where}: ${JSON.stringify(loud)}`);
    } catch (error) {
      wrong.push(`${where}: throws ${String(error)}`);
    }
  }
  return { wrong, tried };
}

function hold(
  rows: readonly Row[],
  dialect: Dialect,
  options: { readonly accepted: boolean; readonly atLeast: number },
): void {
  const wrong: string[] = [];
  let tried = 0;
  for (const row of rows) {
    if (process.env.LAYER !== undefined && row.layer !== process.env.LAYER) continue;
    const fine = options.accepted && row.error === undefined;
    const found = failures(row, dialect, fine ? 'none' : 'any');
    tried += found.tried;
    wrong.push(...found.wrong);
  }
  const shown = wrong.slice(0, Number(process.env.WORST ?? 30)).map(line => line.slice(0, 500));
  assert.equal(wrong.length, 0, `${wrong.length} of ${tried} variants are not silent\n${shown.join('\n')}`);
  assert.ok(process.env.LAYER !== undefined || tried >= options.atLeast, `only ${tried} variants were tried`);
}

test('what is not known is silent in Keras 3', () => {
  const rows = readRows<Row>('layers.keras3.jsonl.gz', 'floats apart');
  hold(rows, 'keras3', { accepted: true, atLeast: 70_000 });
});

test('what is not known never throws in Keras 2', () => {
  const rows = readRows<Row>('layers.keras3.jsonl.gz', 'floats apart');
  hold(rows, 'keras2', { accepted: false, atLeast: 50_000 });
});

test('what is not known is silent in tfjs', () => {
  const rows = readRows<TfjsRow>('layers.tfjs.jsonl.gz', 'plain numbers').flatMap((row): readonly Row[] => {
    const { inputs } = row;
    if (row.via !== undefined || inputs === null || inputs.length === 0) return [];
    return [{ ...row, args: row.args ?? {}, inputs: inputs.length === 1 ? inputs[0] : inputs }];
  });
  hold(rows, 'tfjs', { accepted: true, atLeast: 15_000 });
});
