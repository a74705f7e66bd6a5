// What training and evaluating a model give back: losses and metrics as numbers, whose values only a run knows.

import type { Context } from '../../interp/context.ts';
import { list, none, numeric, plain, recordOf } from '../../interp/make.ts';
import { endOf } from '../../interp/openList.ts';
import type { CallArgs, ObjectValue, Value } from '../../interp/value.ts';
import type { Model } from '../../model/graph.ts';
import { compiledWith } from '../../model/training.ts';
import { flatten } from '../../shapes/nested.ts';
import { isUnknown, type Unknown, unknown } from '../../shapes/unknown.ts';
import { argument } from '../arguments.ts';
import { instanceOf } from './ownClasses.ts';

const weights: Unknown = unknown({ kind: 'data', what: 'the values of the weights' });
const training: Unknown = unknown({ kind: 'data', what: 'how training went' });

/** Metrics that may give a number for each class. */
export const perClass: ReadonlySet<string> = new Set(['F1Score', 'FBetaScore', 'R2Score']);

/** How many metrics a model is compiled with, where each of them gives one number; undefined where that is not known. */
export function metricCount(args: CallArgs): number | undefined {
  if (args.open !== undefined || args.positional.length > 2) return undefined;
  const weighted = argument(args, -1, 'weighted_metrics') ?? none;
  const metrics = argument(args, -1, 'metrics') ?? none;
  if (weighted.kind !== 'none') return undefined;
  if (metrics.kind === 'none') return 0;
  const items = metrics.kind === 'list' && metrics.open.value === undefined ? metrics.items.value : undefined;
  return items?.every(isOneNumber) === true ? items.length : undefined;
}

/** The metrics that a model is compiled with, where all are texts. */
export function metricNames(args: CallArgs): readonly string[] | undefined {
  const count = metricCount(args);
  const metrics = argument(args, -1, 'metrics') ?? none;
  if (count === undefined || metrics.kind !== 'list') return count === 0 ? [] : undefined;
  const names = metrics.items.value.flatMap(item => (item.kind === 'string' ? [item.value] : []));
  return names.length === count ? names : undefined;
}

function isOneNumber(metric: Value): boolean {
  if (metric.kind === 'object') return metric.family === 'metrics' && !perClass.has(metric.name);
  return ['string', 'builtin', 'function'].includes(metric.kind);
}

/** `evaluate` and its like: the loss, and where there are metrics a list of it and them. */
export function evaluated(context: Context, model: Model, args: CallArgs): Value {
  const graph = model.graph.value;
  const count = compiledWith(model)?.metrics;
  const isPlain =
    context.dialect !== 'tfjs' &&
    args.open === undefined &&
    argument(args, -1, 'return_dict') === undefined &&
    instanceOf(model.layer) === undefined &&
    !isUnknown(graph) &&
    flatten(graph.outputs).length === 1;
  if (!isPlain || count === undefined) return weights;
  const number = plain('float', weights);
  return count === 0 ? number : list(Array.from({ length: count + 1 }, () => number));
}

/** What `fit` gives: a history with a number for each epoch, unless callbacks end it early. */
export function trainingHistory(method: string, args: CallArgs): ObjectValue {
  const epochs = argument(args, method === 'fit' ? 3 : 2, 'epochs');
  const isWhole =
    args.open === undefined &&
    args.keywords.every(one => !['callbacks', 'initial_epoch', 'nb_epoch'].includes(one.name));
  const count = epochs === undefined ? 1 : numeric(epochs);
  const each = list([], endOf(training, plain('float', training), isWhole ? count : undefined));
  return {
    kind: 'object',
    family: 'history',
    name: 'History',
    config: new Map<string, Value>([['history', recordOf(new Map(), { open: { ...training, each } })]]),
  };
}
