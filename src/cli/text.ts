// What the command line prints for people.

import type { Analysis } from '../analysis/analysis.ts';
import { positionAt } from '../base/span.ts';
import type { Finding } from '../checks/finding.ts';
import { inspect } from '../ide/inspect.ts';
import { frameworkName, shapesText } from '../ide/layerText.ts';
import { listedModels, modelDetail } from '../ide/modelList.ts';
import { cellPlace, type Notebook } from '../syntax/notebook.ts';
import type { SourceFile } from './files.ts';

/** `a.py:12:5`, counted from 1; in notebooks `a.ipynb:cell 3:2:5`. */
export function placeText(source: SourceFile, analysis: Analysis, offset: number): string {
  const { line, column } = positionAt(analysis.lines, offset);
  if (source.notebook === undefined) return `${source.file}:${line + 1}:${column + 1}`;
  return `${source.file}:${cellText(source.notebook, analysis, offset)}:${column + 1}`;
}

/** `cell 3:2`: the cell counted from 1 with markdown cells, and the line in it. */
function cellText(notebook: Notebook, analysis: Analysis, offset: number): string {
  const place = cellPlace(notebook, offset);
  if (place === undefined) return 'cell 1:1';
  const { line } = positionAt(analysis.lines, offset);
  const first = positionAt(analysis.lines, offset - place.offset).line;
  return `cell ${place.index + 1}:${line - first + 1}`;
}

/** One line per finding: `a.py:12:5: warning: … [dropped-branch]`. */
export function findingText(source: SourceFile, analysis: Analysis, finding: Finding): string {
  return `${placeText(source, analysis, finding.place.start)}: ${finding.severity}: ${finding.message} [${finding.rule}]`;
}

/** Everything that was found in a file, as aligned lines. */
export function inspectText(source: SourceFile, analysis: Analysis): string {
  const report = inspect(analysis, source.file);
  const calls = analysis.calls.filter(({ place, layer }) => place.uri === analysis.uri && layer.kind !== 'operation');
  const rows = calls.map(({ place, layer, node }) => [
    placeText(source, analysis, place.start).slice(source.file.length + 1),
    layer.name,
    layer.className,
    shapesText(
      node.outputs.map(output => output.type.shape),
      analysis.dialect,
      3,
    ),
  ]);
  const models = listedModels(analysis).map(({ label, record }) => [
    placeText(source, analysis, record.place.start).slice(source.file.length + 1),
    label,
    record.model.layer.className,
    modelDetail(analysis, record.model),
  ]);
  const unmodelled = Object.entries(report.unmodelled).map(([name, count]) => [name, String(count)]);
  return [
    `${source.file}: ${frameworkName(analysis.dialect)}, ${report.ms} ms`,
    ...section('layer calls', rows),
    ...section('models', models),
    ...section(
      'findings',
      analysis.findings.map(finding => [findingText(source, analysis, finding)]),
    ),
    ...section('not modelled', unmodelled),
    ...(report.stopped === null ? [] : ['', `stopped early: ${report.stopped}`]),
    '',
  ].join('\n');
}

function section(title: string, rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return [];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string => row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ');
  return ['', title, ...rows.map(row => `  ${line(row).trimEnd()}`)];
}

/** `2 errors and 1 warning in 3 files`. */
export function totalsText(findings: readonly Finding[], files: number): string {
  const count = (severity: Finding['severity'], one: string): readonly string[] => {
    const number = findings.filter(finding => finding.severity === severity).length;
    return number === 0 ? [] : [`${number} ${one}${number === 1 || one === 'information' ? '' : 's'}`];
  };
  const parts = [
    ...count('error', 'error'),
    ...count('warning', 'warning'),
    ...count('information', 'information'),
    ...count('hint', 'hint'),
  ];
  const where = `in ${files} file${files === 1 ? '' : 's'}`;
  return parts.length === 0 ? `no problems ${where}` : `${parts.join(', ')} ${where}`;
}
