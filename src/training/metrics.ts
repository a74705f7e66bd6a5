// Metrics: what is told of training beside the loss.

import { type Argument, arg, type Default, type Entry, snakeCase, table } from './define.ts';

const dtype = arg('dtype', null, 'The dtype it is computed in.');
const named = (name: string | null) => arg('name', name, 'The name of the metric.');
const fromLogits = arg('from_logits', false, 'Whether outputs are logits rather than probabilities.');
const smoothing = arg('label_smoothing', 0, 'How far targets are moved towards evenness.');
const axis = arg('axis', -1, 'The axis of the classes.');
const thresholds = arg('thresholds', null, 'From which outputs on the answer is yes.');
const numThresholds = arg('num_thresholds', 200, 'How many thresholds are tried.');
const classId = arg('class_id', null, 'The only class that counts.');
const ignoreClass = arg('ignore_class', null, 'A class that does not count.');
const sparseTrue = arg('sparse_y_true', true, 'Whether targets are numbers of classes.');
const sparsePred = (fallback: Default) => arg('sparse_y_pred', fallback, 'Whether outputs are numbers of classes.');
const numClasses = arg('num_classes', 'required', 'How many classes there are.');
const targetIds = (fallback: Default) => arg('target_class_ids', fallback, 'The classes that count.');

function metric(
  name: string,
  doc: string,
  args: readonly Argument[],
  more: {
    readonly short?: readonly string[];
    readonly only?: 'keras3';
    /** Keras 2 takes the names of functions; classes go by their own name only. */
    readonly keras2?: readonly string[];
    readonly tfjs?: readonly string[];
    readonly tfjsExport?: readonly string[];
  } = {},
): Entry {
  const keras3 = [...new Set([snakeCase(name), name, ...(more.short ?? [])])];
  const keras2 = more.only === 'keras3' ? [] : [name, ...(more.keras2 ?? []), ...(more.short ?? [])];
  return {
    name,
    doc,
    strings: { keras3, keras2, tfjs: more.tfjs ?? [] },
    exports: { keras3: [name], keras2: more.only === 'keras3' ? [] : [name], tfjs: more.tfjsExport ?? [] },
    args,
  };
}

/** Strings that compile reads by the model's outputs and loss rather than by this table. */
export const compiledMetrics: ReadonlySet<string> = new Set(['accuracy', 'acc', 'crossentropy', 'ce']);

export const metrics = table<Entry>([
  metric('Accuracy', 'How often outputs equal targets.', [named('accuracy'), dtype]),
  metric(
    'BinaryAccuracy',
    'How often outputs of 0 or 1 are right.',
    [named('binary_accuracy'), dtype, arg('threshold', 0.5, 'From which output on the answer is 1.')],
    { keras2: ['binary_accuracy'], tfjs: ['binaryAccuracy'], tfjsExport: ['binaryAccuracy'] },
  ),
  metric(
    'CategoricalAccuracy',
    'How often the likeliest class is right, targets one-hot.',
    [named('categorical_accuracy'), dtype],
    {
      keras2: ['categorical_accuracy'],
      tfjs: ['categoricalAccuracy'],
      tfjsExport: ['categoricalAccuracy'],
    },
  ),
  metric(
    'SparseCategoricalAccuracy',
    'How often the likeliest class is right, targets the numbers of classes.',
    [named('sparse_categorical_accuracy'), dtype],
    { keras2: ['sparse_categorical_accuracy'], tfjsExport: ['sparseCategoricalAccuracy'] },
  ),
  metric(
    'TopKCategoricalAccuracy',
    'How often the right class is among the likeliest, targets one-hot.',
    [arg('k', 5, 'How many of the likeliest.'), named('top_k_categorical_accuracy'), dtype],
    { keras2: ['top_k_categorical_accuracy'] },
  ),
  metric(
    'SparseTopKCategoricalAccuracy',
    'How often the right class is among the likeliest, targets the numbers of classes.',
    [
      arg('k', 5, 'How many of the likeliest.'),
      named('sparse_top_k_categorical_accuracy'),
      dtype,
      arg('from_sorted_ids', false, 'Whether outputs are already sorted numbers of classes.', { notIn: ['keras2'] }),
    ],
    { keras2: ['sparse_top_k_categorical_accuracy'] },
  ),
  metric(
    'BinaryCrossentropy',
    'Cross entropy of outputs that are 0 or 1.',
    [named('binary_crossentropy'), dtype, fromLogits, smoothing],
    { short: ['bce', 'BCE'], keras2: ['binary_crossentropy'], tfjsExport: ['binaryCrossentropy'] },
  ),
  metric(
    'CategoricalCrossentropy',
    'Cross entropy of one class among several, targets one-hot.',
    [named('categorical_crossentropy'), dtype, fromLogits, smoothing, axis],
    {
      keras2: ['categorical_crossentropy'],
      tfjs: ['categoricalCrossentropy'],
      tfjsExport: ['categoricalCrossentropy'],
    },
  ),
  metric(
    'SparseCategoricalCrossentropy',
    'Cross entropy of one class among several, targets the numbers of classes.',
    [named('sparse_categorical_crossentropy'), dtype, fromLogits, ignoreClass, axis],
    { keras2: ['sparse_categorical_crossentropy'], tfjs: ['sparseCategoricalCrossentropy'] },
  ),
  metric('MeanSquaredError', 'The mean of squared differences.', [named('mean_squared_error'), dtype], {
    short: ['mse', 'MSE'],
    keras2: ['mean_squared_error'],
    tfjs: ['mse', 'MSE'],
    tfjsExport: ['meanSquaredError', 'MSE', 'mse'],
  }),
  metric('RootMeanSquaredError', 'The root of the mean of squared differences.', [
    named('root_mean_squared_error'),
    dtype,
  ]),
  metric('MeanAbsoluteError', 'The mean of absolute differences.', [named('mean_absolute_error'), dtype], {
    short: ['mae', 'MAE'],
    keras2: ['mean_absolute_error'],
    tfjs: ['mae', 'MAE'],
    tfjsExport: ['meanAbsoluteError'],
  }),
  metric(
    'MeanAbsolutePercentageError',
    'The mean of absolute differences in percent of the targets.',
    [named('mean_absolute_percentage_error'), dtype],
    {
      short: ['mape', 'MAPE'],
      keras2: ['mean_absolute_percentage_error'],
      tfjs: ['mape', 'MAPE'],
      tfjsExport: ['meanAbsolutePercentageError', 'MAPE', 'mape'],
    },
  ),
  metric(
    'MeanSquaredLogarithmicError',
    'The mean of squared differences of logarithms.',
    [named('mean_squared_logarithmic_error'), dtype],
    { short: ['msle', 'MSLE'], keras2: ['mean_squared_logarithmic_error'] },
  ),
  metric(
    'CosineSimilarity',
    'The cosine of the angle between targets and outputs.',
    [named('cosine_similarity'), dtype, arg('axis', -1, 'The axis of the vectors.')],
    { keras2: ['cosine_similarity', 'cosine_proximity'], tfjs: ['cosine'], tfjsExport: ['cosineProximity'] },
  ),
  metric('LogCoshError', 'The logarithm of the hyperbolic cosine of differences.', [named('logcosh'), dtype], {
    keras2: ['logcosh', 'log_cosh'],
  }),
  metric('KLDivergence', 'How far a distribution is from the target distribution.', [named('kl_divergence'), dtype], {
    keras2: ['kl_divergence', 'kullback_leibler_divergence', 'kld', 'KLD'],
  }),
  metric('Poisson', 'The loss of counts.', [named('poisson'), dtype], { keras2: ['poisson'] }),
  metric('Hinge', 'The margin of targets -1 and 1.', [named('hinge'), dtype], { keras2: ['hinge'] }),
  metric('SquaredHinge', 'The square of hinge.', [named('squared_hinge'), dtype], { keras2: ['squared_hinge'] }),
  metric(
    'CategoricalHinge',
    'The margin between the right class and the best wrong one.',
    [named('categorical_hinge'), dtype],
    { keras2: ['categorical_hinge'] },
  ),
  metric('AUC', 'The area under a curve of hits and false alarms.', [
    numThresholds,
    arg('curve', 'ROC', '`ROC` or `PR`.'),
    arg('summation_method', 'interpolation', 'How the area is summed.'),
    named(null),
    dtype,
    thresholds,
    arg('multi_label', false, 'Whether every label has a curve of its own.'),
    arg('num_labels', null, 'How many labels there are.'),
    arg('label_weights', null, 'The weights of labels.'),
    fromLogits,
  ]),
  metric(
    'Precision',
    'How much of what is found is right.',
    [thresholds, arg('top_k', null, 'How many of the likeliest classes count as found.'), classId, named(null), dtype],
    { tfjs: ['precision'], tfjsExport: ['precision'] },
  ),
  metric(
    'Recall',
    'How much of what is right is found.',
    [thresholds, arg('top_k', null, 'How many of the likeliest classes count as found.'), classId, named(null), dtype],
    { tfjsExport: ['recall'] },
  ),
  metric('F1Score', 'The harmonic mean of precision and recall.', [
    arg('average', null, 'How classes are averaged.'),
    arg('threshold', null, 'From which output on the answer is yes.'),
    named('f1_score'),
    dtype,
  ]),
  metric('FBetaScore', 'A weighted harmonic mean of precision and recall.', [
    arg('average', null, 'How classes are averaged.'),
    arg('beta', 1, 'How much recall weighs.'),
    arg('threshold', null, 'From which output on the answer is yes.'),
    named('fbeta_score'),
    dtype,
  ]),
  metric('TruePositives', 'How many are rightly found.', [thresholds, named(null), dtype]),
  metric('TrueNegatives', 'How many are rightly left.', [thresholds, named(null), dtype]),
  metric('FalsePositives', 'How many are wrongly found.', [thresholds, named(null), dtype]),
  metric('FalseNegatives', 'How many are wrongly left.', [thresholds, named(null), dtype]),
  metric('PrecisionAtRecall', 'Precision where recall reaches a value.', [
    arg('recall', 'required', 'That value.'),
    numThresholds,
    classId,
    named(null),
    dtype,
  ]),
  metric('RecallAtPrecision', 'Recall where precision reaches a value.', [
    arg('precision', 'required', 'That value.'),
    numThresholds,
    classId,
    named(null),
    dtype,
  ]),
  metric('SensitivityAtSpecificity', 'Sensitivity where specificity reaches a value.', [
    arg('specificity', 'required', 'That value.'),
    numThresholds,
    classId,
    named(null),
    dtype,
  ]),
  metric('SpecificityAtSensitivity', 'Specificity where sensitivity reaches a value.', [
    arg('sensitivity', 'required', 'That value.'),
    numThresholds,
    classId,
    named(null),
    dtype,
  ]),
  metric('IoU', 'The overlap of some classes.', [
    numClasses,
    targetIds('required'),
    named(null),
    dtype,
    ignoreClass,
    sparseTrue,
    sparsePred(true),
    axis,
  ]),
  metric('MeanIoU', 'The mean overlap of all classes.', [
    numClasses,
    named(null),
    dtype,
    ignoreClass,
    sparseTrue,
    sparsePred(true),
    axis,
  ]),
  metric('BinaryIoU', 'The overlap of two classes.', [
    targetIds([0, 1]),
    arg('threshold', 0.5, 'From which output on the answer is 1.'),
    named(null),
    dtype,
  ]),
  metric('OneHotIoU', 'The overlap of some classes, targets one-hot.', [
    numClasses,
    targetIds('required'),
    named(null),
    dtype,
    ignoreClass,
    sparsePred(false),
    axis,
  ]),
  metric('OneHotMeanIoU', 'The mean overlap of all classes, targets one-hot.', [
    numClasses,
    named(null),
    dtype,
    ignoreClass,
    sparsePred(false),
    axis,
  ]),
  metric(
    'R2Score',
    'How much of the variance is explained.',
    [
      arg('class_aggregation', 'uniform_average', 'How outputs are averaged.'),
      arg('num_regressors', 0, 'How many inputs there are, to correct for them.'),
      named('r2_score'),
      dtype,
    ],
    { tfjsExport: ['r2Score'] },
  ),
  metric(
    'PearsonCorrelation',
    'The linear correlation of targets and outputs.',
    [named('pearson_correlation'), dtype, arg('axis', -1, 'The axis of the samples.')],
    { only: 'keras3' },
  ),
  metric(
    'ConcordanceCorrelation',
    'How far targets and outputs lie on one line of slope 1.',
    [named('concordance_correlation'), dtype, arg('axis', -1, 'The axis of the samples.')],
    { only: 'keras3' },
  ),
  metric('Mean', 'The mean of the values it is given.', [named('mean'), dtype]),
  metric('Sum', 'The sum of the values it is given.', [named('sum'), dtype]),
  metric('MeanMetricWrapper', 'The mean of a function of targets and outputs.', [
    arg('fn', 'required', 'The function.'),
    named(null),
    dtype,
  ]),
]);
