// The vocabulary of ready-made models: their arguments, their checks, and the network as calls of layers.

import type { Place, Span } from '../base/span.ts';
import { type ConfigValue, type Dialect, isConfigList, printConfig } from '../layers/config.ts';
import type { GivenArguments } from '../layers/make.ts';
import { isKind, type ParamSpecs, type ReadConfig } from '../layers/params.ts';
import type { Problem } from '../layers/problems.ts';
import { type GraphContext, newModel } from '../model/build.ts';
import type { Model, SymbolicTensor } from '../model/graph.ts';
import type { TensorType } from '../shapes/shape.ts';
import { isUnknown, type Unknown } from '../shapes/unknown.ts';
import { bindArguments, parameterNames, readArguments } from './arguments.ts';
import { type Blueprint, givenTensor, type PlanTensor } from './blueprint.ts';
import { cacheKey, createCache } from './cache.ts';
import { instantiate, sourcesOf } from './instantiate.ts';
import { type Network, planNetwork } from './network.ts';

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

/**
 * What stands in the way of building upon what is given as `input_tensor`: a problem, or that it is not known; undefined
 * where nothing does.
 */
function uponWhat(
  given: ConfigValue | undefined,
  open: boolean,
  dialect: Dialect,
  tensor: SymbolicTensor | undefined,
): Problem | Unknown | undefined {
  if (given === undefined && open) return { kind: 'unknown', why: { kind: 'input', name: '`input_tensor`' } };
  if (given === undefined || given === null || tensor !== undefined) return undefined;
  if (isUnknown(given)) return given;
  const isPlain = typeof given !== 'object' || (isConfigList(given) && !given.some(isUnknown));
  if (dialect !== 'keras3' || !(isPlain || isKind(given, 'array')))
    return { kind: 'unknown', why: { kind: 'todo', what: 'such an `input_tensor`' } };
  return {
    kind: 'application-argument',
    argument: 'input_tensor',
    says: `\`input_tensor\` must be a symbolic tensor, as \`keras.Input\` gives one, not ${printConfig(given)}`,
    runtime: { keras3: 'Argument `input_tensor` must be a KerasTensor.' },
  };
}

/** A call of a model function, as far as its network depends on it. */
export interface Call {
  readonly dialect: Dialect;
  readonly values: ReadonlyMap<string, ConfigValue>;
  /** Whether further arguments exist that are not known. */
  readonly open: boolean;
  readonly listShape: boolean;
  readonly inputTensor?: TensorType;
}

/** What the arguments alone decide. */
interface Plan {
  readonly blueprint: Blueprint | Unknown | undefined;
  readonly problems: readonly Problem[];
}

const plans = createCache<Plan>(({ blueprint }) =>
  blueprint === undefined || isUnknown(blueprint) ? 1 : blueprint.steps.length,
);

/** Makes a model function of its record. */
export function defineApplication<P extends ParamSpecs>(record: ApplicationRecord<P>): Application {
  const { name, params } = record;
  return {
    name,
    module: record.module,
    dialects: record.dialects ?? ['keras3', 'keras2'],
    doc: record.doc,
    params,
    parameterNames: dialect => parameterNames(params, dialect),
    build(context, options) {
      const { dialect } = context;
      const { given, defined, argSpans } = options;
      const inputTensor =
        options.inputTensor !== undefined && record.beginsAtSource?.includes(dialect)
          ? sourcesOf(options.inputTensor)[0]
          : options.inputTensor;
      const problems: Problem[] = [];
      const values = bindArguments(params, given, dialect, problem => problems.push(problem));
      if (problems.length > 0) return { problems };
      const call: Call = {
        dialect,
        values,
        open: given.open,
        listShape: options.listShape === true,
        ...(inputTensor === undefined ? {} : { inputTensor: inputTensor.type }),
      };
      const key = given.open ? undefined : cacheKey(name, call);
      const upon = uponWhat(values.get('input_tensor'), given.open, dialect, inputTensor);
      if (upon !== undefined && !isUnknown(upon)) return { problems: [upon] };
      const plan = key === undefined ? planCall(record, call) : plans.get(key, () => planCall(record, call));
      if (plan.blueprint === undefined) return { problems: plan.problems };
      const blueprint = upon ?? plan.blueprint;
      const laid = isUnknown(blueprint)
        ? blueprint
        : instantiate(context, blueprint, {
            place: defined,
            ...(inputTensor === undefined ? {} : { given: inputTensor }),
          });
      const modelName = isUnknown(blueprint) ? nameIn(values) : blueprint.name;
      if (!isUnknown(laid) && laid.loose.length > 0)
        return {
          problems: [{ kind: 'graph-disconnected', output: modelName ?? name, missing: laid.loose }],
        };
      const model = newModel(context, {
        kind: 'functional',
        name: modelName ?? context.autoName(dialect === 'keras2' ? 'model' : 'functional'),
        named: modelName !== null,
        className: 'Functional',
        defined,
        graph: isUnknown(laid) ? laid : laid.graph,
        application: name,
        argSpans,
      });
      return { model, problems: plan.problems };
    },
  };

  /** The name of a model whose network is not known. */
  function nameIn(values: ReadonlyMap<string, ConfigValue>): string {
    const given = values.get('name');
    return typeof given === 'string' ? given : name.toLowerCase();
  }
}

function planCall<P extends ParamSpecs>(record: ApplicationRecord<P>, call: Call): Plan {
  const { dialect, values, inputTensor, listShape } = call;
  const problems: Problem[] = [];
  const problem = (found: Problem): void => {
    problems.push(found);
  };
  const config = readArguments(record.params, values, call, problem);
  if (problems.length > 0) return { blueprint: undefined, problems };
  const plan = planNetwork(dialect);
  const ends = record.network({
    dialect,
    config: config as ReadConfig<P>,
    changed: new Set(
      [...values].filter(([name, value]) => !isDefault(record.params, name, value)).map(([name]) => name),
    ),
    net: plan.net,
    problem,
    listShape,
    ...(inputTensor === undefined ? {} : { inputTensor: { step: givenTensor, type: inputTensor } }),
  });
  // What goes wrong later in the network follows from what went wrong first.
  const first = plan.problems.find(found => found.effect === undefined) ?? plan.problems[0];
  const all = first === undefined ? problems : [...problems, first];
  if (ends === undefined || all.some(found => found.effect === undefined))
    return { blueprint: undefined, problems: all };
  if (isUnknown(ends)) return { blueprint: ends, problems: all };
  const { input, output } = ends;
  const given = typeof config.name === 'string' ? config.name : null;
  const blueprint: Blueprint = {
    steps: plan.steps,
    input,
    output,
    inputs: input.step === givenTensor ? (record.inputs ?? 'sources') : 'own',
    name: ends.name === undefined ? given : ends.name,
    ...(ends.counter === undefined ? {} : { counter: ends.counter }),
  };
  return { blueprint, problems: all };
}

function isDefault(params: ParamSpecs, name: string, value: ConfigValue): boolean {
  return JSON.stringify(params[name]?.fallback) === JSON.stringify(value);
}
