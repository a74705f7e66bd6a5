// The programs that are open: a document is one, and of a notebook all cells in one language together are one. Who asks about
// a document or a cell is led to the program it belongs to.

import * as lsp from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { SourceDocument } from '../analysis/workspace.ts';
import { cellScheme, skippedNotebooks, skippedSchemes } from '../protocol/documents.ts';
import { languageOfId } from '../syntax/languages.ts';
import { joinCells } from '../syntax/notebook.ts';
import { createNotebooks, type Notebooks, type OpenNotebook } from './notebooks.ts';

export interface OpenPrograms {
  /** The address of the program that a document, a notebook or a cell belongs to. */
  addressOf(uri: string): string | undefined;
  /** The newest text of a program. */
  source(address: string): SourceDocument | undefined;
  /** The addresses of all programs. */
  all(): readonly string[];
  /** The text of an open document, be it a program or not. */
  text(uri: string): string | undefined;
}

export interface ProgramListeners {
  /** A program was opened, `at once`, or has another text. */
  readonly changed: (address: string, when: 'after pause' | 'at once') => void;
  readonly closed: (address: string) => void;
  /** An open document has another text, or is closed and has again the one on the disk. */
  readonly fileChanged: (uri: string) => void;
}

/** Listens for documents and notebooks. */
export function createOpenPrograms(
  connection: lsp.Connection,
  { changed, closed, fileChanged }: ProgramListeners,
): OpenPrograms {
  const documents = new lsp.TextDocuments(TextDocument);
  const notebooks = createNotebooks(connection, notebookChanged);
  const ofDocuments = new Set<string>();
  /** The programs of each notebook, by the notebook's address. */
  const ofNotebooks = new Map<string, readonly SourceDocument[]>();

  documents.onDidOpen(({ document }) => {
    const { uri, languageId } = document;
    if (languageOfId(languageId) === undefined || isSkipped(uri)) return;
    ofDocuments.add(uri);
    changed(uri, 'at once');
  });
  documents.onDidChangeContent(({ document: { uri } }) => {
    if (ofDocuments.has(uri)) changed(uri, 'after pause');
    fileChanged(uri);
  });
  documents.onDidClose(({ document: { uri } }) => {
    if (ofDocuments.delete(uri)) closed(uri);
    fileChanged(uri);
  });

  function notebookChanged(uri: string, how: 'opened' | 'edited' | 'closed'): void {
    const notebook = notebooks.get(uri);
    const before = ofNotebooks.get(uri) ?? [];
    const now = notebook === undefined ? [] : notebookPrograms(notebook, notebooks, before);
    if (notebook === undefined) ofNotebooks.delete(uri);
    else ofNotebooks.set(uri, now);
    for (const { uri: address } of before) if (now.every(program => program.uri !== address)) closed(address);
    for (const program of now) {
      if (!before.includes(program)) changed(program.uri, how === 'opened' ? 'at once' : 'after pause');
    }
  }

  const joined = (): readonly SourceDocument[] => [...ofNotebooks.values()].flat();

  documents.listen(connection);
  return {
    addressOf(uri) {
      if (ofDocuments.has(uri)) return uri;
      const [first] = ofNotebooks.get(uri) ?? [];
      const isMeant = ({ uri: address, cells }: SourceDocument): boolean =>
        address === uri || cells?.some(cell => cell.uri === uri) === true;
      return (first ?? joined().find(isMeant))?.uri;
    },
    source(address) {
      const document = ofDocuments.has(address) ? documents.get(address) : undefined;
      if (document === undefined) return joined().find(({ uri }) => uri === address);
      return { uri: address, text: document.getText(), version: document.version, languageId: document.languageId };
    },
    all: () => [...ofDocuments.keys(), ...joined().map(({ uri }) => uri)],
    text: uri => documents.get(uri)?.getText(),
  };
}

/** True for a document whose text is not a program of its own. */
function isSkipped(uri: string): boolean {
  const scheme = uri.slice(0, Math.max(0, uri.indexOf(':')));
  return scheme === cellScheme || skippedSchemes.has(scheme);
}

/** The languages whose cells are read together, by VS Code's names; a later one reads all that those before it do. */
const families = [
  { ids: ['python'], mark: '' },
  { ids: ['javascript', 'javascriptreact', 'typescript', 'typescriptreact'], mark: '#javascript' },
] as const;

/** The programs of a notebook; those that are as they were before are the same objects. */
function notebookPrograms(
  { uri, type, cells }: OpenNotebook,
  notebooks: Notebooks,
  before: readonly SourceDocument[],
): readonly SourceDocument[] {
  if (isSkipped(uri) || skippedNotebooks.has(type)) return [];
  return families.flatMap(({ ids, mark }) => {
    const rank = (languageId: string): number => (ids as readonly string[]).indexOf(languageId);
    const sources = cells.map(cell => {
      const text = notebooks.text(cell.document);
      const isRead = cell.kind === lsp.NotebookCellKind.Code && text !== undefined && rank(text.languageId) >= 0;
      const { version = 0, languageId = '' } = text ?? {};
      return { uri: cell.document, version, languageId, isRead, source: text?.getText() ?? '' };
    });
    const widest = Math.max(...sources.map(({ isRead, languageId }) => (isRead ? rank(languageId) : -1)));
    const languageId = ids[widest];
    if (languageId === undefined) return [];
    const address = `${uri}${mark}`;
    const known = before.find(program => program.uri === address);
    const program = { ...joinCells(sources), uri: address, languageId, version: (known?.version ?? 0) + 1 };
    return [known !== undefined && isSame(known, program) ? known : program];
  });
}

function isSame(a: SourceDocument, b: SourceDocument): boolean {
  return a.text === b.text && a.languageId === b.languageId && JSON.stringify(a.cells) === JSON.stringify(b.cells);
}
