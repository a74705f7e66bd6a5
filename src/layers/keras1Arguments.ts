// The names that Keras 1 gave to arguments of layers, by the names they have had since. Keras 2.0 to 2.3 took both.

import { ownValue } from '../base/ownValue.ts';

/** Arguments of one class of Keras 1: what each is called now, or null where it has no effect any more. */
type Renamed = Readonly<Record<string, string | null>>;

const weights: Renamed = {
  init: 'kernel_initializer',
  W_regularizer: 'kernel_regularizer',
  b_regularizer: 'bias_regularizer',
  W_constraint: 'kernel_constraint',
  b_constraint: 'bias_constraint',
  bias: 'use_bias',
};

const places: Renamed = { border_mode: 'padding', dim_ordering: 'data_format' };

const convolution: Renamed = { ...weights, ...places, nb_filter: 'filters' };

const convolution1D: Renamed = {
  ...convolution,
  filter_length: 'kernel_size',
  subsample_length: 'strides',
  atrous_rate: 'dilation_rate',
};

const convolution2D: Renamed = {
  ...convolution,
  subsample: 'strides',
  atrous_rate: 'dilation_rate',
  output_shape: null,
};

const pooling: Renamed = { ...places, pool_length: 'pool_size', stride: 'strides' };

const recurrent: Renamed = {
  output_dim: 'units',
  init: 'kernel_initializer',
  inner_init: 'recurrent_initializer',
  inner_activation: 'recurrent_activation',
  forget_bias_init: null,
  W_regularizer: 'kernel_regularizer',
  U_regularizer: 'recurrent_regularizer',
  b_regularizer: 'bias_regularizer',
  dropout_W: 'dropout',
  dropout_U: 'recurrent_dropout',
  consume_less: null,
};

const byClass: Readonly<Record<string, Renamed>> = {
  Dense: { ...weights, output_dim: 'units' },
  Dropout: { p: 'rate' },
  SpatialDropout1D: { p: 'rate' },
  SpatialDropout2D: { p: 'rate', dim_ordering: 'data_format' },
  SpatialDropout3D: { p: 'rate', dim_ordering: 'data_format' },
  GaussianDropout: { p: 'rate' },
  GaussianNoise: { sigma: 'stddev' },
  Embedding: {
    init: 'embeddings_initializer',
    W_regularizer: 'embeddings_regularizer',
    W_constraint: 'embeddings_constraint',
    dropout: null,
  },
  PReLU: { init: 'alpha_initializer' },
  RepeatVector: {},
  Conv1D: convolution1D,
  Conv2D: convolution2D,
  Conv3D: convolution2D,
  Conv2DTranspose: convolution2D,
  SeparableConv2D: {
    ...convolution2D,
    init: 'depthwise_initializer',
    depthwise_init: 'depthwise_initializer',
    pointwise_init: 'pointwise_initializer',
  },
  LocallyConnected1D: convolution1D,
  LocallyConnected2D: convolution2D,
  ConvLSTM2D: { ...convolution2D, ...recurrent, output_dim: 'filters' },
  MaxPooling1D: pooling,
  AveragePooling1D: pooling,
  MaxPooling2D: pooling,
  AveragePooling2D: pooling,
  MaxPooling3D: pooling,
  AveragePooling3D: pooling,
  GlobalMaxPooling2D: places,
  GlobalAveragePooling2D: places,
  GlobalMaxPooling3D: places,
  GlobalAveragePooling3D: places,
  UpSampling1D: { length: 'size' },
  UpSampling2D: places,
  UpSampling3D: places,
  ZeroPadding2D: places,
  ZeroPadding3D: places,
  Cropping2D: places,
  Cropping3D: places,
  BatchNormalization: {
    mode: null,
    beta_init: 'beta_initializer',
    gamma_init: 'gamma_initializer',
    gamma_regularizer: 'gamma_regularizer',
    beta_regularizer: 'beta_regularizer',
  },
  LSTM: recurrent,
  GRU: recurrent,
  SimpleRNN: recurrent,
  Bidirectional: {},
};

/** The sizes of a kernel that Keras 1 took one by one, by the class they belong to. */
const kernelSizes: Readonly<Record<string, readonly string[]>> = {
  Conv2D: ['nb_row', 'nb_col'],
  Conv2DTranspose: ['nb_row', 'nb_col'],
  SeparableConv2D: ['nb_row', 'nb_col'],
  LocallyConnected2D: ['nb_row', 'nb_col'],
  ConvLSTM2D: ['nb_row', 'nb_col'],
  Conv3D: ['kernel_dim1', 'kernel_dim2', 'kernel_dim3'],
};

/** What Keras 1 called an argument of a class: its name now, null where it has no effect; undefined for other names. */
export function keras1Argument(className: string, name: string): string | null | undefined {
  const renamed = ownValue(byClass, className);
  return renamed === undefined ? undefined : ownValue(renamed, name);
}

/** The names of the sizes of a kernel that Keras 1 took one by one; none where there is one argument for all. */
export function keras1KernelSizes(className: string): readonly string[] {
  return ownValue(kernelSizes, className) ?? [];
}

/** What Keras 1 wrote for the orders of axes. */
export const keras1DataFormats: Readonly<Record<string, string | null>> = {
  tf: 'channels_last',
  th: 'channels_first',
  default: null,
};
