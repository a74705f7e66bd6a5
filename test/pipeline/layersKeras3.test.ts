// Every recorded layer of Keras 3 through the whole pipeline: the row as a user's source text, then the shapes, parameters
// and findings that the analysis gives for it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { positionAt } from '../../src/base/span.ts';
import { layerParameters } from '../../src/model/parameters.ts';
import { isUnknown } from '../../src/shapes/unknown.ts';
import { analyseText } from '../harness/analyseText.ts';
import { readRows } from '../layers/rows.ts';
import { findingsOn, outputsOn, python, pythonInput, pythonLayer, shapesIn } from './source.ts';

interface Row {
  readonly layer: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly inputs?: unknown;
  readonly positional?: boolean;
  readonly call?: Readonly<Record<string, unknown>>;
  readonly call_tensors?: Readonly<Record<string, unknown>>;
  readonly outputs?: unknown;
  readonly params?: number;
  readonly error?: { readonly message: string };
}

const rows = readRows<Row>('layers.keras3.jsonl.gz', 'floats apart');

/** How many rows stand in one program; large enough that the program's own cost is small. */
const perProgram = 100;

test('every row has the shapes, parameters and errors of Keras', () => {
  const failures: string[] = [];
  for (let start = 0; start < rows.length; start += perProgram) {
    const part = rows.slice(start, start + perProgram);
    const lines = ['import keras'];
    part.forEach((row, k) => {
      lines.push(`i${k} = ${pythonInput(row.inputs)}`);
      const further = [
        ...Object.entries(row.call ?? {}).map(([name, value]) => `${name}=${python(value)}`),
        ...Object.entries(row.call_tensors ?? {}).map(([name, value]) => `${name}=${pythonInput(value)}`),
      ];
      const made = pythonLayer(row.layer, row.args);
      const called = `${made}(${[`${row.positional === true ? '*' : ''}i${k}`, ...further].join(', ')})`;
      lines.push(`y${k} = ${row.layer === 'InputLayer' ? `${made}.output` : called}`);
    });
    const analysis = analyseText(`${lines.join('\n')}\n`);
    assert.equal(analysis.stopped, undefined);
    part.forEach((row, k) => {
      const line = 2 + 2 * k;
      const say = (what: string): void => {
        failures.push(`${row.layer} ${JSON.stringify(row.args)} on ${JSON.stringify(row.inputs)}: ${what}`);
      };
      // Keras computes a softmax over one unit without a word.
      const errors = findingsOn(analysis, line - 1, line).filter(
        finding => finding.severity === 'error' && finding.rule !== 'softmax-on-one-unit',
      );
      if (row.error !== undefined) {
        if (errors.length === 0) say(`no error, Keras says: ${row.error.message.slice(0, 100)}`);
        return;
      }
      if (errors[0] !== undefined) say(`false alarm: ${errors[0].message}`);
      const got = outputsOn(analysis, line);
      const wanted = shapesIn(row.outputs);
      if (JSON.stringify(got) !== JSON.stringify(wanted)) {
        say(`${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`);
      }
      const call = analysis.calls.findLast(({ place }) => positionAt(analysis.lines, place.start).line === line);
      const total = call === undefined ? undefined : layerParameters(call.layer).total;
      if (total === undefined || isUnknown(total) || total !== row.params)
        say(`parameters ${JSON.stringify(total)}, not ${row.params}`);
    });
  }
  assert.equal(failures.join('\n'), '');
});
