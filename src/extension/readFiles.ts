// Reads files for the language server, which cannot reach them itself: all files where it is a web worker, and files of virtual
// folders everywhere.

import * as vscode from 'vscode';

/** The longest file in bytes: what is longer is generated, and not analysed anyway. */
const longest = 1_500_000;

/** The texts of files in order; null for those that are not there, or are no text of a bearable length. */
export function readFiles(uris: readonly string[]): Promise<(string | null)[]> {
  return Promise.all(uris.map(readFile));
}

async function readFile(address: string): Promise<string | null> {
  try {
    const uri = vscode.Uri.parse(address, true);
    const { type, size } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.File) === 0 || size > longest) return null;
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return null;
  }
}

/** The largest model file that is handed over, in bytes: it goes through memory as a text. */
const largest = 64 * 2 ** 20;

/** The content of a file in base64; null where there is none, or too much. */
export async function readBytes(address: string): Promise<string | null> {
  try {
    const uri = vscode.Uri.parse(address, true);
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > largest) return null;
    const bytes = await vscode.workspace.fs.readFile(uri);
    const pieces: string[] = [];
    for (let at = 0; at < bytes.length; at += 0x8000)
      pieces.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
    return btoa(pieces.join(''));
  } catch {
    return null;
  }
}
