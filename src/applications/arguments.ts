// Binding the arguments of a model function to its parameters, as Python does, and reading them.

import type { ConfigValue, Dialect } from '../layers/config.ts';
import type { GivenArguments } from '../layers/make.ts';
import { type ParamSpecs, readArgument } from '../layers/params.ts';
import type { Problem } from '../layers/problems.ts';
import { closest } from '../layers/suggest.ts';
import { afterError } from '../shapes/unknown.ts';

/** The names of a function's parameters in a dialect, in order. */
export function parameterNames(params: ParamSpecs, dialect: Dialect): readonly string[] {
  return Object.entries(params)
    .filter(([, param]) => param.notIn?.includes(dialect) !== true)
    .map(([name]) => name);
}

/** The arguments by the names of their parameters. */
export function bindArguments(
  params: ParamSpecs,
  written: GivenArguments,
  dialect: Dialect,
  problem: (problem: Problem) => void,
): ReadonlyMap<string, ConfigValue> {
  const names = parameterNames(params, dialect);
  const positional = names.filter(name => params[name]?.keywordOnly !== true);
  const values = new Map<string, ConfigValue>();
  if (written.positional.length > positional.length)
    problem({ kind: 'too-many-arguments', most: positional.length, got: written.positional.length });
  written.positional.forEach((value, i) => {
    const name = positional[i];
    if (name !== undefined) values.set(name, value);
  });
  for (const [name, value] of written.keywords) {
    if (!names.includes(name)) {
      const suggestion = closest(name, names);
      problem({ kind: 'unknown-argument', argument: name, ...(suggestion === undefined ? {} : { suggestion }) });
      continue;
    }
    if (values.has(name)) problem({ kind: 'duplicate-argument', argument: name });
    values.set(name, value);
  }
  return values;
}

/** The typed configuration. `open` says that further arguments exist that are not known. */
export function readArguments(
  params: ParamSpecs,
  values: ReadonlyMap<string, ConfigValue>,
  { dialect, open }: { readonly dialect: Dialect; readonly open: boolean },
  problem: (problem: Problem) => void,
): Readonly<Record<string, unknown>> {
  const config: Record<string, unknown> = {};
  for (const [name, param] of Object.entries(params)) {
    const value = values.get(name);
    if (value === undefined && open && param.notIn?.includes(dialect) !== true) {
      config[name] = param.type.unknown({ kind: 'unknown', why: { kind: 'input', name: `\`${name}\`` } });
      continue;
    }
    const fallback = param.fallbackIn?.[dialect];
    const read = readArgument(
      param,
      value === undefined ? (fallback === undefined ? param.fallback : fallback) : value,
      dialect,
    );
    if ('value' in read) {
      config[name] = read.value;
      continue;
    }
    problem({ kind: 'argument-value', argument: name, got: read.got, expected: read.refused.expected });
    config[name] = param.type.unknown(afterError);
  }
  return config;
}
