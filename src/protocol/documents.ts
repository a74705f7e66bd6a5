// Which documents of an editor are programs: both the extension and the server leave the others alone.

/** The scheme of the addresses of a notebook's cells. */
export const cellScheme = 'vscode-notebook-cell';

/** Schemes of versions from the past, of logs and of lines that are sent away as soon as they are written. */
export const skippedSchemes: ReadonlySet<string> = new Set(['git', 'output', 'vscode-interactive-input', 'vscode-scm']);

/** Kinds of notebooks in which every run of a cell leaves a copy. */
export const skippedNotebooks: ReadonlySet<string> = new Set(['interactive']);
