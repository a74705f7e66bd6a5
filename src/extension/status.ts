// The entry in the status bar: what the analysis of the active document found, that it is at work, or why it stopped.

import * as vscode from 'vscode';
import type { AnalysedParams } from '../protocol/messages.ts';
import { isAnalysed } from './languages.ts';
import { selectedCell } from './notebooks.ts';

/** How long an analysis may take before the status bar shows that it is at work, in milliseconds. */
const patience = 400;

export interface Status {
  /** A document was analysed. */
  analysed(params: AnalysedParams): void;
  /** The server has started or ended. */
  running(isRunning: boolean): void;
}

/** Adds the entry; it shows itself only beside documents that have something to say. */
export function createStatus(context: vscode.ExtensionContext): Status {
  const item = vscode.window.createStatusBarItem('layerscope.status', vscode.StatusBarAlignment.Right, 90);
  item.name = 'Layerscope';
  const known = new Map<string, AnalysedParams>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isBroken = false;
  let offered = false;

  function show(text: string, tooltip: string, command: string, isWarning = false): void {
    item.text = text;
    item.tooltip = tooltip;
    item.command = command;
    item.backgroundColor = isWarning ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    item.show();
  }

  /** Lets the menus offer the graph only where there is a model to draw. */
  function update(): void {
    updateEntry();
    const uri = activeDocument()?.uri.toString();
    const models = uri === undefined ? 0 : (known.get(uri)?.models ?? 0);
    if (models > 0 === offered) return;
    offered = models > 0;
    void vscode.commands.executeCommand('setContext', 'layerscope.hasModels', offered);
  }

  function updateEntry(): void {
    if (timer !== undefined) clearTimeout(timer);
    timer = undefined;
    const document = activeDocument();
    if (document === undefined) {
      item.hide();
      return;
    }
    if (isBroken) {
      show('$(error) Layerscope', 'The language server of Layerscope does not run.', 'layerscope.showOutput', true);
      return;
    }
    const params = known.get(document.uri.toString());
    if (params === undefined || params.version < document.version) {
      timer = setTimeout(() => show('$(loading~spin) Layerscope', 'Analysing …', 'layerscope.showOutput'), patience);
    }
    if (params !== undefined) showOutcome(params);
    else item.hide();
  }

  function showOutcome({ cells, models, stopped, failed }: AnalysedParams): void {
    const place = cells.length > 0 ? 'notebook' : 'file';
    if (failed !== undefined) {
      show('$(warning) Layerscope', `This ${place} could not be analysed: ${failed}`, 'layerscope.showOutput');
    } else if (stopped !== undefined) {
      show('$(warning) Layerscope', `Layerscope stopped early: ${stopped}.`, 'layerscope.showOutput');
    } else if (models > 0) {
      const count = `${models} model${models === 1 ? '' : 's'}`;
      show(`$(type-hierarchy) ${count}`, `${count} in this ${place}. Click to draw one.`, 'layerscope.showModelGraph');
    } else {
      item.hide();
    }
  }

  context.subscriptions.push(
    item,
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.window.onDidChangeActiveNotebookEditor(update),
    vscode.window.onDidChangeNotebookEditorSelection(update),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && document === activeDocument()) update();
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => known.delete(uri.toString())),
    { dispose: () => clearTimeout(timer) },
  );
  update();
  return {
    analysed(params) {
      const { uri, version, cells } = params;
      for (const shown of cells.length > 0 ? cells : [{ uri, version }]) {
        known.set(vscode.Uri.parse(shown.uri).toString(), { ...params, version: shown.version });
      }
      update();
    },
    running(isRunning) {
      isBroken = !isRunning;
      update();
    },
  };
}

/** The document before the user, if it is analysed: in a notebook the selected cell, or its first one where that is text. */
function activeDocument(): vscode.TextDocument | undefined {
  const document = vscode.window.activeTextEditor?.document;
  if (document !== undefined && isAnalysed(document)) return document;
  const selected = selectedCell();
  if (selected === undefined) return undefined;
  const cells = [selected, ...selected.notebook.getCells()];
  return cells.find(cell => isAnalysed(cell.document))?.document;
}
