// Times what a person waits for, on the program that started the project: analysis in a new process and warm, from a
// keystroke to published findings in the running server, hovers, programs that are too much; beside building the same models in real Keras where a
// Python with Keras is found. Prints medians, and the ratios between rows of the same run. Run by hand: npm run bench.

import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as lsp from 'vscode-languageserver/node';
import { analyse } from '../../src/analysis/analyse.ts';
import { createParser } from '../../src/syntax/parser.ts';
import { hostilePrograms } from '../limits/hostilePrograms.ts';
import { checkShares } from './checkCost.ts';

const root = join(import.meta.dirname, '../..');
const program = join(root, 'test/workspace/siamese.py');
const text = readFileSync(program, 'utf8');

/** Repetitions of quick measurements and of those that start a process. */
const quickRuns = 60;
const processRuns = 7;

/** The largest models of keras.applications, and the best known. */
const largeModels = ['ResNet50', 'ResNet152', 'NASNetLarge', 'EfficientNetB7', 'ConvNeXtXLarge'];

interface Row {
  readonly name: string;
  readonly median: number;
  readonly aim?: number;
}

const rows: Row[] = [];

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function note(name: string, values: readonly number[], aim?: number): void {
  const row: Row = { name, median: median(values), ...(aim === undefined ? {} : { aim }) };
  rows.push(row);
  const spread = `${Math.min(...values).toFixed(1)} to ${Math.max(...values).toFixed(1)}`;
  console.log(
    `${name.padEnd(58)} ${row.median.toFixed(1).padStart(8)} ms  (${spread})${aim === undefined ? '' : `  aim: under ${aim}`}`,
  );
}

async function timeAnalysis(): Promise<void> {
  const grammars = join(root, 'dist/grammars');
  const parser = createParser({ readGrammar: async file => new Uint8Array(readFileSync(join(grammars, file))) });
  await parser.load('python');
  const run = (name: string, source: (turn: number) => string, aim?: number): void => {
    const times: number[] = [];
    for (let i = 0; i < quickRuns; i++) {
      const start = performance.now();
      analyse(parser, {
        uri: 'file:///siamese.py',
        text: source(i),
        version: i,
        languageId: 'python',
        kerasVersion: 'auto',
      });
      times.push(performance.now() - start);
    }
    note(name, times.slice(quickRuns / 2), aim);
  };
  run('siamese.py analysed, warm', () => text, 20);
  for (const model of largeModels) {
    const call = `import keras\nmodel = keras.applications.${model}`;
    // Another size each time, so that nothing of the last turn can be used again.
    run(`${model}(...) analysed, warm`, turn => `${call}(weights=None, input_shape=(${320 + turn}, 320, 3))\n`, 60);
    run(`${model}(...) analysed again, the call unchanged`, turn => `${call}(weights=None)\n# ${turn}\n`, 20);
  }
}

/** What the analysis of a program may take that has too much of something; the time limit of a run is part of it. */
const bearable = 1_500;

async function timeHostile(): Promise<void> {
  const grammars = join(root, 'dist/grammars');
  const parser = createParser({ readGrammar: async file => new Uint8Array(readFileSync(join(grammars, file))) });
  await parser.load('python');
  await parser.load('javascript');
  console.log(`\nprograms that are too much, in processor time, beside the ${bearable} ms that they may take:`);
  for (const [name, text] of Object.entries(hostilePrograms)) {
    const languageId = name.startsWith('JavaScript') ? 'javascript' : 'python';
    const start = process.cpuUsage();
    analyse(parser, { uri: 'file:///hostile', text, version: 1, languageId, kerasVersion: 'auto' });
    const { user, system } = process.cpuUsage(start);
    console.log(`${name.padEnd(58)} ${((user + system) / 1000 / bearable).toFixed(2).padStart(8)}`);
  }
}

async function timeChecks(): Promise<void> {
  const grammars = join(root, 'dist/grammars');
  const parser = createParser({ readGrammar: async file => new Uint8Array(readFileSync(join(grammars, file))) });
  const shares = await checkShares(parser);
  const spread = `${Math.min(...shares).toFixed(1)} to ${Math.max(...shares).toFixed(1)}`;
  console.log(
    `${'share of the rules in the analysis of test/workspace'.padEnd(58)} ${median(shares).toFixed(1).padStart(8)} %   (${spread})  aim: under 15`,
  );
}

function timeProcesses(): void {
  const cold: number[] = [];
  for (let i = 0; i < processRuns; i++) {
    const start = performance.now();
    execFileSync(process.execPath, [join(root, 'dist/cli.js'), 'inspect', '--json', program], { stdio: 'ignore' });
    cold.push(performance.now() - start);
  }
  note('siamese.py inspected in a new process', cold);
}

async function timeServer(): Promise<void> {
  const child = spawn(process.execPath, [join(root, 'dist/server.cjs'), '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const connection = lsp.createProtocolConnection(
    new lsp.StreamMessageReader(child.stdout),
    new lsp.StreamMessageWriter(child.stdin),
  );
  const uri = 'file:///siamese.py';
  let arrived: ((version: number) => void) | undefined;
  connection.onNotification(lsp.PublishDiagnosticsNotification.type, params => {
    if (params.uri === uri && params.version !== undefined) arrived?.(params.version);
  });
  connection.onRequest(lsp.ConfigurationRequest.type, params => params.items.map(() => null));
  connection.onRequest(lsp.RegistrationRequest.type, () => undefined);
  connection.onUnhandledNotification(() => undefined);
  connection.listen();
  await connection.sendRequest(lsp.InitializeRequest.type, { processId: process.pid, rootUri: null, capabilities: {} });
  await connection.sendNotification(lsp.InitializedNotification.type, {});
  const published = (version: number): Promise<void> =>
    new Promise(resolve => {
      arrived = got => {
        if (got === version) resolve();
      };
    });
  const first = published(1);
  await connection.sendNotification(lsp.DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId: 'python', version: 1, text },
  });
  await first;
  const edits: number[] = [];
  for (let version = 2; version < 2 + quickRuns; version++) {
    const done = published(version);
    const start = performance.now();
    await connection.sendNotification(lsp.DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges: [{ text: `${text}# ${version}\n` }],
    });
    await done;
    edits.push(performance.now() - start);
  }
  note('keystroke to published findings, in the running server', edits.slice(quickRuns / 2), 60);
  const hovers: number[] = [];
  const line = text.split('\n').findIndex(source => source.includes('model.layers[:15]'));
  const character = (text.split('\n')[line] ?? '').indexOf('layers[:15]') + 1;
  for (let i = 0; i < quickRuns; i++) {
    const start = performance.now();
    const hover = await connection.sendRequest(lsp.HoverRequest.type, {
      textDocument: { uri },
      position: { line, character },
    });
    if (hover === null) throw new Error('no hover');
    hovers.push(performance.now() - start);
  }
  note('hover over model.layers[:15]', hovers.slice(quickRuns / 2), 5);
  connection.dispose();
  child.kill();
}

/** A Python that has Keras: named by KERAS_PYTHON, or the one on the path. */
function kerasPython(): string | undefined {
  for (const python of [process.env.KERAS_PYTHON, 'python3']) {
    if (python === undefined) continue;
    try {
      execFileSync(python, ['-c', 'import keras'], {
        stdio: 'ignore',
        env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' },
      });
      return python;
    } catch {
      // This Python has no Keras.
    }
  }
  return undefined;
}

function timeKeras(): void {
  const python = kerasPython();
  if (python === undefined) {
    console.log('real Keras: none found (KERAS_PYTHON names a Python that has it)');
    return;
  }
  const script = `
import time, json, keras
def siamese():
    model = keras.applications.ResNet50(include_top=False, weights=None, input_shape=(100, 100, 3), pooling='max')
    cut = keras.Model(model.input, [l.output for l in model.layers[:15]])
    inputs = [keras.Input((100, 100, 3)) for _ in range(3)]
    keras.Model(inputs, keras.layers.concatenate([cut(x)[0] for x in inputs]))
def timed(build, turns):
    times = []
    for _ in range(turns):
        t = time.perf_counter(); build(); times.append((time.perf_counter() - t) * 1000)
    return times
answer = {'siamese': timed(siamese, 5)}
for name in ${JSON.stringify(largeModels)}:
    answer[name] = timed(lambda: getattr(keras.applications, name)(weights=None), 3)
print(json.dumps(answer))`;
  const answer = execFileSync(python, ['-c', script], {
    encoding: 'utf8',
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const times = JSON.parse(answer.trim().split('\n').pop() ?? '{}') as Readonly<Record<string, readonly number[]>>;
  note('the models of siamese.py built in real Keras, imported', times.siamese ?? []);
  for (const model of largeModels) note(`${model}() built in real Keras, imported`, times[model] ?? []);
}

if (!existsSync(join(root, 'dist/cli.js'))) throw new Error('build first: npm run build');
console.log(`${readdirSync(join(root, 'dist')).length} entries in dist, Node ${process.version}`);
await timeAnalysis();
await timeChecks();
await timeHostile();
timeProcesses();
await timeServer();
timeKeras();
const warm = rows.find(row => row.name.includes('siamese.py analysed'))?.median ?? Number.NaN;
console.log('\nratios to the warm analysis:');
for (const row of rows) console.log(`${row.name.padEnd(58)} ${(row.median / warm).toFixed(2).padStart(8)}`);
