// Losses: what training makes small, and what targets each expects beside the model's outputs.

import { type Argument, arg, type Entry, table } from './define.ts';

/**
 * What the targets are: `values` of the outputs' shape, `one-hot` classes along the last axis, `class indices` without
 * that axis, 0 or 1 per output (`binary`), or something else of its own.
 */
export type Targets = 'values' | 'one-hot' | 'class indices' | 'binary' | 'own';

export interface Loss extends Entry {
  readonly targets: Targets;
  /** Set where the outputs are probabilities unless `from_logits` says that they are logits. */
  readonly probabilities?: true;
}

const fromLogits = arg('from_logits', false, 'Whether outputs are logits rather than probabilities.');
const smoothing = arg('label_smoothing', 0, 'How far targets are moved towards evenness.');
const axis = arg('axis', -1, 'The axis of the classes.');
const alpha = arg('alpha', 0.25, 'The weight of the rare class.');
const gamma = arg('gamma', 2, 'How much easy samples count less.');

interface Shape {
  /** The class, the function and further strings for it. */
  readonly type: string;
  readonly fn: string;
  readonly short?: readonly string[];
  /** Keras 2's own names beside. */
  readonly keras2?: readonly string[];
  readonly tfjs?: string;
  readonly doc: string;
  readonly targets: Targets;
  readonly probabilities?: true;
  readonly args?: readonly Argument[];
  readonly only?: 'keras3';
  /** The names of the arguments of its class in their order, where its own do not come first. */
  readonly order?: readonly string[];
  /** The default name of its object, where that is not the function's. */
  readonly objectName?: string;
}

function loss(given: Shape): Loss {
  const names = [given.fn, given.type, ...(given.short ?? [])];
  const args = [
    ...(given.args ?? []),
    arg('reduction', 'sum_over_batch_size', 'How the losses of samples become one number.'),
    arg('name', given.objectName ?? given.fn, 'The name of the loss.'),
    arg('dtype', null, 'The dtype it is computed in.', { notIn: ['keras2'] }),
  ];
  const { order } = given;
  const keras2 = given.only === 'keras3' ? [] : [...names, ...(given.keras2 ?? [])];
  return {
    name: given.fn,
    doc: given.doc,
    strings: { keras3: names, keras2, tfjs: given.tfjs === undefined ? [] : [given.tfjs] },
    exports: { keras3: [given.type, given.fn], keras2, tfjs: [] },
    args: order === undefined ? args : args.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name)),
    targets: given.targets,
    ...(given.probabilities ? { probabilities: true } : {}),
  };
}

export const losses = table<Loss>([
  loss({
    type: 'MeanSquaredError',
    fn: 'mean_squared_error',
    short: ['mse', 'MSE'],
    tfjs: 'meanSquaredError',
    doc: 'The mean of squared differences.',
    targets: 'values',
  }),
  loss({
    type: 'MeanAbsoluteError',
    fn: 'mean_absolute_error',
    short: ['mae', 'MAE'],
    tfjs: 'meanAbsoluteError',
    doc: 'The mean of absolute differences.',
    targets: 'values',
  }),
  loss({
    type: 'MeanAbsolutePercentageError',
    fn: 'mean_absolute_percentage_error',
    short: ['mape', 'MAPE'],
    tfjs: 'meanAbsolutePercentageError',
    doc: 'The mean of absolute differences in percent of the targets.',
    targets: 'values',
  }),
  loss({
    type: 'MeanSquaredLogarithmicError',
    fn: 'mean_squared_logarithmic_error',
    short: ['msle', 'MSLE'],
    tfjs: 'meanSquaredLogarithmicError',
    doc: 'The mean of squared differences of logarithms.',
    targets: 'values',
  }),
  loss({
    type: 'BinaryCrossentropy',
    fn: 'binary_crossentropy',
    short: ['bce', 'BCE'],
    tfjs: 'binaryCrossentropy',
    doc: 'Cross entropy of outputs that are 0 or 1 each on its own.',
    targets: 'binary',
    probabilities: true,
    args: [fromLogits, smoothing, axis],
  }),
  loss({
    type: 'BinaryFocalCrossentropy',
    fn: 'binary_focal_crossentropy',
    doc: 'Binary cross entropy in which easy samples count less.',
    targets: 'binary',
    probabilities: true,
    args: [
      arg('apply_class_balancing', false, 'Whether classes are weighed.'),
      alpha,
      gamma,
      fromLogits,
      smoothing,
      axis,
    ],
  }),
  loss({
    type: 'CategoricalCrossentropy',
    fn: 'categorical_crossentropy',
    tfjs: 'categoricalCrossentropy',
    doc: 'Cross entropy of one class among several, targets one-hot.',
    targets: 'one-hot',
    probabilities: true,
    args: [fromLogits, smoothing, axis],
  }),
  loss({
    type: 'CategoricalFocalCrossentropy',
    fn: 'categorical_focal_crossentropy',
    doc: 'Categorical cross entropy in which easy samples count less.',
    targets: 'one-hot',
    probabilities: true,
    args: [alpha, gamma, fromLogits, smoothing, axis],
  }),
  loss({
    type: 'SparseCategoricalCrossentropy',
    fn: 'sparse_categorical_crossentropy',
    order: ['from_logits', 'ignore_class', 'reduction', 'axis', 'name', 'dtype'],
    tfjs: 'sparseCategoricalCrossentropy',
    doc: 'Cross entropy of one class among several, targets the numbers of the classes.',
    targets: 'class indices',
    probabilities: true,
    args: [fromLogits, arg('ignore_class', null, 'A class that does not count.'), axis],
  }),
  loss({
    type: 'CategoricalGeneralizedCrossEntropy',
    fn: 'categorical_generalized_cross_entropy',
    only: 'keras3',
    doc: 'A cross entropy that bears wrong labels.',
    targets: 'class indices',
    args: [arg('q', 0.5, 'How much wrong labels are borne.')],
  }),
  loss({
    type: 'KLDivergence',
    fn: 'kl_divergence',
    short: ['kld', 'KLD'],
    keras2: ['kullback_leibler_divergence'],
    tfjs: 'kullbackLeiblerDivergence',
    doc: 'How far a distribution is from the target distribution.',
    targets: 'values',
  }),
  loss({
    type: 'Poisson',
    fn: 'poisson',
    tfjs: 'poisson',
    doc: 'For counts: outputs - targets·log(outputs).',
    targets: 'values',
  }),
  loss({
    type: 'CosineSimilarity',
    fn: 'cosine_similarity',
    keras2: ['cosine_proximity'],
    tfjs: 'cosineProximity',
    doc: 'Minus the cosine of the angle between targets and outputs.',
    targets: 'values',
    args: [arg('axis', -1, 'The axis of the vectors.')],
  }),
  loss({
    type: 'LogCosh',
    fn: 'log_cosh',
    keras2: ['logcosh'],
    tfjs: 'logcosh',
    doc: 'The logarithm of the hyperbolic cosine of differences.',
    targets: 'values',
  }),
  loss({
    type: 'Huber',
    fn: 'huber',
    keras2: ['huber_loss'],
    objectName: 'huber_loss',
    doc: 'Squared differences where they are small, absolute ones where they are not.',
    targets: 'values',
    args: [arg('delta', 1, 'Where small ends.')],
  }),
  loss({ type: 'Hinge', fn: 'hinge', tfjs: 'hinge', doc: 'The margin of targets -1 and 1.', targets: 'values' }),
  loss({
    type: 'SquaredHinge',
    fn: 'squared_hinge',
    tfjs: 'squaredHinge',
    doc: 'The square of hinge.',
    targets: 'values',
  }),
  loss({
    type: 'CategoricalHinge',
    fn: 'categorical_hinge',
    tfjs: 'categoricalHinge',
    doc: 'The margin between the right class and the best wrong one.',
    targets: 'one-hot',
  }),
  loss({
    type: 'Dice',
    fn: 'dice',
    order: ['reduction', 'name', 'axis', 'dtype'],
    only: 'keras3',
    doc: 'One minus the overlap of two masks.',
    targets: 'values',
    args: [arg('axis', null, 'The axes over which overlap is taken.')],
  }),
  loss({
    type: 'Tversky',
    fn: 'tversky',
    order: ['alpha', 'beta', 'reduction', 'name', 'axis', 'dtype'],
    only: 'keras3',
    doc: 'An overlap in which misses and false alarms weigh differently.',
    targets: 'values',
    args: [
      arg('alpha', 0.5, 'The weight of false alarms.'),
      arg('beta', 0.5, 'The weight of misses.'),
      arg('axis', null, 'The axes over which overlap is taken.'),
    ],
  }),
  loss({
    type: 'Circle',
    fn: 'circle',
    only: 'keras3',
    doc: 'Brings embeddings of a class together and pushes others apart.',
    targets: 'class indices',
    args: [
      arg('gamma', 80, 'A factor of the similarities.'),
      arg('margin', 0.4, 'How far apart is enough.'),
      arg('remove_diagonal', true, 'Whether a sample is not compared with itself.'),
    ],
  }),
  loss({ type: 'CTC', fn: 'ctc', only: 'keras3', doc: 'For sequences without alignment.', targets: 'own' }),
]);
