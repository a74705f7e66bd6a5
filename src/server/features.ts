// What the editor asks about a document: each request is led to the analysis of its program and answered in the document's own
// lines. A cell of a notebook is such a document; what lies in other cells is left out where the answer is about one alone.

import * as lsp from 'vscode-languageserver';
import type { Analysis } from '../analysis/analysis.ts';
import { contains } from '../base/span.ts';
import { codeActions, fixAllActions } from '../ide/codeActions.ts';
import { codeLenses } from '../ide/codeLens.ts';
import { definition } from '../ide/definition.ts';
import { graphView } from '../ide/graph/graphView.ts';
import { hover } from '../ide/hover/hover.ts';
import { inlayHints } from '../ide/inlayHints.ts';
import { listedModels, modelList } from '../ide/modelList.ts';
import { rangeOfPlace, spanOfDocument } from '../ide/places.ts';
import { runPlan } from '../ide/runPlan.ts';
import { documentSymbols } from '../ide/symbols.ts';
import { type GraphAnswer, graphRequest, type ModelListItem, modelsRequest } from '../protocol/messages.ts';
import { isGraphParams, isModelsParams } from '../protocol/validate.ts';
import { fromSource, toCodeAction, toCodeLens, toHover, toInlayHint, toOffset, toSpan, toSymbol } from './convert.ts';
import type { Settings } from './settings.ts';

/**
 * Answers from the analysis of the newest text of the program that a document belongs to; with nothing where there is none or
 * nobody waits any more.
 */
export type Answer = <T>(
  uri: string,
  token: lsp.CancellationToken,
  make: (analysis: Analysis) => T | null,
) => Promise<T | null>;

/** Registers the handlers of all requests about documents. */
export function registerFeatures(parts: {
  readonly connection: lsp.Connection;
  /** The settings as they are now. */
  readonly settings: () => Settings;
  readonly answer: Answer;
}): void {
  const { connection, settings, answer } = parts;

  connection.onHover(({ textDocument: { uri }, position }, token) =>
    answer(uri, token, analysis => {
      const offset = toOffset(analysis, uri, position);
      const found = offset === undefined ? undefined : hover(analysis, offset);
      return found === undefined ? null : toHover(analysis, found);
    }),
  );

  connection.languages.inlayHint.on(({ textDocument: { uri }, range }, token) =>
    answer(uri, token, analysis => {
      const span = toSpan(analysis, uri, range);
      if (!settings().inlayHints || span === undefined) return [];
      return inlayHints(analysis)
        .filter(({ offset }) => span.start <= offset && offset <= span.end)
        .map(hint => toInlayHint(analysis, hint));
    }),
  );

  connection.onCodeLens(({ textDocument: { uri } }, token) =>
    answer(uri, token, analysis => {
      const document = spanOfDocument(analysis, uri);
      const lenses = settings().codeLens ? codeLenses(analysis) : [];
      return lenses.filter(({ span }) => contains(document, span)).map(lens => toCodeLens(analysis, lens));
    }),
  );

  connection.onCodeAction(({ textDocument: { uri }, range, context }, token) =>
    answer(uri, token, analysis => {
      const span = toSpan(analysis, uri, range);
      if (span === undefined) return [];
      const wanted = context.only ?? [lsp.CodeActionKind.QuickFix];
      const quick = wanted.some(kind => kind === '' || kind === lsp.CodeActionKind.QuickFix);
      const document = spanOfDocument(analysis, uri);
      return [
        ...(quick ? codeActions(analysis, settings().rules, span) : []),
        ...wanted.flatMap(kind => fixAllActions(analysis, settings().rules, { kind, document })),
      ].map(action => toCodeAction(analysis, action, context.diagnostics));
    }),
  );

  connection.onDefinition(({ textDocument: { uri }, position }, token) =>
    answer(uri, token, analysis => {
      const offset = toOffset(analysis, uri, position);
      const places = offset === undefined ? [] : definition(analysis, offset);
      return places.flatMap(place => {
        const range = rangeOfPlace(analysis, place);
        return range === undefined ? [] : [{ uri: range.uri, range: fromSource(range) }];
      });
    }),
  );

  connection.onDocumentSymbol(({ textDocument: { uri } }, token) =>
    answer(uri, token, analysis =>
      documentSymbols(analysis, spanOfDocument(analysis, uri)).map(symbol => toSymbol(analysis, symbol)),
    ),
  );

  connection.onRequest(modelsRequest, async (params: unknown, token): Promise<readonly ModelListItem[]> => {
    if (!isModelsParams(params)) throw new lsp.ResponseError(lsp.ErrorCodes.InvalidParams, 'no document is named');
    return (await answer(params.uri, token, modelList)) ?? [];
  });

  connection.onRequest(graphRequest, async (params: unknown, token): Promise<GraphAnswer> => {
    if (!isGraphParams(params)) throw new lsp.ResponseError(lsp.ErrorCodes.InvalidParams, 'no model is named');
    const drawn = await answer(params.uri, token, analysis => {
      const listed = listedModels(analysis).find(({ id }) => id === params.model);
      if (listed === undefined) return null;
      const { model } = listed.record;
      return {
        document: analysis.uri,
        version: analysis.version,
        graph: graphView(analysis, model),
        plan: runPlan(model),
      };
    });
    if (drawn !== null) return drawn;
    throw new lsp.ResponseError(lsp.LSPErrorCodes.RequestFailed, 'This model is not in the document any more.');
  });
}
