// What the command line prints for people.

import type { Analysis } from '../analysis/analysis.ts';
import type { Span } from '../base/span.ts';
import type { Finding } from '../checks/finding.ts';
import { inspect } from '../ide/inspect.ts';
import { frameworkName, shapesText } from '../ide/layerText.ts';
import { listedModels, modelDetail } from '../ide/modelList.ts';
import { rangeOf } from '../ide/places.ts';

/** `a.py:12:5`, counted from 1; in notebooks `a.ipynb:cell 3:2:5`. */
export function placeText(file: string, analysis: Analysis, span: Span): string {
  const { cell, startLine, startColumn } = rangeOf(analysis, span);
  return [file, ...(cell === undefined ? [] : [`cell ${cell}`]), startLine + 1, startColumn + 1].join(':');
}

/** One line per finding: `a.py:12:5: warning: … [dropped-branch]`. */
export function findingText(file: string, analysis: Analysis, finding: Finding): string {
  return `${placeText(file, analysis, finding.place)}: ${finding.severity}: ${finding.message} [${finding.rule}]`;
}

/** Everything that was found in a file, as aligned lines. */
export function inspectText(file: string, analysis: Analysis): string {
  const report = inspect(analysis, file);
  const calls = analysis.calls.filter(({ place, layer }) => place.uri === analysis.uri && layer.kind !== 'operation');
  const rows = calls.map(({ place, layer, node }) => [
    placeText(file, analysis, place).slice(file.length + 1),
    layer.name,
    layer.className,
    shapesText(
      node.outputs.map(output => output.type.shape),
      analysis.dialect,
      3,
    ),
  ]);
  const models = listedModels(analysis).map(({ label, record, place }) => [
    placeText(file, analysis, place).slice(file.length + 1),
    label,
    record.model.layer.className,
    modelDetail(analysis, record.model),
  ]);
  const unmodelled = Object.entries(report.unmodelled).map(([name, count]) => [name, String(count)]);
  return [
    `${file}: ${frameworkName(analysis.dialect)}, ${report.ms} ms`,
    ...section('layer calls', rows),
    ...section('models', models),
    ...section(
      'findings',
      analysis.findings.map(finding => [findingText(file, analysis, finding)]),
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
export function totalsText(severities: readonly Finding['severity'][], files: number): string {
  const count = (severity: Finding['severity'], one: string): readonly string[] => {
    const number = severities.filter(found => found === severity).length;
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
