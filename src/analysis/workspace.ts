// The documents of a workspace and their analyses: grammars are loaded when a language is first met, and a document is
// analysed once for each of its versions and for each state of the files it imports.

import { languageOfId } from '../syntax/languages.ts';
import type { NotebookCell } from '../syntax/notebook.ts';
import type { Language, SyntaxParser } from '../syntax/parser.ts';
import type { AnalyseOptions } from './analyse.ts';
import type { Analysis } from './analysis.ts';
import { folderOf } from './imports/address.ts';
import { createPrograms } from './imports/programs.ts';
import { absent, isUnchanged, type ListFolder, type ReadSource } from './imports/sources.ts';

export interface SourceDocument {
  readonly uri: string;
  readonly text: string;
  readonly version: number;
  /** VS Code's name of the language. */
  readonly languageId: string;
  /** The cells that `text` joins, where the document is a notebook. */
  readonly cells?: readonly NotebookCell[];
}

/** Turns one document into its analysis; the grammar of its language is loaded. */
export type Analyse = (parser: SyntaxParser, options: AnalyseOptions) => Analysis;

export interface Workspace {
  /**
   * The analysis of a document, from memory where this version of it was analysed before and what it imports is the same.
   * Fails where a grammar cannot be loaded, or where the analysis itself is broken. Undefined for languages that are not
   * analysed.
   */
  analysis(document: SourceDocument): Promise<Analysis | undefined>;
  /** The documents whose last analysis looked at a file. */
  usersOf(address: string): readonly string[];
  /** Takes another Keras version for granted from now on. */
  assume(kerasVersion: AnalyseOptions['kerasVersion']): void;
  /** Forgets a document that is closed. */
  forget(uri: string): void;
  /** Frees the parsers. */
  dispose(): void;
}

/** The files around the documents. */
export interface WorkspaceFiles {
  readonly read: ReadSource;
  /** Fetches what could not be read at once. Never fails. */
  readonly fetch?: (addresses: readonly string[]) => Promise<void>;
  /** Lists folders, where that can be done at once. */
  readonly list?: ListFolder;
  /** The folders that are open now. */
  readonly folders: () => readonly string[];
}

export interface WorkspaceOptions {
  readonly parser: SyntaxParser;
  readonly analyse: Analyse;
  readonly kerasVersion: AnalyseOptions['kerasVersion'];
  readonly files?: WorkspaceFiles;
}

/**
 * How often a document is analysed again because files it imports had to be fetched first. Each round reaches one import
 * further; what lies deeper stays unknown until something changes.
 */
const mostRounds = 12;

const noFiles: WorkspaceFiles = { read: () => absent, folders: () => [] };

/** A workspace without documents. */
export function createWorkspace(options: WorkspaceOptions): Workspace {
  const { parser, analyse, kerasVersion, files = noFiles } = options;
  const analyses = new Map<string, Analysis>();
  const parse = createPrograms(parser);
  const unloadable = new Set<Language>();
  let assumed = kerasVersion;

  /** Makes ready what an analysis could not have yet; false where it had everything. */
  async function prepare({ consulted }: Analysis): Promise<boolean> {
    const grammars = [...consulted.grammars].filter(language => !unloadable.has(language));
    const missing = [...consulted.files].flatMap(([address, { kind }]) => (kind === 'later' ? [address] : []));
    const loaded = grammars.map(language => parser.load(language).catch(() => void unloadable.add(language)));
    const fetched = missing.length === 0 || files.fetch === undefined ? [] : [files.fetch(missing)];
    await Promise.all([...loaded, ...fetched]);
    return loaded.length > 0 || fetched.length > 0;
  }

  return {
    async analysis(document) {
      const { uri, text, version, languageId } = document;
      const language = languageOfId(languageId);
      if (language === undefined) return undefined;
      if (!parser.isLoaded(language)) await parser.load(language);
      const known = analyses.get(uri);
      if (known?.version === version && known.text === text && isUnchanged(known.consulted, files)) return known;
      for (let round = 0; ; round++) {
        const surroundings = { ...files, parse, folders: files.folders() };
        const analysis = analyse(parser, { ...document, kerasVersion: assumed, surroundings });
        analyses.set(uri, analysis);
        if (round >= mostRounds || !(await prepare(analysis))) return analysis;
      }
    },
    usersOf: address =>
      [...analyses.values()].flatMap(({ uri, consulted }) =>
        uri !== address && (consulted.files.has(address) || consulted.folders.has(folderOf(address))) ? [uri] : [],
      ),
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
