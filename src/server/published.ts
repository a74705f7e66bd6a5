// The diagnostics that the editor shows for each program. They belong to documents: the file, or each cell of a notebook.

import type * as lsp from 'vscode-languageserver';

export interface ShownDocument {
  readonly uri: string;
  readonly version: number;
}

export interface Published {
  /** Shows what was found in a program, and takes away what stood in its documents before. */
  publish(program: string, documents: readonly ShownDocument[], found: readonly FoundDiagnostic[]): void;
  /** Takes away everything that stands in a program's documents. */
  clear(program: string): void;
}

export interface FoundDiagnostic {
  readonly uri: string;
  readonly diagnostic: lsp.Diagnostic;
}

/** An editor that shows nothing yet. */
export function createPublished(connection: lsp.Connection): Published {
  /** Whether each document of a program has findings, by the program. */
  const sent = new Map<string, ReadonlyMap<string, boolean>>();

  function send(uri: string, diagnostics: lsp.Diagnostic[], version?: number): void {
    void connection.sendDiagnostics({ uri, diagnostics, ...(version === undefined ? {} : { version }) });
  }

  return {
    publish(program, documents, found) {
      const before = sent.get(program);
      const now = new Map<string, boolean>();
      for (const { uri, version } of documents) {
        const own = found.filter(one => one.uri === uri).map(({ diagnostic }) => diagnostic);
        // Of the many cells of a notebook, those that were and stay without findings need no word.
        if (documents.length === 1 || own.length > 0 || before?.get(uri) !== false) send(uri, own, version);
        now.set(uri, own.length > 0);
      }
      for (const [uri, hasFindings] of before ?? []) if (hasFindings && !now.has(uri)) send(uri, []);
      sent.set(program, now);
    },
    clear(program) {
      for (const [uri, hasFindings] of sent.get(program) ?? []) if (hasFindings) send(uri, []);
      sent.delete(program);
    },
  };
}
