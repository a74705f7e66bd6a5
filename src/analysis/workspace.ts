// The documents of a workspace and their analyses: grammars are loaded when a language is first met, and a document is
// analysed once for each of its versions.

import { languageOfId } from '../syntax/languages.ts';
import type { SyntaxParser } from '../syntax/parser.ts';
import type { AnalyseOptions } from './analyse.ts';
import type { Analysis } from './analysis.ts';

export interface SourceDocument {
  readonly uri: string;
  readonly text: string;
  readonly version: number;
  /** VS Code's name of the language. */
  readonly languageId: string;
}

/** Turns one document into its analysis; the grammar of its language is loaded. */
export type Analyse = (parser: SyntaxParser, options: AnalyseOptions) => Analysis;

export interface Workspace {
  /**
   * The analysis of a document, from memory where this version of it was analysed before. Fails where a grammar cannot be
   * loaded, or where the analysis itself is broken. Undefined for languages that are not analysed.
   */
  analysis(document: SourceDocument): Promise<Analysis | undefined>;
  /** Takes another Keras version for granted from now on. */
  assume(kerasVersion: AnalyseOptions['kerasVersion']): void;
  /** Forgets a document that is closed. */
  forget(uri: string): void;
  /** Frees the parsers. */
  dispose(): void;
}

export interface WorkspaceOptions {
  readonly parser: SyntaxParser;
  readonly analyse: Analyse;
  readonly kerasVersion: AnalyseOptions['kerasVersion'];
}

/** A workspace without documents. */
export function createWorkspace({ parser, analyse, kerasVersion }: WorkspaceOptions): Workspace {
  const analyses = new Map<string, Analysis>();
  let assumed = kerasVersion;
  return {
    async analysis(document) {
      const { uri, text, version, languageId } = document;
      const language = languageOfId(languageId);
      if (language === undefined) return undefined;
      if (!parser.isLoaded(language)) await parser.load(language);
      const known = analyses.get(uri);
      if (known?.version === version && known.text === text) return known;
      const analysis = analyse(parser, { uri, text, version, languageId, kerasVersion: assumed });
      analyses.set(uri, analysis);
      return analysis;
    },
    assume(version) {
      if (version === assumed) return;
      assumed = version;
      analyses.clear();
    },
    forget(uri) {
      analyses.delete(uri);
    },
    dispose() {
      analyses.clear();
      parser.dispose();
    },
  };
}
