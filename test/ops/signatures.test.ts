// The parameters of operations under each name against those of the real functions: every argument that a program may
// write is taken, in the place where it stands, and nothing is asked for that may be left out.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { findOp, namedOps } from '../../src/ops/registry.ts';
import type { Parameter } from '../../src/ops/signature.ts';

/** Name, kind and whether it may be left out. */
type Real = readonly [
  string,
  'POSITIONAL_ONLY' | 'POSITIONAL_OR_KEYWORD' | 'KEYWORD_ONLY' | 'VAR_POSITIONAL' | 'VAR_KEYWORD',
  boolean,
];

/** Functions that take anything and look at it themselves. */
const wrapped = /^(tf\.Variable|numpy\.random\.(ranf|sample|Generator\.(random|standard_normal)))$/;

function differences(ours: readonly Parameter[], real: readonly Real[]): readonly string[] {
  const out: string[] = [];
  const takes = (mode: Parameter['mode']) => ours.some(parameter => parameter.mode === mode);
  const plain = ours.filter(parameter => parameter.mode === 'plain');
  const places = real.filter(([, kind]) => kind.startsWith('POSITIONAL'));
  places.forEach(([name, kind], i) => {
    const own = plain[i];
    if (
      own === undefined
        ? !takes('rest')
        : own.name !== name && kind !== 'POSITIONAL_ONLY' && !(takes('rest') && i >= plain.length)
    )
      out.push(`position ${i} is ${name}, not ${own?.name}`);
  });
  for (const [name, kind, optional] of real) {
    if (kind === 'VAR_POSITIONAL' && !takes('rest')) out.push('any number of positions');
    if (kind === 'VAR_KEYWORD' && !takes('any keyword')) out.push('any keyword');
    if (kind === 'VAR_POSITIONAL' || kind === 'VAR_KEYWORD' || kind === 'POSITIONAL_ONLY') continue;
    const own = ours.find(parameter => parameter.name === name);
    if (own === undefined && !takes('any keyword')) out.push(`no ${name}`);
    const asked =
      own !== undefined && (own.mode === 'plain' || own.mode === 'keyword only') && own.fallback === undefined;
    if (asked && optional) out.push(`${name} may be left out`);
  }
  return out;
}

test('parameters are those of the real functions', () => {
  const file = new URL('../truth/ops.signatures.json.gz', import.meta.url);
  const recorded = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as Readonly<
    Record<string, readonly Real[]>
  >;
  const wrong = Object.entries(recorded).flatMap(([path, real]) => {
    const op = findOp(path);
    if (op === undefined || wrapped.test(path)) return [];
    const found = differences(op.parameters, real);
    return found.length === 0 ? [] : [`${path}: ${found.join(', ')}`];
  });
  assert.deepEqual(wrong, []);
});

test('every parameter of a signature sets one that the operation reads', () => {
  const wrong = [...namedOps().values()].flatMap(op =>
    op.parameters.flatMap(({ name, means }) =>
      means === undefined || means in op.definition.params ? [] : [`${op.path}: ${name} sets ${means}`],
    ),
  );
  assert.deepEqual(wrong, []);
});
