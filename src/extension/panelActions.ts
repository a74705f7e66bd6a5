// What the graph panel asks VS Code to do: show the source of a node, save a drawing, report a defect.

import * as vscode from 'vscode';
import { assertNever } from '../base/assertNever.ts';
import type { SourceRange } from '../protocol/graphView.ts';
import type { FromWebview } from '../protocol/messages.ts';
import { cellOf } from './notebooks.ts';

/** Does what a page asks for; `uri` is the document it shows, and `column` where the page is. */
export async function act(
  message: Exclude<FromWebview, { readonly type: 'ready' }>,
  where: {
    readonly uri: string;
    readonly column: vscode.ViewColumn | undefined;
    readonly log: vscode.LogOutputChannel;
  },
): Promise<void> {
  switch (message.type) {
    case 'reveal':
      return reveal(message.source, where.column);
    case 'copy':
      await vscode.env.clipboard.writeText(message.text);
      vscode.window.setStatusBarMessage('Copied.', 2000);
      return;
    case 'export':
      return saveDrawing(message, where.uri);
    case 'defect':
      return showDefect(message.report, where.log);
    default:
      return assertNever(message);
  }
}

/** Shows a place of the source in the editor that has it, else beside the panel, and puts the cursor there. */
async function reveal(source: SourceRange, panelColumn: vscode.ViewColumn | undefined): Promise<void> {
  const uri = vscode.Uri.parse(source.uri);
  const range = new vscode.Range(source.startLine, source.startColumn, source.endLine, source.endColumn);
  const besidePanel = panelColumn === vscode.ViewColumn.One ? vscode.ViewColumn.Beside : vscode.ViewColumn.One;
  const notebook = cellOf({ uri })?.notebook;
  if (notebook !== undefined) {
    // Only this command opens the notebook, scrolls to the cell and puts the cursor into it.
    const shown = vscode.window.visibleNotebookEditors.find(editor => editor.notebook === notebook);
    await vscode.commands.executeCommand('vscode.open', uri, {
      viewColumn: shown?.viewColumn ?? besidePanel,
      selection: new vscode.Range(range.start, range.start),
    });
    return;
  }
  const visible = vscode.window.visibleTextEditors.find(
    editor => editor.document.uri.toString() === uri.toString() && editor.viewColumn !== undefined,
  );
  const document = await vscode.workspace.openTextDocument(uri);
  const editor = await vscode.window.showTextDocument(document, {
    viewColumn: visible?.viewColumn ?? besidePanel,
    selection: new vscode.Range(range.start, range.start),
  });
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Asks where to save a drawing, and saves it. */
async function saveDrawing(
  drawing: { readonly name: string; readonly text: string },
  documentUri: string,
): Promise<void> {
  const name = drawing.name.replace(/[^\w.-]+/g, '_');
  const folder = vscode.Uri.joinPath(vscode.Uri.parse(documentUri), '..');
  const target = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(folder, `${name === '' ? 'model' : name}.svg`),
    filters: { 'SVG drawing': ['svg'] },
  });
  if (target === undefined) return;
  try {
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(drawing.text));
  } catch (error) {
    void vscode.window.showErrorMessage(`The drawing could not be saved: ${String(error)}`);
  }
}

/** Says that a computed shape is not the inferred one, and offers what is needed to report it. */
async function showDefect(report: string, log: vscode.LogOutputChannel): Promise<void> {
  log.error(report);
  const copy = 'Copy Report';
  const open = 'Report It';
  const chosen = await vscode.window.showWarningMessage(
    'Layerscope inferred a shape that the computation contradicts. This is a defect of Layerscope, not of your program.',
    copy,
    open,
  );
  if (chosen === undefined) return;
  await vscode.env.clipboard.writeText(report);
  if (chosen !== open) return;
  const issue = 'https://github.com/layerscope/layerscope/issues/new?title=Inferred%20shape%20is%20wrong';
  await vscode.env.openExternal(vscode.Uri.parse(issue));
}
