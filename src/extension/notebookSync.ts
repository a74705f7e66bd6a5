// Keeps the language server in step with open notebooks: the order of their cells, and the text of each. The client library can
// do this too, with a tenth of the whole extension's size for what no notebook here needs.

import * as vscode from 'vscode';
import {
  type BaseLanguageClient,
  DidChangeNotebookDocumentNotification,
  DidCloseNotebookDocumentNotification,
  DidOpenNotebookDocumentNotification,
  type Middleware,
  type NotebookDocumentChangeEvent,
  type ServerCapabilities,
  type StaticFeature,
} from 'vscode-languageclient';
import { cellScheme } from '../protocol/documents.ts';
import { cellOf } from './notebooks.ts';

/** The cells of a notebook as the server knows them. */
interface KnownCell {
  readonly uri: string;
  readonly languageId: string;
}

/** Cells go to the server as parts of their notebooks, and not a second time as documents. */
export const withoutCells: Middleware = {
  didOpen: (document, next) => (isCell(document) ? Promise.resolve() : next(document)),
  didChange: (event, next) => (isCell(event.document) ? Promise.resolve() : next(event)),
  didClose: (document, next) => (isCell(document) ? Promise.resolve() : next(document)),
};

function isCell({ uri }: vscode.TextDocument): boolean {
  return uri.scheme === cellScheme;
}

/** The part of a client that tells a server about notebooks, if it wants to hear of them. All cells are told. */
export function createNotebookSync(client: BaseLanguageClient): StaticFeature {
  const known = new Map<string, readonly KnownCell[]>();
  let listeners: vscode.Disposable[] = [];

  const convert = client.code2ProtocolConverter;
  const cellsOf = (notebook: vscode.NotebookDocument): readonly KnownCell[] =>
    notebook.getCells().map(({ document: { uri, languageId } }) => ({ uri: convert.asUri(uri), languageId }));
  const kindsOf = (notebook: vscode.NotebookDocument) =>
    notebook.getCells().map(({ kind, document }) => ({ kind, document: convert.asUri(document.uri) }));

  function opened(notebook: vscode.NotebookDocument): void {
    const uri = convert.asUri(notebook.uri);
    const { notebookType, version } = notebook;
    known.set(uri, cellsOf(notebook));
    const params = {
      notebookDocument: { uri, notebookType, version, cells: kindsOf(notebook) },
      cellTextDocuments: notebook.getCells().map(({ document }) => convert.asTextDocumentItem(document)),
    };
    client.sendNotification(DidOpenNotebookDocumentNotification.type, params).catch(toldAlready);
  }

  function closed(notebook: vscode.NotebookDocument): void {
    const uri = convert.asUri(notebook.uri);
    const cells = known.get(uri);
    if (cells === undefined) return;
    known.delete(uri);
    const params = {
      notebookDocument: { uri },
      cellTextDocuments: cells.map(cell => ({ uri: cell.uri })),
    };
    client.sendNotification(DidCloseNotebookDocumentNotification.type, params).catch(toldAlready);
  }

  function changed(
    { uri, version }: vscode.NotebookDocument,
    cells: NonNullable<NotebookDocumentChangeEvent['cells']>,
  ): void {
    const params = { notebookDocument: { uri: convert.asUri(uri), version }, change: { cells } };
    client.sendNotification(DidChangeNotebookDocumentNotification.type, params).catch(toldAlready);
  }

  /** Tells of cells that came, went, moved or have another language. */
  function ordered(notebook: vscode.NotebookDocument): void {
    const uri = convert.asUri(notebook.uri);
    const before = known.get(uri);
    if (before === undefined) return;
    const now = cellsOf(notebook);
    if (now.length === before.length && now.every((cell, i) => isSame(cell, before[i]))) return;
    known.set(uri, now);
    const isNew = ({ document: { uri: cell, languageId } }: vscode.NotebookCell): boolean =>
      !before.some(other => isSame(other, { uri: convert.asUri(cell), languageId }));
    changed(notebook, {
      structure: {
        array: { start: 0, deleteCount: before.length, cells: kindsOf(notebook) },
        didOpen: notebook.getCells().flatMap(cell => (isNew(cell) ? [convert.asTextDocumentItem(cell.document)] : [])),
        didClose: before.filter(cell => !now.some(other => isSame(cell, other))).map(cell => ({ uri: cell.uri })),
      },
    });
  }

  function typed(event: vscode.TextDocumentChangeEvent): void {
    const { document, contentChanges } = event;
    const notebook = contentChanges.length === 0 ? undefined : cellOf(document)?.notebook;
    if (notebook === undefined) return;
    const cell = convert.asUri(document.uri);
    // A cell that is not told yet is told with this text.
    if (known.get(convert.asUri(notebook.uri))?.some(({ uri }) => uri === cell) !== true) return;
    const change = convert.asChangeTextDocumentParams(event, document.uri, document.version);
    changed(notebook, { textContent: [{ document: change.textDocument, changes: change.contentChanges }] });
  }

  return {
    fillClientCapabilities(capabilities) {
      capabilities.notebookDocument = { synchronization: {} };
    },
    initialize({ notebookDocumentSync }: ServerCapabilities) {
      if (notebookDocumentSync === undefined) return;
      const { workspace } = vscode;
      listeners = [
        workspace.onDidOpenNotebookDocument(opened),
        workspace.onDidCloseNotebookDocument(closed),
        workspace.onDidChangeNotebookDocument(({ notebook }) => ordered(notebook)),
        workspace.onDidChangeTextDocument(typed),
        // A document that is given another language is closed and opened again.
        workspace.onDidOpenTextDocument(document => {
          const notebook = cellOf(document)?.notebook;
          if (notebook !== undefined) ordered(notebook);
        }),
      ];
      for (const notebook of workspace.notebookDocuments) opened(notebook);
    },
    getState: () => ({ kind: 'static' }),
    clear() {
      for (const listener of listeners) listener.dispose();
      listeners = [];
      known.clear();
    },
  };
}

/** A message that cannot be sent is told by the client itself. */
function toldAlready(): void {}

function isSame(a: KnownCell, b: KnownCell | undefined): boolean {
  return a.uri === b?.uri && a.languageId === b.languageId;
}
