// `model.compile(…)`: which losses and which optimizer a model is trained with.

import type { Context } from '../../interp/context.ts';
import { none, numeric } from '../../interp/make.ts';
import type { ArgValue, Builtin, ObjectValue, Value } from '../../interp/value.ts';
import type { Dialect } from '../../layers/config.ts';
import type { Model } from '../../model/graph.ts';
import type { Compiled, CompiledLoss, CompiledOptimizer, Losses, LossOfOutput } from '../../model/training.ts';
import { isUnknown, type Unknown, unknown } from '../../shapes/unknown.ts';
import type { Entry, Table } from '../../training/define.ts';
import { losses } from '../../training/losses.ts';
import { optimizers } from '../../training/optimizers.ts';
import { constructorArguments } from './layers.ts';
import { metricCount, metricNames } from './measured.ts';

/** Remembers what the model is compiled with. */
export function compile(model: Model): Builtin {
  return (context, args, { place }) => {
    const { positional, keywords, open } = constructorArguments(args, context.dialect);
    const given = (name: string, position: number): ArgValue | undefined =>
      keywords.find(keyword => keyword.name === name) ?? positional[position];
    const loss = given('loss', 1);
    const optimizer = given('optimizer', 0);
    const read = optimizer === undefined ? undefined : optimizerOf(optimizer, context.dialect);
    const metrics = metricCount(args);
    const names = metricNames(args);
    const compiled: Compiled = {
      place,
      losses: loss === undefined ? (open ?? { kind: 'one', loss: 'none' }) : lossesOf(context, loss),
      ...(read === undefined ? {} : { optimizer: read }),
      ...(metrics === undefined ? {} : { metrics }),
      ...(names === undefined ? {} : { metricNames: names }),
    };
    context.store.write(model.compiled, compiled);
    return none;
  };
}

function lossesOf(context: Context, given: ArgValue): Losses | Unknown {
  const { value, place } = given;
  const one = (item: Value): LossOfOutput => lossOfOutput({ value: item, place }, context.dialect);
  if (value.kind === 'list')
    return value.open.value === undefined
      ? { kind: 'list', losses: value.items.value.map(one) }
      : unknown({ kind: 'data', what: 'how many losses there are' });
  if (value.kind === 'record') {
    if (value.open.value !== undefined) return value.open.value;
    const entries = [...value.entries.value.values()];
    return {
      kind: 'names',
      losses: new Map(entries.map(entry => [entry.key.kind === 'string' ? entry.key.value : '', one(entry.value)])),
    };
  }
  return { kind: 'one', loss: one(value) };
}

function lossOfOutput({ value, place }: ArgValue, dialect: Dialect): LossOfOutput {
  if (value.kind === 'none') return 'none';
  if (isUnknown(value)) return value;
  const own = unknown({ kind: 'data', what: 'a loss of the program' });
  if (value.kind === 'object' && value.family === 'losses') return lossObject(value, { place, dialect }) ?? own;
  const entry = namedEntry(losses, value, dialect);
  return entry === undefined ? own : { name: entry.name, fromLogits: false, place };
}

function lossObject(
  value: ObjectValue,
  { place, dialect }: { readonly place: ArgValue['place']; readonly dialect: Dialect },
): CompiledLoss | undefined {
  const entry = losses.byExport(value.name, dialect);
  if (entry === undefined) return undefined;
  const given = configured(value, entry, 'from_logits');
  const fromLogits =
    given === undefined
      ? false
      : given.kind === 'bool'
        ? given.value
        : isUnknown(given)
          ? given
          : unknown({ kind: 'data', what: 'whether outputs are logits' });
  return { name: entry.name, fromLogits, place };
}

function optimizerOf({ value, place }: ArgValue, dialect: Dialect): CompiledOptimizer | undefined {
  if (value.kind === 'object' && (value.family === 'optimizers' || value.family === 'train')) {
    const entry = optimizers.byExport(value.name, dialect);
    if (entry === undefined) return undefined;
    const rate = configured(value, entry, 'learning_rate');
    const number = rate === undefined ? undefined : numeric(rate);
    return { name: entry.name, place, ...(number === undefined ? {} : { learningRate: { value: number, place } }) };
  }
  const entry = namedEntry(optimizers, value, dialect);
  return entry === undefined ? undefined : { name: entry.name, place };
}

/** An entry that is named by a string, or by a function of the library itself. */
function namedEntry<E extends Entry>(table: Table<E>, value: Value, dialect: Dialect): E | undefined {
  if (value.kind === 'string') return table.byString(value.value, dialect);
  return value.kind === 'builtin' && value.path.startsWith('keras.')
    ? table.byExport(value.path.slice(value.path.lastIndexOf('.') + 1), dialect)
    : undefined;
}

/** An argument that an object was made with, by name or by place. */
function configured(value: ObjectValue, entry: Entry, name: string): Value | undefined {
  const position = entry.args.findIndex(argument => argument.name === name);
  return value.config.get(name) ?? (position < 0 ? undefined : value.config.get(String(position)));
}
