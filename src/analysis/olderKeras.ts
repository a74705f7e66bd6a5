// What exists in Keras 1, Keras 2 or TensorFlow 1 alone: a program that uses any of it was written for them, and cannot run
// under Keras 3. Everything here was asked of Keras 3 itself.

/** Modules below `keras` that Keras 3 has not; a module stands for all below it. */
export const goneModules: ReadonlySet<string> = new Set([
  'dtensor',
  'engine',
  'estimator',
  'initializations',
  'legacy.interfaces',
  'legacy.layers',
  'objectives',
  'optimizer_v2',
  'topology',
  'wrappers.scikit_learn',
  'backend.tensorflow_backend',
  'backend.theano_backend',
  'backend.cntk_backend',
  'callbacks.experimental',
  'mixed_precision.experimental',
]);

/** Folders below `keras` none of whose modules can be imported any more, only the names in the folder itself. */
export const flatModules: ReadonlySet<string> = new Set(['layers', 'utils', 'optimizers.optimizers', 'initializers']);

/** Modules in such folders that Keras 3 does have. */
export const keptModules: ReadonlySet<string> = new Set(['utils.legacy', 'utils.bounding_boxes']);

/** Modules of TensorFlow 1, and the one that stands in for it. */
export const goneTensorflow: readonly string[] = ['tensorflow.contrib', 'tensorflow.examples'];

/** What a program imports in place of `tensorflow` when it was written for TensorFlow 1. */
export const asTensorflow1 = 'tensorflow.compat.v1';

/** Names below `keras` that Keras 3 has not, however they are reached. */
export const goneNames: ReadonlySet<string> = new Set([
  ...[
    'merge',
    'Merge',
    'AtrousConvolution1D',
    'AtrousConvolution2D',
    'AtrousConv1D',
    'AtrousConv2D',
    'ConvRecurrent2D',
    'CuDNNGRU',
    'CuDNNLSTM',
    'Deconvolution2D',
    'Deconvolution3D',
    'Highway',
    'LocallyConnected1D',
    'LocallyConnected2D',
    'MaxoutDense',
    'ParametricSoftplus',
    'SReLU',
    'TimeDistributedDense',
  ].map(name => `layers.${name}`),
  ...['np_utils', 'vis_utils', 'generic_utils', 'layer_utils', 'conv_utils', 'data_utils', 'io_utils'].map(
    name => `utils.${name}`,
  ),
  'utils.multi_gpu_model',
  'utils.training_utils',
  'models.Graph',
  'regularizers.activity_l1',
  'regularizers.activity_l2',
  'regularizers.ActivityRegularizer',
  'regularizers.WeightRegularizer',
]);

/** Names that a program reaches through `tensorflow.keras` today, but not through `keras`. */
export const goneWithoutTensorflow: ReadonlySet<string> = new Set([
  'preprocessing.text',
  'preprocessing.image.ImageDataGenerator',
  'preprocessing.image.DirectoryIterator',
  'preprocessing.image.Iterator',
  'preprocessing.image.NumpyArrayIterator',
  'preprocessing.image.random_rotation',
  'preprocessing.image.random_shift',
  'preprocessing.image.random_zoom',
  'preprocessing.image.apply_affine_transform',
  'preprocessing.sequence.TimeseriesGenerator',
  'preprocessing.sequence.skipgrams',
  'layers.ThresholdedReLU',
  'layers.RandomHeight',
  'layers.RandomWidth',
]);

/** What the `backend` of Keras 3 still has, where it is reached without TensorFlow. */
export const keptInBackend: ReadonlySet<string> = new Set([
  'backend',
  'clear_session',
  'epsilon',
  'floatx',
  'get_uid',
  'image_data_format',
  'is_float_dtype',
  'is_int_dtype',
  'is_keras_tensor',
  'result_type',
  'set_epsilon',
  'set_floatx',
  'set_image_data_format',
  'standardize_dtype',
]);

/** Methods of models that went with Keras 2, under names that nothing else has. */
export const goneMethods: ReadonlySet<string> = new Set([
  'fit_generator',
  'evaluate_generator',
  'predict_generator',
  'predict_classes',
]);

/** Names in TensorFlow 1 that TensorFlow 2 has below `tf.compat.v1` alone. */
export const goneFromTensorflow: ReadonlySet<string> = new Set([
  'contrib',
  'placeholder',
  'Session',
  'InteractiveSession',
  'ConfigProto',
  'global_variables_initializer',
  'initialize_all_variables',
  'get_default_session',
  'get_variable',
  'variable_scope',
  'reset_default_graph',
  'set_random_seed',
  'enable_eager_execution',
  'disable_eager_execution',
  'disable_v2_behavior',
  'get_collection',
  'global_variables',
  'trainable_variables',
  'random_normal',
  'random_uniform',
  'truncated_normal',
  'to_float',
  'to_int32',
  'app',
  'flags',
  'gfile',
  'layers',
  'logging',
  'python_io',
]);

/** Arguments of `fit` and its like that only Keras 1 has. */
export const keras1FitArguments: ReadonlySet<string> = new Set([
  'nb_epoch',
  'samples_per_epoch',
  'nb_val_samples',
  'val_samples',
  'nb_worker',
]);

/** Arguments of functions that only TensorFlow 1 has, and of no layer. */
export const tensorflow1Arguments: ReadonlySet<string> = new Set([
  'keep_dims',
  'reduction_indices',
  'squeeze_dims',
  'concat_dim',
]);

/** Modules that only Keras 3 has. */
export const newModules: readonly string[] = [
  'keras.ops',
  'keras.random',
  'keras.distribution',
  'keras.dtype_policies',
  'keras.tree',
  'keras_hub',
  'keras_core',
];

/** The package of Keras 2, and libraries that are built on it and cannot be imported beside Keras 3. */
export const onKeras2: readonly string[] = ['tf_keras', 'tensorflow_addons', 'tensorflow_decision_forests'];
