// Every recorded layer of tfjs through the whole pipeline: the row as a user's JavaScript, then shapes, parameters and findings.
// tfjs accepts much that fails or differs when it runs; that must be said as well.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { positionAt } from '../../src/base/span.ts';
import { layerParameters } from '../../src/model/parameters.ts';
import { analyseText } from '../harness/analyseText.ts';
import { readRows } from '../layers/rows.ts';
import { findingsOn, javascript, javascriptLayer, outputsOn } from './source.ts';

interface Row {
  readonly layer: string;
  readonly args: unknown;
  readonly inputs?: readonly unknown[] | null;
  readonly via?: 'sequential' | 'rnn' | 'cell.build';
  readonly outputs?: readonly unknown[] | null;
  readonly params?: number;
  readonly error?: { readonly message: string };
  readonly runtime?: { readonly same?: boolean; readonly skipped?: unknown; readonly assumed?: boolean };
}

const rows = readRows<Row>('layers.tfjs.jsonl.gz', 'plain numbers').filter(row => row.via !== 'cell.build');
const perProgram = 100;

/** True for shapes that can be: no size below 1, and nothing that is no number. */
function possible(outputs: unknown): outputs is readonly (readonly (number | null)[])[] {
  return (
    Array.isArray(outputs) &&
    outputs.every(
      shape => Array.isArray(shape) && shape.every(size => size === null || (Number.isInteger(size) && size > 0)),
    )
  );
}

/** `dot` with `axes: null` announces a shape without the batch axis, which its run then hid by chance. */
function losesBatch(row: Row): boolean {
  const args = row.args as { readonly axes?: unknown } | null;
  return row.layer === 'dot' && args?.axes === null;
}

function source(row: Row, k: number): readonly string[] {
  const inputs = (row.inputs ?? []).map(shape => `tf.input({batchShape: ${javascript(shape)}})`);
  const given = inputs.length === 1 ? inputs[0] : `[${inputs.join(', ')}]`;
  const made = javascriptLayer(row.layer, row.args);
  if (row.via === 'sequential') return [`const m${k} = tf.sequential();`, `m${k}.add(${made});`];
  if (inputs.length === 0) return [`const y${k} = ${made};`];
  const layer = row.via === 'rnn' ? `tf.layers.rnn({cell: ${made}})` : made;
  return [`const i${k} = ${given};`, `const y${k} = ${layer}.apply(i${k});`];
}

test('every row has the shapes, parameters, refusals and silent failures of tfjs', () => {
  const failures: string[] = [];
  for (let start = 0; start < rows.length; start += perProgram) {
    const part = rows.slice(start, start + perProgram);
    const lines = ["import * as tf from '@tensorflow/tfjs';"];
    const at = part.map((row, k) => {
      const from = lines.length;
      lines.push(...source(row, k));
      return [from, lines.length - 1] as const;
    });
    const analysis = analyseText(`${lines.join('\n')}\n`, 'javascript');
    part.forEach((row, k) => {
      const [from, to] = at[k] ?? [0, 0];
      const said = findingsOn(analysis, from, to).filter(
        ({ severity }) => severity === 'error' || severity === 'warning',
      );
      // A softmax over one unit is computed without a word.
      const errors = said.filter(({ severity, rule }) => severity === 'error' && rule !== 'softmax-on-one-unit');
      const say = (what: string): void => {
        failures.push(
          `${row.layer} ${JSON.stringify(row.args)} on ${JSON.stringify(row.inputs)} ${row.via ?? ''}: ${what}`,
        );
      };
      if (row.error !== undefined) {
        if (errors.length === 0) say(`no error, tfjs says: ${row.error.message.slice(0, 100)}`);
        return;
      }
      const { runtime } = row;
      if (runtime !== undefined && !runtime.same && !runtime.skipped && !runtime.assumed) {
        if (said.length === 0) say('goes wrong when it runs, and nothing is said');
        return;
      }
      if (!possible(row.outputs) || losesBatch(row)) return;
      if (errors[0] !== undefined && runtime === undefined) say(`false alarm: ${errors[0].message}`);
      const got = outputsOn(analysis, to);
      if (JSON.stringify(got) !== JSON.stringify(row.outputs))
        say(`${JSON.stringify(got)}, not ${JSON.stringify(row.outputs)}`);
      if (row.params === undefined || row.via === 'rnn') return;
      const call = analysis.calls.findLast(({ place }) => positionAt(analysis.lines, place.start).line === to);
      const total = call === undefined ? undefined : layerParameters(call.layer).total;
      if (total !== row.params) say(`parameters ${JSON.stringify(total)}, not ${row.params}`);
    });
  }
  assert.equal(failures.join('\n'), '');
});
