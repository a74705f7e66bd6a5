// The commands that people call: drawing the model under the cursor, restarting the server, looking at the log.

import * as vscode from 'vscode';
import type { ModelListItem } from '../protocol/messages.ts';
import type { Server } from './client.ts';
import { isAnalysed } from './languages.ts';
import type { GraphPanel } from './panel.ts';

/** Registers every command of the manifest. */
export function registerCommands(parts: {
  readonly context: vscode.ExtensionContext;
  readonly server: Server;
  readonly panel: GraphPanel;
  readonly log: vscode.LogOutputChannel;
}): void {
  const { context, server, panel, log } = parts;

  async function showModelGraph(document?: unknown, model?: unknown): Promise<void> {
    if (typeof document === 'string' && typeof model === 'string') {
      panel.show({ uri: document, model });
      return;
    }
    const editor = editorFor(document);
    if (editor === undefined) {
      void vscode.window.showInformationMessage('Open a Python, JavaScript or TypeScript file that makes a model.');
      return;
    }
    const { uri } = editor.document;
    const models = await modelsOf(server, uri);
    const chosen = modelAtCursor(models, editor) ?? (await pick(models, editor));
    if (chosen !== undefined) panel.show({ uri: uri.toString(), model: chosen.id });
  }

  async function restart(): Promise<void> {
    const title = 'Restarting Layerscope';
    await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () => server.restart());
  }

  /** Runs a command and says so where it fails. */
  function guarded<A extends unknown[]>(run: (...args: A) => Promise<void>): (...args: A) => Promise<void> {
    return async (...args) => {
      try {
        await run(...args);
      } catch (error) {
        log.error(error instanceof Error ? error : String(error));
        const show = 'Show Log';
        const reason = error instanceof Error ? error.message : String(error);
        const chosen = await vscode.window.showErrorMessage(`Layerscope: ${reason}`, show);
        if (chosen === show) log.show();
      }
    };
  }

  context.subscriptions.push(
    vscode.commands.registerCommand('layerscope.showModelGraph', guarded(showModelGraph)),
    vscode.commands.registerCommand('layerscope.restart', guarded(restart)),
    vscode.commands.registerCommand('layerscope.showOutput', () => log.show()),
  );
}

/** The editor that a menu or the palette means. */
function editorFor(document: unknown): vscode.TextEditor | undefined {
  const uri = document instanceof vscode.Uri ? document.toString() : undefined;
  const editors = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors];
  return editors.find(
    editor =>
      editor !== undefined &&
      isAnalysed(editor.document) &&
      (uri === undefined || editor.document.uri.toString() === uri),
  );
}

/** The models of a document; waiting shows in the status bar. */
async function modelsOf(server: Server, uri: vscode.Uri): Promise<readonly ModelListItem[]> {
  const title = 'Looking for models';
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
    server.models(uri.toString()),
  );
}

/** The only model, or the one in whose expression or on whose name the cursor stands. */
function modelAtCursor(models: readonly ModelListItem[], editor: vscode.TextEditor): ModelListItem | undefined {
  const [first, second] = models;
  if (first === undefined || second === undefined) return first;
  const { document, selection } = editor;
  const cursor = selection.active;
  const around = models.filter(({ range }) => rangeOf(range).contains(cursor));
  const innermost = around.reduce<ModelListItem | undefined>(
    (best, model) => (best === undefined || rangeOf(best.range).contains(rangeOf(model.range)) ? model : best),
    undefined,
  );
  if (innermost !== undefined) return innermost;
  const wordRange = document.getWordRangeAtPosition(cursor);
  const word = wordRange === undefined ? undefined : document.getText(wordRange);
  const named = models.filter(({ label }) => label === word);
  if (named.length > 0) return named.findLast(({ range }) => range.startLine <= cursor.line) ?? named[0];
  const onLine = models.filter(({ range }) => range.startLine <= cursor.line && cursor.line <= range.endLine);
  return onLine.length === 1 ? onLine[0] : undefined;
}

function rangeOf({ startLine, startColumn, endLine, endColumn }: ModelListItem['range']): vscode.Range {
  return new vscode.Range(startLine, startColumn, endLine, endColumn);
}

/** Lets the user choose; the model last made before the cursor comes first. */
async function pick(models: readonly ModelListItem[], editor: vscode.TextEditor): Promise<ModelListItem | undefined> {
  if (models.length === 0) {
    void vscode.window.showInformationMessage('No model is made in this file, as far as Layerscope can see.');
    return undefined;
  }
  const { line } = editor.selection.active;
  const before = models.findLast(({ range }) => range.startLine <= line);
  const ordered = before === undefined ? models : [before, ...models.filter(model => model !== before)];
  const items = ordered.map(model => ({
    label: model.label,
    description: `${model.description}, line ${model.range.startLine + 1}`,
    detail: model.detail,
    model,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    placeHolder: 'Which model?',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.model;
}
