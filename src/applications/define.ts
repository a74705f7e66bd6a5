// The vocabulary of ready-made models: their arguments, their checks, and the network as calls of layers.

import type { Place, Span } from '../base/span.ts';
import type { ConfigValue, Dialect } from '../layers/config.ts';
import type { GivenArguments } from '../layers/make.ts';
import type { ParamSpecs, ReadConfig } from '../layers/params.ts';
import type { Problem } from '../layers/problems.ts';
import { type GraphContext, newModel } from '../model/build.ts';
import type { Model, SymbolicTensor } from '../model/graph.ts';
import { isUnknown, type Unknown } from '../shapes/unknown.ts';
import { bindArguments, parameterNames } from './arguments.ts';
import type { PlanTensor } from './blueprint.ts';
import { instantiate, sourcesOf } from './instantiate.ts';
import type { Network } from './network.ts';
import { type Call, planCall } from './plan.ts';

export interface BuildOptions {
  readonly given: GivenArguments;
  readonly defined: Place;
  readonly argSpans: ReadonlyMap<string, Span>;
  /** The tensor given as `input_tensor`, where there is one. */
  readonly inputTensor?: SymbolicTensor;
  /** Set where `input_shape` is a list, which is not equal to any tuple. */
  readonly listShape?: true;
}

export interface BuildAnswer {
  /** Absent where the arguments make the model impossible; its graph is unknown where they leave it open. */
  readonly model?: Model;
  readonly problems: readonly Problem[];
}

/** What a network function sees. */
export interface NetworkContext<C> {
  readonly dialect: Dialect;
  readonly config: C;
  /** The arguments that are given another value than their default. */
  readonly changed: ReadonlySet<string>;
  readonly net: Network;
  /** The tensor the network is built upon, where one is given. */
  readonly inputTensor?: PlanTensor;
  /** Whether `input_shape` is written as a list. */
  readonly listShape: boolean;
  problem(problem: Problem): void;
}

/** Both ends of a network; `name` is the model's, where it is not the `name` argument. */
export interface NetworkEnds {
  readonly input: PlanTensor;
  readonly output: PlanTensor;
  readonly name?: string | null;
  /** The counter from which the number comes that stands for `#` in the names of layers. */
  readonly counter?: string;
}

export interface ApplicationRecord<P extends ParamSpecs> {
  /** The function's name (`ResNet50`). */
  readonly name: string;
  /** The module under `keras.applications` it lives in (`resnet`). */
  readonly module: string;
  /** Keras 3 and 2 unless said otherwise. */
  readonly dialects?: readonly Dialect[];
  readonly doc: string;
  readonly params: P;
  /** The inputs of a model built upon a given tensor; all its sources unless said otherwise. */
  readonly inputs?: 'first source';
  /** Dialects in which the network begins at the first source of the given tensor, and not at the tensor itself. */
  readonly beginsAtSource?: readonly Dialect[];
  /**
   * Builds the network. Undefined where the arguments make it impossible (a problem is then reported), unknown where the
   * layers themselves depend on what is not known.
   */
  network(context: NetworkContext<ReadConfig<P>>): NetworkEnds | Unknown | undefined;
}

export interface Application {
  readonly name: string;
  readonly module: string;
  readonly dialects: readonly Dialect[];
  readonly doc: string;
  readonly params: ParamSpecs;
  /** The names of its parameters in a dialect, in order. */
  parameterNames(dialect: Dialect): readonly string[];
  build(context: GraphContext, options: BuildOptions): BuildAnswer;
}

/** Makes a model function of its record. */
export function defineApplication<P extends ParamSpecs>(record: ApplicationRecord<P>): Application {
  const { name, module, doc, params } = record;
  return {
    name,
    module,
    doc,
    params,
    dialects: record.dialects ?? ['keras3', 'keras2'],
    parameterNames: dialect => parameterNames(params, dialect),
    build: (context, options) => buildModel(record, context, options),
  };
}

function buildModel<P extends ParamSpecs>(
  record: ApplicationRecord<P>,
  context: GraphContext,
  options: BuildOptions,
): BuildAnswer {
  const { dialect } = context;
  const { given, defined, argSpans } = options;
  const problems: Problem[] = [];
  const values = bindArguments(record.params, given, dialect, problem => problems.push(problem));
  if (problems.length > 0) return { problems };
  const tensor = tensorBuiltUpon(record, dialect, options.inputTensor);
  const call: Call = {
    dialect,
    values,
    open: given.open,
    listShape: options.listShape === true,
    ...(tensor === undefined ? {} : { inputTensor: tensor.type }),
  };
  const plan = planCall(record, call);
  if (plan.blueprint === undefined) return { problems: plan.problems };
  const { blueprint } = plan;
  const laid = isUnknown(blueprint)
    ? blueprint
    : instantiate(context, blueprint, { place: defined, ...(tensor === undefined ? {} : { given: tensor }) });
  const name = isUnknown(blueprint) ? nameIn(record, values) : blueprint.name;
  if (!isUnknown(laid) && laid.loose.length > 0)
    return { problems: [{ kind: 'graph-disconnected', output: name ?? record.name, missing: laid.loose }] };
  const model = newModel(context, {
    kind: 'functional',
    name: name ?? context.autoName(dialect === 'keras2' ? 'model' : 'functional'),
    named: name !== null,
    className: 'Functional',
    defined,
    graph: isUnknown(laid) ? laid : laid.graph,
    application: record.name,
    argSpans,
  });
  return { model, problems: plan.problems };
}

/** Where the network begins: at the tensor given, or at the first that this one is computed from. */
function tensorBuiltUpon(
  record: Pick<ApplicationRecord<ParamSpecs>, 'beginsAtSource'>,
  dialect: Dialect,
  given: SymbolicTensor | undefined,
): SymbolicTensor | undefined {
  return given !== undefined && record.beginsAtSource?.includes(dialect) ? sourcesOf(given)[0] : given;
}

/** The name of a model whose network is not known. */
function nameIn(
  { name, params }: Pick<ApplicationRecord<ParamSpecs>, 'name' | 'params'>,
  values: ReadonlyMap<string, ConfigValue>,
): string {
  const given = values.get('name') ?? params.name?.fallback;
  return typeof given === 'string' ? given : name.toLowerCase();
}
