// Making a layer: binds the arguments of a constructor to the parameters of its definition, reads them, and reports what
// does not fit. Nothing is thrown; a refused argument is read as unknown, so that the rest of the program goes on.

import { afterError, isUnknown, type Maybe } from '../shapes/unknown.ts';
import type { ConfigValue, Dialect } from './config.ts';
import type { LayerDefinition, LayerObject } from './define.ts';
import { type DtypePolicy, policyOf } from './dtypes.ts';
import { type AutoName, camelCase, nameStem } from './naming.ts';
import {
  type ArgType,
  anything,
  bool,
  nullable,
  optional,
  type Param,
  type ParamSpecs,
  readArgument,
  refused,
} from './params.ts';
import type { Problem } from './problems.ts';
import { filledWords, missingArgumentWords, unknownArgumentWords } from './runtimeWords.ts';
import { closest } from './suggest.ts';

/** The arguments of a constructor as they were written. */
export interface GivenArguments {
  readonly positional: readonly ConfigValue[];
  readonly keywords: readonly (readonly [string, ConfigValue])[];
  /** True where further arguments exist that are not known (`**kwargs` of unknown content). */
  readonly open: boolean;
}

export interface MadeLayer {
  readonly layer: LayerObject;
  readonly problems: readonly Problem[];
}

/** The name of a layer. Keras 3 keeps `/` for paths. */
function layerName(): ArgType<Maybe<string>> {
  const expects = "a string without '/'";
  return {
    expects,
    read: (value, dialect) =>
      typeof value === 'string' && !(dialect === 'keras3' && value.includes('/')) ? value : refused(expects),
    unknown: why => why,
  };
}

/** The name of a dtype or of a policy; objects are kept as they are. */
function dtypePolicy(): ArgType<ConfigValue> {
  const expects = 'the name of a dtype or dtype policy';
  return {
    expects,
    read: (value, dialect) =>
      typeof value === 'string' && dialect === 'keras3' && policyOf(value) === undefined ? refused(expects) : value,
    unknown: why => why,
  };
}

/** The shape of one sample. Keras refuses a bare number, as which `(8)` counts too. */
function sampleShape(): ArgType<ConfigValue> {
  const expects = 'a tuple of sizes';
  return {
    expects,
    read: (value, dialect) =>
      typeof value === 'number' && dialect !== 'tfjs' ? refused(`${expects}, \`(${value},)\``) : value,
    unknown: why => why,
  };
}

/** Arguments that every layer takes beside its own, as keywords. */
export const baseParams = {
  name: optional(
    nullable(layerName()),
    null,
    'The name of the layer; generated from the class where it is not given.',
    {
      says: { keras3: 'Argument `name` must be a string and cannot contain character `/`. Received: name={got}' },
      keywordOnly: true,
    },
  ),
  dtype: optional(dtypePolicy(), null, 'The dtype or dtype policy of computation and weights.', { keywordOnly: true }),
  trainable: optional(bool(), true, 'Whether training changes its weights.', { keywordOnly: true }),
  autocast: optional(bool(), true, 'Whether floating inputs are cast to the compute dtype.', {
    keywordOnly: true,
    notIn: ['tfjs'],
  }),
  activity_regularizer: optional(anything(), null, 'A penalty on the output, added to the loss.', {
    keywordOnly: true,
    notIn: ['tfjs'],
  }),
  input_shape: optional(sampleShape(), null, 'The shape of one sample, for the first layer of a Sequential.', {
    says: { keras3: "Cannot convert '{got}' to a shape.", keras2: "'int' object is not iterable" },
    keywordOnly: true,
  }),
  batch_input_shape: optional(anything(), null, 'The shape of a batch, for the first layer of a Sequential.', {
    keywordOnly: true,
    notIn: ['keras3'],
  }),
  input_dim: optional(anything(), null, 'The last axis of a two-axis input, for the first layer of a Sequential.', {
    keywordOnly: true,
    notIn: ['tfjs'],
  }),
  batch_size: optional(anything(), null, 'The batch size, for the first layer of a Sequential.', {
    keywordOnly: true,
    notIn: ['keras3'],
  }),
  input_dtype: optional(anything(), null, 'The dtype of the input, for the first layer of a Sequential.', {
    keywordOnly: true,
    notIn: ['keras3', 'keras2'],
    alias: { tfjs: 'inputDType' },
  }),
  weights: optional(anything(), null, 'Initial values of the weights.', { keywordOnly: true, notIn: ['keras3'] }),
  dynamic: optional(anything(), null, 'Whether the layer only runs eagerly.', {
    keywordOnly: true,
    notIn: ['keras3', 'tfjs'],
  }),
  implementation: optional(anything(), null, 'How a recurrent layer arranges its products.', {
    keywordOnly: true,
    notIn: ['keras3', 'tfjs'],
  }),
} satisfies ParamSpecs;

/** The name of a parameter in a dialect. */
export function paramName(canonical: string, param: Param<unknown>, dialect: Dialect): string {
  return param.alias?.[dialect] ?? (dialect === 'tfjs' ? camelCase(canonical) : canonical);
}

/** All parameters of a definition: those of every layer that it takes, and its own. */
export function allParams(definition: LayerDefinition): ParamSpecs {
  const own = definition.params as ParamSpecs;
  const { baseArguments } = definition;
  if (baseArguments === undefined || baseArguments === 'anything') return { ...baseParams, ...own };
  const base = Object.entries(baseParams).map(([canonical, param]): readonly [string, Param<unknown>] =>
    baseArguments.includes(canonical) ? [canonical, param] : [canonical, notInKeras3(param)],
  );
  return { ...Object.fromEntries(base), ...own };
}

function notInKeras3(param: Param<unknown>): Param<unknown> {
  return { ...param, notIn: [...(param.notIn ?? []), 'keras3'] };
}

/** A constructor as one dialect sees it. */
interface Constructor {
  readonly params: ParamSpecs;
  readonly entries: readonly { readonly canonical: string; readonly param: Param<unknown>; readonly name: string }[];
  /** Canonical names by the names the dialect gives them; those it does not have are left out. */
  readonly byName: ReadonlyMap<string, string>;
  readonly positionalNames: readonly string[];
  readonly stem: string;
}

/** Large models make thousands of layers of a few classes, so what does not change is derived once. */
const constructors = new WeakMap<LayerDefinition, Map<Dialect, Constructor>>();

function constructorOf(definition: LayerDefinition, dialect: Dialect): Constructor {
  let known = constructors.get(definition);
  if (known === undefined) {
    known = new Map();
    constructors.set(definition, known);
  }
  let found = known.get(dialect);
  if (found === undefined) {
    const params = allParams(definition);
    const entries = Object.entries(params).map(([canonical, param]) => ({
      canonical,
      param,
      name: paramName(canonical, param, dialect),
    }));
    const byName = new Map<string, string>();
    for (const { canonical, param, name } of entries) {
      if (param.notIn?.includes(dialect)) continue;
      byName.set(name, canonical);
      for (const former of param.formerly?.[dialect] ?? []) byName.set(former, canonical);
    }
    const positionalNames = Object.entries(definition.params as ParamSpecs)
      .filter(([, param]) => !param.keywordOnly && !param.notIn?.includes(dialect))
      .map(([canonical]) => canonical);
    found = {
      params,
      entries,
      byName,
      positionalNames,
      stem: definition.autoName ?? nameStem(definition.name, dialect),
    };
    known.set(dialect, found);
  }
  return found;
}

/** Makes a layer object from the arguments of its constructor. */
export function makeLayer(options: {
  readonly definition: LayerDefinition;
  readonly given: GivenArguments;
  readonly dialect: Dialect;
  readonly autoName: AutoName;
  /**
   * What the program has set for all layers that do not say otherwise: the dtype policy, where channels stand, and
   * whether it has registered functions or classes under names of its own.
   */
  readonly defaults?: {
    readonly dtype?: ConfigValue;
    readonly data_format?: ConfigValue;
    readonly registered?: boolean;
  };
}): MadeLayer {
  const { definition, given, dialect } = options;
  const problems: Problem[] = [];
  const { params, entries, byName, positionalNames, stem } = constructorOf(definition, dialect);
  const values = new Map<string, ConfigValue>();

  if (given.positional.length > positionalNames.length) {
    problems.push({ kind: 'too-many-arguments', most: positionalNames.length, got: given.positional.length });
  }
  given.positional.forEach((value, i) => {
    const canonical = positionalNames[i];
    if (canonical !== undefined) values.set(canonical, value);
  });
  for (const [name, value] of given.keywords) {
    const canonical = byName.get(name);
    if (canonical === undefined) {
      if (definition.baseArguments === 'anything' && dialect === 'keras3') continue;
      if (dialect === 'keras2' && isLayout(name, params)) continue;
      problems.push({
        ...unknownArgument(name, byName, params, dialect),
        runtime: unknownArgumentWords(definition, name, value),
      });
      continue;
    }
    if (values.has(canonical)) problems.push({ kind: 'duplicate-argument', argument: name });
    values.set(canonical, value);
  }

  const config: Record<string, unknown> = {};
  const missing = entries
    .filter(({ canonical, param }) => !values.has(canonical) && isRequired(param, dialect))
    .map(({ name }) => name);
  for (const { canonical, param, name } of entries) {
    const value = values.get(canonical);
    if (value === undefined && isRequired(param, dialect)) {
      const runtime = missingArgumentWords(definition, missing);
      if (!given.open) problems.push({ kind: 'missing-argument', argument: name, runtime });
      config[canonical] = param.type.unknown(afterError);
      continue;
    }
    if (value === undefined && given.open) {
      config[canonical] = param.type.unknown({ kind: 'unknown', why: { kind: 'input', name: `\`${name}\`` } });
      continue;
    }
    const read = effectiveValue(canonical, param, value, options);
    const answer = readArgument(param, read, dialect);
    if ('value' in answer) {
      config[canonical] = answer.value;
      continue;
    }
    const { expected, registrable, existsIn } = answer.refused;
    const runtime = answer.refused.runtime ?? (param.says === undefined ? undefined : filledWords(param.says, read));
    if (registrable && options.defaults?.registered) {
      config[canonical] = param.type.unknown({ kind: 'unknown', why: { kind: 'call', name: answer.got } });
      continue;
    }
    problems.push({
      kind: 'argument-value',
      argument: name,
      got: answer.got,
      expected,
      ...(runtime === undefined ? {} : { runtime }),
      ...(registrable === undefined ? {} : { registrable }),
      ...(existsIn === undefined ? {} : { existsIn }),
    });
    config[canonical] = param.type.unknown(afterError);
  }

  if (problems.every(problem => problem.effect === 'silent')) {
    const report = (problem: Problem) => problems.push(inDialect(problem, definition, dialect));
    definition.check?.({ config, dialect, given: new Set(values.keys()), problem: report });
  }
  const name = typeof config.name === 'string' ? config.name : options.autoName(stem);
  const policy = layerPolicy(values.get('dtype') ?? options.defaults?.dtype);
  for (const inner of definition.innerNames?.({ config, dialect }).made ?? []) options.autoName(inner);
  return {
    layer: {
      definition,
      name,
      dialect,
      config,
      given: values,
      dtype: isUnknown(policy) ? policy : policy.compute,
      variableDtype: isUnknown(policy) ? policy : policy.variable,
    },
    problems,
  };
}

/** Keras 2 takes where DTensor puts a weight beside how the weight starts. */
function isLayout(name: string, params: ParamSpecs): boolean {
  return name.endsWith('_layout') && Object.hasOwn(params, name.replace(/_layout$/, '_initializer'));
}

function isRequired(param: Param<unknown>, dialect: Dialect): boolean {
  return param.required && param.fallbackIn?.[dialect] === undefined;
}

/** The problem with its argument named as in the dialect. */
export function inDialect(problem: Problem, definition: LayerDefinition, dialect: Dialect): Problem {
  if (!('argument' in problem) || problem.argument === undefined || problem.within !== undefined) return problem;
  const param = constructorOf(definition, dialect).params[problem.argument];
  return param === undefined ? problem : { ...problem, argument: paramName(problem.argument, param, dialect) };
}

/**
 * The value an argument has: what is given, or its default; for None as the data format, the program's own setting. In
 * tfjs null stands for the default as well, unless it is a value of its own.
 */
function effectiveValue(
  canonical: string,
  param: Param<unknown>,
  given: ConfigValue | undefined,
  { dialect, defaults }: Pick<Parameters<typeof makeLayer>[0], 'dialect' | 'defaults'>,
): ConfigValue {
  const fallback = param.fallbackIn?.[dialect];
  const absent = given === undefined || (given === null && dialect === 'tfjs' && !param.keepsNull && !param.required);
  const value = absent ? (fallback === undefined ? param.fallback : fallback) : given;
  return canonical === 'data_format' && value === null ? (defaults?.data_format ?? null) : value;
}

function unknownArgument(
  name: string,
  byName: ReadonlyMap<string, string>,
  params: ParamSpecs,
  dialect: Dialect,
): Problem {
  const suggestion = closest(name, [...byName.keys()]);
  const elsewhere = (['keras3', 'keras2', 'tfjs'] as const).find(
    other =>
      other !== dialect &&
      Object.entries(params).some(
        ([canonical, param]) => !param.notIn?.includes(other) && paramName(canonical, param, other) === name,
      ),
  );
  const problem: Problem = {
    kind: 'unknown-argument',
    argument: name,
    ...(suggestion === undefined ? {} : { suggestion }),
    ...(elsewhere === undefined ? {} : { existsIn: elsewhere }),
  };
  return dialect === 'tfjs' ? { ...problem, effect: 'silent' } : problem;
}

/** The policy that a `dtype` argument asks for. */
function layerPolicy(value: ConfigValue | undefined): Maybe<DtypePolicy> {
  if (value === undefined || value === null) return { compute: 'float32', variable: 'float32' };
  if (isUnknown(value)) return value;
  const policy = typeof value === 'string' ? policyOf(value) : undefined;
  return policy ?? { kind: 'unknown', why: { kind: 'todo', what: 'this dtype policy' } };
}
