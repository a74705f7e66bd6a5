// The language server over any connection: keeps documents in step with the editor, has them analysed, publishes what was
// found and answers what is asked. An analysis that fails is logged and told once in the document; the server lives on.

import * as lsp from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../analysis/analysis.ts';
import type { ListFolder, ReadSource } from '../analysis/imports/sources.ts';
import { type Analyse, createWorkspace } from '../analysis/workspace.ts';
import { codeActions, fixAllActions, fixAllKind } from '../ide/codeActions.ts';
import { codeLenses } from '../ide/codeLens.ts';
import { definition } from '../ide/definition.ts';
import { diagnostics } from '../ide/diagnostics.ts';
import { graphView } from '../ide/graph/graphView.ts';
import { hover } from '../ide/hover/hover.ts';
import { inlayHints } from '../ide/inlayHints.ts';
import { listedModels, modelList } from '../ide/modelList.ts';
import { rangeOfPlace } from '../ide/places.ts';
import { runPlan } from '../ide/runPlan.ts';
import { documentSymbols } from '../ide/symbols.ts';
import {
  type AnalysedParams,
  analysedNotification,
  type GraphAnswer,
  graphRequest,
  type ModelListItem,
  modelsRequest,
  readFilesRequest,
} from '../protocol/messages.ts';
import { isFileTexts, isGraphParams, isModelsParams } from '../protocol/validate.ts';
import { printWhy } from '../shapes/unknown.ts';
import { languageOfId } from '../syntax/languages.ts';
import type { SyntaxParser } from '../syntax/parser.ts';
import {
  fromSource,
  toCodeAction,
  toCodeLens,
  toDiagnostic,
  toHover,
  toInlayHint,
  toOffset,
  toSymbol,
} from './convert.ts';
import { createServerFiles, watchedFiles, withoutSlash } from './files.ts';
import { createScheduler, type Outcome } from './scheduler.ts';
import { defaultSettings, readSettings, type Settings, settingComplaints } from './settings.ts';

export interface ServerOptions {
  readonly connection: lsp.Connection;
  /** Makes the parser; the client's initialization options say where its grammars lie, where it must know. */
  readonly createParser: (initializationOptions: unknown) => SyntaxParser;
  readonly analyse: Analyse;
  /** Reads files where the server can; all others are asked of the client. */
  readonly readDisk?: ReadSource;
  /** Lists folders where the server can. */
  readonly listDisk?: ListFolder;
  readonly now: () => number;
}

/** Documents whose text is not a program of its own. */
const skippedSchemes = ['git:', 'vscode-notebook-cell:', 'vscode-interactive-input:', 'output:', 'vscode-scm:'];

/** Registers all handlers and starts to listen. */
export function startServer({ connection, createParser, analyse, readDisk, listDisk, now }: ServerOptions): void {
  const documents = new lsp.TextDocuments(TextDocument);
  let workspace: ReturnType<typeof createWorkspace> | undefined;
  let settings: Settings = defaultSettings;
  let capabilities: lsp.ClientCapabilities = {};
  /** Complaints about settings that the user has seen. */
  const told = new Set<string>();

  let folders: readonly string[] = [];
  /** Documents that are analysed anew for a change in another file. */
  const unedited = new Set<string>();

  const scheduler = createScheduler({ run: analyseDocument, done: publish, now });
  const files = createServerFiles({
    openText: uri => documents.get(uri)?.getText(),
    readDisk,
    fetchTexts: async uris => {
      const answer: unknown = await connection.sendRequest(readFilesRequest, { uris });
      return isFileTexts(answer) ? answer.map(text => text ?? undefined) : [];
    },
  });

  connection.onInitialize(params => {
    capabilities = params.capabilities;
    const options: unknown = params.initializationOptions;
    folders = (params.workspaceFolders ?? []).map(({ uri }) => withoutSlash(uri));
    workspace = createWorkspace({
      parser: createParser(options),
      analyse,
      kerasVersion: settings.kerasVersion,
      files: {
        read: files.read,
        fetch: files.fetch,
        folders: () => folders,
        ...(listDisk === undefined ? {} : { list: listDisk }),
      },
    });
    return {
      serverInfo: { name: 'layerscope' },
      capabilities: {
        textDocumentSync: { openClose: true, change: lsp.TextDocumentSyncKind.Incremental },
        hoverProvider: true,
        inlayHintProvider: true,
        codeLensProvider: {},
        codeActionProvider: { codeActionKinds: [lsp.CodeActionKind.QuickFix, fixAllKind] },
        definitionProvider: true,
        documentSymbolProvider: { label: 'Layerscope' },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });

  connection.onInitialized(async () => {
    if (capabilities.workspace?.didChangeConfiguration?.dynamicRegistration === true) {
      await connection.client.register(lsp.DidChangeConfigurationNotification.type, { section: 'layerscope' });
    }
    if (capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true) {
      const watchers = [{ globPattern: watchedFiles }];
      await connection.client.register(lsp.DidChangeWatchedFilesNotification.type, { watchers });
    }
    if (capabilities.workspace?.workspaceFolders === true) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => withoutSlash(uri)));
        folders = [...folders.filter(folder => !gone.has(folder)), ...added.map(({ uri }) => withoutSlash(uri))];
        for (const document of documents.all()) changed(document, 'after pause');
      });
    }
    await loadSettings();
  });

  connection.onDidChangeConfiguration(async ({ settings: given }) => {
    await loadSettings((given as { readonly layerscope?: unknown } | null)?.layerscope);
  });

  /** Reads the settings from the client, or takes those that it sent where it cannot be asked. */
  async function loadSettings(sent?: unknown): Promise<void> {
    const canAsk = capabilities.workspace?.configuration === true;
    const section: unknown = canAsk ? await connection.workspace.getConfiguration('layerscope') : sent;
    if (!canAsk && sent === undefined) return;
    settings = readSettings(section);
    for (const complaint of settingComplaints(section)) {
      if (told.has(complaint)) continue;
      told.add(complaint);
      const message = `Layerscope: ${complaint}`;
      void connection.sendNotification(lsp.ShowMessageNotification.type, { type: lsp.MessageType.Warning, message });
    }
    workspace?.assume(settings.kerasVersion);
    for (const document of documents.all()) changed(document, 'at once');
    refresh();
  }

  /** Has the editor ask anew for what it asks for of its own accord only after an edit. */
  function refresh(): void {
    if (capabilities.workspace?.inlayHint?.refreshSupport === true) void connection.languages.inlayHint.refresh();
    if (capabilities.workspace?.codeLens?.refreshSupport === true) {
      void connection.sendRequest(lsp.CodeLensRefreshRequest.type);
    }
  }

  documents.onDidOpen(({ document }) => changed(document, 'at once'));
  documents.onDidChangeContent(({ document }) => {
    changed(document, 'after pause');
    changedFor(document.uri);
  });
  documents.onDidClose(({ document: { uri } }) => {
    scheduler.closed(uri);
    workspace?.forget(uri);
    void connection.sendDiagnostics({ uri, diagnostics: [] });
    changedFor(uri);
  });

  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri } of changes) {
      files.changed(uri);
      if (documents.get(uri) === undefined) changedFor(uri);
    }
  });

  /** Analyses the open documents anew that import a file. */
  function changedFor(file: string): void {
    for (const uri of workspace?.usersOf(file) ?? []) {
      const document = documents.get(uri);
      if (document === undefined) continue;
      unedited.add(uri);
      changed(document, 'after pause');
    }
  }

  function changed(document: TextDocument, when: 'after pause' | 'at once'): void {
    if (languageOfId(document.languageId) === undefined) return;
    if (skippedSchemes.some(scheme => document.uri.startsWith(scheme))) return;
    scheduler.changed(document.uri, document.version, when);
  }

  async function analyseDocument(uri: string): Promise<Outcome | undefined> {
    const document = documents.get(uri);
    if (document === undefined || workspace === undefined) return undefined;
    const { version, languageId } = document;
    try {
      const analysis = await workspace.analysis({ uri, text: document.getText(), version, languageId });
      return analysis === undefined ? undefined : { version, analysis };
    } catch (error) {
      connection.console.error(`${uri}, version ${version}: ${error instanceof Error ? error.stack : String(error)}`);
      return { version, failed: error instanceof Error ? error.message : String(error) };
    }
  }

  function publish(uri: string, outcome: Outcome): void {
    const { version } = outcome;
    const found =
      'failed' in outcome ? [failure(outcome.failed)] : diagnostics(outcome.analysis, settings.rules).map(toDiagnostic);
    void connection.sendDiagnostics({ uri, version, diagnostics: found });
    const analysed: AnalysedParams =
      'failed' in outcome
        ? { uri, version, models: 0, failed: outcome.failed }
        : { uri, version, models: listedModels(outcome.analysis).length, ...stoppedEarly(outcome.analysis) };
    void connection.sendNotification(analysedNotification, analysed);
    if (unedited.delete(uri)) refresh();
  }

  /** Answers from the analysis of a document's newest text; with nothing where there is none or nobody waits any more. */
  async function answer<T>(
    uri: string,
    token: lsp.CancellationToken,
    make: (analysis: Analysis) => T | null,
  ): Promise<T | null> {
    const outcome = await scheduler.outcome(uri);
    if (outcome === undefined || 'failed' in outcome || token.isCancellationRequested) return null;
    return make(outcome.analysis);
  }

  connection.onHover(({ textDocument, position }, token) =>
    answer(textDocument.uri, token, analysis => {
      const found = hover(analysis, toOffset(analysis.lines, position));
      return found === undefined ? null : toHover(analysis, found);
    }),
  );

  connection.languages.inlayHint.on(({ textDocument, range }, token) =>
    answer(textDocument.uri, token, analysis => {
      if (!settings.inlayHints) return [];
      const start = toOffset(analysis.lines, range.start);
      const end = toOffset(analysis.lines, range.end);
      return inlayHints(analysis)
        .filter(({ offset }) => start <= offset && offset <= end)
        .map(hint => toInlayHint(analysis, hint));
    }),
  );

  connection.onCodeLens(({ textDocument }, token) =>
    answer(textDocument.uri, token, analysis =>
      settings.codeLens ? codeLenses(analysis).map(lens => toCodeLens(analysis, lens)) : [],
    ),
  );

  connection.onCodeAction(({ textDocument, range, context }, token) =>
    answer(textDocument.uri, token, analysis => {
      const wanted = context.only ?? [lsp.CodeActionKind.QuickFix];
      const span = { start: toOffset(analysis.lines, range.start), end: toOffset(analysis.lines, range.end) };
      const quick = wanted.some(kind => kind === '' || kind === lsp.CodeActionKind.QuickFix);
      return [
        ...(quick ? codeActions(analysis, settings.rules, span) : []),
        ...wanted.flatMap(kind => fixAllActions(analysis, settings.rules, kind)),
      ].map(action => toCodeAction(analysis, action, context.diagnostics));
    }),
  );

  connection.onDefinition(({ textDocument, position }, token) =>
    answer(textDocument.uri, token, analysis =>
      definition(analysis, toOffset(analysis.lines, position)).flatMap(place => {
        const range = rangeOfPlace(analysis, place);
        return range === undefined ? [] : [{ uri: range.uri, range: fromSource(range) }];
      }),
    ),
  );

  connection.onDocumentSymbol(({ textDocument }, token) =>
    answer(textDocument.uri, token, analysis => documentSymbols(analysis).map(symbol => toSymbol(analysis, symbol))),
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
      return { version: analysis.version, graph: graphView(analysis, model), plan: runPlan(model) };
    });
    if (drawn !== null) return drawn;
    throw new lsp.ResponseError(lsp.LSPErrorCodes.RequestFailed, 'This model is not in the document any more.');
  });

  connection.onShutdown(() => workspace?.dispose());
  documents.listen(connection);
  connection.listen();
}

function stoppedEarly(analysis: Analysis): { readonly stopped?: string } {
  return analysis.stopped === undefined ? {} : { stopped: printWhy(analysis.stopped.why) };
}

/** What the document shows where it could not be analysed. */
function failure(reason: string): lsp.Diagnostic {
  const start = { line: 0, character: 0 };
  return {
    range: { start, end: start },
    severity: lsp.DiagnosticSeverity.Information,
    source: 'layerscope',
    message: `Layerscope could not analyse this file (${reason}). The log has the details.`,
  };
}
