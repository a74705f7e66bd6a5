// The language server over any connection: keeps documents in step with the editor, has them analysed, publishes what was
// found and answers what is asked. An analysis that fails is logged and told once in the document; the server lives on.

import * as lsp from 'vscode-languageserver';
import type { Analysis } from '../analysis/analysis.ts';
import { nameOf } from '../analysis/imports/address.ts';
import type { ListFolder, ReadSource } from '../analysis/imports/sources.ts';
import { whyNotAnalysed } from '../analysis/tooLong.ts';
import { type Analyse, createWorkspace } from '../analysis/workspace.ts';
import { fixAllKind, ofNotebook } from '../ide/codeActions.ts';
import { diagnostics } from '../ide/diagnostics.ts';
import { listedModels } from '../ide/modelList.ts';
import { type AnalysedParams, analysedNotification, readFilesRequest } from '../protocol/messages.ts';
import { isFileTexts } from '../protocol/validate.ts';
import { printWhy } from '../shapes/unknown.ts';
import type { SyntaxParser } from '../syntax/parser.ts';
import { createCellMarks } from './cellMarks.ts';
import { toDiagnostic } from './convert.ts';
import { type Answer, registerFeatures } from './features.ts';
import { createServerFiles, watchedFiles, withoutSlash } from './files.ts';
import { registerModelFiles } from './modelFiles.ts';
import { createOpenPrograms } from './programs.ts';
import { createPublished } from './published.ts';
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
  /** Reads whole files where the server can; fails where there is none. */
  readonly readBytes?: (uri: string) => Promise<Uint8Array>;
  readonly now: () => number;
}

/** Registers all handlers and starts to listen. */
export function startServer(options: ServerOptions): void {
  const { connection, createParser, analyse, readDisk, listDisk, now } = options;
  let workspace: ReturnType<typeof createWorkspace> | undefined;
  let settings: Settings = defaultSettings;
  let capabilities: lsp.ClientCapabilities = {};
  /** Complaints about settings that the user has seen. */
  const told = new Set<string>();

  let folders: readonly string[] = [];
  /** Programs that are analysed anew for a change in another file. */
  const unedited = new Set<string>();

  const scheduler = createScheduler({ run: analyseProgram, done: publish, now });
  const published = createPublished(connection);
  const cellMarks = createCellMarks();
  const programs = createOpenPrograms(connection, { changed, closed, fileChanged: changedFor });
  const files = createServerFiles({
    openText: programs.text,
    readDisk,
    fetchTexts: async uris => {
      const answer: unknown = await connection.sendRequest(readFilesRequest, { uris });
      return isFileTexts(answer) ? answer.map(text => text ?? undefined) : [];
    },
  });

  connection.onInitialize(params => {
    capabilities = params.capabilities;
    const given: unknown = params.initializationOptions;
    folders = (params.workspaceFolders ?? []).map(({ uri }) => withoutSlash(uri));
    workspace = createWorkspace({
      parser: createParser(given),
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
        // All cells, so that they can be counted as the editor counts them.
        notebookDocumentSync: { notebookSelector: [{ notebook: '*' }] },
        hoverProvider: true,
        inlayHintProvider: true,
        codeLensProvider: {},
        codeActionProvider: {
          codeActionKinds: [lsp.CodeActionKind.QuickFix, fixAllKind, `${ofNotebook}${fixAllKind}`],
        },
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
        for (const address of programs.all()) changed(address, 'after pause');
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
    for (const complaint of settingComplaints(section)) tellOnce(complaint, lsp.MessageType.Warning);
    workspace?.assume(settings.kerasVersion);
    for (const address of programs.all()) changed(address, 'at once');
    refresh();
  }

  /** Shows a message that was not shown before. */
  function tellOnce(text: string, type: lsp.MessageType): void {
    if (told.has(text)) return;
    told.add(text);
    void connection.sendNotification(lsp.ShowMessageNotification.type, { type, message: `Layerscope: ${text}` });
  }

  /** Has the editor ask anew for what it asks for of its own accord only after an edit. */
  function refresh(): void {
    if (capabilities.workspace?.inlayHint?.refreshSupport === true) void connection.languages.inlayHint.refresh();
    if (capabilities.workspace?.codeLens?.refreshSupport === true) {
      void connection.sendRequest(lsp.CodeLensRefreshRequest.type);
    }
  }

  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri } of changes) {
      files.changed(uri);
      if (programs.text(uri) === undefined) changedFor(uri);
    }
  });

  /** Analyses the open programs anew that import a file. */
  function changedFor(file: string): void {
    for (const address of workspace?.usersOf(file) ?? []) {
      unedited.add(address);
      changed(address, 'after pause');
    }
  }

  function changed(address: string, when: 'after pause' | 'at once'): void {
    const source = programs.source(address);
    if (source !== undefined) scheduler.changed(address, source.version, when);
  }

  function closed(address: string): void {
    scheduler.closed(address);
    workspace?.forget(address);
    cellMarks.forget(address);
    published.clear(address);
  }

  async function analyseProgram(address: string): Promise<Outcome | undefined> {
    const source = programs.source(address);
    if (source === undefined || workspace === undefined) return undefined;
    const { version } = source;
    try {
      const analysis = await workspace.analysis(source);
      return analysis === undefined ? undefined : { version, analysis };
    } catch (error) {
      connection.console.error(
        `${address}, version ${version}: ${error instanceof Error ? error.stack : String(error)}`,
      );
      return { version, failed: error instanceof Error ? error.message : String(error) };
    }
  }

  function publish(address: string, outcome: Outcome): void {
    const { version } = outcome;
    const cells = (programs.source(address)?.cells ?? []).map(cell => ({ uri: cell.uri, version: cell.version }));
    const shown = cells.length > 0 ? cells : [{ uri: address, version }];
    if ('failed' in outcome) {
      const { failed } = outcome;
      const told = shown.slice(0, 1).map(({ uri }) => ({ uri, diagnostic: failure(failed) }));
      published.publish(address, shown, told);
      tell({ uri: address, version, cells, models: 0, failed });
      return;
    }
    const { analysis } = outcome;
    const reason = whyNotAnalysed(analysis);
    if (reason !== undefined) tellOnce(`${nameOf(address)} is not analysed: ${reason}`, lsp.MessageType.Info);
    const found = diagnostics(analysis, settings.rules);
    published.publish(
      address,
      shown,
      found.map(one => ({ uri: one.range.uri, diagnostic: toDiagnostic(one) })),
    );
    const hasOtherMarks = cellMarks.update(analysis);
    if (unedited.delete(address) || hasOtherMarks) refresh();
    tell({ uri: address, version, cells, models: listedModels(analysis).length, ...stoppedEarly(analysis) });
  }

  function tell(analysed: AnalysedParams): void {
    void connection.sendNotification(analysedNotification, analysed);
  }

  const answer: Answer = async (uri, token, make) => {
    const address = programs.addressOf(uri);
    const outcome = address === undefined ? undefined : await scheduler.outcome(address);
    if (outcome === undefined || 'failed' in outcome || token.isCancellationRequested) return null;
    return make(outcome.analysis);
  };

  registerFeatures({ connection, settings: () => settings, answer });
  registerModelFiles(options);
  connection.onShutdown(() => workspace?.dispose());
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
