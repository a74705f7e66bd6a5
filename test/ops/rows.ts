// Recorded calls of real libraries, and how a row becomes a call of an operation. One JSON object per line, as
// test/truth/README.md describes.

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { applyLayer } from '../../src/layers/apply.ts';
import type { ConfigValue } from '../../src/layers/config.ts';
import { makeLayer } from '../../src/layers/make.ts';
import { isKind } from '../../src/layers/params.ts';
import type { Problem } from '../../src/layers/problems.ts';
import { findLayer } from '../../src/layers/registry.ts';
import { applyOp } from '../../src/ops/apply.ts';
import type { OpCall, OpResult } from '../../src/ops/define.ts';
import { ellipsisKey, listKey, sliceKey } from '../../src/ops/indexing.ts';
import { findOp } from '../../src/ops/registry.ts';
import { type Dim, dynamic, isDynamic } from '../../src/shapes/dim.ts';
import { list, type Nested, one } from '../../src/shapes/nested.ts';
import type { Shape, TensorType } from '../../src/shapes/shape.ts';
import { isUnknown } from '../../src/shapes/unknown.ts';

export interface Row {
  readonly op: string;
  readonly expr: string;
  /** What the tensors were, where a file holds several kinds. */
  readonly kind?: TensorKind;
  readonly tensors: readonly unknown[];
  readonly args: readonly unknown[];
  readonly kwargs: Readonly<Record<string, unknown>>;
  readonly outputs?: unknown;
  readonly outputs_dtype?: unknown;
  readonly value?: unknown;
  readonly values?: readonly unknown[];
  /** The class of the operation, where it was recorded. */
  readonly class?: string;
  readonly error?: { readonly type: string; readonly message: string };
}

/** The rows of a recorded file under test/truth. */
export function readRows(file: string): readonly Row[] {
  const path = new URL(`../truth/${file}`, import.meta.url);
  const text = gunzipSync(readFileSync(path)).toString('utf8');
  return text
    .trim()
    .split('\n')
    .map(line => JSON.parse(markFloats(line)) as Row);
}

/** Keeps `2.0` apart from `2`, which JSON does not: outside of strings it becomes `{"float": 2.0}`. */
function markFloats(line: string): string {
  if (line.includes('"float":') || line.includes('"values":')) return line;
  return line.replace(/"(?:[^"\\]|\\.)*"|-?\d+\.\d+(?:[eE][+-]?\d+)?/g, token =>
    token.startsWith('"') ? token : `{"float":${token}}`,
  );
}

/** Whether the tensors of a row are symbolic, symbolic within a layer's call, eager, or NumPy's. */
export type TensorKind = 'symbolic' | 'traced' | 'eager' | 'numpy';

/** The row's arguments as plain values. */
export function readArgument(json: unknown, row: Row, kind: TensorKind): ConfigValue {
  if (json === null || typeof json === 'boolean' || typeof json === 'string') return json;
  if (typeof json === 'number') return json;
  if (Array.isArray(json)) return json.map(item => readArgument(item, row, kind));
  const record = json as Readonly<Record<string, unknown>>;
  if ('x' in record) return tensorValue(row.tensors[record.x as number], kind);
  if ('float' in record) return { kind: 'float', value: Number(record.float) };
  if ('slice' in record) {
    const [start = null, stop = null, step = null] = (record.slice as readonly unknown[]).map(part =>
      readArgument(part, row, kind),
    );
    return sliceKey(start, stop, step);
  }
  if ('ellipsis' in record) return ellipsisKey;
  if ('dtype' in record && !('array' in record))
    return { kind: 'object', family: 'dtype', name: String(record.dtype), config: {} };
  if ('array' in record) return arrayValue(record.array, String(record.dtype));
  if ('list' in record) return (record.list as readonly unknown[]).map(item => readArgument(item, row, kind));
  return {
    kind: 'record',
    entries: new Map(Object.entries(record).map(([key, item]) => [key, readArgument(item, row, kind)])),
  };
}

function arrayValue(nested: unknown, dtype: string): Extract<ConfigValue, { readonly kind: 'array' }> {
  const shape: number[] = [];
  for (let level = nested; Array.isArray(level); level = level[0]) shape.push(level.length);
  const flat = [nested]
    .flat(Number.POSITIVE_INFINITY)
    .map(item => (typeof item === 'string' ? item : Number((item as { readonly float?: number }).float ?? item)));
  return { kind: 'array', flavour: 'numpy', shape, dtype, values: flat };
}

function tensorValue(json: unknown, kind: TensorKind): ConfigValue {
  const known = json as { readonly array?: unknown; readonly dtype?: string };
  if (known.array !== undefined)
    return { ...arrayValue(known.array, String(known.dtype)), flavour: kind === 'eager' ? 'eager' : 'numpy' };
  const { shape, dtype } = Array.isArray(json)
    ? { shape: json as readonly (number | null)[], dtype: 'float32' }
    : (json as { readonly shape: readonly (number | null)[]; readonly dtype: string });
  const dims = shape.map((dim): Dim => dim ?? dynamic);
  if (kind === 'symbolic' || kind === 'traced') return { kind: 'tensor', shape: dims, dtype };
  return { kind: 'array', flavour: kind, shape: dims, dtype };
}

/** The full name of a row's operation. */
export function pathOf(op: string): string {
  if (op === 'getitem' || /^(operator|method|tf|numpy|keras)\./.test(op)) return op;
  if (op.startsWith('layers.')) return `keras.${op}`;
  return `keras.ops.${op}`;
}

/** `keras.layers.add([a, b], **kwargs)` makes a layer of the class and calls it. */
function applyMerge(row: Row): OpResult | undefined {
  const name = row.op.slice('layers.'.length);
  const definition = findLayer(`${name.slice(0, 1).toUpperCase()}${name.slice(1)}`, 'keras3');
  if (definition === undefined) return undefined;
  const keywords = Object.entries(row.kwargs).map(([key, arg]) => [key, readArgument(arg, row, 'symbolic')] as const);
  const [given] = row.args.map(arg => readArgument(arg, row, 'symbolic'));
  const made = makeLayer({
    definition,
    given: { positional: [], keywords, open: false },
    dialect: 'keras3',
    autoName: stem => stem,
  });
  const tensors: Nested<TensorType> = Array.isArray(given)
    ? list(given.flatMap(item => (item !== null && isKind(item, 'tensor') ? [item] : [])))
    : one(given as TensorType & ConfigValue);
  const answer = applyLayer({ layer: made.layer, call: new Map([['inputs', { kind: 'tensors', value: tensors }]]) });
  return { outputs: answer.outputs, flavour: 'symbolic', problems: [...made.problems, ...answer.problems] };
}

/** The row as a call; undefined where there is no such operation. */
export function callOf(row: Row, kind: TensorKind): OpCall | undefined {
  const op = findOp(pathOf(row.op));
  if (op === undefined) return undefined;
  const index = row.op === 'getitem' && kind !== 'symbolic';
  return {
    op,
    positional: row.args.map((arg, i) => (index && i === 1 ? indexKey(arg, row, kind) : readArgument(arg, row, kind))),
    keywords: Object.entries(row.kwargs).map(([name, arg]) => [name, readArgument(arg, row, kind)] as const),
    dialect: 'keras3',
    traced: kind === 'traced',
  };
}

/** Applies the row; undefined where there is no such operation. */
export function applyRow(row: Row, kind: TensorKind): OpResult | undefined {
  if (row.op.startsWith('layers.')) return applyMerge(row);
  const call = callOf(row, kind);
  return call === undefined ? undefined : applyOp(call);
}

/** Lists within a key, and a key that is a list, are index arrays. */
function indexKey(json: unknown, row: Row, kind: TensorKind): ConfigValue {
  if (Array.isArray(json)) return json.map(item => indexKey(item, row, kind));
  const record = json as Readonly<Record<string, unknown>> | null;
  if (record !== null && typeof record === 'object' && 'list' in record)
    return listKey((record.list as readonly unknown[]).map(item => readArgument(item, row, kind)));
  return readArgument(json, row, kind);
}

// ---------------------------------------------------------------------------------------------------------------------

/** What a row says beside what the operation answers: empty where both agree. */
export function compareRow(row: Row, result: OpResult | undefined): string {
  if (result === undefined) return 'no such operation';
  const real = result.problems.filter(problem => problem.effect === undefined);
  if (row.error !== undefined) return real.length > 0 ? '' : `no problem: ${row.error.message.slice(0, 120)}`;
  if (real.length > 0) return `false alarm: ${printProblem(real[0])}`;
  if ('value' in row) {
    const value = result.value === undefined ? undefined : plain(result.value);
    return JSON.stringify(value) === JSON.stringify(row.value) ? '' : `value ${JSON.stringify(value)}`;
  }
  if (result.value !== undefined) return `plain value ${JSON.stringify(result.value)}`;
  if (isUnknown(result.outputs)) return 'unknown';
  const shapes = JSON.stringify(nestedShapes(result.outputs));
  if (shapes !== JSON.stringify(row.outputs)) return `shape ${shapes}`;
  const dtypes = JSON.stringify(nestedDTypes(result.outputs));
  if (row.outputs_dtype !== undefined && dtypes !== JSON.stringify(row.outputs_dtype)) return `dtype ${dtypes}`;
  if (row.values === undefined || result.outputs.kind !== 'one') return '';
  const { values } = result.outputs.value;
  return values === undefined || sameValues(values, row.values) ? '' : `values ${JSON.stringify(values)}`;
}

function sameValues(ours: readonly (number | string)[], theirs: readonly unknown[]): boolean {
  return (
    ours.length === theirs.length &&
    ours.every((value, i) => value === theirs[i] || Math.abs(Number(value) - Number(theirs[i])) < 1e-4)
  );
}

function printProblem(problem: Problem | undefined): string {
  return JSON.stringify(problem).slice(0, 160);
}

function plain(value: ConfigValue): unknown {
  if (isKind(value, 'array') && value.sizes !== undefined) return null;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'float') return value.value;
  return value;
}

function printShape(shape: Shape): unknown {
  if (isUnknown(shape)) return '?';
  return shape.map(dim => (typeof dim === 'number' ? dim : isDynamic(dim) ? null : '?'));
}

export function nestedShapes(nested: Nested<{ readonly shape: Shape }>): unknown {
  switch (nested.kind) {
    case 'one':
      return printShape(nested.value.shape);
    case 'list':
      return nested.items.map(nestedShapes);
    case 'record':
      return Object.fromEntries(nested.entries.map(([key, item]) => [key, nestedShapes(item)]));
  }
}

function nestedDTypes(nested: Nested<{ readonly dtype: unknown }>): unknown {
  switch (nested.kind) {
    case 'one':
      return typeof nested.value.dtype === 'string' ? nested.value.dtype : '?';
    case 'list':
      return nested.items.map(nestedDTypes);
    case 'record':
      return Object.fromEntries(nested.entries.map(([key, item]) => [key, nestedDTypes(item)]));
  }
}

// ---------------------------------------------------------------------------------------------------------------------

export interface Judged {
  readonly row: Row;
  readonly says: string;
}

export interface Score {
  readonly exact: number;
  readonly caught: number;
  /** Answers that leave something open: an axis, a type, the whole shape. */
  readonly unknown: readonly Judged[];
  readonly missed: readonly Judged[];
  /** A size, type, value or structure that differs, or a problem where there was none. */
  readonly wrong: readonly Judged[];
}

/** Holds a recorded file against the operations. */
export function scoreRows(file: string, kind: TensorKind): Score {
  let exact = 0;
  let caught = 0;
  const unknown: Judged[] = [];
  const missed: Judged[] = [];
  const wrong: Judged[] = [];
  for (const row of readRows(file)) {
    const says = compareRow(row, applyRow(row, row.kind ?? kind));
    if (row.error !== undefined) {
      if (says === '') caught++;
      else missed.push({ row, says });
    } else if (says === '') exact++;
    else if (leavesOpen(row, says)) unknown.push({ row, says });
    else wrong.push({ row, says });
  }
  return { exact, caught, unknown, missed, wrong };
}

/** True where the answer differs only by what it does not say. */
function leavesOpen(row: Row, says: string): boolean {
  if (says === 'unknown' || says.startsWith('value {"kind":"unknown"')) return true;
  const match = /^(shape|dtype) (.*)$/.exec(says);
  if (match === null || !says.includes('?')) return false;
  const [, what, text = ''] = match;
  return fits(JSON.parse(text), what === 'shape' ? row.outputs : row.outputs_dtype);
}

/** True where our part says nothing, or the same. */
export function fits(ours: unknown, theirs: unknown): boolean {
  if (ours === '?') return true;
  if (Array.isArray(ours) && Array.isArray(theirs))
    return ours.length === theirs.length && ours.every((part, i) => fits(part, theirs[i]));
  return JSON.stringify(ours) === JSON.stringify(theirs);
}
