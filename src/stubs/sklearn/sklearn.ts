// What scikit-learn contains, as far as the shapes of data depend on it.

import { ownValue } from '../../base/ownValue.ts';
import { builtin, none } from '../../interp/make.ts';
import type { Builtin, Value } from '../../interp/value.ts';
import { sklearnData } from './datasets.ts';
import { estimatorClass, madeOfSteps, scaled } from './estimators.ts';
import { foldPredictions, foldScores } from './learned.ts';
import { metric } from './metrics.ts';
import { shuffled, trainTestSplit } from './selection.ts';

const functions: Readonly<Record<string, Builtin>> = {
  'sklearn.model_selection.train_test_split': trainTestSplit,
  'sklearn.cross_validation.train_test_split': trainTestSplit,
  'sklearn.model_selection.cross_val_score': foldScores,
  'sklearn.model_selection.cross_val_predict': foldPredictions,
  'sklearn.pipeline.make_pipeline': madeOfSteps('Pipeline'),
  'sklearn.pipeline.make_union': madeOfSteps('FeatureUnion'),
  'sklearn.compose.make_column_transformer': madeOfSteps('ColumnTransformer'),
  'sklearn.utils.shuffle': shuffled,
  'sklearn.base.clone': (_context, args) => args.positional[0]?.value ?? none,
  'sklearn.preprocessing.scale': scaled,
  'sklearn.preprocessing.minmax_scale': scaled,
  'sklearn.preprocessing.normalize': scaled,
};

/** Parts of the library whose classes are estimators. */
const modules: ReadonlySet<string> = new Set([
  'sklearn',
  'sklearn.calibration',
  'sklearn.cluster',
  'sklearn.compose',
  'sklearn.cross_validation',
  'sklearn.datasets',
  'sklearn.decomposition',
  'sklearn.ensemble',
  'sklearn.feature_extraction',
  'sklearn.feature_extraction.text',
  'sklearn.feature_selection',
  'sklearn.impute',
  'sklearn.linear_model',
  'sklearn.manifold',
  'sklearn.metrics',
  'sklearn.metrics.pairwise',
  'sklearn.model_selection',
  'sklearn.naive_bayes',
  'sklearn.neighbors',
  'sklearn.neural_network',
  'sklearn.pipeline',
  'sklearn.preprocessing',
  'sklearn.base',
  'sklearn.covariance',
  'sklearn.discriminant_analysis',
  'sklearn.dummy',
  'sklearn.experimental',
  'sklearn.gaussian_process',
  'sklearn.inspection',
  'sklearn.isotonic',
  'sklearn.kernel_approximation',
  'sklearn.kernel_ridge',
  'sklearn.mixture',
  'sklearn.multiclass',
  'sklearn.multioutput',
  'sklearn.random_projection',
  'sklearn.semi_supervised',
  'sklearn.svm',
  'sklearn.tree',
  'sklearn.utils',
  'sklearn.utils.class_weight',
]);

/** The value at a path of scikit-learn; undefined where it is not modelled. */
export function sklearnAt(path: string): Value | undefined {
  if (path !== 'sklearn' && !path.startsWith('sklearn.')) return undefined;
  if (modules.has(path)) return { kind: 'module', path };
  const call = ownValue(functions, path);
  if (call !== undefined) return builtin(path, call);
  if (path.startsWith('sklearn.datasets.')) return sklearnData(path.slice('sklearn.datasets.'.length));
  if (path.startsWith('sklearn.metrics.')) return metric(path);
  if (path.endsWith('.__version__')) return undefined;
  return estimatorClass(path);
}
