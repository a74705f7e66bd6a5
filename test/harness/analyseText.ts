// Analyses texts in tests, with the grammars of the npm package.

import { analyse } from '../../src/analysis/analyse.ts';
import type { Analysis } from '../../src/analysis/analysis.ts';
import { createPrograms } from '../../src/analysis/imports/programs.ts';
import { absent } from '../../src/analysis/imports/sources.ts';
import { openParser } from '../syntax/openParser.ts';

const parser = await openParser('python', 'javascript', 'typescript');
const parse = createPrograms(parser);

export type SuiteLanguage = 'python' | 'javascript' | 'typescript';

export const endings = { python: 'py', javascript: 'js', typescript: 'ts' } as const;

/** The folder that is open. */
const folder = 'file:///';

/** Analyses a program; its address is `file:///test.py` or the like. The paths of files are those in the open folder. */
export function analyseText(
  text: string,
  language: SuiteLanguage = 'python',
  options: {
    readonly kerasVersion?: 'auto' | '2' | '3';
    readonly path?: string;
    readonly files?: ReadonlyMap<string, string>;
  } = {},
): Analysis {
  const { path = `test.${endings[language]}`, files = new Map<string, string>() } = options;
  return analyse(parser, {
    uri: `${folder}${path}`,
    text,
    version: 1,
    languageId: language,
    kerasVersion: options.kerasVersion ?? 'auto',
    // Answers must not depend on how busy the machine is; the number of steps is limited all the same.
    now: () => 0,
    surroundings: {
      read: address => {
        const other = address.startsWith(folder) ? files.get(address.slice(folder.length)) : undefined;
        return other === undefined ? absent : { kind: 'text', text: other };
      },
      parse,
      list: address => ({ kind: 'names', names: namesIn(address, [path, ...files.keys()]) }),
      folders: [folder],
    },
  });
}

/** The names in a folder, those of folders with a slash at the end. */
function namesIn(address: string, paths: readonly string[]): readonly string[] {
  const start = address.endsWith('/') ? address : `${address}/`;
  const inside = paths.map(path => `${folder}${path}`).filter(path => path.startsWith(start));
  return [...new Set(inside.map(path => path.slice(start.length).replace(/\/.*$/, '/')))].sort();
}
