// From what the features say to what the language server protocol calls it.

import * as lsp from 'vscode-languageserver';
import type { Analysis } from '../analysis/analysis.ts';
import { assertNever } from '../base/assertNever.ts';
import type { Span } from '../base/span.ts';
import type { Severity } from '../checks/finding.ts';
import type { CodeAction, TextEdit } from '../ide/codeActions.ts';
import type { CodeLens } from '../ide/codeLens.ts';
import type { Diagnostic } from '../ide/diagnostics.ts';
import type { Hover } from '../ide/hover/hover.ts';
import type { InlayHint } from '../ide/inlayHints.ts';
import type { Markdown } from '../ide/markdown.ts';
import { offsetIn, rangeOf, versionOf } from '../ide/places.ts';
import type { DocumentSymbol } from '../ide/symbols.ts';
import type { SourceRange } from '../protocol/graphView.ts';

/** The command behind the lens over a model; its arguments are the address of the document or notebook and the model's id. */
export const showModelGraphCommand = 'layerscope.showModelGraph';

/** The offset of a position in a document of the analysed program; undefined in any other document. */
export function toOffset(analysis: Analysis, uri: string, { line, character }: lsp.Position): number | undefined {
  return offsetIn(analysis, uri, { line, column: character });
}

/** The span of a range in a document of the analysed program; undefined in any other document. */
export function toSpan(analysis: Analysis, uri: string, range: lsp.Range): Span | undefined {
  const start = toOffset(analysis, uri, range.start);
  const end = toOffset(analysis, uri, range.end);
  return start === undefined || end === undefined ? undefined : { start, end };
}

/** The range of a span in its document. */
export function toRange(analysis: Analysis, span: Span): lsp.Range {
  return fromSource(rangeOf(analysis, span));
}

/** A range as the features give it. */
export function fromSource({ startLine, startColumn, endLine, endColumn }: SourceRange): lsp.Range {
  return { start: { line: startLine, character: startColumn }, end: { line: endLine, character: endColumn } };
}

function toMarkup({ markdown }: Markdown): lsp.MarkupContent {
  return { kind: lsp.MarkupKind.Markdown, value: markdown };
}

export function toHover(analysis: Analysis, { span, contents }: Hover): lsp.Hover {
  return { range: toRange(analysis, span), contents: toMarkup(contents) };
}

export function toInlayHint(analysis: Analysis, { offset, label, tooltip }: InlayHint): lsp.InlayHint {
  return {
    position: toRange(analysis, { start: offset, end: offset }).start,
    label,
    kind: lsp.InlayHintKind.Type,
    tooltip: toMarkup(tooltip),
    paddingLeft: !label.startsWith(':'),
  };
}

export function toCodeLens(analysis: Analysis, { span, title, shows }: CodeLens): lsp.CodeLens {
  const command =
    shows === undefined
      ? { title, command: '' }
      : { title, command: showModelGraphCommand, arguments: [analysis.uri, shows] };
  return { range: toRange(analysis, span), command };
}

export function toSeverity(severity: Severity): lsp.DiagnosticSeverity {
  switch (severity) {
    case 'error':
      return lsp.DiagnosticSeverity.Error;
    case 'warning':
      return lsp.DiagnosticSeverity.Warning;
    case 'information':
      return lsp.DiagnosticSeverity.Information;
    case 'hint':
      return lsp.DiagnosticSeverity.Hint;
    default:
      return assertNever(severity);
  }
}

export function toDiagnostic(diagnostic: Diagnostic): lsp.Diagnostic {
  const { range, severity, message, rule, page, related, unnecessary } = diagnostic;
  return {
    range: fromSource(range),
    severity: toSeverity(severity),
    message,
    source: 'layerscope',
    code: rule,
    codeDescription: { href: page },
    ...(unnecessary ? { tags: [lsp.DiagnosticTag.Unnecessary] } : {}),
    relatedInformation: related.map(({ range: at, message: says }) => ({
      location: { uri: at.uri, range: fromSource(at) },
      message: says,
    })),
  };
}

/** An action with the diagnostics of the request that it is about. */
export function toCodeAction(analysis: Analysis, action: CodeAction, asked: readonly lsp.Diagnostic[]): lsp.CodeAction {
  const { title, kind, finding, preferred, edits } = action;
  const start = finding === undefined ? undefined : toRange(analysis, finding.place).start;
  const diagnostics = asked.filter(
    ({ code, range }) =>
      code === finding?.rule && range.start.line === start?.line && range.start.character === start.character,
  );
  return {
    title,
    kind,
    ...(preferred ? { isPreferred: true } : {}),
    ...(finding === undefined ? {} : { diagnostics }),
    edit: { documentChanges: toDocumentEdits(analysis, edits) },
  };
}

/** Edits with the documents that they change; those of a notebook are its cells. */
function toDocumentEdits(analysis: Analysis, edits: readonly TextEdit[]): lsp.TextDocumentEdit[] {
  const byDocument = new Map<string, lsp.TextEdit[]>();
  for (const { span, text } of edits) {
    const range = rangeOf(analysis, span);
    const known = byDocument.get(range.uri) ?? [];
    byDocument.set(range.uri, known);
    known.push({ range: fromSource(range), newText: text });
  }
  return [...byDocument].map(([uri, own]) => ({
    textDocument: { uri, version: versionOf(analysis, uri) },
    edits: own,
  }));
}

export function toSymbol(analysis: Analysis, symbol: DocumentSymbol): lsp.DocumentSymbol {
  const { kind, name, detail, span, nameSpan, children } = symbol;
  return {
    name: name === '' ? '?' : name,
    detail,
    kind: kind === 'model' ? lsp.SymbolKind.Class : lsp.SymbolKind.Object,
    range: toRange(analysis, span),
    selectionRange: toRange(analysis, nameSpan),
    children: children.map(child => toSymbol(analysis, child)),
  };
}
