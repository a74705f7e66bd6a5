// The command line program `layerscope`. Grammars, the runtime with its WebAssembly files, and the drawing
// with its style sheet lie beside the bundle.

import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Runtime } from '../../webview/runtime/open.ts';
import { analyse } from '../analysis/analyse.ts';
import { listFolderOnDisk } from '../disk/listFolder.ts';
import { createDiskReader } from '../disk/readSource.ts';
import type { DrawGraph, DrawnGraph } from '../protocol/drawnGraph.ts';
import type { GraphView } from '../protocol/graphView.ts';
import { createParser } from '../syntax/parser.ts';
import { runCli } from './run.ts';

/** Written into the bundle when it is built. */
declare const layerscopeVersion: string;

/** Loads the runtime, which is a bundle of its own, since no other command needs TensorFlow.js. */
async function openRuntime(): Promise<Runtime> {
  const bundle = new URL('runtime.js', import.meta.url);
  const { openRuntimeIn }: typeof import('../../webview/runtime/node.ts') = await import(bundle.href);
  return openRuntimeIn(fileURLToPath(new URL('webview/', import.meta.url)));
}

/** Draws a graph with the drawing of the panel, a bundle of its own as well, and the style sheet of the page. */
async function draw(graph: GraphView): Promise<DrawnGraph> {
  const bundle = new URL('drawing.js', import.meta.url);
  const { drawGraph }: { readonly drawGraph: DrawGraph } = await import(bundle.href);
  return drawGraph(graph, await readFile(new URL('webview/main.css', import.meta.url), 'utf8'));
}

async function flushed(): Promise<void> {
  if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain');
}

/** A reader that closes the pipe early, such as `head`, is no failure. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

process.exitCode = await runCli({
  argv: process.argv.slice(2),
  version: layerscopeVersion,
  parser: createParser({ readGrammar: file => readFile(new URL(`grammars/${file}`, import.meta.url)) }),
  analyse,
  read: createDiskReader(),
  list: listFolderOnDisk,
  openRuntime,
  draw,
  flushed,
  out: text => process.stdout.write(text),
  complain: text => process.stderr.write(text),
  columns: process.stdout.columns ?? (Number(process.env.COLUMNS) || 80),
});
