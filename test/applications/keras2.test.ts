// Holds every model function of Keras 2 against what Keras recorded of it: layers in order with names, classes, shapes and
// parameters, those of the functions that Keras 3 no longer has included.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTruthRows } from '../harness/truth.ts';
import { answersOf, type CompactLayer, callText, compact, graphOf, overview } from './rows.ts';

interface Row {
  readonly app: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly name: string;
  readonly input: unknown;
  readonly output: unknown;
  readonly params: number;
  readonly trainable: number;
  readonly layers: readonly CompactLayer[];
}

const rows = readTruthRows('applications.keras2.jsonl.gz') as readonly Row[];

for (const app of new Set(rows.map(row => row.app))) {
  test(app, () => {
    const own = rows.filter(row => row.app === app);
    const calls = own.map(row => ({ fn: row.app, kwargs: row.args }));
    answersOf(calls, '2').forEach(({ model, findings }, i) => {
      const row = own[i];
      const call = calls[i];
      assert.ok(row !== undefined && call !== undefined);
      const text = callText(call);
      assert.deepEqual(
        findings.map(finding => finding.message),
        [],
        text,
      );
      const graph = graphOf(model);
      assert.ok(model !== undefined && graph !== undefined, text);
      assert.deepEqual(
        graph.layers.map(layer => compact(layer, false)),
        row.layers,
        text,
      );
      const { name, input, output, params, trainable } = row;
      assert.deepEqual(overview(model, graph), { name, input, output, params, trainable }, text);
    });
  });
}
