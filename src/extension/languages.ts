// The languages whose documents are analysed.

/** VS Code's names of them. */
export const languageIds = ['python', 'javascript', 'javascriptreact', 'typescript', 'typescriptreact'] as const;

/** True for a document that is analysed: a text of its own, not a cell, a version from the past or a log. */
export function isAnalysed(document: {
  readonly languageId: string;
  readonly uri: { readonly scheme: string };
}): boolean {
  const { languageId, uri } = document;
  return languageIds.some(id => id === languageId) && !skippedSchemes.has(uri.scheme);
}

const skippedSchemes: ReadonlySet<string> = new Set([
  'git',
  'output',
  'vscode-notebook-cell',
  'vscode-interactive-input',
  'vscode-scm',
]);
