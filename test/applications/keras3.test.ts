// Holds every model function of Keras 3 against what Keras recorded of it: layers in order with names, classes, shapes,
// parameters and connections; the calls that it refuses, with its words; and silence about the others.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Layer } from '../../src/model/graph.ts';
import { quotes } from '../harness/quotation.ts';
import { readTruthRows } from '../harness/truth.ts';
import { answersOf, type Call, type CompactLayer, callText, compact, graphOf, overview } from './rows.ts';

interface FullLayer {
  readonly name: string;
  readonly class: string;
  readonly output: CompactLayer[2];
  readonly params: number | null;
  /** For each call the names of the layers that feed it. */
  readonly inbound: readonly (readonly string[])[];
  readonly inner?: readonly CompactLayer[];
}

interface Row extends Call {
  readonly name?: string;
  readonly input?: unknown;
  readonly output?: unknown;
  readonly params?: number;
  readonly trainable?: number;
  readonly n_layers?: number;
  readonly layers?: readonly FullLayer[];
  readonly compact?: readonly CompactLayer[];
  readonly error?: { readonly type: string; readonly message: string };
}

const rows = readTruthRows('applications.keras3.jsonl.gz') as readonly Row[];
const functions = [...new Set(rows.map(row => row.fn))];
/** As many calls are analysed together; each begins with fresh names. */
const together = 8;

for (const fn of functions) {
  test(fn, () => {
    const own = rows.filter(row => row.fn === fn);
    for (let i = 0; i < own.length; i += together) {
      const part = own.slice(i, i + together);
      const answers = answersOf(part, '3');
      part.forEach((row, k) => {
        const answer = answers[k];
        assert.ok(answer !== undefined);
        checkRow(row, answer);
      });
    }
  });
}

function checkRow(row: Row, { model, findings }: ReturnType<typeof answersOf>[number]): void {
  const text = callText(row);
  const errors = findings.filter(finding => finding.severity === 'error').map(finding => finding.message);
  if (row.error !== undefined) {
    assert.equal(errors.length, 1, `${text}: ${row.error.message}`);
    const quotation = / \(Keras 3: "(.*)"\)$/s.exec(errors[0] ?? '')?.[1];
    if (row.error.type === 'ValueError' && !row.error.message.startsWith('Input 0 '))
      assert.ok(
        quotation !== undefined && quotes(plain(row.error.message), plain(quotation)),
        `${errors[0]}\nis not\n${row.error.message}`,
      );
    return;
  }
  assert.deepEqual(errors, [], text);
  const graph = graphOf(model);
  assert.ok(model !== undefined && graph !== undefined, text);
  const layers = graph.operations;
  assert.deepEqual(
    layers.map(layer => compact(layer, true)),
    row.compact ?? row.layers?.map(layer => [layer.name, layer.class, layer.output, layer.params]),
    text,
  );
  if (row.layers !== undefined) checkConnections(layers, row.layers, text);
  const { name, input, output, params, trainable } = row;
  assert.deepEqual(overview(model, graph), { name, input, output, params, trainable }, text);
  assert.equal(graph.layers.length, row.n_layers, text);
}

function checkConnections(layers: readonly Layer[], rows: readonly FullLayer[], text: string): void {
  assert.deepEqual(
    layers.map(layer => layer.state.value.nodes.map(node => node.inputs.map(input => input.node.layer.name))),
    rows.map(row => row.inbound),
    text,
  );
  rows.forEach((row, i) => {
    if (row.inner === undefined) return;
    const inner = graphOf(layers[i]?.model)?.layers ?? [];
    assert.deepEqual(
      inner.map(layer => compact(layer, true)),
      row.inner,
      `${text} inside ${row.name}`,
    );
  });
}

/** Runs of spaces do not count, nor what kind of quotes there are. */
function plain(message: string): string {
  return message.replace(/\s+/g, ' ').replaceAll('`', "'").trim();
}
