// The extension in an editor that runs in a browser: the language server is a web worker.

import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { activateWith } from './activate.ts';

type ServerOptions = ConstructorParameters<typeof LanguageClient>[2];

/** Web workers, which Node's types do not know. */
declare const Worker: new (address: string) => Awaited<ReturnType<Extract<ServerOptions, () => unknown>>>;

let stop: (() => Promise<void>) | undefined;

export function activate(context: ExtensionContext): void {
  stop = activateWith(context, (_, options) => {
    const server = Uri.joinPath(context.extensionUri, 'dist', 'web', 'server.js').toString(true);
    return new LanguageClient('layerscope', 'Layerscope', async () => new Worker(server), options);
  });
}

export function deactivate(): Promise<void> | undefined {
  return stop?.();
}
