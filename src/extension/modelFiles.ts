// The editor of model files: it shows the graph of the model in them, and anew when the file changes. Nothing is written.

import * as vscode from 'vscode';
import type { ToWebview } from '../protocol/messages.ts';
import type { Server } from './client.ts';
import { openPage, runtimeSettings } from './openPage.ts';
import { act } from './panelActions.ts';

/** Archives and HDF5 files are opened by it, JSON files where somebody asks for it. */
export const modelFileTypes = ['layerscope.modelFile', 'layerscope.modelJson'] as const;

/** Registers the editor. */
export function registerModelFiles(
  context: vscode.ExtensionContext,
  server: Server,
  log: vscode.LogOutputChannel,
): void {
  const provider: vscode.CustomReadonlyEditorProvider = {
    openCustomDocument: uri => ({ uri, dispose: () => undefined }),
    resolveCustomEditor({ uri }, panel) {
      show(uri, panel);
    },
  };
  for (const viewType of modelFileTypes) {
    const options = { supportsMultipleEditorsPerDocument: true };
    context.subscriptions.push(vscode.window.registerCustomEditorProvider(viewType, provider, options));
  }

  function show(uri: vscode.Uri, panel: vscode.WebviewPanel): void {
    let isReady = false;
    /** Counts the requests, so that an answer that comes late is dropped. */
    let asked = 0;
    const post = (message: ToWebview): void => void panel.webview.postMessage(message);

    async function refresh(): Promise<void> {
      if (!isReady) return;
      const mine = ++asked;
      let message: ToWebview;
      try {
        message = { type: 'graph', ...(await server.modelFile(uri.toString())) };
      } catch (error) {
        message = { type: 'failed', message: error instanceof Error ? error.message : String(error) };
      }
      if (mine === asked) post(message);
    }

    openPage(panel.webview, { context, log }, message => {
      if (message.type !== 'ready') {
        void act(message, { uri: uri.toString(), column: panel.viewColumn, log });
        return;
      }
      isReady = true;
      post(runtimeSettings());
      void refresh();
    });
    const folder = vscode.Uri.joinPath(uri, '..');
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, exactly(name)));
    watcher.onDidChange(refresh);
    watcher.onDidCreate(refresh);
    panel.onDidDispose(() => {
      isReady = false;
      asked++;
      watcher.dispose();
    });
  }
}

/** A pattern that matches a name and nothing else. */
function exactly(name: string): string {
  return name.replace(/[[\]{}*?]/g, '[$&]');
}
