// The panel beside the editor that draws a model. There is one; it shows the model last asked for, follows the edits of its
// document, marks what the cursor stands in, and is there again after a restart.

import * as vscode from 'vscode';
import type { GraphView } from '../protocol/graphView.ts';
import type { AnalysedParams, FromWebview, GraphAnswer, ToWebview } from '../protocol/messages.ts';
import type { Server } from './client.ts';
import { nodesAt } from './highlight.ts';
import { belongsTo, openDocument } from './notebooks.ts';
import { openPage, runtimeSettings } from './openPage.ts';
import { act } from './panelActions.ts';

export const viewType = 'layerscope.modelGraph';

/** How long a model may be missing from a text that is being edited before its drawing is given up, in milliseconds. */
const patience = 1500;

export interface GraphPanel {
  /** Shows a model, in the panel that is open or in a new one. */
  show(target: GraphTarget): void;
  /** A document was analysed. */
  analysed(params: AnalysedParams): void;
}

/** A model by its document and the id it has in the list of models. */
export interface GraphTarget {
  readonly uri: string;
  readonly model: string;
}

/** What the panel knows while it is open. */
interface OpenPanel {
  readonly panel: vscode.WebviewPanel;
  target: GraphTarget;
  isReady: boolean;
  graph: GraphView | undefined;
  /** Counts the requests, so that an answer that comes late is dropped. */
  asked: number;
  givingUp: ReturnType<typeof setTimeout> | undefined;
}

/** Registers the panel and its return after a restart. */
export function createGraphPanel(
  context: vscode.ExtensionContext,
  server: Server,
  log: vscode.LogOutputChannel,
): GraphPanel {
  let open: OpenPanel | undefined;

  function post(message: ToWebview): void {
    void open?.panel.webview.postMessage(message);
  }

  function show(target: GraphTarget): void {
    if (open === undefined) {
      const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
      adopt(vscode.window.createWebviewPanel(viewType, 'Model Graph', column), target);
      return;
    }
    open.target = target;
    open.graph = undefined;
    open.panel.reveal(undefined, true);
    void refresh();
  }

  /** Takes a new or restored panel and fills it. */
  function adopt(panel: vscode.WebviewPanel, target: GraphTarget): void {
    open?.panel.dispose();
    const opened: OpenPanel = { panel, target, isReady: false, graph: undefined, asked: 0, givingUp: undefined };
    open = opened;
    panel.iconPath = vscode.Uri.joinPath(context.extensionUri, 'icons', 'layerscope.png');
    panel.onDidDispose(() => {
      clearTimeout(opened.givingUp);
      if (open === opened) open = undefined;
    });
    openPage(panel.webview, { context, log }, message => {
      if (open === opened) void receive(opened, message);
    });
  }

  async function receive(opened: OpenPanel, message: FromWebview): Promise<void> {
    if (message.type !== 'ready') {
      await act(message, { uri: opened.target.uri, column: opened.panel.viewColumn, log });
      return;
    }
    // A page that was hidden starts anew and is told everything again.
    opened.isReady = true;
    post(runtimeSettings());
    await refresh();
  }

  /** Asks for the drawing of the present text and shows it. */
  async function refresh(): Promise<void> {
    const opened = open;
    if (opened === undefined || !opened.isReady) return;
    const asked = ++opened.asked;
    const { uri, model } = opened.target;
    let answer: GraphAnswer | undefined;
    let failure = '';
    try {
      // A panel that comes back after a restart may be there before its document is.
      await openDocument(uri);
      answer = await server.graph(uri, model);
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
    }
    if (open !== opened || opened.asked !== asked) return;
    clearTimeout(opened.givingUp);
    if (answer === undefined) {
      const giveUp = (): void => post({ type: 'failed', message: failure });
      opened.givingUp = setTimeout(giveUp, opened.graph === undefined ? 0 : patience);
      return;
    }
    opened.graph = answer.graph;
    // A model that was asked for by its cell is one of the notebook.
    opened.target = { uri: answer.document, model };
    opened.panel.title = answer.graph.variable ?? answer.graph.name;
    post({ type: 'graph', ...answer });
    highlight(vscode.window.activeTextEditor);
  }

  /** Marks the nodes of the call in which the cursor of an editor stands. */
  function highlight(editor: vscode.TextEditor | undefined): void {
    if (open?.graph === undefined || editor === undefined) return;
    if (!belongsTo(editor.document, open.target.uri)) return;
    const { line, character } = editor.selection.active;
    post({
      type: 'highlight',
      nodes: nodesAt(open.graph, { uri: editor.document.uri.toString(), line, column: character }),
    });
  }

  context.subscriptions.push(
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => highlight(textEditor)),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration('layerscope.runtime')) post(runtimeSettings());
    }),
    vscode.window.registerWebviewPanelSerializer(viewType, {
      async deserializeWebviewPanel(panel, state: unknown) {
        const target = readState(state);
        if (target === undefined) panel.dispose();
        else adopt(panel, target);
      },
    }),
    { dispose: () => open?.panel.dispose() },
  );
  return {
    show,
    analysed({ uri }) {
      if (open !== undefined && vscode.Uri.parse(uri).toString() === vscode.Uri.parse(open.target.uri).toString()) {
        void refresh();
      }
    },
  };
}

/** What the page keeps over a restart: the document and the variable or name of its model. */
function readState(state: unknown): GraphTarget | undefined {
  if (typeof state !== 'object' || state === null) return undefined;
  const { uri, model } = state as { readonly uri?: unknown; readonly model?: unknown };
  if (typeof uri !== 'string' || typeof model !== 'string' || uri === '' || model === '') return undefined;
  return { uri, model: `${model}#0` };
}
