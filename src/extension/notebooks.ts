// Notebooks as VS Code has them: each cell is a document of its own, and the language server knows the notebook by its address.

import * as vscode from 'vscode';
import { cellScheme } from '../protocol/documents.ts';

/** The cell that a document is; undefined for any other document. */
export function cellOf({ uri }: Pick<vscode.TextDocument, 'uri'>): vscode.NotebookCell | undefined {
  if (uri.scheme !== cellScheme) return undefined;
  const address = uri.toString();
  for (const notebook of vscode.workspace.notebookDocuments) {
    const cell = notebook.getCells().find(({ document }) => document.uri.toString() === address);
    if (cell !== undefined) return cell;
  }
  return undefined;
}

/** The cell that is selected in the active notebook, also where no cell is being edited. */
export function selectedCell(): vscode.NotebookCell | undefined {
  const editor = vscode.window.activeNotebookEditor;
  if (editor === undefined || editor.notebook.cellCount === 0) return undefined;
  return editor.notebook.cellAt(editor.selection.start);
}

/** True where a document is the one of this address, or a cell of the notebook of this address. */
export function belongsTo(document: vscode.TextDocument, address: string): boolean {
  const whole = vscode.Uri.parse(address);
  if (document.uri.toString() === whole.toString()) return true;
  return cellOf(document)?.notebook.uri.toString() === whole.with({ fragment: '' }).toString();
}

/** Has VS Code open a document or notebook, if it is not open; a cell is open as long as its notebook is. */
export async function openDocument(address: string): Promise<void> {
  const uri = vscode.Uri.parse(address);
  if (uri.scheme === cellScheme) return;
  const file = uri.with({ fragment: '' });
  const isOpen = vscode.workspace.notebookDocuments.some(notebook => notebook.uri.toString() === file.toString());
  if (isOpen) return;
  if (file.path.endsWith('.ipynb')) await vscode.workspace.openNotebookDocument(file);
  else await vscode.workspace.openTextDocument(uri);
}
