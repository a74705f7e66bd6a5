// The language client: what it says to the server beside the protocol's own messages, the same in Node and in the browser.

import * as vscode from 'vscode';
import { type BaseLanguageClient, type LanguageClientOptions, State } from 'vscode-languageclient';
import {
  type AnalysedParams,
  analysedNotification,
  type GraphAnswer,
  graphRequest,
  type ModelListItem,
  modelFileRequest,
  modelsRequest,
  readBytesRequest,
  readFilesRequest,
} from '../protocol/messages.ts';
import { isAnalysedParams, isFileParams, isGraphAnswer, isModelList, isReadFilesParams } from '../protocol/validate.ts';
import { languageIds } from './languages.ts';
import { createNotebookSync, withoutCells } from './notebookSync.ts';
import { readBytes, readFiles } from './readFiles.ts';

/** Makes a client for the place where the extension runs. */
export type CreateClient = (context: vscode.ExtensionContext, options: LanguageClientOptions) => BaseLanguageClient;

/** The server as the rest of the extension sees it. */
export interface Server {
  /** The models of a document, in source order. */
  models(uri: string): Promise<readonly ModelListItem[]>;
  /** The drawing and plan of a model; fails with a sentence where the document no longer makes it. */
  graph(uri: string, model: string): Promise<GraphAnswer>;
  /** The drawing of the model in a model file; fails with a sentence where there is none. */
  modelFile(uri: string): Promise<GraphAnswer>;
  /** Ends the server and starts it anew. */
  restart(): Promise<void>;
  /** Ends the server for good. */
  stop(): Promise<void>;
}

/** Starts the server without waiting for it. */
export function startServer(options: {
  readonly context: vscode.ExtensionContext;
  readonly createClient: CreateClient;
  readonly log: vscode.LogOutputChannel;
  readonly onAnalysed: (params: AnalysedParams) => void;
  /** Hears whether the server runs, whenever that changes. */
  readonly onRunning: (isRunning: boolean) => void;
}): Server {
  const { context, createClient, log, onAnalysed, onRunning } = options;
  const client = createClient(context, {
    documentSelector: languageIds.map(language => ({ language })),
    outputChannel: log,
    initializationOptions: {
      grammars: `${vscode.Uri.joinPath(context.extensionUri, 'dist', 'grammars').toString(true)}/`,
    },
    // Nothing in a hover may run a command or load anything.
    markdown: { isTrusted: false, supportHtml: false },
    middleware: withoutCells,
  });
  client.registerFeature(createNotebookSync(client));
  client.onNotification(analysedNotification, (params: unknown) => {
    if (isAnalysedParams(params)) onAnalysed(params);
    else log.warn('The server sent a notification that cannot be read.');
  });
  client.onRequest(readFilesRequest, (params: unknown) => (isReadFilesParams(params) ? readFiles(params.uris) : []));
  client.onRequest(readBytesRequest, (params: unknown) => (isFileParams(params) ? readBytes(params.uri) : null));
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Running) onRunning(true);
    if (newState === State.Stopped) onRunning(false);
  });
  const start = (): Promise<void> => {
    const started = client.start();
    started.catch((error: unknown) => {
      log.error(`The language server did not start: ${String(error)}`);
      onRunning(false);
    });
    return started;
  };
  let ready = start();
  return {
    async models(uri) {
      await ready;
      const answer: unknown = await client.sendRequest(modelsRequest, { uri });
      if (!isModelList(answer)) throw new Error('the server sent a list of models that cannot be read');
      return answer;
    },
    async graph(uri, model) {
      await ready;
      const answer: unknown = await client.sendRequest(graphRequest, { uri, model });
      if (!isGraphAnswer(answer)) throw new Error('the server sent a graph that cannot be read');
      return answer;
    },
    async modelFile(uri) {
      await ready;
      const answer: unknown = await client.sendRequest(modelFileRequest, { uri });
      if (!isGraphAnswer(answer)) throw new Error('the server sent a graph that cannot be read');
      return answer;
    },
    async restart() {
      if (client.needsStop()) await client.stop();
      ready = start();
      await ready;
    },
    async stop() {
      if (client.needsStop()) await client.stop();
    },
  };
}
