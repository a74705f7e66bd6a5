// The languages whose documents are analysed.

import type * as vscode from 'vscode';
import { cellScheme, skippedNotebooks, skippedSchemes } from '../protocol/documents.ts';
import { cellOf } from './notebooks.ts';

/** VS Code's names of them. */
export const languageIds = ['python', 'javascript', 'javascriptreact', 'typescript', 'typescriptreact'] as const;

/** True for a document that is analysed: a text of its own or a cell, not a version from the past or a log. */
export function isAnalysed(document: vscode.TextDocument): boolean {
  const { languageId, uri } = document;
  if (languageIds.every(id => id !== languageId)) return false;
  if (uri.scheme !== cellScheme) return !skippedSchemes.has(uri.scheme);
  const notebook = cellOf(document)?.notebook;
  return (
    notebook !== undefined && !skippedNotebooks.has(notebook.notebookType) && !skippedSchemes.has(notebook.uri.scheme)
  );
}
