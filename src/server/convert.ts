// From what the features say to what the language server protocol calls it.

import * as lsp from 'vscode-languageserver';
import type { Analysis } from '../analysis/analysis.ts';
import { assertNever } from '../base/assertNever.ts';
import { type LineMap, offsetAt, positionAt, type Span } from '../base/span.ts';
import type { Severity } from '../checks/finding.ts';
import type { CodeAction } from '../ide/codeActions.ts';
import type { CodeLens } from '../ide/codeLens.ts';
import type { Diagnostic } from '../ide/diagnostics.ts';
import type { Hover } from '../ide/hover/hover.ts';
import type { InlayHint } from '../ide/inlayHints.ts';
import type { Markdown } from '../ide/markdown.ts';
import type { DocumentSymbol } from '../ide/symbols.ts';
import type { SourceRange } from '../protocol/graphView.ts';

/** The command behind the lens over a model; its arguments are the document's address and the model's id. */
export const showModelGraphCommand = 'layerscope.showModelGraph';

export function toOffset(lines: LineMap, { line, character }: lsp.Position): number {
  return offsetAt(lines, { line, column: character });
}

export function toPosition(lines: LineMap, offset: number): lsp.Position {
  const { line, column } = positionAt(lines, offset);
  return { line, character: column };
}

export function toRange(lines: LineMap, { start, end }: Span): lsp.Range {
  return { start: toPosition(lines, start), end: toPosition(lines, end) };
}

/** A range as the features give it. */
export function fromSource({ startLine, startColumn, endLine, endColumn }: SourceRange): lsp.Range {
  return { start: { line: startLine, character: startColumn }, end: { line: endLine, character: endColumn } };
}

function toMarkup({ markdown }: Markdown): lsp.MarkupContent {
  return { kind: lsp.MarkupKind.Markdown, value: markdown };
}

export function toHover({ lines }: Analysis, { span, contents }: Hover): lsp.Hover {
  return { range: toRange(lines, span), contents: toMarkup(contents) };
}

export function toInlayHint({ lines }: Analysis, { offset, label, tooltip }: InlayHint): lsp.InlayHint {
  return {
    position: toPosition(lines, offset),
    label,
    kind: lsp.InlayHintKind.Type,
    tooltip: toMarkup(tooltip),
    paddingLeft: !label.startsWith(':'),
  };
}

export function toCodeLens({ lines, uri }: Analysis, { span, title, shows }: CodeLens): lsp.CodeLens {
  const command =
    shows === undefined ? { title, command: '' } : { title, command: showModelGraphCommand, arguments: [uri, shows] };
  return { range: toRange(lines, span), command };
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
  const { lines, uri, version } = analysis;
  const { title, kind, finding, preferred, edits } = action;
  const start = finding === undefined ? undefined : toPosition(lines, finding.place.start);
  const diagnostics = asked.filter(
    ({ code, range }) =>
      code === finding?.rule && range.start.line === start?.line && range.start.character === start.character,
  );
  return {
    title,
    kind,
    ...(preferred ? { isPreferred: true } : {}),
    ...(finding === undefined ? {} : { diagnostics }),
    edit: {
      documentChanges: [
        {
          textDocument: { uri, version },
          edits: edits.map(({ span, text }) => ({ range: toRange(lines, span), newText: text })),
        },
      ],
    },
  };
}

export function toSymbol(analysis: Analysis, symbol: DocumentSymbol): lsp.DocumentSymbol {
  const { kind, name, detail, span, nameSpan, children } = symbol;
  return {
    name: name === '' ? '?' : name,
    detail,
    kind: kind === 'model' ? lsp.SymbolKind.Class : lsp.SymbolKind.Object,
    range: toRange(analysis.lines, span),
    selectionRange: toRange(analysis.lines, nameSpan),
    children: children.map(child => toSymbol(analysis, child)),
  };
}
