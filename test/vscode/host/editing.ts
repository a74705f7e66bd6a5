// What the suites need to work with the example programs: opening, finding places, waiting for the extension.
import { join } from 'node:path';
import * as vscode from 'vscode';
import { until } from '../until.ts';

/** The identifier of the extension under test. */
export const extensionId = 'layerscope.layerscope';

/** Opens a program of the workspace in an editor, as it stands on disk. */
export async function openProgram(name: string): Promise<vscode.TextDocument> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error('No folder is open.');
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(join(folder.uri.fsPath, name)));
  await vscode.window.showTextDocument(document);
  return document;
}

/** Takes back every change to the active document, so that the next test finds it as it stands on disk. */
export async function revert(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.files.revert');
}

/** The range of the `occurrence`-th (from 1) occurrence of `text`. */
export function rangeOf(document: vscode.TextDocument, text: string, occurrence = 1): vscode.Range {
  const source = document.getText();
  let offset = -1;
  for (let count = occurrence; count > 0; count--) {
    offset = source.indexOf(text, offset + 1);
    if (offset < 0) throw new Error(`"${text}" does not occur ${occurrence} times in ${document.fileName}.`);
  }
  return new vscode.Range(document.positionAt(offset), document.positionAt(offset + text.length));
}

/** Replaces the first occurrence of `text`, as if it had been typed over. */
export async function replace(document: vscode.TextDocument, text: string, by: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, rangeOf(document, text), by);
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error(`"${text}" could not be replaced.`);
}

/** What the extension reports on a document right now. */
export function findingsOf(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter(diagnostic => diagnostic.source === 'layerscope');
}

/** The quick fixes that are offered for a finding, the preferred ones first. */
export async function fixesFor(
  document: vscode.TextDocument,
  finding: vscode.Diagnostic,
): Promise<vscode.CodeAction[]> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    finding.range,
    vscode.CodeActionKind.QuickFix.value,
    100,
  );
  const edits = actions.filter(action => action.edit !== undefined);
  return edits.sort((a, b) => Number(b.isPreferred ?? false) - Number(a.isPreferred ?? false));
}

/** The rule that a diagnostic of the extension comes from. */
export function ruleOf(diagnostic: vscode.Diagnostic): string {
  const { code } = diagnostic;
  return typeof code === 'object' ? String(code.value) : String(code);
}

/** The rules reported on a document, in the order of the source. */
export function rulesOf(document: vscode.TextDocument): string[] {
  return findingsOf(document)
    .sort((a, b) => a.range.start.compareTo(b.range.start))
    .map(ruleOf);
}

/** Waits until the rules reported on a document are exactly these, in the order of the source. */
export async function expectRules(
  document: vscode.TextDocument,
  rules: readonly string[],
): Promise<vscode.Diagnostic[]> {
  const wanted = JSON.stringify(rules);
  try {
    await until(`the rules ${wanted}`, async () => JSON.stringify(rulesOf(document)) === wanted);
  } catch (error) {
    throw new Error(`${String(error)}\nReported are ${JSON.stringify(rulesOf(document))}`);
  }
  return findingsOf(document).sort((a, b) => a.range.start.compareTo(b.range.start));
}

/** The text of all hovers over a piece of source, once one of them contains `containing`. */
export async function hoverOver(
  document: vscode.TextDocument,
  text: string,
  options: { readonly occurrence?: number; readonly containing: string },
): Promise<string> {
  const position = rangeOf(document, text, options.occurrence).start;
  let seen = '';
  try {
    return await until(`a hover over "${text}" with "${options.containing}"`, async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        position,
      );
      seen = hovers
        .flatMap(hover => hover.contents)
        .map(content => (typeof content === 'string' ? content : content.value))
        .join('\n');
      return seen.includes(options.containing) ? seen : undefined;
    });
  } catch (error) {
    throw new Error(`${String(error)}\nThe hover is ${JSON.stringify(seen)}`);
  }
}
