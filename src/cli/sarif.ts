// Findings as SARIF 2.1.0, the form that code scanning services read.

import type { Analysis } from '../analysis/analysis.ts';
import { type Place, positionAt } from '../base/span.ts';
import type { Finding, Severity } from '../checks/finding.ts';
import type { Rule } from '../checks/rule.ts';
import { rulePage } from '../ide/diagnostics.ts';

export interface CheckedFile {
  readonly file: string;
  readonly analysis: Analysis;
  readonly findings: readonly Finding[];
}

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** One log with one run over all files. */
export function sarifLog(
  files: readonly CheckedFile[],
  tool: { readonly version: string; readonly rules: readonly Rule[] },
): object {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'layerscope',
            version: tool.version,
            informationUri: 'https://github.com/layerscope/layerscope',
            rules: tool.rules.map(({ id, summary, why, severity }) => ({
              id,
              shortDescription: { text: summary },
              fullDescription: { text: why },
              helpUri: rulePage(id),
              defaultConfiguration: { level: levels[severity] },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: files.flatMap(file => file.findings.map(finding => resultOf(file, finding))),
      },
    ],
  };
}

function resultOf(checked: CheckedFile, finding: Finding): object {
  const own = finding.related.filter(({ place }) => place.uri === checked.analysis.uri);
  return {
    ruleId: finding.rule,
    level: levels[finding.severity],
    message: { text: finding.message },
    locations: [locationOf(checked, finding.place)],
    ...(own.length === 0
      ? {}
      : {
          relatedLocations: own.map(({ place, message }) => ({
            ...locationOf(checked, place),
            message: { text: message },
          })),
        }),
    fixes: finding.fixes.map(fix => ({
      description: { text: fix.title },
      artifactChanges: [
        {
          artifactLocation: artifactOf(checked),
          replacements: fix.edits.map(({ place, text }) => ({
            deletedRegion: regionOf(checked, place),
            insertedContent: { text },
          })),
        },
      ],
    })),
  };
}

function locationOf(checked: CheckedFile, place: Place): object {
  return { physicalLocation: { artifactLocation: artifactOf(checked), region: regionOf(checked, place) } };
}

function artifactOf({ file }: CheckedFile): object {
  return { uri: encodeURI(file.replaceAll('\\', '/')) };
}

function regionOf({ analysis }: CheckedFile, place: Place): object {
  const start = positionAt(analysis.lines, place.start);
  const end = positionAt(analysis.lines, place.end);
  return {
    startLine: start.line + 1,
    startColumn: start.column + 1,
    endLine: end.line + 1,
    endColumn: end.column + 1,
  };
}
