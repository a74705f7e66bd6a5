// The table of results as data: one row per output, what is to be noticed about it, order and filter.

import type { CallResult } from '../../src/protocol/runPlan.ts';
import { agrees, type ShapeStyle, shapeText } from '../runtime/agreement.ts';

type OutputResult = CallResult['outputs'][number];

/** What is to be noticed about an output, gravest first. */
export interface Flag {
  readonly kind: 'failed' | 'waiting' | 'defect' | 'nan' | 'inf' | 'zeros' | 'note';
  readonly text: string;
}

export interface Row {
  readonly node: string;
  /** Position of the call in the run; with the output it tells rows apart. */
  readonly position: number;
  readonly output: number;
  /** The layer's name, with the output's number where there are several. */
  readonly name: string;
  readonly className: string;
  readonly shape: string;
  readonly statistics: OutputResult | undefined;
  readonly ms: number;
  readonly flags: readonly Flag[];
}

/** The rows of one call: one per output, or one that says why there is none. */
export function rowsOf(result: CallResult, position: number, style: ShapeStyle): readonly Row[] {
  const { node, className, ms } = result;
  const about = { node, position, className, ms };
  const notes = (result.notes ?? []).map((text): Flag => ({ kind: 'note', text }));
  if (result.failed !== undefined) {
    const kind = result.waitsFor === undefined ? 'failed' : 'waiting';
    const flags: Flag[] = [{ kind, text: result.failed }, ...notes];
    return [{ ...about, output: 0, name: result.name, shape: '–', statistics: undefined, flags }];
  }
  return result.outputs.map((statistics, output) => ({
    ...about,
    output,
    name: result.outputs.length > 1 ? `${result.name} [${output}]` : result.name,
    shape: shapeText(statistics.shape, style),
    statistics,
    flags: [...flagsOf(statistics, style), ...notes],
  }));
}

function flagsOf(statistics: OutputResult, style: ShapeStyle): readonly Flag[] {
  const { shape, inferred, nan, inf, zeros } = statistics;
  const out: Flag[] = [];
  if (!agrees(shape, inferred)) out.push({ kind: 'defect', text: `inferred ${shapeText(inferred, style)}` });
  if (nan > 0) out.push({ kind: 'nan', text: `${nan.toLocaleString('en')} NaN` });
  if (inf > 0) out.push({ kind: 'inf', text: `${inf.toLocaleString('en')} infinite` });
  if (zeros === 1) out.push({ kind: 'zeros', text: 'all zeros' });
  return out;
}

/** True for flags that ask for attention. */
export function isWarning(flag: Flag): boolean {
  return flag.kind !== 'note' && flag.kind !== 'waiting';
}

export type Column =
  | 'position'
  | 'name'
  | 'class'
  | 'shape'
  | 'min'
  | 'mean'
  | 'max'
  | 'std'
  | 'zeros'
  | 'flags'
  | 'ms';

export interface Order {
  readonly column: Column;
  readonly direction: 'ascending' | 'descending';
}

/** Rows in another order; rows without the figure come last, equal ones stay in the order of the run. */
export function sortRows(rows: readonly Row[], { column, direction }: Order): readonly Row[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return [...rows].sort((a, b) => {
    const x = keyOf(a, column);
    const y = keyOf(b, column);
    if (x === null || y === null) return x === y ? byPosition(a, b) : x === null ? 1 : -1;
    const compared = typeof x === 'number' && typeof y === 'number' ? x - y : compareText(String(x), String(y));
    return compared === 0 ? byPosition(a, b) : sign * compared;
  });
}

function byPosition(a: Row, b: Row): number {
  return a.position - b.position || a.output - b.output;
}

function compareText(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

function keyOf(row: Row, column: Column): number | string | null {
  const { statistics } = row;
  switch (column) {
    case 'position':
      return row.position;
    case 'name':
      return row.name;
    case 'class':
      return row.className;
    case 'shape':
      return statistics === undefined ? null : statistics.shape.reduce((all, axis) => all * axis, 1);
    case 'flags':
      return row.flags.length === 0
        ? null
        : row.flags.map(flag => gravity.indexOf(flag.kind)).reduce((a, b) => Math.min(a, b));
    case 'ms':
      return statistics === undefined ? null : row.ms;
    default:
      return statistics?.[column] ?? null;
  }
}

const gravity: readonly Flag['kind'][] = ['failed', 'defect', 'nan', 'inf', 'zeros', 'waiting', 'note'];

/** Whether a row holds every word of the filter in its name, class, shape or flags. */
export function matches(row: Row, filter: string): boolean {
  const text = [row.name, row.className, row.shape, ...row.flags.map(flag => flag.text)].join(' ').toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every(word => text.includes(word));
}
