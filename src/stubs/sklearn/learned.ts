// What an estimator of scikit-learn learned from: its answers have the form of the targets, one for each sample.

import type { Context } from '../../interp/context.ts';
import { list, numeric } from '../../interp/make.ts';
import type { Builtin, CallArgs, ObjectValue, Value } from '../../interp/value.ts';
import { isUnknown, type Unknown, unknown } from '../../shapes/unknown.ts';
import { argument } from '../arguments.ts';
import { arrayOf } from '../convert.ts';
import { rowCount, samplesOf } from '../rows.ts';

const fitted: Unknown = unknown({ kind: 'data', what: 'what was learned from the samples' });
const classes: Unknown = unknown({ kind: 'data', what: 'how many classes there are' });

/** Where the targets are kept; no parameter has a name like it. */
const key = '(targets)';

/** The place of the targets in an estimator that has learned nothing yet. */
export function nothingLearned(): readonly [string, Value] {
  return [key, list([])];
}

/** Remembers the targets that an estimator is fitted to. */
export function learn(context: Context, estimator: ObjectValue, args: CallArgs): void {
  const targets = estimator.config.get(key);
  const given = argument(args, 1, 'y', 'Y');
  if (targets?.kind === 'list') context.store.write(targets.items, given === undefined ? [] : [given]);
}

/** Estimators that put each sample into one group, whatever they learned from. */
const groupers: ReadonlySet<string> = new Set([
  'AgglomerativeClustering',
  'BayesianGaussianMixture',
  'Birch',
  'DBSCAN',
  'GaussianMixture',
  'IsolationForest',
  'KMeans',
  'LocalOutlierFactor',
  'MeanShift',
  'MiniBatchKMeans',
  'OneClassSVM',
  'SpectralClustering',
]);

/** `predict(X)`: for each sample a target such as those that were learned. */
export function predicted(estimator: ObjectValue, samples: Value | undefined): Value {
  const rows = samples === undefined ? undefined : rowCount(samples);
  if (rows === undefined) return fitted;
  if (groupers.has(estimator.name)) return arrayOf({ shape: [rows], dtype: fitted }, 'numpy');
  const targets = targetShape(estimator);
  return targets === undefined ? fitted : arrayOf({ shape: [rows, ...targets.slice(1)], dtype: fitted }, 'numpy');
}

/** `predict_proba(X)`: for each sample a number for each class, where there is one target. */
export function probabilities(estimator: ObjectValue, samples: Value | undefined): Value {
  const rows = samples === undefined ? undefined : rowCount(samples);
  if (rows === undefined || targetShape(estimator)?.length !== 1) return fitted;
  return arrayOf({ shape: [rows, classes], dtype: 'float64' }, 'numpy');
}

function targetShape(estimator: ObjectValue) {
  const targets = estimator.config.get(key);
  const [given] = targets?.kind === 'list' ? targets.items.value : [];
  const shape = samplesOf(given)?.type.shape;
  return shape === undefined || isUnknown(shape) ? undefined : shape;
}

/** `cross_val_score(estimator, X, y, cv)`: a number for each fold. */
export const foldScores: Builtin = (_context, args) => {
  const folds = argument(args, -1, 'cv');
  const count = folds === undefined || folds.kind === 'none' ? 5 : numeric(folds);
  return arrayOf(
    { shape: [count ?? unknown({ kind: 'data', what: 'how many folds there are' })], dtype: 'float64' },
    'numpy',
  );
};

/** `cross_val_predict(estimator, X, y)`: for each sample its target as the other folds have it. */
export const foldPredictions: Builtin = (_context, args) => {
  const targets = samplesOf(argument(args, 2, 'y'));
  const method = argument(args, -1, 'method');
  const isTarget = method === undefined || (method.kind === 'string' && method.value === 'predict');
  return targets === undefined || !isTarget || args.open !== undefined
    ? fitted
    : arrayOf({ shape: targets.type.shape, dtype: fitted }, 'numpy');
};
