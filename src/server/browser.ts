// The language server as a web worker, for editors that run in a browser. The client says where the grammars lie.

import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { analyse } from '../analysis/analyse.ts';
import { createParser } from '../syntax/parser.ts';
import { startServer } from './server.ts';

/** The worker's own global object, which Node's types do not know. */
const worker = globalThis as unknown as ConstructorParameters<typeof BrowserMessageReader>[0];

startServer({
  connection: createConnection(new BrowserMessageReader(worker), new BrowserMessageWriter(worker)),
  createParser: options => createParser({ readGrammar: file => fetchFile(grammarFolder(options) + file) }),
  analyse,
  now: () => performance.now(),
});

function grammarFolder(options: unknown): string {
  const folder = (options as { readonly grammars?: unknown } | null)?.grammars;
  if (typeof folder !== 'string') throw new Error('the client did not say where the grammars lie');
  return folder;
}

async function fetchFile(address: string): Promise<Uint8Array> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} cannot be loaded (${answer.status})`);
  return new Uint8Array(await answer.arrayBuffer());
}
