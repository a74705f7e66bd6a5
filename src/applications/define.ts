// The vocabulary of ready-made models: their arguments, their checks, and the network as calls of layers.

import type { Place, Span } from '../base/span.ts';
import type { ConfigValue } from '../layers/config.ts';
import type { GivenArguments } from '../layers/make.ts';
import { type ParamSpecs, type ReadConfig, readArgument } from '../layers/params.ts';
import type { Problem } from '../layers/problems.ts';
import { closest } from '../layers/suggest.ts';
import { type GraphContext, newModel } from '../model/build.ts';
import type { Model, SymbolicTensor } from '../model/graph.ts';
import { mapGraph } from '../model/order.ts';
import { one } from '../shapes/nested.ts';
import { afterError } from '../shapes/unknown.ts';
import { createNetwork, type Network } from './network.ts';

export interface BuildOptions {
  readonly given: GivenArguments;
  readonly defined: Place;
  readonly argSpans: ReadonlyMap<string, Span>;
  /** The tensor given as `input_tensor`, where there is one. */
  readonly inputTensor?: SymbolicTensor;
}

export interface BuildAnswer {
  /** Absent where the arguments make the model impossible. */
  readonly model?: Model;
  readonly problems: readonly Problem[];
}

/** What a network function sees. */
export interface NetworkContext<C> {
  readonly config: C;
  readonly given: ReadonlySet<string>;
  readonly net: Network;
  readonly inputTensor?: SymbolicTensor;
  problem(problem: Problem): void;
}

export interface ApplicationRecord<P extends ParamSpecs> {
  /** The function's name (`ResNet50`). */
  readonly name: string;
  /** The module under `keras.applications` it lives in (`resnet`). */
  readonly module: string;
  readonly doc: string;
  readonly params: P;
  /** The model's name where the program gives none. */
  readonly modelName: string;
  /** Builds the network; undefined where the arguments make it impossible (a problem is then reported). */
  network(
    context: NetworkContext<ReadConfig<P>>,
  ): { readonly input: SymbolicTensor; readonly output: SymbolicTensor } | undefined;
}

export interface Application {
  readonly name: string;
  readonly module: string;
  readonly doc: string;
  readonly params: ParamSpecs;
  build(context: GraphContext, options: BuildOptions): BuildAnswer;
}

/** Makes a model function of its record. */
export function defineApplication<P extends ParamSpecs>(record: ApplicationRecord<P>): Application {
  return {
    name: record.name,
    module: record.module,
    doc: record.doc,
    params: record.params,
    build(context, options) {
      const problems: Problem[] = [];
      const problem = (found: Problem): void => {
        problems.push(found);
      };
      const { config, given } = readArguments(record.params, options.given, context, problem);
      if (problems.length > 0) return { problems };
      const net = createNetwork(context, options.defined);
      const ends = record.network({
        config: config as ReadConfig<P>,
        given,
        net,
        problem,
        ...(options.inputTensor === undefined ? {} : { inputTensor: options.inputTensor }),
      });
      if (ends === undefined || problems.some(found => found.effect === undefined && found.kind !== 'ignored-argument'))
        return { problems };
      const { graph } = mapGraph(one(ends.input), one(ends.output));
      const name = typeof config.name === 'string' ? config.name : record.modelName;
      const model = newModel(context, {
        kind: 'functional',
        name,
        named: true,
        className: 'Functional',
        defined: options.defined,
        graph,
        application: record.name,
        argSpans: options.argSpans,
      });
      return { model, problems };
    },
  };
}

function readArguments(
  params: ParamSpecs,
  written: GivenArguments,
  context: GraphContext,
  problem: (problem: Problem) => void,
): { readonly config: Readonly<Record<string, unknown>>; readonly given: ReadonlySet<string> } {
  const names = Object.keys(params);
  const values = new Map<string, ConfigValue>();
  if (written.positional.length > names.length)
    problem({ kind: 'too-many-arguments', most: names.length, got: written.positional.length });
  written.positional.forEach((value, i) => {
    const name = names[i];
    if (name !== undefined) values.set(name, value);
  });
  for (const [name, value] of written.keywords) {
    if (params[name] === undefined) {
      const suggestion = closest(name, names);
      problem({ kind: 'unknown-argument', argument: name, ...(suggestion === undefined ? {} : { suggestion }) });
      continue;
    }
    if (values.has(name)) problem({ kind: 'duplicate-argument', argument: name });
    values.set(name, value);
  }
  const config: Record<string, unknown> = {};
  for (const [name, param] of Object.entries(params)) {
    const value = values.get(name);
    if (value === undefined && written.open) {
      config[name] = param.type.unknown({ kind: 'unknown', why: { kind: 'input', name: `\`${name}\`` } });
      continue;
    }
    const read = readArgument(
      param,
      value === undefined ? (param.fallbackIn?.[context.dialect] ?? param.fallback) : value,
      context.dialect,
    );
    if ('value' in read) {
      config[name] = read.value;
      continue;
    }
    problem({ kind: 'argument-value', argument: name, got: read.got, expected: read.refused.expected });
    config[name] = param.type.unknown(afterError);
  }
  return { config, given: new Set(values.keys()) };
}
