// Which file a JavaScript or TypeScript import means. Relative paths alone lead to files of the workspace; endings may be
// left out, a folder means its index, and TypeScript names a source by the ending of what it is compiled to.

import { folderOf, within } from './address.ts';

const javascriptFirst = ['.js', '.jsx', '.mjs', '.cjs', '.ts', '.tsx', '.mts', '.cts'];
const typescriptFirst = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];

/** The sources that a compiled file may come from. */
const compiledFrom: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};

/** The address of the file that a path written in another one means; undefined where there is none, or none is meant. */
export function locateJavascript(path: string, from: string, exists: (address: string) => boolean): string | undefined {
  if (!/^\.\.?(\/|$)/.test(path)) return undefined;
  const address = within(folderOf(from), path.replace(/[?#].*$/, ''));
  return candidates(address, from).find(exists);
}

function candidates(address: string, from: string): readonly string[] {
  const fromTypescript = /\.[cm]?tsx?$/i.test(from);
  const endings = fromTypescript ? typescriptFirst : javascriptFirst;
  const indexes = endings.map(ending => within(address, `index${ending}`));
  const ending = /\.[cm]?[jt]sx?$/i.exec(address)?.[0].toLowerCase();
  const others = endings.map(known => `${address}${known}`);
  if (ending === undefined) return [...others, ...indexes];
  const stem = address.slice(0, -ending.length);
  const sources = (compiledFrom[ending] ?? []).map(source => `${stem}${source}`);
  return [...(fromTypescript ? [...sources, address] : [address, ...sources]), ...others, ...indexes];
}
