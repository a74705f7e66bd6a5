// A client of the language server in the same process, as an editor would be one: it opens and edits documents, asks, and
// keeps what the server says by itself.

import { PassThrough } from 'node:stream';
import * as lsp from 'vscode-languageserver/node';
import { analyse } from '../../src/analysis/analyse.ts';
import type { ListFolder, ReadSource } from '../../src/analysis/imports/sources.ts';
import type { Analyse } from '../../src/analysis/workspace.ts';
import { analysedNotification, type ReadFilesParams, readFilesRequest } from '../../src/protocol/messages.ts';
import { startServer } from '../../src/server/server.ts';
import { openParser } from '../syntax/openParser.ts';

export interface TestClient {
  readonly connection: lsp.ProtocolConnection;
  /** Opens a document and gives its address. */
  open(text: string, languageId?: string, uri?: string): Promise<string>;
  /** The files that the client hands over when it is asked, by address; a change is told to the server. */
  write(uri: string, text: string | undefined): Promise<void>;
  /** The addresses that the server asked for. */
  readonly asked: readonly string[];
  /** Replaces a piece of the open document's text, and gives the new version. */
  replace(uri: string, from: string, to: string): Promise<number>;
  /** The text of an open document. */
  text(uri: string): string;
  /** The position of a piece of text, moved by `by` characters. */
  position(uri: string, piece: string, by?: number): lsp.Position;
  /** The diagnostics for this version of a document or a later one. */
  diagnostics(uri: string, version: number): Promise<readonly lsp.Diagnostic[]>;
  /** The notification that a version of a document was analysed. */
  analysed(uri: string, version: number): Promise<unknown>;
  /** Changes the settings and tells the server so. */
  configure(settings: object): Promise<void>;
  /** How often the server asked to be asked anew for hints and lenses. */
  readonly refreshes: { hints: number; lenses: number };
  readonly log: readonly string[];
  /** What the server showed to the user. */
  readonly shown: readonly string[];
  close(): Promise<void>;
}

/** Starts a server and connects to it. */
export async function connect(
  options: {
    readonly analyse?: Analyse;
    /** The folders that are open. */
    readonly folders?: readonly string[];
    readonly readDisk?: ReadSource;
    readonly listDisk?: ListFolder;
    readonly readBytes?: (uri: string) => Promise<Uint8Array>;
  } = {},
): Promise<TestClient> {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const parser = await openParser('python', 'javascript', 'typescript');
  startServer({
    connection: lsp.createConnection(
      lsp.ProposedFeatures.all,
      new lsp.StreamMessageReader(toServer),
      new lsp.StreamMessageWriter(toClient),
    ),
    createParser: () => ({ ...parser, dispose: () => undefined }),
    analyse: options.analyse ?? analyse,
    ...(options.readDisk === undefined ? {} : { readDisk: options.readDisk }),
    ...(options.listDisk === undefined ? {} : { listDisk: options.listDisk }),
    ...(options.readBytes === undefined ? {} : { readBytes: options.readBytes }),
    now: () => performance.now(),
  });
  const connection = lsp.createProtocolConnection(
    new lsp.StreamMessageReader(toClient),
    new lsp.StreamMessageWriter(toServer),
  );
  let settings: object = {};
  const texts = new Map<string, { text: string; version: number }>();
  const log: string[] = [];
  const shown: string[] = [];
  const refreshes = { hints: 0, lenses: 0 };
  const published = createMailbox<lsp.PublishDiagnosticsParams>();
  const analysed = createMailbox<{ readonly uri: string; readonly version: number }>();
  connection.onNotification(lsp.PublishDiagnosticsNotification.type, published.put);
  connection.onNotification(analysedNotification, analysed.put);
  connection.onNotification(lsp.LogMessageNotification.type, ({ message }) => {
    log.push(message);
  });
  connection.onNotification(lsp.ShowMessageNotification.type, ({ message }) => {
    shown.push(message);
  });
  connection.onRequest(lsp.ConfigurationRequest.type, ({ items }) => items.map(() => settings));
  connection.onRequest(lsp.RegistrationRequest.type, () => undefined);
  connection.onRequest(lsp.InlayHintRefreshRequest.type, () => void refreshes.hints++);
  connection.onRequest(lsp.CodeLensRefreshRequest.type, () => void refreshes.lenses++);
  const files = new Map<string, string>();
  const asked: string[] = [];
  connection.onRequest(readFilesRequest, ({ uris }: ReadFilesParams) => {
    asked.push(...uris);
    return uris.map(uri => files.get(uri) ?? null);
  });
  connection.listen();
  await connection.sendRequest(lsp.InitializeRequest.type, {
    processId: null,
    rootUri: null,
    workspaceFolders: (options.folders ?? []).map(uri => ({ uri, name: uri })),
    capabilities: {
      workspace: {
        configuration: true,
        didChangeConfiguration: { dynamicRegistration: true },
        didChangeWatchedFiles: { dynamicRegistration: true },
        inlayHint: { refreshSupport: true },
        codeLens: { refreshSupport: true },
      },
    },
  });
  await connection.sendNotification(lsp.InitializedNotification.type, {});

  const known = (uri: string): { text: string; version: number } => {
    const document = texts.get(uri);
    if (document === undefined) throw new Error(`${uri} is not open`);
    return document;
  };
  const position = (uri: string, piece: string, by = 0): lsp.Position => {
    const { text } = known(uri);
    const at = text.indexOf(piece);
    if (at < 0) throw new Error(`"${piece}" is not in ${uri}`);
    const before = text.slice(0, at + by).split('\n');
    return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  };
  return {
    connection,
    refreshes,
    log,
    shown,
    asked,
    async write(uri, text) {
      if (text === undefined) files.delete(uri);
      else files.set(uri, text);
      const changes = [{ uri, type: lsp.FileChangeType.Changed } as const];
      await connection.sendNotification(lsp.DidChangeWatchedFilesNotification.type, { changes });
    },
    async open(text, languageId = 'python', at = undefined) {
      const uri = at ?? `file:///models/${texts.size}.${languageId === 'python' ? 'py' : 'js'}`;
      texts.set(uri, { text, version: 1 });
      const textDocument = { uri, languageId, version: 1, text };
      await connection.sendNotification(lsp.DidOpenTextDocumentNotification.type, { textDocument });
      return uri;
    },
    async replace(uri, from, to) {
      const document = known(uri);
      const start = position(uri, from);
      const end = position(uri, from, from.length);
      document.text = document.text.replace(from, () => to);
      document.version++;
      await connection.sendNotification(lsp.DidChangeTextDocumentNotification.type, {
        textDocument: { uri, version: document.version },
        contentChanges: [{ range: { start, end }, text: to }],
      });
      return document.version;
    },
    text: uri => known(uri).text,
    position,
    async diagnostics(uri, version) {
      const { diagnostics } = await published.take(one => one.uri === uri && (one.version ?? 0) >= version);
      return diagnostics;
    },
    analysed: (uri, version) => analysed.take(one => one.uri === uri && one.version >= version),
    async configure(next) {
      settings = next;
      await connection.sendNotification(lsp.DidChangeConfigurationNotification.type, { settings: null });
    },
    async close() {
      await connection.sendRequest(lsp.ShutdownRequest.type);
      connection.end();
      connection.dispose();
      toServer.destroy();
      toClient.destroy();
    },
  };
}

/** Keeps messages until somebody takes them. */
function createMailbox<T>() {
  const kept: T[] = [];
  const waiting: { readonly wanted: (message: T) => boolean; readonly give: (message: T) => void }[] = [];
  return {
    put(message: T): void {
      const index = waiting.findIndex(({ wanted }) => wanted(message));
      const [taker] = index < 0 ? [] : waiting.splice(index, 1);
      if (taker === undefined) kept.push(message);
      else taker.give(message);
    },
    take(wanted: (message: T) => boolean): Promise<T> {
      const index = kept.findIndex(wanted);
      const [message] = index < 0 ? [] : kept.splice(index, 1);
      return message === undefined ? new Promise(give => waiting.push({ wanted, give })) : Promise.resolve(message);
    },
  };
}
