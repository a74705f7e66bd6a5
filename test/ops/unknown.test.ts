// What is not known never throws, never leads to a problem, and never to an answer that differs from the real one: every
// recorded call again with one argument, one axis, one shape or one element type unknown.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ConfigValue, isConfigList } from '../../src/layers/config.ts';
import { isKind } from '../../src/layers/params.ts';
import { applyOp } from '../../src/ops/apply.ts';
import type { OpCall, OpResult } from '../../src/ops/define.ts';
import type { Dim } from '../../src/shapes/dim.ts';
import { isUnknown, type Unknown } from '../../src/shapes/unknown.ts';
import { callOf, fits, nestedShapes, type Row, readRows } from './rows.ts';

const hidden: Unknown = { kind: 'unknown', why: { kind: 'input', name: 'hidden' } };

/** The same value with one part hidden, in every way there is. */
function hidings(value: ConfigValue): readonly ConfigValue[] {
  if (value === null || typeof value !== 'object') return [];
  if (isConfigList(value))
    return value.flatMap((item, i) =>
      [hidden, ...hidings(item)].map(part => value.map((other, j) => (i === j ? part : other))),
    );
  if (isKind(value, 'object'))
    return Object.entries(value.config).flatMap(([key, item]) =>
      [hidden, ...hidings(item)].map((part): ConfigValue => ({ ...value, config: { ...value.config, [key]: part } })),
    );
  if (!isKind(value, 'array') && !isKind(value, 'tensor')) return [];
  const { shape } = value;
  if (isUnknown(shape)) return [];
  const bare: ConfigValue =
    value.kind === 'tensor'
      ? { kind: 'tensor', shape, dtype: value.dtype }
      : {
          kind: 'array',
          shape,
          dtype: value.dtype,
          ...(value.flavour === undefined ? {} : { flavour: value.flavour }),
        };
  const axes = shape.map(
    (_, i): ConfigValue => ({ ...bare, shape: shape.map((dim, j): Dim => (i === j ? hidden : dim)) }),
  );
  return [...axes, { ...bare, shape: hidden }, { ...value, dtype: hidden }, bare];
}

/** The call with one part hidden, in every way there is. */
function variants(call: OpCall): readonly OpCall[] {
  const positional = call.positional.flatMap((value, i) =>
    [hidden, ...hidings(value)].map(part => ({
      ...call,
      positional: call.positional.map((other, j) => (i === j ? part : other)),
    })),
  );
  const keywords = call.keywords.flatMap(([, value], i) =>
    [hidden, ...hidings(value)].map(part => ({
      ...call,
      keywords: call.keywords.map(([name, other], j) => [name, i === j ? part : other] as const),
    })),
  );
  return [...positional, ...keywords, { ...call, open: true }];
}

function problemNames(result: OpResult): readonly string[] {
  return result.problems.map(problem => `${problem.kind} ${'argument' in problem ? problem.argument : ''}`);
}

/** What is wrong with an answer where something is hidden. */
function judge(row: Row, whole: OpResult, part: OpResult): string {
  const before = problemNames(whole);
  const added = problemNames(part).filter(name => !before.includes(name));
  if (added.length > 0 && whole.problems.length === 0) return `a problem: ${added.join(', ')}`;
  if (row.error !== undefined || part.problems.length > 0 || part.value !== undefined || isUnknown(part.outputs))
    return '';
  if (row.outputs === undefined) return '';
  const shapes = nestedShapes(part.outputs);
  return fits(shapes, row.outputs)
    ? ''
    : `an answer ${JSON.stringify(shapes)} that is not ${JSON.stringify(row.outputs)}`;
}

for (const [file, kind] of [
  ['ops.keras3.jsonl.gz', 'symbolic'],
  ['ops.numpy.jsonl.gz', 'numpy'],
  ['ops.tf.jsonl.gz', 'eager'],
] as const) {
  test(`hidden parts of ${file}`, () => {
    const lines: string[] = [];
    let held = 0;
    for (const row of readRows(file)) {
      const call = callOf(row, row.kind ?? kind);
      if (call === undefined) continue;
      const whole = applyOp(call);
      if (row.error === undefined && whole.problems.length > 0) continue;
      for (const variant of variants(call)) {
        held++;
        const says = judge(row, whole, applyOp(variant));
        if (says !== '')
          lines.push(
            `${row.kind ?? kind} ${row.expr} on ${JSON.stringify(row.tensors)}: ${says} with ${JSON.stringify(variant.positional).slice(0, 200)} ${JSON.stringify(variant.keywords).slice(0, 80)}`,
          );
      }
    }
    assert.equal(
      lines.length,
      0,
      `${lines.length} of ${held} variants\n${lines.slice(0, Number(process.env.WORST ?? 40)).join('\n')}`,
    );
  });
}
