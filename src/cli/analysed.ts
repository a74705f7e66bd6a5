// One file of the command line, read and analysed.

import { resolve } from 'node:path';
import type { Analysis } from '../analysis/analysis.ts';
import { whyNotAnalysed } from '../analysis/tooLong.ts';
import type { Workspace } from '../analysis/workspace.ts';
import { isUnreadable, readSource } from './files.ts';

/** Reads and analyses a file; complains where that fails and then gives nothing, or an empty analysis of a text too long. */
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
    const reason = analysis === undefined ? 'its language is not analysed' : whyNotAnalysed(analysis);
    if (reason !== undefined)
      complain(`layerscope: ${file}: ${analysis === undefined ? reason : `not analysed: ${reason}`}\n`);
    return analysis;
  } catch (error) {
    complain(`layerscope: ${file}: the analysis failed: ${error instanceof Error ? error.stack : String(error)}\n`);
  }
  return undefined;
}
