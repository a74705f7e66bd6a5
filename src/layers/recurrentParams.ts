// The parameters of recurrent layers and their cells, in pieces that each class puts together in its own order, and the
// arguments of their calls.

import type { Maybe } from '../shapes/unknown.ts';
import { activation, constraint, initializer, regularizer } from './arguments.ts';
import { type ArgType, anything, bool, float, int, optional, refused, required } from './params.ts';

/** The size of a cell. */
export const units = required(int(1), 'The size of the output and of each state.', {
  says: {
    keras3: 'Received an invalid value for argument `units`, expected a positive integer, got {got}.',
    keras2: 'Received an invalid value for argument `units`, expected a positive integer, got {got}.',
    tfjs: 'Expected units to be a positive integer, but got {got}.',
  },
});

/** `activation` of a recurrent layer or cell. */
export const cellActivation = { activation: activation('tanh') };

export const recurrentActivation = {
  recurrent_activation: optional(activation().type, 'sigmoid', 'The function that opens and closes the gates.', {
    fallbackIn: { tfjs: 'hardSigmoid' },
  }),
};

export const cellInitializers = {
  use_bias: optional(bool(), true, 'Whether a bias is added.'),
  kernel_initializer: initializer('glorot_uniform', 'the kernel for the input'),
  recurrent_initializer: initializer('orthogonal', 'the kernel for the state'),
  bias_initializer: initializer('zeros', 'the bias'),
};

export const unitForgetBias = {
  unit_forget_bias: optional(bool(), true, 'Whether the bias of the forget gate starts at one.'),
};

export const cellRegularizers = {
  kernel_regularizer: regularizer('the kernel for the input'),
  recurrent_regularizer: regularizer('the kernel for the state'),
  bias_regularizer: regularizer('the bias'),
};

export const activityRegularizer = { activity_regularizer: regularizer('the output') };

export const cellConstraints = {
  kernel_constraint: constraint('the kernel for the input'),
  recurrent_constraint: constraint('the kernel for the state'),
  bias_constraint: constraint('the bias'),
};

/** A share; tfjs computes with numbers written as text too. */
const share: ArgType<Maybe<number>> = {
  ...float(),
  read(value, dialect) {
    const number = dialect === 'tfjs' && typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
    return Number.isNaN(number) ? float().read(value, dialect) : number;
  },
};

export const cellDropout = {
  dropout: optional(share, 0, 'The share of the input that is dropped in training, from 0 to 1.'),
  recurrent_dropout: optional(share, 0, 'The share of the state that is dropped in training, from 0 to 1.'),
};

export const seed = {
  seed: optional(anything(), null, 'Where the random numbers start.', { notIn: ['keras2', 'tfjs'] }),
};

/** How the products of a cell are arranged; it changes nothing that can be seen. */
export const implementation = {
  implementation: optional(anything(), 2, 'How the products are arranged: 1 by gate, 2 all at once.', {
    keywordOnly: true,
    fallbackIn: { tfjs: 1 },
  }),
};

export const useCudnn = {
  use_cudnn: optional(anything(), 'auto', 'Whether a cuDNN kernel computes it where there is one.', {
    notIn: ['keras2', 'tfjs'],
  }),
};

export const returns = {
  return_sequences: optional(
    bool(),
    false,
    'Whether the outputs of all steps are returned, which keeps the time axis, or that of the last one.',
  ),
  return_state: optional(bool(), false, 'Whether the last states are returned behind the output.'),
  go_backwards: optional(bool(), false, 'Whether the sequence is read from its end.'),
  stateful: optional(
    bool(),
    false,
    'Whether each sample starts from the state that the sample at its place ended with in the batch before.',
  ),
};

/** Where a GRU applies its reset gate. tfjs has only the older form. */
export const resetAfter = {
  reset_after: optional(
    {
      ...bool(),
      read: (value, dialect) =>
        dialect === 'tfjs' && value === true
          ? refused('false: TensorFlow.js has no GRU that resets after the product')
          : bool().read(value, dialect),
    },
    true,
    'Whether the reset gate comes after the product with the state, which takes a second bias for it, or before.',
    { fallbackIn: { tfjs: false } },
  ),
};

export const unroll = {
  unroll: optional(bool(), false, 'Whether the steps are written out one after another instead of a loop.'),
};

/** What an RNN takes among its keywords, and so do the layers made of one. */
export const zeroOutput = {
  zero_output_for_mask: optional(
    bool(),
    false,
    'Whether the output of a masked step is zero, or that of the step before.',
    { notIn: ['tfjs'], keywordOnly: true },
  ),
};

export const timeMajor = {
  time_major: optional(bool(), false, 'Whether the time axis comes before the batch axis, in inputs and outputs.', {
    notIn: ['keras3', 'tfjs'],
  }),
};

/** Older ways to tell the shape of the first layer of a Sequential. */
export const sequenceShape = {
  input_dim: optional(anything(), null, 'The number of features, for the first layer of a Sequential.', {
    keywordOnly: true,
  }),
  input_length: optional(anything(), null, 'The number of steps, for the first layer of a Sequential.', {
    keywordOnly: true,
    notIn: ['keras3'],
  }),
};

/** The arguments of the call of a recurrent layer, with those of older dialects. */
export const recurrentCall = {
  call: ['sequences', 'initial_state', 'mask', 'training'],
  callIn: {
    keras2: ['inputs', 'initial_state', 'constants', 'mask', 'training'],
    tfjs: ['inputs', 'initialState', 'constants', 'mask', 'training'],
  },
} as const;
