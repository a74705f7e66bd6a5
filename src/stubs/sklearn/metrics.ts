// `sklearn.metrics`: how good answers are is not known, but most measures are one number.

import { lastPart } from '../../base/lastPart.ts';
import { ownValue } from '../../base/ownValue.ts';
import { builtin, plain, tuple } from '../../interp/make.ts';
import type { Builtin, CallArgs, Value } from '../../interp/value.ts';
import { type Unknown, unknown } from '../../shapes/unknown.ts';
import { argument } from '../arguments.ts';
import { arrayOf } from '../convert.ts';

const measured: Unknown = unknown({ kind: 'data', what: 'how good the answers are' });
const classes: Unknown = unknown({ kind: 'data', what: 'how many classes there are' });
const thresholds: Unknown = unknown({ kind: 'data', what: 'how many thresholds there are' });
const number: Value = plain('float', measured);

/** Measures that are one number, unless one for each class or output is asked for. */
const numbers: ReadonlySet<string> = new Set([
  'accuracy_score',
  'adjusted_mutual_info_score',
  'adjusted_rand_score',
  'auc',
  'average_precision_score',
  'balanced_accuracy_score',
  'brier_score_loss',
  'calinski_harabasz_score',
  'cohen_kappa_score',
  'completeness_score',
  'davies_bouldin_score',
  'explained_variance_score',
  'f1_score',
  'fbeta_score',
  'hamming_loss',
  'hinge_loss',
  'homogeneity_score',
  'jaccard_score',
  'log_loss',
  'matthews_corrcoef',
  'max_error',
  'mean_absolute_error',
  'mean_absolute_percentage_error',
  'mean_squared_error',
  'mean_squared_log_error',
  'median_absolute_error',
  'ndcg_score',
  'normalized_mutual_info_score',
  'precision_score',
  'r2_score',
  'rand_score',
  'recall_score',
  'roc_auc_score',
  'root_mean_squared_error',
  'silhouette_score',
  'v_measure_score',
  'zero_one_loss',
]);

function isPerPart(args: CallArgs): boolean {
  const average = argument(args, -1, 'average');
  const outputs = argument(args, -1, 'multioutput');
  const isSummed = (given: Value | undefined): boolean =>
    given === undefined || (given.kind === 'string' && given.value !== 'raw_values');
  return args.open !== undefined || !isSummed(average) || !isSummed(outputs);
}

function curve(points: Unknown): Value {
  return arrayOf({ shape: [points], dtype: 'float64' }, 'numpy');
}

const functions: Readonly<Record<string, Builtin>> = {
  confusion_matrix: () => arrayOf({ shape: [classes, classes], dtype: measured }, 'numpy'),
  classification_report: (_context, args) =>
    argument(args, -1, 'output_dict') === undefined ? plain('string', measured) : measured,
  precision_recall_curve: () => tuple([curve(thresholds), curve(thresholds), curve(thresholds)]),
  roc_curve: () => tuple([curve(thresholds), curve(thresholds), curve(thresholds)]),
};

/** A function of `sklearn.metrics`. */
export function metric(path: string): Value {
  const name = lastPart(path);
  if (numbers.has(name)) return builtin(path, (_context, args) => (isPerPart(args) ? measured : number));
  return builtin(path, ownValue(functions, name) ?? (() => measured));
}
