// What the rules cost beside the analysis that they read, on the programs of test/workspace, warm and in one process.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyse } from '../../src/analysis/analyse.ts';
import { runRules } from '../../src/checks/run.ts';
import type { SyntaxParser } from '../../src/syntax/parser.ts';

const folder = join(import.meta.dirname, '../workspace');
const turns = 30;

/** The share of the rules in the time of whole analyses, in percent, for each of the second half of the turns. */
export async function checkShares(parser: SyntaxParser): Promise<readonly number[]> {
  await Promise.all(['python' as const, 'javascript' as const].map(language => parser.load(language)));
  const programs = readdirSync(folder)
    .filter(name => /\.(py|js)$/.test(name))
    .map(name => ({ uri: `file:///${name}`, text: readFileSync(join(folder, name), 'utf8') }));
  const shares = Array.from({ length: turns }, (_, turn) => {
    let whole = 0;
    let rules = 0;
    for (const { uri, text } of programs) {
      const languageId = uri.endsWith('.js') ? 'javascript' : 'python';
      const start = performance.now();
      const analysis = analyse(parser, { uri, text, version: turn, languageId, kerasVersion: 'auto' });
      const analysed = performance.now();
      const source = (wanted: string): string => (wanted === uri ? text : '');
      runRules(
        {
          ...analysis,
          comments: analysis.program.comments,
          unread: [],
          source,
          caused: [],
          isNotebook: false,
          variable: () => undefined,
        },
        'on',
      );
      whole += analysed - start;
      rules += performance.now() - analysed;
    }
    return (100 * rules) / whole;
  });
  return shares.slice(turns / 2);
}
