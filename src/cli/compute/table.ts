// What a run gives as a table for people: a line per output, then what went wrong.

import { numberText, shareText } from '../../../webview/run/numbers.ts';
import { type ShapeStyle, shapeText } from '../../../webview/runtime/agreement.ts';
import { backendName } from '../../../webview/runtime/backend.ts';
import type { Values } from '../../../webview/runtime/statistics.ts';
import type { CallResult } from '../../protocol/runPlan.ts';
import type { RunProblem } from './problems.ts';
import type { RunHead, RunWriter } from './writer.ts';

const titles = ['layer', 'class', 'output', 'min', 'mean', 'max', 'std', 'zeros', 'ms', ''];

/** Columns of words stand on the left, those of numbers on the right. */
const wordColumns: ReadonlySet<number> = new Set([0, 1, 2, titles.length - 1]);

/** A writer of the table; with `values` the elements of every output come before it. */
export function tableWriter(
  out: (text: string) => void,
  { values, style }: { readonly values: boolean; readonly style: ShapeStyle },
): RunWriter {
  const rows: string[][] = [];
  let head: RunHead | undefined;
  return {
    begin(told) {
      head = told;
    },
    result(result, computed) {
      rows.push(...rowsOf(result, style));
      if (values) for (const [i, value] of computed.entries()) writeValues(labelOf(result, i), value, { style, out });
    },
    end({ ms, problems }) {
      if (head !== undefined) out(`${headText(head, ms)}\n\n`);
      out(aligned([titles, ...rows]));
      const lines = problemLines(problems);
      if (lines.length > 0) out(`\n${lines.join('\n')}\n`);
    },
  };
}

function headText({ file, model, backend, input, seed, training }: RunHead, ms: number): string {
  const mode = training ? ', as in training' : '';
  const from = input === 'random' ? 'random numbers' : input;
  return `${file}: ${model} on ${from}, seed ${seed}${mode}: ${Math.round(ms)} ms on ${backendName(backend)}`;
}

/** The call, with the number of its output where there are several. */
function labelOf({ node, outputs }: CallResult, output: number): string {
  return outputs.length > 1 ? `${node} [${output}]` : node;
}

function rowsOf(result: CallResult, style: ShapeStyle): string[][] {
  const { node, className, outputs, failed } = result;
  if (failed !== undefined) {
    const flag = result.waitsFor === undefined ? 'failed' : `waits for ${result.waitsFor}`;
    return [[node, className, '', '', '', '', '', '', '', flag]];
  }
  return outputs.map((output, i) => {
    const { shape, min, mean, max, std, zeros, nan, inf } = output;
    const flags = [nan > 0 ? `${nan} NaN` : '', inf > 0 ? `${inf} infinite` : '', zeros === 1 ? 'all zeros' : ''];
    return [
      labelOf(result, i),
      className,
      shapeText(shape, style),
      ...[min, mean, max, std].map(plainNumber),
      zeros === null ? '' : shareText(zeros),
      i === 0 ? result.ms.toFixed(1) : '',
      flags.filter(flag => flag !== '').join(', '),
    ];
  });
}

/** With the minus sign that other programs read. */
function plainNumber(value: number | null): string {
  return value === null ? '' : numberText(value).replaceAll('\u2212', '-');
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = titles.map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)));
  const cell = (text: string, column: number): string =>
    wordColumns.has(column) ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0);
  return rows.map(row => `${row.map(cell).join('  ').trimEnd()}\n`).join('');
}

/** A line per problem; those that several layers share, and the layers that wait for others, in one. */
function problemLines(problems: readonly RunProblem[]): readonly string[] {
  const notes = new Map<string, string[]>();
  const lines: string[] = [];
  let waiting = 0;
  for (const problem of problems) {
    const { kind, message } = problem;
    if (kind === 'waits') waiting++;
    else if (kind === 'note') notes.set(message, [...(notes.get(message) ?? []), whereText(problem)]);
    else lines.push(`${whereText(problem)}: ${message}`);
  }
  if (waiting > 0) lines.push(`${waiting} more ${waiting === 1 ? 'waits' : 'wait'} for what could not be computed`);
  for (const [message, places] of notes) {
    const where = places.filter(place => place !== '').join(', ');
    lines.push(where === '' ? `note: ${message}` : `note: ${message} (${where})`);
  }
  return lines;
}

function whereText({ layer, node = 0, output = 0 }: RunProblem): string {
  if (layer === undefined) return '';
  return `${layer}${node === 0 ? '' : `[${node}]`}${output === 0 ? '' : ` [${output}]`}`;
}

function writeValues(
  label: string,
  values: Values,
  { style, out }: { readonly style: ShapeStyle; readonly out: (text: string) => void },
): void {
  const { shape, data } = values;
  const length = shape.at(-1) ?? 1;
  out(`${label} ${shapeText(shape, style)}\n`);
  const rows = length === 0 ? 0 : data.length / length;
  for (let row = 0; row < rows; row++) {
    const elements = Array.from(
      data.slice(row * length, (row + 1) * length) as ArrayLike<number | string>,
      elementText,
    );
    out(`  ${rowText(row, shape.slice(0, -1))}${elements.join(' ')}\n`);
  }
  out('\n');
}

/** `[0, 3] ` for a row of the last axis. */
function rowText(row: number, outer: readonly number[]): string {
  if (outer.length === 0) return '';
  const places: number[] = [];
  let rest = row;
  for (const axis of [...outer].reverse()) {
    places.unshift(rest % axis);
    rest = Math.floor(rest / axis);
  }
  return `[${places.join(', ')}] `;
}

/** Six digits, about as many as float32 has. */
function elementText(value: number | string): string {
  if (typeof value === 'string') return JSON.stringify(value);
  return Number.isFinite(value) ? String(Number(value.toPrecision(6))) : String(value);
}
