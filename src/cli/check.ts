// `layerscope check`: the findings of files one after the other. Of a file that was told nothing is kept.

import { whyNotAnalysed } from '../analysis/tooLong.ts';
import type { Workspace } from '../analysis/workspace.ts';
import { assertNever } from '../base/assertNever.ts';
import type { Finding } from '../checks/finding.ts';
import { allRules } from '../checks/index.ts';
import { findingsJson } from '../ide/inspect.ts';
import { analysed } from './analysed.ts';
import type { Command } from './arguments.ts';
import { findFiles, isUnreadable } from './files.ts';
import type { CliOptions } from './run.ts';
import { type CheckedFile, sarifLog, sarifResults } from './sarif.ts';
import { findingText, totalsText } from './text.ts';

type CheckCommand = Extract<Command, { kind: 'check' }>;

/** Runs the command and gives its exit status. */
export async function runCheck(workspace: Workspace, command: CheckCommand, options: CliOptions): Promise<number> {
  const { out, complain, version } = options;
  const report = reportIn(command.format, { out, version });
  const severities: Finding['severity'][] = [];
  let files = 0;
  let unreadable = false;
  for (const path of command.paths) {
    const found = await findFiles(path);
    if (isUnreadable(found)) {
      complain(`layerscope: ${found.file}: ${found.problem}\n`);
      unreadable = true;
      continue;
    }
    for (const file of found) {
      const analysis = await analysed(workspace, file, options);
      if (analysis === undefined) {
        unreadable = true;
        continue;
      }
      if (whyNotAnalysed(analysis) !== undefined) continue;
      files++;
      severities.push(...analysis.findings.map(finding => finding.severity));
      report.tell({ file, analysis, findings: analysis.findings });
      workspace.forget(analysis.uri);
    }
  }
  report.end();
  if (command.format === 'text') complain(`${totalsText(severities, files)}\n`);
  if (unreadable) return 2;
  const count = (severity: Finding['severity']): number => severities.filter(one => one === severity).length;
  return count('error') > 0 || count('warning') > command.maxWarnings ? 1 : 0;
}

interface Report {
  tell(file: CheckedFile): void;
  /** Writes what can only be written once all files are there. */
  end(): void;
}

function reportIn(format: CheckCommand['format'], { out, version }: Pick<CliOptions, 'out' | 'version'>): Report {
  switch (format) {
    case 'text':
      return {
        tell({ file, analysis, findings }) {
          for (const finding of findings) out(`${findingText(file, analysis, finding)}\n`);
        },
        end() {},
      };
    case 'json':
      return {
        tell({ file, analysis }) {
          out(`${JSON.stringify({ file, findings: findingsJson(analysis) })}\n`);
        },
        end() {},
      };
    case 'sarif': {
      const results: object[] = [];
      return {
        tell(file) {
          results.push(...sarifResults(file, allRules));
        },
        end() {
          out(`${JSON.stringify(sarifLog(results, { version, rules: allRules }), null, 2)}\n`);
        },
      };
    }
    default:
      return assertNever(format);
  }
}
