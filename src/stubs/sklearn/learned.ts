// What an estimator of scikit-learn learned from: its answers have the form of the targets, one for each sample.

import type { Context } from '../../interp/context.ts';
import { list, numeric } from '../../interp/make.ts';
import type { Builtin, CallArgs, ObjectValue, Value } from '../../interp/value.ts';
import type { Dim } from '../../shapes/dim.ts';
import { isUnknown, type Unknown, unknown } from '../../shapes/unknown.ts';
import { argument } from '../arguments.ts';
import { arrayOf } from '../convert.ts';
import { rowCount, samplesOf } from '../rows.ts';

const fitted: Unknown = unknown({ kind: 'data', what: 'what was learned from the samples' });
const classes: Unknown = unknown({ kind: 'data', what: 'how many classes there are' });

/** Where samples and targets are kept; no parameters have names like these. */
const kept = { samples: '(samples)', targets: '(targets)' } as const;

/** The places of samples and targets in an estimator that has learned nothing yet. */
export function nothingLearned(): readonly (readonly [string, Value])[] {
  return Object.values(kept).map(key => [key, list([])] as const);
}

/** Remembers the samples and targets that an estimator is fitted to. */
export function learn(context: Context, estimator: ObjectValue, args: CallArgs): void {
  const given = { samples: argument(args, 0, 'X'), targets: argument(args, 1, 'y', 'Y') };
  for (const which of ['samples', 'targets'] as const) {
    const place = estimator.config.get(kept[which]);
    const value = given[which];
    if (place?.kind === 'list') context.store.write(place.items, value === undefined ? [] : [value]);
  }
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

function shapeOf(estimator: ObjectValue, which: keyof typeof kept): readonly Dim[] | undefined {
  const place = estimator.config.get(kept[which]);
  const [given] = place?.kind === 'list' ? place.items.value : [];
  const shape = samplesOf(given)?.type.shape;
  return shape === undefined || isUnknown(shape) ? undefined : shape;
}

const targetShape = (estimator: ObjectValue): readonly Dim[] | undefined => shapeOf(estimator, 'targets');

/** An attribute that fitting gave, where its form follows from what was learned; undefined for all others. */
export function learnedAttribute(estimator: ObjectValue, name: string): Value | undefined {
  const samples = shapeOf(estimator, 'samples');
  if (samples?.length !== 2) return undefined;
  const [rows = fitted, columns = fitted] = samples;
  const array = (...shape: readonly Dim[]): Value => arrayOf({ shape, dtype: 'float64' }, 'numpy');
  const targets = targetShape(estimator);
  const parts = parameter(estimator, 'n_components') ?? parameter(estimator, 'n_clusters');
  switch (`${estimator.name}.${name}`) {
    case 'LinearRegression.coef_':
      return targets === undefined ? undefined : array(...targets.slice(1), columns);
    case 'LinearRegression.intercept_':
      return targets?.length === 2 ? array(...targets.slice(1)) : undefined;
    case 'StandardScaler.mean_':
    case 'StandardScaler.scale_':
    case 'StandardScaler.var_':
    case 'MinMaxScaler.data_min_':
    case 'MinMaxScaler.data_max_':
    case 'MinMaxScaler.scale_':
    case 'PCA.mean_':
      return array(columns);
    case 'KMeans.labels_':
    case 'MiniBatchKMeans.labels_':
      return arrayOf({ shape: [rows], dtype: 'int32' }, 'numpy');
    case 'KMeans.cluster_centers_':
    case 'MiniBatchKMeans.cluster_centers_':
    case 'PCA.components_':
      return parts === undefined ? undefined : array(parts, columns);
    case 'PCA.explained_variance_ratio_':
    case 'PCA.explained_variance_':
      return parts === undefined ? undefined : array(parts);
    default:
      return undefined;
  }
}

/** A whole number that the estimator was made with. */
function parameter(estimator: ObjectValue, name: string): number | undefined {
  const given = estimator.config.get(name) ?? estimator.config.get('0');
  return given?.kind === 'int' ? given.value : undefined;
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
