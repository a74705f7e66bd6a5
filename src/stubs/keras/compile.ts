// `model.compile(…)`: which losses and which optimizer a model is trained with.

import { lastPart } from '../../base/lastPart.ts';
import type { Place } from '../../base/span.ts';
import type { Context } from '../../interp/context.ts';
import { list, none, numeric } from '../../interp/make.ts';
import type { ArgValue, Builtin, ObjectValue, Value } from '../../interp/value.ts';
import type { Dialect } from '../../layers/config.ts';
import type { Problem } from '../../layers/problems.ts';
import type { Model } from '../../model/graph.ts';
import type {
  Compiled,
  CompiledLoss,
  CompiledOptimizer,
  Losses,
  LossOfOutput,
  RefusedArgument,
} from '../../model/training.ts';
import { flatten } from '../../shapes/nested.ts';
import { isUnknown, type Unknown, unknown } from '../../shapes/unknown.ts';
import type { Entry, Table } from '../../training/define.ts';
import { losses } from '../../training/losses.ts';
import { optimizers } from '../../training/optimizers.ts';
import { report } from '../operations.ts';
import { refusedNames } from './compiledNames.ts';
import { constructorArguments } from './layers.ts';
import { metricCount, metricNames } from './measured.ts';
import { ownLoss } from './ownLosses.ts';

/** What stands for what a model was compiled with where it may not have been compiled at all. */
export const mayBeCompiled: Unknown = unknown({ kind: 'data', what: 'whether the model was compiled' });

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
    const losses: Compiled['losses'] =
      loss === undefined ? (open ?? { kind: 'one', loss: 'none' }) : lossesOf(context, loss);
    const refused = refusedIn(context, model, { loss, metrics: given('metrics', -1) });
    tellOnTheSpot(context, model, place, { optimizer, losses, lossPlace: loss?.place, refused });
    const compiled: Compiled = {
      place,
      losses,
      ...(read === undefined ? {} : { optimizer: read }),
      ...(refused.length === 0 ? {} : { refused }),
      ...(metrics === undefined ? {} : { metrics }),
      ...(names === undefined ? {} : { metricNames: names }),
    };
    context.store.write(model.compiled, compiled);
    context.record.compiled.add(model);
    return none;
  };
}

/** The texts among losses and metrics that name nothing. Losses beyond the outputs are not looked at. */
function refusedIn(
  { dialect }: Context,
  model: Model,
  { loss, metrics }: { readonly loss: ArgValue | undefined; readonly metrics: ArgValue | undefined },
): readonly RefusedArgument[] {
  const graph = model.graph.value;
  const outputs = isUnknown(graph) ? 1 : flatten(graph.outputs).length;
  const looked =
    loss?.value.kind === 'list' ? { ...loss, value: list(loss.value.items.value.slice(0, outputs)) } : loss;
  return [
    ...refusedNames(looked, { family: 'loss', argument: 'loss', dialect }),
    ...refusedNames(metrics, { family: 'metric', argument: 'metrics', dialect }),
  ];
}

/** Reports what `compile` itself refuses: in Keras the name of an optimizer, in TensorFlow.js all that names nothing, too. */
function tellOnTheSpot(
  context: Context,
  model: Model,
  place: Place,
  told: {
    readonly optimizer: ArgValue | undefined;
    readonly losses: Losses | Unknown;
    readonly lossPlace: Place | undefined;
    readonly refused: readonly RefusedArgument[];
  },
): void {
  const { dialect } = context;
  const { optimizer, losses, lossPlace, refused } = told;
  const { layer } = model;
  const wrong = refusedNames(optimizer, { family: 'optimizer', argument: 'optimizer', dialect });
  tellRefused(context, [...wrong, ...(dialect === 'tfjs' ? refused : [])], place);
  if (dialect !== 'tfjs' || isUnknown(losses)) return;
  const about = { place, name: layer.name, className: layer.className, layer };
  if (losses.kind === 'one' && losses.loss === 'none') {
    const words = 'When passing an Array as loss, it should have one entry per model output.';
    report(context, [{ kind: 'no-loss', method: 'compile', runtime: { tfjs: words } }], about);
    return;
  }
  const problem = lossCountProblem(context, model, losses);
  if (problem !== undefined) report(context, [problem], { ...about, place: lossPlace ?? place });
}

/** Reports arguments of `compile` that name nothing. */
export function tellRefused(context: Context, refused: readonly RefusedArgument[], place: Place): void {
  for (const { problem, argSpans } of refused)
    report(context, [problem], { place, name: 'compile', className: 'compile', argSpans });
}

/**
 * What is wrong with a list of losses that has another length than the outputs: TensorFlow.js wants as many, Keras 3 looks each
 * up where there are several outputs, Keras 2 takes what it needs.
 */
export function lossCountProblem({ dialect }: Context, model: Model, losses: Losses): Problem | undefined {
  const graph = model.graph.value;
  if (losses.kind !== 'list' || isUnknown(graph)) return undefined;
  const ends = flatten(graph.outputs);
  const outputs = ends.length;
  const given = losses.losses.length;
  // Of further entries Keras 3 leaves out those that are None; outputs by name it takes no list for.
  const isList = graph.outputs.kind === 'list' && graph.outputs.items.length === outputs && outputs > 1;
  const isTooLong = isList && losses.losses.slice(outputs).some(loss => loss !== 'none');
  const isWrong = dialect === 'tfjs' ? given !== outputs : dialect === 'keras3' && isTooLong;
  if (!isWrong) return undefined;
  const words = `When passing an Array as loss, it should have one entry per model output. The model has ${outputs} output(s), but you passed loss=`;
  return {
    kind: 'call-value',
    says: `it has ${outputs} output${outputs === 1 ? '' : 's'}, but \`loss\` is a list of ${given}`,
    runtime: { keras3: "in the `loss` argument, can't be found in either the model's output", tfjs: words },
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
  const own = ownLoss(value);
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
  const ignored = configured(value, entry, 'ignore_class');
  const ignores = ignored !== undefined && ignored.kind !== 'none';
  return { name: entry.name, fromLogits, ...(ignores ? { ignoresClass: true } : {}), place };
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
    ? table.byExport(lastPart(value.path), dialect)
    : undefined;
}

/** An argument that an object was made with, by name or by place. */
function configured(value: ObjectValue, entry: Entry, name: string): Value | undefined {
  const position = entry.args.findIndex(argument => argument.name === name);
  return value.config.get(name) ?? (position < 0 ? undefined : value.config.get(String(position)));
}
