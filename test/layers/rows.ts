// Recorded layers of real libraries, and how a row becomes a layer and its call. One JSON object per line, as
// test/truth/README.md describes.

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { applyLayer, callNames, type LayerAnswer } from '../../src/layers/apply.ts';
import type { ConfigValue, Dialect } from '../../src/layers/config.ts';
import type { CallArgument, LayerDefinition } from '../../src/layers/define.ts';
import { type MadeLayer, makeLayer } from '../../src/layers/make.ts';
import type { AutoName } from '../../src/layers/naming.ts';
import type { Problem } from '../../src/layers/problems.ts';
import { findLayer } from '../../src/layers/registry.ts';
import { type Dim, dynamic, isDynamic } from '../../src/shapes/dim.ts';
import type { Nested } from '../../src/shapes/nested.ts';
import type { Shape, TensorType } from '../../src/shapes/shape.ts';
import { isUnknown } from '../../src/shapes/unknown.ts';

export interface RowError {
  readonly type: string;
  readonly message: string;
  readonly stage: string;
}

export interface RowWeight {
  readonly name: string;
  readonly path?: string;
  readonly shape: readonly number[];
  readonly trainable: boolean;
  readonly dtype?: string;
}

/** The lines of a recorded file under test/truth; numbers written with a point stay Python floats. */
export function readRows<T>(file: string, floats: 'floats apart' | 'plain numbers'): readonly T[] {
  const path = new URL(`../truth/${file}`, import.meta.url);
  const text = gunzipSync(readFileSync(path)).toString('utf8').trim();
  return text.split('\n').map(line => JSON.parse(floats === 'floats apart' ? markFloats(line) : line) as T);
}

const stringOrFloat = /"(?:\\.|[^"\\])*"|-?\d+\.\d+(?:e[+-]?\d+)?|-?\d+e[+-]?\d+/gi;

function markFloats(line: string): string {
  return line.replace(stringOrFloat, part => (part.startsWith('"') ? part : `{"kind":"float","value":${part}}`));
}

/** What the layers of a row are made with: the counters of generated names, and the problems of layers inside others. */
interface Making {
  readonly dialect: Dialect;
  readonly autoName: AutoName;
  readonly problems: Problem[];
}

/** Names as a fresh process gives them: the bare stem first, then numbered from 1. */
export function freshNames(): AutoName {
  const counts = new Map<string, number>();
  return stem => {
    const count = counts.get(stem) ?? 0;
    counts.set(stem, count + 1);
    return count === 0 ? stem : `${stem}_${count}`;
  };
}

/** What a row's argument is to a constructor; undefined where it holds a layer that is not defined. */
function toConfig(value: unknown, making: Making): ConfigValue | undefined {
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string')
    return value;
  if (Array.isArray(value)) {
    const items: ConfigValue[] = [];
    for (const item of value) {
      const entry = toConfig(item, making);
      if (entry === undefined) return undefined;
      items.push(entry);
    }
    return items;
  }
  const record = value as Record<string, unknown>;
  if (record.kind === 'float') return { kind: 'float', value: record.value as number };
  const inner = record.layer ?? record.$layer;
  if (typeof inner === 'string' && typeof record.args === 'object') {
    const made = make(inner, (record.args ?? {}) as Record<string, unknown>, making);
    if (made === undefined) return undefined;
    making.problems.push(...made.problems);
    return { kind: 'layer', layer: made.layer };
  }
  const entries = new Map<string, ConfigValue>();
  for (const [key, item] of Object.entries(record)) {
    const entry = toConfig(item, making);
    if (entry === undefined) return undefined;
    entries.set(key, entry);
  }
  return { kind: 'record', entries };
}

function make(name: string, args: Record<string, unknown>, making: Making): MadeLayer | undefined {
  const definition = findLayer(name, making.dialect);
  if (definition === undefined) return undefined;
  const keywords: [string, ConfigValue][] = [];
  for (const [key, value] of Object.entries(args)) {
    const config = toConfig(value, making);
    if (config === undefined) return undefined;
    keywords.push([key, config]);
  }
  return makeLayer({
    definition,
    given: { positional: [], keywords, open: false },
    dialect: making.dialect,
    autoName: making.autoName,
  });
}

/**
 * The layer of a row, with the problems of the layers inside it, named as in a fresh process; undefined where it, or one
 * inside it, is not defined.
 */
export function makeFrom(name: string, args: Record<string, unknown>, dialect: Dialect): MadeLayer | undefined {
  const making: Making = { dialect, autoName: freshNames(), problems: [] };
  const made = make(name, args, making);
  return made === undefined ? undefined : { ...made, problems: [...making.problems, ...made.problems] };
}

function isShape(value: unknown): value is readonly (number | null)[] {
  return Array.isArray(value) && value.every(size => size === null || typeof size === 'number');
}

export function toDims(shape: readonly (number | null)[]): readonly Dim[] {
  return shape.map(size => size ?? dynamic);
}

/** The tensors of a row: a shape, a shape with a dtype, or a structure of them. */
export function toTensors(value: unknown): Nested<TensorType | null> {
  if (value === null) return { kind: 'one', value: null };
  if (isShape(value)) return { kind: 'one', value: { shape: toDims(value), dtype: 'float32' } };
  if (Array.isArray(value)) return { kind: 'list', type: 'list', items: value.map(toTensors) };
  const record = value as Record<string, unknown>;
  if (isShape(record.shape) && typeof record.dtype === 'string')
    return { kind: 'one', value: { shape: toDims(record.shape), dtype: record.dtype } };
  return { kind: 'record', entries: Object.entries(record).map(([key, item]) => [key, toTensors(item)] as const) };
}

/** The arguments of a row's call by their names. */
export function toCall(
  definition: LayerDefinition,
  dialect: Dialect,
  row: {
    readonly inputs?: unknown;
    readonly positional?: boolean;
    readonly call?: Record<string, unknown>;
    readonly call_tensors?: Record<string, unknown>;
  },
): ReadonlyMap<string, CallArgument> {
  const names = callNames(definition, dialect);
  const making: Making = { dialect, autoName: freshNames(), problems: [] };
  const call = new Map<string, CallArgument>();
  const positional = row.inputs === undefined ? [] : row.positional ? (row.inputs as unknown[]) : [row.inputs];
  positional.forEach((value, i) => {
    call.set(names[i] ?? `argument ${i}`, { kind: 'tensors', value: toTensors(value) });
  });
  for (const [name, value] of Object.entries(row.call ?? {}))
    call.set(name, { kind: 'config', value: toConfig(value, making) ?? null });
  for (const [name, value] of Object.entries(row.call_tensors ?? {}))
    call.set(name, { kind: 'tensors', value: toTensors(value) });
  return call;
}

export interface Outcome {
  readonly made: MadeLayer;
  readonly answer: LayerAnswer | undefined;
  readonly problems: readonly Problem[];
}

/** Makes a layer and calls it once on symbolic tensors, as the rows were recorded. */
export function callOnce(made: MadeLayer, call: ReadonlyMap<string, CallArgument>): Outcome {
  const answer = applyLayer({ layer: made.layer, call, learned: null, announced: true, autoName: freshNames() });
  return { made, answer, problems: [...made.problems, ...answer.problems] };
}

/** A structure of tensor types in the notation of the rows, `?` for what is not known. */
export function shapesOf(nested: LayerAnswer['outputs']): unknown {
  return plain(nested, type => shapeOf(type.shape));
}

export function dtypesOf(nested: LayerAnswer['outputs']): unknown {
  return plain(nested, type => (isUnknown(type.dtype) ? '?' : type.dtype));
}

function plain(nested: LayerAnswer['outputs'], of: (type: TensorType) => unknown): unknown {
  switch (nested.kind) {
    case 'unknown':
      return '?';
    case 'one':
      return of(nested.value);
    case 'list':
      return nested.items.map(item => plain(item, of));
    case 'record':
      return Object.fromEntries(nested.entries.map(([key, item]) => [key, plain(item, of)]));
  }
}

export function shapeOf(shape: Shape): unknown {
  if (isUnknown(shape)) return '?';
  return shape.map(dim => (typeof dim === 'number' ? dim : isDynamic(dim) ? null : '?'));
}

/** The number of values in all weights, undefined where it is not known. */
export function countOf(weights: LayerAnswer['built']['weights']): number | undefined {
  if (isUnknown(weights)) return undefined;
  let sum = 0;
  for (const weight of weights) {
    let size = 1;
    for (const dim of weight.shape) {
      if (typeof dim !== 'number') return undefined;
      size *= dim;
    }
    sum += size;
  }
  return sum;
}

/** Failures by layer, as a table of counts and examples; `WORST` in the environment says how many of each. */
export function failureTable(failures: ReadonlyMap<string, readonly string[]>): string {
  const worst = Number(process.env.WORST ?? 3);
  return [...failures]
    .sort((a, b) => b[1].length - a[1].length)
    .map(
      ([layer, list]) =>
        `${layer}: ${list.length}\n${list
          .slice(0, worst)
          .map(line => `    ${line}`)
          .join('\n')}`,
    )
    .join('\n');
}
