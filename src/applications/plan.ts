// What a call of a model function comes to: the blueprint of its network, or why there is none. Calls with the same plain
// arguments share one plan.

import { type ConfigValue, type Dialect, isConfigList, printConfig } from '../layers/config.ts';
import { isKind, type ParamSpecs, type ReadConfig } from '../layers/params.ts';
import type { Problem } from '../layers/problems.ts';
import type { TensorType } from '../shapes/shape.ts';
import { isUnknown, type Unknown } from '../shapes/unknown.ts';
import { readArguments } from './arguments.ts';
import { type Blueprint, givenTensor } from './blueprint.ts';
import { cacheKey, createCache } from './cache.ts';
import type { ApplicationRecord } from './define.ts';
import { planNetwork } from './network.ts';

/** A call of a model function, as far as its network depends on it. */
export interface Call {
  readonly dialect: Dialect;
  readonly values: ReadonlyMap<string, ConfigValue>;
  /** Whether further arguments exist that are not known. */
  readonly open: boolean;
  readonly listShape: boolean;
  readonly inputTensor?: TensorType;
}

/** Undefined where the arguments make the model impossible, unknown where they leave open what it is. */
export interface Plan {
  readonly blueprint: Blueprint | Unknown | undefined;
  readonly problems: readonly Problem[];
}

const plans = createCache<Plan>(({ blueprint }) =>
  blueprint === undefined || isUnknown(blueprint) ? 1 : blueprint.steps.length,
);

/** The plan of a call. */
export function planCall<P extends ParamSpecs>(record: ApplicationRecord<P>, call: Call): Plan {
  const stop = obstacle(call);
  if (stop !== undefined && !isUnknown(stop)) return { blueprint: undefined, problems: [stop] };
  const key = call.open ? undefined : cacheKey(record.name, call);
  const plan = key === undefined ? makePlan(record, call) : plans.get(key, () => makePlan(record, call));
  if (stop === undefined) return plan;
  // The layers were planned upon an input of their own, which says nothing of what the given tensor does to them.
  const problems = plan.problems.filter(problem => problem.within === undefined);
  return { blueprint: problems.some(problem => problem.effect === undefined) ? undefined : stop, problems };
}

function makePlan<P extends ParamSpecs>(record: ApplicationRecord<P>, call: Call): Plan {
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

/**
 * What stands in the way of building upon what is given as `input_tensor`: a problem, or that it is not known; undefined
 * where nothing does.
 */
function obstacle({ dialect, values, open, inputTensor }: Call): Problem | Unknown | undefined {
  const given = values.get('input_tensor');
  if (given === undefined && open) return { kind: 'unknown', why: { kind: 'input', name: '`input_tensor`' } };
  if (given === undefined || given === null || inputTensor !== undefined) return undefined;
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
