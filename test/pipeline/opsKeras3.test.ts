// Every recorded operation through the whole pipeline: the call as Python text on symbolic inputs, then the shape of the name
// it is bound to.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Value } from '../../src/interp/value.ts';
import { isUnknown } from '../../src/shapes/unknown.ts';
import { analyseText } from '../harness/analyseText.ts';
import { readTruthRows } from '../harness/truth.ts';
import { findingsOn, isRowShape, pythonInput, sizeOf } from './source.ts';

interface Row {
  readonly expr: string;
  readonly op: string;
  readonly tensors: readonly unknown[];
  readonly outputs?: unknown;
  readonly value?: unknown;
  readonly error?: { readonly message: string };
}

const rows = readTruthRows('ops.keras3.jsonl.gz') as readonly Row[];
const perProgram = 100;

/** The structure of shapes that a value holds, as rows write it. */
function structure(value: Value | undefined): unknown {
  switch (value?.kind) {
    case 'tensor':
    case 'array': {
      const { shape } = value.kind === 'tensor' ? value.tensor.type : value.type;
      return isUnknown(shape) ? '?' : shape.map(sizeOf);
    }
    case 'list':
      return value.items.value.map(structure);
    case 'record':
      return Object.fromEntries(
        [...value.entries.value.values()].map(entry => [
          entry.key.kind === 'string' ? entry.key.value : '?',
          structure(entry.value),
        ]),
      );
    default:
      return '?';
  }
}

/** Recorded outputs without their dtypes. */
function bare(outputs: unknown): unknown {
  if (isRowShape(outputs)) return outputs;
  if (Array.isArray(outputs)) return outputs.map(bare);
  if (typeof outputs !== 'object' || outputs === null) return outputs;
  const record = outputs as Readonly<Record<string, unknown>>;
  if (isRowShape(record.shape)) return record.shape;
  return Object.fromEntries(Object.entries(record).map(([key, item]) => [key, bare(item)]));
}

test('every row has the shapes and errors of Keras', () => {
  const failures: string[] = [];
  const shaped = rows.filter(row => !('value' in row) && row.op !== 'nosuchop');
  for (let start = 0; start < shaped.length; start += perProgram) {
    const part = shaped.slice(start, start + perProgram);
    const lines = ['import keras', 'import numpy as np', 'import tensorflow as tf', 'from keras import ops, layers'];
    const at = part.map((row, k) => {
      const from = lines.length;
      row.tensors.forEach((tensor, j) => {
        lines.push(`x${j} = ${pythonInput(tensor)}`);
      });
      lines.push(`y${k} = ${row.expr}`);
      return [from, lines.length - 1] as const;
    });
    const analysis = analyseText(`${lines.join('\n')}\n`);
    const values = new Map(analysis.bindings.map(binding => [binding.name, binding.value]));
    part.forEach((row, k) => {
      const [from, to] = at[k] ?? [0, 0];
      const errors = findingsOn(analysis, from, to).filter(finding => finding.severity === 'error');
      const say = (what: string): void => {
        failures.push(`${row.expr} on ${JSON.stringify(row.tensors)}: ${what}`);
      };
      if (row.error !== undefined) {
        if (errors.length === 0) say(`no error, Keras says: ${row.error.message.slice(0, 100)}`);
        return;
      }
      if (errors[0] !== undefined) say(`false alarm: ${errors[0].message}`);
      const got = structure(values.get(`y${k}`));
      const wanted = bare(row.outputs);
      if (JSON.stringify(got) !== JSON.stringify(wanted)) say(`${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`);
    });
  }
  assert.equal(failures.join('\n'), '');
});
