// The models in model files, for the editor that shows them: read when they are asked for, and drawn as those of programs.

import * as lsp from 'vscode-languageserver';
import { analysisOfModel } from '../analysis/modelFile.ts';
import { isUnreadableFile, readModelFile } from '../formats/read.ts';
import { graphView } from '../ide/graph/graphView.ts';
import { type GraphAnswer, modelFileRequest, readBytesRequest } from '../protocol/messages.ts';
import { isFileParams } from '../protocol/validate.ts';
import type { ServerOptions } from './server.ts';

/** Registers the handler of the request for the model of a file. */
export function registerModelFiles(options: Pick<ServerOptions, 'connection' | 'readBytes' | 'now'>): void {
  const { connection, now } = options;
  connection.onRequest(modelFileRequest, async (params: unknown): Promise<GraphAnswer> => {
    if (!isFileParams(params)) throw new lsp.ResponseError(lsp.ErrorCodes.InvalidParams, 'no file is named');
    const { uri } = params;
    const start = now();
    const bytes = await bytesOf(uri, options);
    if (bytes === undefined) throw failed('The file cannot be read.');
    const read = await readModelFile({ name: nameOf(uri), bytes, sibling: async () => undefined }, { weights: 'none' });
    if (isUnreadableFile(read)) throw failed(`This file cannot be shown: ${read.unreadable}.`);
    const graph = graphView(analysisOfModel(uri, read, now() - start), read.model);
    const { incomplete = read.notes.join(' ') } = graph;
    return {
      document: uri,
      version: 0,
      graph: incomplete === '' ? graph : { ...graph, incomplete },
      plan: { impossible: notComputed },
    };
  });
}

/** Values of the file's own weights would be expected here, and they do not come into the page. */
const notComputed = 'the weights of a file are not read here; `layerscope run` computes with them';

function failed(message: string): lsp.ResponseError<void> {
  return new lsp.ResponseError(lsp.LSPErrorCodes.RequestFailed, message);
}

/** The content of a file: from the disk where the server can read it, else from the client. */
async function bytesOf(
  uri: string,
  { connection, readBytes }: Pick<ServerOptions, 'connection' | 'readBytes'>,
): Promise<Uint8Array | undefined> {
  if (readBytes !== undefined && uri.startsWith('file:')) return readBytes(uri).catch(() => undefined);
  const answer: unknown = await connection.sendRequest(readBytesRequest, { uri });
  return typeof answer === 'string' ? Uint8Array.from(atob(answer), letter => letter.charCodeAt(0)) : undefined;
}

function nameOf(uri: string): string {
  return uri.slice(uri.lastIndexOf('/') + 1);
}
