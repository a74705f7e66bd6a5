// The command line run inside a test, in a folder of its own.

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before } from 'node:test';
import { analyse } from '../../src/analysis/analyse.ts';
import { type CliOptions, runCli } from '../../src/cli/run.ts';
import { listFolderOnDisk } from '../../src/disk/listFolder.ts';
import { createDiskReader } from '../../src/disk/readSource.ts';
import type { DrawGraph } from '../../src/protocol/drawnGraph.ts';
import { openParser } from '../syntax/openParser.ts';

/** The drawing, whose types are those of a page and stay outside of this program. */
async function drawing(): Promise<DrawGraph> {
  const module: string = '../../webview/file/drawGraph.ts';
  return (await import(module)).drawGraph;
}

/** The style sheets of the page that drawings take their looks from. */
async function pageStyles(): Promise<string> {
  const folder = join(import.meta.dirname, '../../webview/styles');
  return (await readFile(join(folder, 'theme.css'), 'utf8')) + (await readFile(join(folder, 'drawing.css'), 'utf8'));
}

export interface Ran {
  readonly status: number;
  readonly out: string;
  readonly complaints: string;
}

export interface Program {
  /** Runs the program, with the test's folder for `@` in the arguments and in what it prints. */
  run(...argv: string[]): Promise<Ran>;
  /** Writes files below the test's folder. */
  write(files: Readonly<Record<string, string | Uint8Array>>): Promise<void>;
}

/** The command line for the tests of a file; the folder is removed when they are over. */
export async function openProgram(options: Partial<CliOptions> = {}): Promise<Program> {
  const parser = await openParser('python', 'javascript', 'typescript');
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'layerscope-cli-'));
  });
  after(() => rm(folder, { recursive: true }));
  return {
    async run(...argv) {
      let out = '';
      let complaints = '';
      const status = await runCli({
        read: createDiskReader(),
        list: listFolderOnDisk,
        version: '1.2.3',
        parser,
        analyse,
        draw: async graph => (await drawing())(graph, await pageStyles()),
        openRuntime: () => Promise.reject(new Error('nothing is computed here')),
        flushed: () => Promise.resolve(),
        columns: 80,
        ...options,
        argv: argv.map(word => word.replace('@', folder)),
        out: text => {
          out += text;
        },
        complain: text => {
          complaints += text;
        },
      });
      return { status, out: out.replaceAll(folder, '@'), complaints: complaints.replaceAll(folder, '@') };
    },
    async write(files) {
      for (const [name, content] of Object.entries(files)) {
        const path = join(folder, name);
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, content);
      }
    },
  };
}
