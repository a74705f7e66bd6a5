// The extension where Node is: the language server is a child process.

import { join } from 'node:path';
import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { activateWith } from './activate.ts';

let stop: (() => Promise<void>) | undefined;

export function activate(context: ExtensionContext): void {
  stop = activateWith(context, (_, options) => {
    const module = join(context.extensionPath, 'dist', 'server.cjs');
    const transport = TransportKind.ipc;
    return new LanguageClient(
      'layerscope',
      'Layerscope',
      {
        run: { module, transport },
        debug: { module, transport, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
      },
      options,
    );
  });
}

export function deactivate(): Promise<void> | undefined {
  return stop?.();
}
