// The commands of the command line over files and a workspace handed in. Results go to `out`, complaints to `complain`;
// the number given back is the exit status.

import { resolve } from 'node:path';
import type { Analysis } from '../analysis/analysis.ts';
import type { ListFolder, ReadSource } from '../analysis/imports/sources.ts';
import { type Analyse, createWorkspace, type Workspace } from '../analysis/workspace.ts';
import { assertNever } from '../base/assertNever.ts';
import type { StoredWeights } from '../formats/read.ts';
import { toDot } from '../ide/graph/dot.ts';
import { graphView } from '../ide/graph/graphView.ts';
import { toMermaid } from '../ide/graph/mermaid.ts';
import { inspect } from '../ide/inspect.ts';
import { type ListedModel, listedModels } from '../ide/modelList.ts';
import { summaryText } from '../ide/summary/summary.ts';
import type { DrawnGraph } from '../protocol/drawnGraph.ts';
import type { GraphView } from '../protocol/graphView.ts';
import type { SyntaxParser } from '../syntax/parser.ts';
import { analysed } from './analysed.ts';
import { type Command, type GraphFormat, readCommand, usage } from './arguments.ts';
import { runCheck } from './check.ts';
import { type ComputeOptions, computeModel } from './compute/command.ts';
import { isModelFile, type OpenedModel, openModelFile } from './modelFiles.ts';
import { inspectText } from './text.ts';

export interface CliOptions {
  readonly argv: readonly string[];
  readonly version: string;
  readonly parser: SyntaxParser;
  readonly analyse: Analyse;
  /** Reads the files that programs import. */
  readonly read: ReadSource;
  readonly list: ListFolder;
  readonly openRuntime: ComputeOptions['openRuntime'];
  /** Draws a graph as the panel shows it. */
  readonly draw: (graph: GraphView) => Promise<DrawnGraph>;
  readonly flushed: ComputeOptions['flushed'];
  readonly out: (text: string) => void;
  readonly complain: (text: string) => void;
  /** How many columns the terminal has. */
  readonly columns: number;
}

/** Runs one command. */
export async function runCli(options: CliOptions): Promise<number> {
  const { argv, version, parser, analyse, out, complain } = options;
  const command = readCommand(argv);
  switch (command.kind) {
    case 'help':
      out(usage);
      return 0;
    case 'version':
      out(`${version}\n`);
      return 0;
    case 'wrong':
      complain(`layerscope: ${command.reason}\n\n${usage}`);
      return 2;
    case 'inspect':
    case 'check':
    case 'summary':
    case 'graph':
    case 'run': {
      const files = { read: options.read, list: options.list, folders: () => [resolve('.')] };
      const workspace = createWorkspace({ parser, analyse, kerasVersion: command.keras, files });
      return runOn(workspace, command, options);
    }
    default:
      return assertNever(command);
  }
}

type FileCommand = Extract<Command, { readonly keras: unknown }>;

function runOn(workspace: Workspace, command: FileCommand, options: CliOptions): Promise<number> {
  switch (command.kind) {
    case 'inspect':
      return runInspect(workspace, command, options);
    case 'check':
      return runCheck(workspace, command, options);
    case 'summary':
      return withModels(workspace, command, options, models => {
        const texts = models.map(({ record }) => summaryText(record.model, { terminal: options.columns }));
        options.out(`${texts.join('\n\n')}\n`);
        return 0;
      });
    case 'graph':
      return withModels(workspace, command, options, async (models, analysis) => {
        const only = onlyModel(models, command, options);
        const text = only === undefined ? undefined : await graphText(analysis, only, command, options);
        if (text === undefined) return 2;
        options.out(text);
        return 0;
      });
    case 'run':
      return withModels(workspace, command, options, (models, _, weights) => {
        const only = onlyModel(models, command, options);
        return only === undefined ? 2 : computeModel({ model: only.record.model, weights }, command, options);
      });
    default:
      return assertNever(command);
  }
}

/** The one model there is; complains where there are several. */
function onlyModel(
  models: readonly ListedModel[],
  { file }: { readonly file: string },
  { complain }: CliOptions,
): ListedModel | undefined {
  if (models.length < 2) return models[0];
  const names = models.map(({ label }) => label).join(', ');
  complain(`layerscope: ${file} makes several models, name one with --model: ${names}\n`);
  return undefined;
}

/** The graph in a format; complains where it cannot be drawn. */
async function graphText(
  analysis: Analysis,
  { record }: ListedModel,
  { file, format }: { readonly file: string; readonly format: GraphFormat },
  { draw, complain }: CliOptions,
): Promise<string | undefined> {
  const graph = graphView(analysis, record.model);
  switch (format) {
    case 'json':
      return `${JSON.stringify(graph, null, 2)}\n`;
    case 'dot':
      return toDot(graph);
    case 'mermaid':
      return toMermaid(graph);
    case 'svg': {
      const drawn = await draw(graph);
      if ('svg' in drawn) return drawn.svg;
      complain(`layerscope: ${file}: it cannot be drawn: ${drawn.undrawable}\n`);
      return undefined;
    }
    default:
      return assertNever(format);
  }
}

async function runInspect(
  workspace: Workspace,
  command: Extract<Command, { kind: 'inspect' }>,
  options: CliOptions,
): Promise<number> {
  let status = 0;
  for (const file of command.files) {
    const analysis = (await opened(workspace, file, options))?.analysis;
    if (analysis === undefined) {
      status = 2;
      continue;
    }
    options.out(command.json ? `${JSON.stringify(inspect(analysis, file))}\n` : inspectText(file, analysis));
    workspace.forget(analysis.uri);
  }
  return status;
}

/** What a file makes: a program analysed, or a model file read. */
async function opened(
  workspace: Workspace,
  file: string,
  options: CliOptions,
): Promise<(Pick<OpenedModel, 'analysis'> & Partial<OpenedModel>) | undefined> {
  if (isModelFile(file)) return openModelFile(file, options);
  const analysis = await analysed(workspace, file, options);
  return analysis === undefined ? undefined : { analysis };
}

/** Runs a command on the models of a file, or on the one that is named. */
async function withModels(
  workspace: Workspace,
  command: { readonly file: string; readonly model: string | undefined },
  options: CliOptions,
  run: (models: readonly ListedModel[], analysis: Analysis, weights?: StoredWeights) => number | Promise<number>,
): Promise<number> {
  const file = await opened(workspace, command.file, options);
  if (file === undefined) return 2;
  const { analysis, weights } = file;
  const all = listedModels(analysis);
  const { model } = command;
  const models = model === undefined ? all : all.filter(listed => isCalled(listed, model)).slice(-1);
  if (models.length > 0) return run(models, analysis, weights);
  const names = all.map(({ label }) => label).join(', ');
  options.complain(
    all.length === 0
      ? `layerscope: no model is made in ${command.file}\n`
      : `layerscope: there is no model '${model}' in ${command.file}, only ${names}\n`,
  );
  return 2;
}

function isCalled({ id, label, record }: ListedModel, name: string): boolean {
  return label === name || id === name || record.model.layer.name === name;
}
