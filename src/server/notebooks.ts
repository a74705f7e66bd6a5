// The notebooks that are open, kept in step with the editor: the order of their cells, and the text of each.

import type * as lsp from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';

export interface OpenNotebook {
  readonly uri: string;
  /** The editor's name of its kind: `jupyter-notebook`. */
  readonly type: string;
  /** All cells in order, those of text too. */
  readonly cells: readonly lsp.NotebookCell[];
}

export interface Notebooks {
  get(uri: string): OpenNotebook | undefined;
  /** The text of a cell, with its language and version. */
  text(cell: string): TextDocument | undefined;
}

/** Listens for notebooks; `changed` hears of those that are opened, edited or closed. */
export function createNotebooks(
  connection: lsp.Connection,
  changed: (uri: string, how: 'opened' | 'edited' | 'closed') => void,
): Notebooks {
  const notebooks = new Map<string, OpenNotebook & { readonly cells: lsp.NotebookCell[] }>();
  const texts = new Map<string, TextDocument>();
  const { synchronization } = connection.notebooks;

  function open({ uri, languageId, version, text }: lsp.TextDocumentItem): void {
    texts.set(uri, TextDocument.create(uri, languageId, version, text));
  }

  synchronization.onDidOpenNotebookDocument(({ notebookDocument, cellTextDocuments }) => {
    const { uri, notebookType: type, cells } = notebookDocument;
    for (const document of cellTextDocuments) open(document);
    notebooks.set(uri, { uri, type, cells: [...cells] });
    changed(uri, 'opened');
  });

  synchronization.onDidChangeNotebookDocument(({ notebookDocument: { uri }, change: { cells } }) => {
    const notebook = notebooks.get(uri);
    if (notebook === undefined || cells === undefined) return;
    const { structure, textContent = [] } = cells;
    if (structure !== undefined) {
      const { array, didOpen = [], didClose = [] } = structure;
      notebook.cells.splice(array.start, array.deleteCount, ...(array.cells ?? []));
      for (const closed of didClose) texts.delete(closed.uri);
      for (const document of didOpen) open(document);
    }
    for (const { document, changes } of textContent) {
      const text = texts.get(document.uri);
      if (text !== undefined) TextDocument.update(text, changes, document.version);
    }
    changed(uri, 'edited');
  });

  synchronization.onDidCloseNotebookDocument(({ notebookDocument: { uri } }) => {
    const notebook = notebooks.get(uri);
    if (notebook === undefined) return;
    notebooks.delete(uri);
    for (const cell of notebook.cells) texts.delete(cell.document);
    changed(uri, 'closed');
  });

  return { get: uri => notebooks.get(uri), text: cell => texts.get(cell) };
}
