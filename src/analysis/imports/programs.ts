// The parsed programs of imported files, kept by address and text, so that an edit in one file parses that file alone.

import type { Language, SyntaxParser } from '../../syntax/parser.ts';
import type { Program } from '../../syntax/program.ts';

/** Parses a file, or remembers it; the grammar of the language is loaded. */
export type ParseFile = (address: string, text: string, language: Language) => Program;

/**
 * How much text is kept parsed, in UTF-16 units. A tree takes some 60 bytes for each, so that this is about 120 MB at the
 * most; the files that one program imports are a tenth of it.
 */
export const keptText = 2_000_000;

/** A memory of programs that forgets those it has not been asked for longest. */
export function createPrograms(parser: SyntaxParser, most: number = keptText): ParseFile {
  const kept = new Map<string, { readonly text: string; readonly language: Language; readonly program: Program }>();
  let size = 0;
  return (address, text, language) => {
    const known = kept.get(address);
    if (known !== undefined) {
      kept.delete(address);
      if (known.text === text && known.language === language) {
        kept.set(address, known);
        return known.program;
      }
      size -= known.text.length;
    }
    const program = parser.parse(text, language);
    kept.set(address, { text, language, program });
    size += text.length;
    for (const [oldest, { text: gone }] of kept) {
      if (size <= most || kept.size === 1) break;
      kept.delete(oldest);
      size -= gone.length;
    }
    return program;
  };
}
