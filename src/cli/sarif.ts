// Findings as SARIF 2.1.0, the form that code scanning services read.

import type { Analysis } from '../analysis/analysis.ts';
import { type Place, positionAt } from '../base/span.ts';
import type { Finding, Fix, Severity } from '../checks/finding.ts';
import { pageText } from '../checks/pages.ts';
import type { Rule } from '../checks/rule.ts';
import { rulePage } from '../ide/diagnostics.ts';
import { lineText } from '../ide/places.ts';

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

/** The findings of a file as results of a run that knows the given rules. */
export function sarifResults(file: CheckedFile, rules: readonly Rule[]): readonly object[] {
  const indices = new Map(rules.map(({ id }, index) => [id, index]));
  return file.findings.map(finding => resultOf(file, finding, indices));
}

/** One log with one run over all files, whose results are given. */
export function sarifLog(
  results: readonly object[],
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
            rules: tool.rules.map(descriptorOf),
          },
        },
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  };
}

/** A rule with its page as help, which code scanning services show beside the result. */
function descriptorOf(rule: Rule): object {
  const { id, summary, why, severity } = rule;
  return {
    id,
    name: id
      .split('-')
      .map(word => word.charAt(0).toUpperCase() + word.slice(1))
      .join(''),
    shortDescription: { text: summary },
    fullDescription: { text: `${summary} ${why}` },
    help: { text: why, markdown: pageText(rule) },
    helpUri: rulePage(id),
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: ['keras', 'tensorflow', 'shapes'] },
  };
}

function resultOf(checked: CheckedFile, finding: Finding, indices: ReadonlyMap<string, number>): object {
  const own = finding.related.filter(({ place }) => place.uri === checked.analysis.uri);
  const index = indices.get(finding.rule);
  return {
    ruleId: finding.rule,
    ...(index === undefined ? {} : { ruleIndex: index }),
    level: levels[finding.severity],
    message: { text: finding.message },
    locations: [locationOf(checked, finding.place)],
    ...(own.length === 0
      ? {}
      : {
          relatedLocations: own.map(({ place, message }, id) => ({
            id,
            ...locationOf(checked, place),
            message: { text: message },
          })),
        }),
    // A notebook is another text than the one that was analysed, so that its regions and repairs cannot be given.
    ...(finding.fixes.length === 0 || checked.analysis.cells.length > 0
      ? {}
      : { fixes: finding.fixes.map(fix => fixOf(checked, fix)) }),
  };
}

function fixOf(checked: CheckedFile, fix: Fix): object {
  return {
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
  };
}

function locationOf(checked: CheckedFile, place: Place): object {
  const artifactLocation = artifactOf(checked);
  const { analysis } = checked;
  if (analysis.cells.length === 0) return { physicalLocation: { artifactLocation, region: regionOf(checked, place) } };
  const name = lineText(analysis, place);
  return { physicalLocation: { artifactLocation }, logicalLocations: [{ name, fullyQualifiedName: name }] };
}

/** A path as it was given, as the address that SARIF wants: relative, or of the kind `file:`. */
function artifactOf({ file }: CheckedFile): object {
  const path = file.replaceAll('\\', '/');
  const address = path.split('/').map(encodeURIComponent).join('/');
  if (path.startsWith('/')) return { uri: `file://${address}` };
  if (/^[A-Za-z]:\//.test(path)) return { uri: `file:///${path.slice(0, 2)}${address.slice(address.indexOf('/'))}` };
  return { uri: address.replace(/^(?:\.\/)+/, '') };
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
