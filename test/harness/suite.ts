// Markdown suites: programs in code blocks, with what must be known of them in comments on their lines.
//
//   x = keras.Input((28, 28, 1))   # shape: (None, 28, 28, 1)
//   model = keras.Model(x, y)      # params: 320
//   n = len(model.layers)          # value: 3
//   y = Dense(4)(z)                # error: [axis-mismatch] "expects"
//
// `shape`, `dtype`, `value`, `params`, `kind` and `outputs` speak of the variable assigned on the line, or of `name = …` written
// before the expected text. Every finding must be announced on its line, and every announced one must be there. A line may
// hold several expectations, divided by ` ; `. The info string of a block may hold `keras2`. A block with `file=models/net.py`
// is another file, beside the programs that follow it under the same heading; `main=app/train.py` says where a program lies. With `optional` the rules
// that are off by default are on.

import assert from 'node:assert/strict';
import type { Analysis } from '../../src/analysis/analysis.ts';
import { positionAt } from '../../src/base/span.ts';
import { whyUnknown } from '../../src/interp/make.ts';
import type { Value } from '../../src/interp/value.ts';
import { layerParameters } from '../../src/model/parameters.ts';
import { flatten } from '../../src/shapes/nested.ts';
import { printShape } from '../../src/shapes/shape.ts';
import { isUnknown, printWhy } from '../../src/shapes/unknown.ts';
import { analyseText, endings, type SuiteLanguage } from './analyseText.ts';

export interface SuiteProgram {
  /** The headings above the program. */
  readonly title: string;
  readonly language: SuiteLanguage;
  readonly keras2: boolean;
  readonly optional: boolean;
  /** Its place in the folder that is open. */
  readonly path: string;
  /** The texts of the other files by their place in that folder. */
  readonly files: ReadonlyMap<string, string>;
  readonly text: string;
  /** The line of the suite at which the program begins, from 1. */
  readonly line: number;
}

interface Expectation {
  readonly line: number;
  readonly what: string;
  readonly text: string;
}

/** The programs of a Markdown text. */
export function readSuite(markdown: string): readonly SuiteProgram[] {
  const out: SuiteProgram[] = [];
  const headings: string[] = [];
  const lines = markdown.split('\n');
  let files = new Map<string, string>();
  for (let i = 0; i < lines.length; i++) {
    const heading = /^(#+)\s+(.*)$/.exec(lines[i] ?? '');
    if (heading !== null) {
      headings.splice((heading[1]?.length ?? 1) - 1, headings.length, heading[2] ?? '');
      files = new Map();
    }
    const fence = /^```(python|javascript|typescript|html)\b(.*)$/.exec(lines[i] ?? '');
    if (fence === null) continue;
    const end = lines.findIndex((line, j) => j > i && line.startsWith('```'));
    const text = `${lines.slice(i + 1, end).join('\n')}\n`;
    const language = fence[1] as SuiteLanguage | 'html';
    const info = fence[2] ?? '';
    const other = /\bfile=(\S+)/.exec(info)?.[1];
    if (other !== undefined) files.set(other, text);
    else if (language !== 'html') {
      out.push({
        title: headings.join(' / '),
        language,
        keras2: info.includes('keras2'),
        optional: info.includes('optional'),
        path: /\bmain=(\S+)/.exec(info)?.[1] ?? `test.${endings[language]}`,
        files: new Map(files),
        text,
        line: i + 2,
      });
    }
    i = end;
  }
  return out;
}

/** Holds a program against its comments; throws with all that does not hold. */
export function checkProgram(program: SuiteProgram): void {
  const { path, files } = program;
  const kerasVersion = program.keras2 ? '2' : 'auto';
  const analysis = analyseText(program.text, program.language, { kerasVersion, path, files });
  const findings = program.optional ? [...analysis.findings, ...analysis.optional] : analysis.findings;
  const expectations = expectationsOf(program.text);
  assert.ok(expectations.length > 0, `the program at line ${program.line} expects nothing`);
  const failures: string[] = [];
  const announced = new Set<number>();
  for (const { line, what, text } of expectations) {
    if (what === 'nothing') continue;
    if (['error', 'warning', 'information', 'hint'].includes(what)) {
      const wanted = /^\[([\w-]+)\](?:\s+"(.*)")?$/.exec(text);
      const at = findings.findIndex(
        (finding, i) =>
          !announced.has(i) &&
          positionAt(analysis.lines, finding.place.start).line === line &&
          finding.severity === what &&
          finding.rule === wanted?.[1] &&
          finding.message.includes(wanted[2] ?? ''),
      );
      if (at < 0) failures.push(`line ${line + program.line}: no ${what} ${text}`);
      else announced.add(at);
      continue;
    }
    const named = /^([A-Za-z_$][\w.$[\]-]*) = (.*)$/.exec(text);
    const name = named?.[1] ?? assignedOn(analysis, line);
    const wanted = named?.[2] ?? text;
    const got = name === undefined ? `nothing is assigned on this line` : describe(analysis, name, line, what);
    if (got !== wanted) failures.push(`line ${line + program.line}: ${what} of ${name} is ${got}, not ${wanted}`);
  }
  findings.forEach((finding, i) => {
    if (announced.has(i)) return;
    const { line } = positionAt(analysis.lines, finding.place.start);
    failures.push(`line ${line + program.line}: unexpected ${finding.severity} [${finding.rule}] ${finding.message}`);
  });
  assert.equal(failures.join('\n'), '');
}

function expectationsOf(text: string): readonly Expectation[] {
  const out: Expectation[] = [];
  text.split('\n').forEach((source, line) => {
    const comment =
      /(?:#|\/\/)\s*((?:shape|dtype|value|params|kind|outputs|layers|why|error|warning|information|hint|nothing)\b.*)$/.exec(
        source,
      );
    for (const part of comment?.[1]?.split(' ; ') ?? []) {
      const match = /^(\w+)(?::\s*(.*))?$/.exec(part.trim());
      if (match !== null) out.push({ line, what: match[1] ?? '', text: (match[2] ?? '').trim() });
    }
  });
  return out;
}

function assignedOn(analysis: Analysis, line: number): string | undefined {
  return analysis.assignments.findLast(assignment => positionAt(analysis.lines, assignment.place.start).line === line)
    ?.name;
}

/** The value a name has on a line: that of its last assignment up to there, or at the end. */
function valueAt(analysis: Analysis, name: string, line: number): Value | undefined {
  const before = analysis.assignments.filter(
    assignment => assignment.name === name && positionAt(analysis.lines, assignment.place.start).line <= line,
  );
  return before[before.length - 1]?.value ?? analysis.bindings.find(binding => binding.name === name)?.value;
}

function describe(analysis: Analysis, name: string, line: number, what: string): string {
  const value = valueAt(analysis, name, line);
  if (value === undefined) return 'not there';
  const style = analysis.dialect === 'tfjs' ? 'array' : 'tuple';
  switch (what) {
    case 'shape':
      return shapeOf(value, style);
    case 'dtype': {
      const type = value.kind === 'tensor' ? value.tensor.type : value.kind === 'array' ? value.type : undefined;
      if (type === undefined) return `a ${value.kind}`;
      return isUnknown(type.dtype) ? '?' : type.dtype;
    }
    case 'why':
      return printedWhy(value);
    case 'kind':
      return value.kind === 'list' ? value.type : value.kind;
    case 'value':
      return plain(value);
    case 'params': {
      const layer = value.kind === 'instance' ? value.layer.value : value.kind === 'layer' ? value.layer : undefined;
      if (layer === undefined) return `a ${value.kind}`;
      const { total } = layerParameters(layer);
      return isUnknown(total) ? '?' : String(total);
    }
    case 'layers': {
      const graph = value.kind === 'layer' ? value.layer.model?.graph.value : undefined;
      return graph === undefined || isUnknown(graph) ? '?' : graph.layers.map(layer => layer.name).join(' ');
    }
    case 'outputs': {
      const graph = value.kind === 'layer' ? value.layer.model?.graph.value : undefined;
      if (graph === undefined || isUnknown(graph)) return '?';
      return flatten(graph.outputs)
        .map(tensor => printShape(tensor.type.shape, style))
        .join(' ');
    }
    default:
      return `no such expectation: ${what}`;
  }
}

function printedWhy(value: Value): string {
  const why = whyUnknown(value);
  return why === undefined ? `known (${value.kind})` : printWhy(why.why);
}

function shapeOf(value: Value, style: 'tuple' | 'array'): string {
  switch (value.kind) {
    case 'tensor':
      return printShape(value.tensor.type.shape, style);
    case 'array':
      return printShape(value.type.shape, style);
    case 'list':
      return `[${value.items.value.map(item => shapeOf(item, style)).join(', ')}]`;
    case 'plain':
    case 'unknown':
      return '?';
    default:
      return `a ${value.kind}`;
  }
}

function plain(value: Value): string {
  switch (value.kind) {
    case 'int':
    case 'bool':
    case 'string':
      return String(value.value);
    case 'float':
      return Number.isInteger(value.value) ? `${value.value}.0` : String(value.value);
    case 'none':
      return 'None';
    case 'list':
      return `${value.type === 'tuple' ? '(' : '['}${value.items.value.map(plain).join(', ')}${value.type === 'tuple' ? ')' : ']'}`;
    case 'record':
      return `{${[...value.entries.value.values()].map(entry => `${plain(entry.key)}: ${plain(entry.value)}`).join(', ')}}`;
    case 'plain':
    case 'unknown':
      return '?';
    default:
      return `a ${value.kind}`;
  }
}
