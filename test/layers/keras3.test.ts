// Every layer against what Keras 3 answered for random arguments: output shapes and dtypes, weights, generated names, and
// a problem exactly where Keras raised an error.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isUnknown } from '../../src/shapes/unknown.ts';
import {
  callOnce,
  countOf,
  dtypesOf,
  failureTable,
  makeFrom,
  type Outcome,
  type RowError,
  type RowWeight,
  readRows,
  shapeOf,
  shapesOf,
  toCall,
} from './rows.ts';

interface Row {
  readonly layer: string;
  readonly args: Record<string, unknown>;
  readonly inputs?: unknown;
  readonly positional?: boolean;
  readonly call?: Record<string, unknown>;
  readonly call_tensors?: Record<string, unknown>;
  readonly name?: string;
  readonly outputs?: unknown;
  readonly outputs_dtype?: unknown;
  readonly weights?: readonly RowWeight[];
  readonly params?: number;
  readonly error?: RowError;
}

const rows = readRows<Row>('layers.keras3.jsonl.gz', 'floats apart');

function compare(row: Row, outcome: Outcome): string {
  const loud = outcome.problems.filter(problem => problem.effect !== 'silent');
  if (row.error !== undefined) {
    return loud.length > 0 ? '' : `no problem, Keras says: ${row.error.message.slice(0, 150)}`;
  }
  const alarm = loud.find(problem => problem.effect === undefined);
  if (alarm !== undefined) return `false alarm ${JSON.stringify(alarm)}`;
  if (outcome.answer === undefined) return 'no answer';
  const { outputs, built } = outcome.answer;
  const differences: string[] = [];
  const same = (what: string, got: unknown, wanted: unknown) => {
    if (!isSame(got, wanted)) differences.push(`${what} ${JSON.stringify(got)}, Keras ${JSON.stringify(wanted)}`);
  };
  same('shape', shapesOf(outputs), row.outputs);
  same('dtype', dtypesOf(outputs), row.outputs_dtype);
  same('name', outcome.made.layer.name, row.name);
  same('params', countOf(built.weights), row.params);
  const weights = isUnknown(built.weights)
    ? '?'
    : built.weights.map(({ name, shape, trainable, dtype }) => ({ name, shape: shapeOf(shape), trainable, dtype }));
  same(
    'weights',
    weights,
    row.weights?.map(({ path = '', shape, trainable, dtype = 'float32' }) => ({
      name: path.split('/').slice(1).join('/'),
      shape,
      trainable,
      dtype,
    })),
  );
  return differences.join('; ');
}

/** Equal as JSON, whatever the order of keys. */
function isSame(a: unknown, b: unknown): boolean {
  try {
    assert.deepEqual(a, b);
    return true;
  } catch {
    return false;
  }
}

test('every recorded layer of Keras 3', () => {
  const failures = new Map<string, string[]>();
  const missing = new Set<string>();
  let held = 0;
  for (const row of rows) {
    if (process.env.LAYER !== undefined && row.layer !== process.env.LAYER) continue;
    const made = makeFrom(row.layer, row.args, 'keras3');
    if (made === undefined) {
      missing.add(row.layer);
      continue;
    }
    held++;
    const outcome = callOnce(made, toCall(made.layer.definition, 'keras3', row));
    const wrong = compare(row, outcome);
    if (wrong === '') continue;
    const list = failures.get(row.layer) ?? [];
    list.push(
      `${JSON.stringify(row.args)} on ${JSON.stringify(row.inputs)} ${JSON.stringify(row.call ?? {})}: ${wrong}`,
    );
    failures.set(row.layer, list);
  }
  const count = [...failures.values()].flat().length;
  const notDefined = missing.size === 0 ? '' : `not defined: ${[...missing].join(', ')}\n`;
  assert.equal(count + missing.size, 0, `${count} of ${held} rows differ\n${notDefined}${failureTable(failures)}`);
});
