// The commands that people call: drawing the model under the cursor, restarting the server, looking at the log.

import * as vscode from 'vscode';
import type { ModelListItem } from '../protocol/messages.ts';
import type { Server } from './client.ts';
import { isAnalysed } from './languages.ts';
import { cellOf, selectedCell } from './notebooks.ts';
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
    const here = cursorIn(document);
    if (here === undefined) {
      const asked = 'Open a Python, JavaScript or TypeScript file or notebook that makes a model.';
      void vscode.window.showInformationMessage(asked);
      return;
    }
    const uri = (isAnalysed(here.document) ? here.document.uri : here.cell?.notebook.uri)?.toString();
    const models = uri === undefined ? [] : await modelsOf(server, uri);
    const chosen = modelAtCursor(models, here) ?? (await pick(models, here));
    if (uri !== undefined && chosen !== undefined) panel.show({ uri, model: chosen.id });
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

/** Where the user is: a document, or the cell of a notebook. */
interface Cursor {
  readonly document: vscode.TextDocument;
  readonly position: vscode.Position;
  readonly cell: vscode.NotebookCell | undefined;
}

/** The cursor that a menu or the palette means: in an editor, or in the cell that is selected in a notebook. */
function cursorIn(document: unknown): Cursor | undefined {
  const uri = document instanceof vscode.Uri ? document.toString() : undefined;
  const editors = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors];
  const fits = (editor: vscode.TextEditor | undefined): editor is vscode.TextEditor =>
    editor !== undefined &&
    isAnalysed(editor.document) &&
    (uri === undefined || editor.document.uri.toString() === uri);
  const [active] = editors;
  const selected = selectedCell();
  if (!fits(active) && selected !== undefined && uri === undefined) {
    return { document: selected.document, position: new vscode.Position(0, 0), cell: selected };
  }
  const editor = editors.find(fits);
  if (editor === undefined) return undefined;
  return { document: editor.document, position: editor.selection.active, cell: cellOf(editor.document) };
}

/** The models of a document; waiting shows in the status bar. */
async function modelsOf(server: Server, uri: string): Promise<readonly ModelListItem[]> {
  const title = 'Looking for models';
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () => server.models(uri));
}

/** The only model, the one in whose expression, on whose name or in whose line the cursor stands, or the only one of its cell. */
function modelAtCursor(models: readonly ModelListItem[], here: Cursor): ModelListItem | undefined {
  const [first, second] = models;
  if (first === undefined || second === undefined) return first;
  const { document, position, cell } = here;
  const beside = models.filter(({ range }) => vscode.Uri.parse(range.uri).toString() === document.uri.toString());
  const around = beside.filter(({ range }) => rangeOf(range).contains(position));
  const innermost = around.reduce<ModelListItem | undefined>(
    (best, model) => (best === undefined || rangeOf(best.range).contains(rangeOf(model.range)) ? model : best),
    undefined,
  );
  if (innermost !== undefined) return innermost;
  const wordRange = document.getWordRangeAtPosition(position);
  const word = wordRange === undefined ? undefined : document.getText(wordRange);
  const named = models.filter(({ label }) => label === word);
  if (named.length > 0) return named.findLast(model => isMadeBefore(model, here)) ?? named[0];
  const onLine = beside.filter(({ range }) => range.startLine <= position.line && position.line <= range.endLine);
  if (onLine.length === 1) return onLine[0];
  return cell !== undefined && beside.length === 1 ? beside[0] : undefined;
}

/** True where a model begins in the line of the cursor or before it, in its own cell or one before. */
function isMadeBefore({ range }: ModelListItem, { position, cell }: Cursor): boolean {
  if (cell !== undefined && range.cell !== undefined && range.cell !== cell.index + 1) return range.cell <= cell.index;
  return range.startLine <= position.line;
}

function rangeOf({ startLine, startColumn, endLine, endColumn }: ModelListItem['range']): vscode.Range {
  return new vscode.Range(startLine, startColumn, endLine, endColumn);
}

/** `line 12`; in a notebook `cell 3, line 2`. */
function placeText({ cell, startLine }: ModelListItem['range']): string {
  return [...(cell === undefined ? [] : [`cell ${cell}`]), `line ${startLine + 1}`].join(', ');
}

/** Lets the user choose; the model last made before the cursor comes first. */
async function pick(models: readonly ModelListItem[], here: Cursor): Promise<ModelListItem | undefined> {
  if (models.length === 0) {
    const place = here.cell === undefined ? 'file' : 'notebook';
    void vscode.window.showInformationMessage(`No model is made in this ${place}, as far as Layerscope can see.`);
    return undefined;
  }
  const before = models.findLast(model => isMadeBefore(model, here));
  const ordered = before === undefined ? models : [before, ...models.filter(model => model !== before)];
  const items = ordered.map(model => ({
    label: model.label,
    description: `${model.description}, ${placeText(model.range)}`,
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
