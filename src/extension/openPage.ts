// The page that draws models, in whatever panel or editor it stands: its content, what it may load, and what it says.

import * as vscode from 'vscode';
import type { FromWebview, ToWebview } from '../protocol/messages.ts';
import { readFromWebview } from '../protocol/receive.ts';
import { makeNonce, pageHtml } from './page.ts';

/** Fills a webview with the page; `receive` hears what the page says. */
export function openPage(
  webview: vscode.Webview,
  { context, log }: { readonly context: vscode.ExtensionContext; readonly log: vscode.LogOutputChannel },
  receive: (message: FromWebview) => void,
): void {
  const dist = vscode.Uri.joinPath(context.extensionUri, 'dist');
  webview.options = { enableScripts: true, localResourceRoots: [dist] };
  webview.onDidReceiveMessage((message: unknown) => {
    const read = readFromWebview(message);
    if (read === undefined) log.warn('The graph panel sent a message that cannot be read.');
    else receive(read);
  });
  const assets = `${webview.asWebviewUri(vscode.Uri.joinPath(dist, 'webview')).toString()}/`;
  webview.html = pageHtml({ cspSource: webview.cspSource, assets, nonce: makeNonce(), styleNonce: makeNonce() });
}

/** What the user's settings say of the runtime. */
export function runtimeSettings(): ToWebview {
  const backend = vscode.workspace.getConfiguration('layerscope').get('runtime.backend');
  const known = (['webgpu', 'webgl', 'wasm', 'cpu'] as const).find(name => name === backend);
  return { type: 'settings', backend: known ?? 'auto' };
}
