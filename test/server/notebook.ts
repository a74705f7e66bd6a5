// A notebook as an editor opens and edits it: cells with addresses of their own, and messages about what changes.

import * as lsp from 'vscode-languageserver/node';
import type { TestClient } from './client.ts';

export interface TestCell {
  readonly uri: string;
  readonly languageId: string;
  text: string;
  version: number;
}

export interface TestNotebook {
  readonly uri: string;
  /** The cells as they stand now. */
  readonly cells: TestCell[];
  /** The address of a cell by its place. */
  cell(index: number): string;
  /** Where a piece of text stands that is in one cell only. */
  at(piece: string): { readonly textDocument: { readonly uri: string }; readonly position: lsp.Position };
  /** Replaces a piece of text in a cell. */
  edit(index: number, from: string, to: string): Promise<void>;
  /** Puts cells in the place of others, as inserting, deleting and moving do. */
  splice(start: number, deleteCount: number, ...added: readonly TestCell[]): Promise<void>;
  close(): Promise<void>;
}

let count = 0;

/** A cell that is in no notebook yet; text in the language `markdown` is no code. */
export function testCell(text: string, languageId = 'python'): TestCell {
  return { uri: `vscode-notebook-cell:/models/n.ipynb#W${count++}`, languageId, text, version: 1 };
}

/** Opens a notebook; texts are Python. */
export async function openNotebook(
  { connection }: TestClient,
  given: readonly (string | TestCell)[],
  options: { readonly uri?: string; readonly type?: string } = {},
): Promise<TestNotebook> {
  const { uri = `file:///models/${count++}.ipynb`, type = 'jupyter-notebook' } = options;
  const cells = given.map(cell => (typeof cell === 'string' ? testCell(cell) : cell));
  let version = 0;
  const itemOf = ({ uri: cell, languageId, text, version: of }: TestCell): lsp.TextDocumentItem => ({
    uri: cell,
    languageId,
    version: of,
    text,
  });
  const cellOf = ({ uri: document, languageId }: TestCell): lsp.NotebookCell => ({
    kind: languageId === 'markdown' ? lsp.NotebookCellKind.Markup : lsp.NotebookCellKind.Code,
    document,
  });
  const known = (index: number): TestCell => {
    const cell = cells[index];
    if (cell === undefined) throw new Error(`there is no cell ${index}`);
    return cell;
  };
  const change = async (changes: lsp.NotebookDocumentChangeEvent): Promise<void> => {
    version++;
    const params = { notebookDocument: { uri, version }, change: changes };
    await connection.sendNotification(lsp.DidChangeNotebookDocumentNotification.type, params);
  };
  await connection.sendNotification(lsp.DidOpenNotebookDocumentNotification.type, {
    notebookDocument: { uri, notebookType: type, version, cells: cells.map(cellOf) },
    cellTextDocuments: cells.map(itemOf),
  });
  return {
    uri,
    cells,
    cell: index => known(index).uri,
    at(piece) {
      const [cell, second] = cells.filter(({ text }) => text.includes(piece));
      if (cell === undefined || second !== undefined) throw new Error(`"${piece}" is not in one cell`);
      return { textDocument: { uri: cell.uri }, position: positionIn(cell.text, cell.text.indexOf(piece)) };
    },
    async edit(index, from, to) {
      const cell = known(index);
      const at = cell.text.indexOf(from);
      const range = { start: positionIn(cell.text, at), end: positionIn(cell.text, at + from.length) };
      cell.text = cell.text.replace(from, () => to);
      cell.version++;
      const document = { uri: cell.uri, version: cell.version };
      await change({ cells: { textContent: [{ document, changes: [{ range, text: to }] }] } });
    },
    async splice(start, deleteCount, ...added) {
      const removed = cells.splice(start, deleteCount, ...added);
      const array = { start, deleteCount, cells: added.map(cellOf) };
      const didOpen = added.filter(cell => !removed.includes(cell)).map(itemOf);
      const didClose = removed.filter(cell => !added.includes(cell)).map(({ uri: closed }) => ({ uri: closed }));
      await change({ cells: { structure: { array, didOpen, didClose } } });
    },
    async close() {
      await connection.sendNotification(lsp.DidCloseNotebookDocumentNotification.type, {
        notebookDocument: { uri },
        cellTextDocuments: cells.map(cell => ({ uri: cell.uri })),
      });
    },
  };
}

function positionIn(text: string, offset: number): lsp.Position {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}
