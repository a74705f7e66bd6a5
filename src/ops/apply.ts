// Calling an operation: binds the arguments to its parameters, reads them, and asks for the answer. Nothing is thrown; what
// does not fit is reported, and what is not known never is.

import type { Dialect } from '../layers/config.ts';
import { type ConfigValue, isConfigList } from '../layers/config.ts';
import { isKind, type ParamSpecs, readArgument } from '../layers/params.ts';
import type { Problem } from '../layers/problems.ts';
import { closest } from '../layers/suggest.ts';
import { type Nested, one } from '../shapes/nested.ts';
import { afterError, isUnknown, type Unknown } from '../shapes/unknown.ts';
import { numberedDType } from './arguments.ts';
import type { Flavour, NamedOp, OpCall, OpContext, OpResult, TensorAnswer } from './define.ts';
import { withExtremes } from './extremes.ts';
import { joinSources, type Operand } from './operand.ts';
import type { Parameter } from './signature.ts';
import { symbolicRuntime, symbolicWords } from './symbolic.ts';

/** What the operation gives for these arguments. */
export function applyOp(call: OpCall): OpResult {
  const { op, dialect } = call;
  const problems: Problem[] = [];
  const bound = bind(call, problems);
  const given = [...bound.values.values()];
  const flavour = flavourOf(op, given);
  const isGraph = call.traced !== true;
  const kerasTensors = dialect === 'keras3' && isGraph;
  const refusal = isGraph ? symbolicRefusal(op, given, dialect) : undefined;
  if (refusal !== undefined) return { outputs: afterError, flavour, problems: [refusal] };

  if (bound.obscured) return { outputs: olderNames, flavour, problems };

  const params = op.definition.params as ParamSpecs;
  const args: Record<string, unknown> = {};
  for (const [canonical, param] of Object.entries(params)) {
    const value = bound.values.get(canonical);
    if (value === undefined) {
      args[canonical] = param.type.unknown(bound.missing.get(canonical) ?? afterError);
      continue;
    }
    const written = op.library === 'tf' && canonical === 'dtype' ? numberedDType(value) : value;
    const read = readArgument(param, written, dialect);
    if ('value' in read) {
      args[canonical] = read.value;
      continue;
    }
    const argument = bound.writtenAs.get(canonical) ?? canonical;
    problems.push({ kind: 'argument-value', argument, got: read.got, expected: read.refused.expected });
    args[canonical] = param.type.unknown(afterError);
  }
  if (problems.length > 0) return { outputs: afterError, flavour, problems };

  const context: OpContext = {
    dialect,
    path: op.path,
    library: op.library,
    given: bound.given,
    flavour,
    kerasTensors,
    specOnly: kerasTensors && flavour === 'symbolic',
    problem: problem => problems.push(problem),
  };
  const answer = withExtremes(op.definition.shape(args, context), op, Object.values(args));
  if (problems.some(problem => problem.effect === undefined)) return { outputs: afterError, flavour, problems };
  if (!('kind' in answer) && 'value' in answer) return { outputs: afterError, value: answer.value, flavour, problems };
  return { outputs: nested(answer), flavour, problems };
}

function nested(answer: TensorAnswer | Nested<TensorAnswer> | Unknown): Nested<TensorAnswer> | Unknown {
  return 'kind' in answer ? answer : one(answer);
}

interface Bound {
  /** By canonical name; defaults included. */
  readonly values: Map<string, ConfigValue>;
  readonly given: Set<string>;
  /** Why a parameter has no value. */
  readonly missing: Map<string, Unknown>;
  readonly writtenAs: Map<string, string>;
  /** True where an argument goes by a name of another version, so that the answer is not known. */
  obscured: boolean;
}

const olderNames: Unknown = {
  kind: 'unknown',
  why: { kind: 'todo', what: 'an argument of another version of TensorFlow' },
};

/** Beside Keras 2 stands TensorFlow 1 as well, whose functions call many arguments differently. */
function hasOlderNames({ op, dialect }: OpCall): boolean {
  return dialect === 'keras2' && op.library === 'tf';
}

function bind(call: OpCall, problems: Problem[]): Bound {
  const { op } = call;
  const bound: Bound = {
    values: new Map(),
    given: new Set(),
    missing: new Map(),
    writtenAs: new Map(),
    obscured: false,
  };
  const set = new Set<string>();
  const put = (parameter: Parameter, value: ConfigValue) => {
    if (set.has(parameter.name)) problems.push({ kind: 'duplicate-argument', argument: parameter.name });
    set.add(parameter.name);
    if (parameter.means === undefined) return;
    bound.values.set(parameter.means, value);
    bound.given.add(parameter.means);
  };

  const places = op.parameters.filter(parameter => parameter.mode === 'plain');
  const rest = op.parameters.find(parameter => parameter.mode === 'rest');
  places.forEach((parameter, i) => {
    const value = call.positional[i];
    if (value !== undefined) put(parameter, value);
  });
  const further = call.positional.slice(places.length);
  // An unknown number of further arguments may stand there.
  if (rest?.means !== undefined && call.open === true) {
    set.add(rest.name);
    bound.missing.set(rest.means, { kind: 'unknown', why: { kind: 'input', name: 'further arguments' } });
  } else if (rest !== undefined) put(rest, further);
  else if (further.length > 0)
    problems.push({ kind: 'too-many-arguments', most: places.length, got: call.positional.length });

  const byName = new Map(op.parameters.filter(isNamed).map(parameter => [parameter.name, parameter]));
  const any = op.parameters.find(parameter => parameter.mode === 'any keyword');
  const others = new Map<string, ConfigValue>();
  for (const [name, value] of call.keywords) {
    const parameter = byName.get(name);
    if (parameter !== undefined) put(parameter, value);
    else if (any !== undefined) others.set(name, value);
    else if (hasOlderNames(call)) bound.obscured = true;
    else problems.push(unknownArgument(name, [...byName.keys()]));
  }
  if (any?.means !== undefined) put(any, { kind: 'record', entries: others });

  for (const parameter of op.parameters) {
    const { name, means, fallback } = parameter;
    if (means !== undefined) bound.writtenAs.set(means, name);
    if (set.has(name) || parameter.mode === 'any keyword' || parameter.mode === 'rest') continue;
    if (means !== undefined && bound.given.has(means)) continue;
    if (call.open === true) {
      const why: Unknown = { kind: 'unknown', why: { kind: 'input', name: `\`${name}\`` } };
      if (means !== undefined) bound.missing.set(means, why);
    } else if (fallback !== undefined) {
      if (means !== undefined && !bound.values.has(means)) bound.values.set(means, fallback);
    } else if (bound.obscured) {
      if (means !== undefined) bound.missing.set(means, olderNames);
    } else if (!problems.some(one => one.kind === 'unknown-argument' && one.suggestion === name)) {
      // What is given under a name that is nearly this one is not missing as well.
      problems.push({ kind: 'missing-argument', argument: name });
    }
  }
  if (op.library === 'keras' && bound.values.get('data_format') === null)
    bound.values.set('data_format', call.dataFormat ?? null);
  for (const [canonical, param] of Object.entries(op.definition.params as ParamSpecs)) {
    if (bound.values.has(canonical) || bound.missing.has(canonical) || bound.writtenAs.has(canonical)) continue;
    bound.values.set(canonical, param.fallback);
  }
  return bound;
}

function isNamed(parameter: Parameter): boolean {
  return parameter.mode === 'plain' || parameter.mode === 'keyword only';
}

function unknownArgument(argument: string, names: readonly string[]): Problem {
  const suggestion = closest(argument, names);
  return { kind: 'unknown-argument', argument, ...(suggestion === undefined ? {} : { suggestion }) };
}

/** What the answer is: symbolic where anything that went in is, else what the library makes. */
function flavourOf(op: NamedOp, given: readonly ConfigValue[]): Flavour {
  const sources = given.map(valueSource);
  const joined = joinSources(sources);
  if (joined === 'symbolic') return 'symbolic';
  switch (op.library) {
    case 'numpy':
      return 'numpy';
    case 'keras':
    case 'tf':
      return 'eager';
    case 'python':
      return joined === 'eager' ? 'eager' : 'numpy';
  }
}

function valueSource(value: ConfigValue): Operand['source'] {
  if (isKind(value, 'tensor')) return 'symbolic';
  if (isKind(value, 'array')) return value.flavour ?? 'eager';
  if (value !== null && isConfigList(value)) return joinSources(value.map(valueSource));
  return 'python';
}

/**
 * Symbolic tensors cannot go into functions of NumPy, and those of Keras 3 not into functions of TensorFlow either, which
 * would compute on them at once.
 */
function symbolicRefusal(op: NamedOp, given: readonly ConfigValue[], dialect: Dialect): Problem | undefined {
  if (dialect === 'tfjs' || (dialect === 'keras2' && op.library !== 'numpy')) return undefined;
  if (op.definition.takesSymbols?.includes(op.path) === true || !given.some(value => valueSource(value) === 'symbolic'))
    return undefined;
  switch (op.library) {
    case 'keras':
      return undefined;
    case 'python':
      return missingMember(op, given[0]);
    case 'tf':
      return {
        kind: 'symbolic-value',
        says: `\`${op.path}\` ${symbolicWords.tensorflow}`,
        runtime: { keras3: symbolicRuntime.tensorflow },
      };
    case 'numpy':
      return {
        kind: 'symbolic-value',
        says: `\`${op.path}\` ${dialect === 'keras2' ? symbolicWords.numpyInKeras2 : symbolicWords.numpy}`,
        runtime: { keras3: symbolicRuntime.numpy, keras2: symbolicRuntime.numpyInKeras2 },
      };
  }
}

/** What a symbolic tensor of Keras 3 has of the methods and attributes of arrays. */
const symbolicMembers: ReadonlySet<string> = new Set(['dtype', 'ndim', 'reshape', 'shape', 'squeeze']);

function missingMember(op: NamedOp, self: ConfigValue | undefined): Problem | undefined {
  if (!op.path.startsWith('method.') || self === undefined || self === null || !isKind(self, 'tensor'))
    return undefined;
  const name = op.path.slice('method.'.length);
  if (symbolicMembers.has(name)) return undefined;
  return {
    kind: 'symbolic-value',
    says: `A symbolic Keras tensor has no \`${name}\`; use the function of \`keras.ops\``,
    runtime: { keras3: `'KerasTensor' object has no attribute '${name}'` },
  };
}

/** True where nothing is known of an answer. */
export function isUnknownResult(result: OpResult): boolean {
  return result.value === undefined && isUnknown(result.outputs);
}
