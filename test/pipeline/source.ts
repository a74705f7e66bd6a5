// Recorded rows as source text: values, layers and inputs as a user would write them in Python or JavaScript.

import type { Analysis } from '../../src/analysis/analysis.ts';
import { positionAt } from '../../src/base/span.ts';
import type { Finding } from '../../src/checks/finding.ts';
import { type Dim, isDynamic } from '../../src/shapes/dim.ts';
import { inWrittenOrder } from '../../src/shapes/nested.ts';
import { isUnknown } from '../../src/shapes/unknown.ts';

/** A recorded shape: sizes, and null for open axes. */
export type RowShape = readonly (number | null)[];

export function isRowShape(value: unknown): value is RowShape {
  return Array.isArray(value) && value.every(item => item === null || Number.isInteger(item));
}

/** Arguments that were given as lists; every other array was a tuple. */
const lists = new Set(['vocabulary', 'cells', 'layers', 'bin_boundaries', 'idf_weights']);

/** A recorded argument in Python. */
export function python(value: unknown, argument = ''): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) {
    const items = value.map(item => python(item));
    const isList =
      lists.has(argument) || value.some(item => typeof item === 'object' && item !== null && 'layer' in item);
    return isList ? `[${items.join(', ')}]` : tupleText(items);
  }
  const record = value as Readonly<Record<string, unknown>>;
  if (record.kind === 'float') return floatText(record.value as number);
  if (typeof record.layer === 'string')
    return pythonLayer(record.layer, record.args as Readonly<Record<string, unknown>>);
  return `{${Object.entries(record)
    .map(([key, item]) => `${JSON.stringify(key)}: ${python(item)}`)
    .join(', ')}}`;
}

function floatText(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? `${value}.0` : String(value);
}

function tupleText(items: readonly string[]): string {
  return `(${items.join(', ')}${items.length === 1 ? ',' : ''})`;
}

/** The constructor call of a layer in Python. */
export function pythonLayer(name: string, args: Readonly<Record<string, unknown>>): string {
  return `keras.layers.${name}(${Object.entries(args)
    .map(([key, value]) => `${key}=${python(value, key)}`)
    .join(', ')})`;
}

/** Recorded input tensors in Python: one `Input`, or lists and dicts of them. */
export function pythonInput(tensor: unknown): string {
  if (tensor === null || tensor === undefined) return 'None';
  if (isRowShape(tensor)) return `keras.Input(batch_shape=${shapeText(tensor)})`;
  if (Array.isArray(tensor)) return `[${tensor.map(pythonInput).join(', ')}]`;
  const record = tensor as Readonly<Record<string, unknown>>;
  if (isRowShape(record.shape))
    return `keras.Input(batch_shape=${shapeText(record.shape)}, dtype=${python(record.dtype)})`;
  return `{${Object.entries(record)
    .map(([key, item]) => `${JSON.stringify(key)}: ${pythonInput(item)}`)
    .join(', ')}}`;
}

function shapeText(shape: RowShape): string {
  return tupleText(shape.map(size => (size === null ? 'None' : String(size))));
}

/** A recorded argument in JavaScript. */
export function javascript(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(javascript).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const record = value as Readonly<Record<string, unknown>>;
  if (typeof record.$layer === 'string') return javascriptLayer(record.$layer, record.args);
  return `{${Object.entries(record)
    .map(([key, item]) => `${/^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key)}: ${javascript(item)}`)
    .join(', ')}}`;
}

/** The factory call of a layer in JavaScript. */
export function javascriptLayer(factory: string, args: unknown): string {
  return `tf.layers.${factory}(${args === null || args === undefined ? '' : javascript(args)})`;
}

/** The tensors in a recorded structure, as plain shapes depth first. */
export function shapesIn(value: unknown): readonly RowShape[] {
  if (value === null || value === undefined) return [];
  if (isRowShape(value)) return [value];
  if (Array.isArray(value)) return value.flatMap(shapesIn);
  const record = value as Readonly<Record<string, unknown>>;
  return isRowShape(record.shape) ? [record.shape] : Object.values(record).flatMap(shapesIn);
}

/** A size as rows write it; `?` where it is not known. */
export function sizeOf(dim: Dim): number | null | string {
  if (typeof dim === 'number') return dim;
  return isDynamic(dim) ? null : '?';
}

/** The findings on some lines, counted from 0. */
export function findingsOn(analysis: Analysis, from: number, to: number): readonly Finding[] {
  return analysis.findings.filter(({ place }) => {
    const { line } = positionAt(analysis.lines, place.start);
    return line >= from && line <= to;
  });
}

/** The output shapes of the last layer call on a line, counted from 0; undefined where there is none. */
export function outputsOn(
  analysis: Analysis,
  line: number,
): readonly (readonly (number | null | string)[] | '?')[] | undefined {
  const call = analysis.calls.findLast(({ place }) => positionAt(analysis.lines, place.start).line === line);
  if (call === undefined) return undefined;
  const { structure } = call.node;
  if (isUnknown(structure)) return ['?'];
  return inWrittenOrder(structure).map(({ type }) => (isUnknown(type.shape) ? '?' : type.shape.map(sizeOf)));
}
