// What the classes and functions of Keras and TensorFlow.js are for and what they take, by the dotted path a program
// reaches them under: layers, ready-made models, operations, optimizers, losses and the like.

import { allApplications } from '../applications/registry.ts';
import { lastPart } from '../base/lastPart.ts';
import type { BuiltinValue, LayerClassValue, Value } from '../interp/value.ts';
import type { ConfigValue, Dialect } from '../layers/config.ts';
import { allParams, paramName } from '../layers/make.ts';
import { anything, type Param } from '../layers/params.ts';
import { findOp } from '../ops/registry.ts';
import { activations } from '../training/activations.ts';
import { constraints } from '../training/constraints.ts';
import { type Argument, camelCase, type Entry, type Table } from '../training/define.ts';
import { initializers } from '../training/initializers.ts';
import { losses } from '../training/losses.ts';
import { metrics } from '../training/metrics.ts';
import { optimizers } from '../training/optimizers.ts';
import { regularizers } from '../training/regularizers.ts';
import { defaultOf, valueText } from './argumentText.ts';

/** A class or function with its parameters in the order of its signature. */
export interface Described {
  readonly kind: 'class' | 'function';
  readonly name: string;
  readonly doc: string;
  readonly params: readonly DescribedParam[];
  /** Further keywords, which every layer takes. */
  readonly more?: readonly DescribedParam[];
}

export interface DescribedParam {
  /** As a program of the dialect writes it. */
  readonly name: string;
  /** What it takes, in words; absent where anything goes. */
  readonly expects?: string;
  /** Its default as written; absent where it must be given. */
  readonly fallback?: string;
  readonly doc: string;
}

/** The description of a class or function of a library; undefined for any other value and for what has no description. */
export function describedValue(value: Value | undefined, dialect: Dialect): Described | undefined {
  if (value?.kind === 'layerClass') return describedLayer(value, dialect);
  return value?.kind === 'builtin' ? describedFunction(value, dialect) : undefined;
}

/** The description of an object of a table (`Adam`, `L2`) by the module it comes from; undefined where there is none. */
export function describedObject(family: string, name: string, dialect: Dialect): Described | undefined {
  const entry = tables[family]?.byExport(name, dialect);
  return entry === undefined ? undefined : describedEntry(entry, name, dialect);
}

const tables: Readonly<Record<string, Table<Entry> | undefined>> = {
  activations,
  constraints,
  initializers,
  losses,
  metrics,
  optimizers,
  regularizers,
  train: optimizers,
};

function describedLayer(value: LayerClassValue, dialect: Dialect): Described {
  const { definition, path } = value;
  const own = definition.params as Readonly<Record<string, Param<unknown>>>;
  const texts = (params: readonly (readonly [string, Param<unknown>])[]) =>
    params.flatMap(([canonical, param]) => describedParam(paramName(canonical, param, dialect), param, dialect));
  return {
    kind: dialect === 'tfjs' ? 'function' : 'class',
    name: lastPart(path),
    doc: definition.doc,
    params: texts(Object.entries(own).filter(([, param]) => !param.keywordOnly)),
    more: texts(
      Object.entries(allParams(definition)).filter(
        ([canonical]) => !(canonical in own) || own[canonical]?.keywordOnly === true,
      ),
    ),
  };
}

function describedFunction({ path }: BuiltinValue, dialect: Dialect): Described | undefined {
  const name = lastPart(path);
  const application = path.startsWith('keras.applications.')
    ? allApplications.find(one => one.name === name && one.dialects.includes(dialect))
    : undefined;
  if (application !== undefined) {
    const { doc, params } = application;
    const described = application
      .parameterNames(dialect)
      .flatMap(param => describedParam(param, params[param], dialect));
    return { kind: 'function', name, doc, params: described };
  }
  const [, family = ''] = path.split('.');
  return describedObject(family, name, dialect) ?? describedOperation(path, dialect);
}

function describedEntry(entry: Entry, name: string, dialect: Dialect): Described {
  return {
    kind: /^[A-Z]/.test(name) ? 'class' : 'function',
    name,
    doc: entry.doc,
    params: entry.args
      .filter(one => one.notIn?.includes(dialect) !== true)
      .map(one => {
        const fallback = one.fallbackIn?.[dialect] ?? one.fallback;
        return {
          name: argumentName(one, dialect),
          doc: one.doc,
          ...(fallback === 'required' ? {} : { fallback: valueText(fallback, dialect) }),
        };
      }),
  };
}

function argumentName(argument: Argument, dialect: Dialect): string {
  return dialect === 'tfjs' ? (argument.tfjs ?? camelCase(argument.name)) : argument.name;
}

/** An operation under one of its names. Parameters without influence on the answer have no words of their own. */
function describedOperation(path: string, dialect: Dialect): Described | undefined {
  const op = findOp(path);
  if (op === undefined) return undefined;
  const { definition, parameters } = op;
  return {
    kind: 'function',
    name: lastPart(path),
    doc: definition.doc,
    params: parameters
      .filter(parameter => parameter.name !== '_')
      .map(parameter => {
        const param = parameter.means === undefined ? undefined : definition.params[parameter.means];
        return {
          name: parameter.name,
          doc: param?.doc ?? '',
          ...(param === undefined ? {} : expected(param)),
          ...(parameter.fallback === undefined ? {} : { fallback: valueText(parameter.fallback, dialect) }),
        };
      }),
  };
}

function describedParam(name: string, param: Param<unknown> | undefined, dialect: Dialect): readonly DescribedParam[] {
  if (param === undefined || param.notIn?.includes(dialect)) return [];
  const fallback: ConfigValue = defaultOf(param, dialect);
  return [
    {
      name,
      doc: param.doc,
      ...expected(param),
      ...(param.required ? {} : { fallback: valueText(fallback, dialect) }),
    },
  ];
}

function expected({ type }: Param<unknown>): { readonly expects?: string } {
  return type.expects === anything().expects ? {} : { expects: type.expects };
}
