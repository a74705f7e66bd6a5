// The files around one document, as its interpretation reaches them: located by the rules of the importing file's language,
// read through the reader that is handed in, parsed or remembered.

import { limits } from '../../interp/budget.ts';
import { type Files, noFiles } from '../../interp/files.ts';
import { unknown } from '../../shapes/unknown.ts';
import { languageOfPath } from '../../syntax/languages.ts';
import type { Language, SyntaxParser } from '../../syntax/parser.ts';
import type { Program } from '../../syntax/program.ts';
import { addedFolders } from './addedFolders.ts';
import { folderOf, nameOf } from './address.ts';
import { importersOf } from './importers.ts';
import { locateJavascript } from './javascript.ts';
import { fieldsAround } from './pages.ts';
import type { ParseFile } from './programs.ts';
import { locatePython } from './python.ts';
import {
  type Consulted,
  type FolderNames,
  type ListFolder,
  nothingConsulted,
  type ReadSource,
  type SourceText,
} from './sources.ts';

/** What an analysis may know of the files around its document. */
export interface Surroundings {
  readonly read: ReadSource;
  readonly parse: ParseFile;
  /** Lists folders, where that can be done at once. */
  readonly list?: ListFolder;
  /** The folders that are open in the editor, or the one the command line runs in. */
  readonly folders: readonly string[];
}

/** The files as one run of a document sees them, and what became of them. */
export interface FilesOfRun {
  readonly files: Files;
  readonly consulted: Consulted;
  /** The text of each file that was parsed. */
  readonly texts: ReadonlyMap<string, string>;
  /** Those files parsed. */
  readonly programs: readonly { readonly text: string; readonly program: Program }[];
}

const notRead = unknown({ kind: 'data', what: 'files that are still being read' });

/** The files for one run of the document `main`. Without surroundings there are none. */
export function filesOfRun(options: {
  readonly main: string;
  /** What stands in it. */
  readonly program: Program;
  readonly language: Language;
  readonly parser: SyntaxParser;
  readonly surroundings: Surroundings | undefined;
  /** True where an installed package has the name. */
  readonly isInstalled: (name: string) => boolean;
}): FilesOfRun {
  const { main, language, parser, surroundings, isInstalled } = options;
  if (surroundings === undefined)
    return { files: noFiles, consulted: nothingConsulted, texts: new Map(), programs: [] };
  const { read, parse, list, folders } = surroundings;
  const answers = new Map<string, SourceText>();
  const fields = new Map<string, ReadonlyMap<string, string>>();
  const listings = new Map<string, FolderNames>();
  const grammars = new Set<Language>();
  const texts = new Map<string, string>();
  const programs: { readonly text: string; readonly program: Program }[] = [];
  const workingFolders = [folderOf(main), ...folders];
  /** Folders that the files run so far put on Python's import path. */
  const added = new Set(language === 'python' ? addedFolders(options.program, { address: main, workingFolders }) : []);
  let length = 0;

  const answer = (address: string): SourceText => {
    const known = answers.get(address);
    if (known !== undefined) return known;
    const text = read(address);
    answers.set(address, text);
    return text;
  };
  const noted =
    list === undefined
      ? undefined
      : (folder: string): FolderNames => {
          const names = listings.get(folder) ?? list(folder);
          listings.set(folder, names);
          return names;
        };
  const files: Files = {
    locate(module, from) {
      let isLater = false;
      const exists = (address: string): boolean => {
        if (address === main) return true;
        const { kind } = answer(address);
        if (kind === 'later') isLater = true;
        return kind === 'text';
      };
      const isPython = (from === main ? language : languageOfPath(from)) === 'python';
      if (isPython) {
        const root = module.split('.')[0] ?? module;
        const wanted = { module, from, isInstalled: isInstalled(root) };
        const steps = locatePython({ main, folders, added: [...added] }, wanted, exists);
        return isLater ? notRead : steps;
      }
      const address = locateJavascript(module, from, exists);
      if (isLater) return notRead;
      return address === undefined ? undefined : [{ kind: 'file', name: nameOf(address), address }];
    },
    importers(address) {
      if (noted === undefined || languageOfPath(address) === 'python') return [];
      return importersOf(address, { list: noted, read: answer, folders }).map(file => ({
        kind: 'file',
        name: nameOf(file),
        address: file,
      }));
    },
    fields(address) {
      const known = fields.get(address);
      if (known !== undefined || noted === undefined) return known ?? new Map();
      const found = fieldsAround(address, { list: noted, read: answer, folders });
      fields.set(address, found);
      return found;
    },
    program(address) {
      const source = answer(address);
      const written = languageOfPath(address);
      if (source.kind !== 'text' || written === undefined) return notRead;
      if (!parser.isLoaded(written)) {
        grammars.add(written);
        return notRead;
      }
      if (!texts.has(address)) length += source.text.length;
      if (length > limits.importedText) return unknown({ kind: 'budget', what: 'the text of imported files' });
      texts.set(address, source.text);
      const program = parse(address, source.text, written);
      programs.push({ text: source.text, program });
      if (written === 'python')
        for (const folder of addedFolders(program, { address, workingFolders })) added.add(folder);
      return program;
    },
  };
  return { files, consulted: { files: answers, folders: listings, grammars }, texts, programs };
}
