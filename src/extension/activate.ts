// Activation, the same in Node and in the browser: everything is registered at once, the server starts in the background.

import * as vscode from 'vscode';
import type { AnalysedParams } from '../protocol/messages.ts';
import { type CreateClient, startServer } from './client.ts';
import { registerCommands } from './commands.ts';
import { registerModelFiles } from './modelFiles.ts';
import { createGraphPanel } from './panel.ts';
import { createStatus } from './status.ts';

/** Wires the parts of the extension together; gives what ends the server again. */
export function activateWith(context: vscode.ExtensionContext, createClient: CreateClient): () => Promise<void> {
  const log = vscode.window.createOutputChannel('Layerscope', { log: true });
  context.subscriptions.push(log);
  const status = createStatus(context);
  const listeners: ((params: AnalysedParams) => void)[] = [status.analysed];
  const onAnalysed = (params: AnalysedParams): void => {
    for (const listener of listeners) listener(params);
  };
  const server = startServer({ context, createClient, log, onAnalysed, onRunning: status.running });
  const panel = createGraphPanel(context, server, log);
  listeners.push(panel.analysed);
  registerCommands({ context, server, panel, log });
  registerModelFiles(context, server, log);
  return server.stop;
}
