// One file of the command line, read and analysed.

import { resolve } from 'node:path';
import type { Analysis } from '../analysis/analysis.ts';
import type { Workspace } from '../analysis/workspace.ts';
import { isUnreadable, readSource } from './files.ts';

/** Reads and analyses a file; complains and gives nothing where that fails. */
export async function analysed(
  workspace: Workspace,
  file: string,
  { complain }: { readonly complain: (text: string) => void },
): Promise<Analysis | undefined> {
  const source = await readSource(file);
  if (isUnreadable(source)) {
    complain(`layerscope: ${file}: ${source.problem}\n`);
    return undefined;
  }
  try {
    const { file: _, ...program } = source;
    const analysis = await workspace.analysis({ ...program, uri: resolve(file), version: 1 });
    if (analysis !== undefined) return analysis;
    complain(`layerscope: ${file}: its language is not analysed\n`);
  } catch (error) {
    complain(`layerscope: ${file}: the analysis failed: ${error instanceof Error ? error.stack : String(error)}\n`);
  }
  return undefined;
}
