// Optimizers: how variables follow gradients.

import type { Dialect } from '../layers/config.ts';
import { type Argument, arg, type Default, type Entry, table } from './define.ts';

const rate = (value: Default, tfjs: Default = 'required') =>
  arg('learning_rate', value, 'How far each step goes; a number or a schedule.', { fallbackIn: { tfjs } });
const epsilon = arg('epsilon', 1e-7, 'Added against division by zero.', { fallbackIn: { tfjs: null } });
const beta1 = arg('beta_1', 0.9, 'How slowly the mean of gradients follows.', { tfjs: 'beta1' });
const beta2 = arg('beta_2', 0.999, 'How slowly the mean of their squares follows.', { tfjs: 'beta2' });
const amsgrad = arg('amsgrad', false, 'Whether the largest mean of squares is kept.', { notIn: ['tfjs'] });
const decay = arg('weight_decay', null, 'How much variables shrink at each step.', { notIn: ['tfjs'] });
const momentum = arg('momentum', 0, 'How much of the last step is kept.');

const shared: readonly Argument[] = [
  arg('clipnorm', null, 'The largest norm of each gradient.', { notIn: ['tfjs'] }),
  arg('clipvalue', null, 'The largest value of a gradient.', { notIn: ['tfjs'] }),
  arg('global_clipnorm', null, 'The largest norm of all gradients together.', { notIn: ['tfjs'] }),
  arg('use_ema', false, 'Whether an average of the variables is kept.', { notIn: ['tfjs'] }),
  arg('ema_momentum', 0.99, 'How slowly that average follows.', { notIn: ['tfjs'] }),
  arg('ema_overwrite_frequency', null, 'After how many steps it replaces the variables.', { notIn: ['tfjs'] }),
  arg('jit_compile', true, 'Whether the step is compiled.', { notIn: ['keras3', 'tfjs'] }),
  arg('loss_scale_factor', null, 'A factor of the loss while gradients are taken.', { notIn: ['keras2', 'tfjs'] }),
  arg('gradient_accumulation_steps', null, 'How many batches make a step.', { notIn: ['keras2', 'tfjs'] }),
  arg('name', null, 'The name of the optimizer.', { notIn: ['tfjs'] }),
];

function optimizer(
  name: string,
  doc: string,
  args: readonly Argument[],
  more: {
    readonly only?: 'keras3';
    readonly tfjs?: string;
    readonly tfjsStrings?: readonly string[];
    /** Whether it takes the arguments of every optimizer, or its name alone. */
    readonly shares?: 'name alone';
  } = {},
): Entry {
  const keras: readonly string[] = [name.toLowerCase(), name];
  const strings: Partial<Record<Dialect, readonly string[]>> = {
    keras3: keras,
    keras2: more.only === 'keras3' ? [] : keras,
    tfjs: more.tfjsStrings ?? [],
  };
  return {
    name,
    doc,
    strings,
    exports: {
      keras3: [name],
      keras2: more.only === 'keras3' ? [] : [name],
      tfjs: more.tfjs === undefined ? [] : [more.tfjs],
    },
    args: [...args, ...shared.filter(({ name: own }) => more.shares === undefined || own === 'name')],
  };
}

/** Keras takes an optimizer's name in any letter case; tfjs does not. */
export const optimizers = table<Entry>([
  optimizer(
    'SGD',
    'Steps against the gradient.',
    [
      rate(0.01),
      { ...momentum, notIn: ['tfjs'] },
      arg('nesterov', false, 'Whether momentum looks ahead.', { notIn: ['tfjs'] }),
      decay,
    ],
    { tfjs: 'sgd', tfjsStrings: ['sgd', 'SGD'] },
  ),
  optimizer(
    'RMSprop',
    'Divides gradients by a running mean of their size.',
    [
      rate(0.001),
      arg('rho', 0.9, 'How slowly that mean follows.', { tfjs: 'decay' }),
      momentum,
      epsilon,
      arg('centered', false, 'Whether the variance stands in for the mean of squares.'),
      decay,
    ],
    { tfjs: 'rmsprop', tfjsStrings: ['rmsprop', 'RMSProp'] },
  ),
  optimizer(
    'Adam',
    'Follows running means of gradients and of their squares.',
    [rate(0.001, 0.001), beta1, beta2, epsilon, amsgrad, decay],
    { tfjs: 'adam', tfjsStrings: ['adam', 'Adam'] },
  ),
  optimizer('AdamW', 'Adam whose variables shrink at each step.', [
    rate(0.001),
    arg('weight_decay', 0.004, 'How much variables shrink at each step.'),
    beta1,
    beta2,
    epsilon,
    amsgrad,
  ]),
  optimizer(
    'Adadelta',
    'Sizes steps by the steps before.',
    [rate(0.001, 0.001), arg('rho', 0.95, 'How slowly the means follow.'), epsilon, decay],
    { tfjs: 'adadelta', tfjsStrings: ['adadelta', 'Adadelta'] },
  ),
  optimizer(
    'Adagrad',
    'Divides steps by the sum of squared gradients so far.',
    [
      rate(0.001),
      arg('initial_accumulator_value', 0.1, 'What that sum starts with.'),
      { ...epsilon, notIn: ['tfjs'] },
      decay,
    ],
    { tfjs: 'adagrad', tfjsStrings: ['adagrad', 'Adagrad'] },
  ),
  optimizer(
    'Adamax',
    'Adam with the largest gradient in place of the mean of squares.',
    [rate(0.001, 0.002), beta1, beta2, epsilon, decay],
    { tfjs: 'adamax', tfjsStrings: ['adamax', 'Adamax'] },
  ),
  optimizer('Nadam', 'Adam with a momentum that looks ahead.', [rate(0.001), beta1, beta2, epsilon, decay]),
  optimizer('Ftrl', 'For sparse, shallow models.', [
    rate(0.001),
    arg('learning_rate_power', -0.5, 'How the rate falls.'),
    arg('initial_accumulator_value', 0.1, 'What the sum of squares starts with.'),
    arg('l1_regularization_strength', 0, 'The factor of absolute values.'),
    arg('l2_regularization_strength', 0, 'The factor of squares.'),
    arg('l2_shrinkage_regularization_strength', 0, 'The factor of squares that shrinks only.'),
    arg('beta', 0, 'Added to the rate.'),
    decay,
  ]),
  optimizer('Adafactor', 'Adam with little memory.', [
    rate(0.001),
    arg('beta_2_decay', -0.8, 'How the mean of squares slows down.'),
    arg('epsilon_1', 1e-30, 'Added against division by zero.'),
    arg('epsilon_2', 0.001, 'The smallest relative step.'),
    arg('clip_threshold', 1, 'The largest relative step.'),
    arg('relative_step', true, 'Whether steps go by the size of variables.'),
    decay,
  ]),
  optimizer('Lion', 'Steps by the sign of a mean of gradients.', [
    rate(0.001),
    beta1,
    arg('beta_2', 0.99, 'How slowly the mean of gradients follows.'),
    decay,
  ]),
  optimizer('Lamb', 'Adam whose steps go by the size of each layer.', [rate(0.001), beta1, beta2, epsilon, decay], {
    only: 'keras3',
  }),
  optimizer(
    'Muon',
    'Steps by an orthogonal matrix near the gradient.',
    [
      rate(0.001),
      arg('adam_beta_1', 0.9, 'Adam’s first mean, for other variables.'),
      arg('adam_beta_2', 0.999, 'Adam’s second mean, for other variables.'),
      arg('adam_weight_decay', 0.004, 'How much other variables shrink.'),
      epsilon,
      arg('weight_decay', 0.004, 'How much variables shrink at each step.'),
      arg('exclude_layers', null, 'Layers that follow Adam.'),
      arg('exclude_embeddings', true, 'Whether embeddings follow Adam.'),
      arg('muon_a', 3.4445, 'The first coefficient of the iteration.'),
      arg('muon_b', -4.775, 'The second coefficient.'),
      arg('muon_c', 2.0315, 'The third coefficient.'),
      arg('adam_lr_ratio', 1, 'The rate of Adam beside the rate.'),
      arg('momentum', 0.95, 'How much of the last step is kept.'),
      arg('ns_steps', 5, 'How many iterations.'),
      arg('nesterov', true, 'Whether momentum looks ahead.'),
      arg('rms_rate', 0.2, 'The size of steps.'),
    ],
    { only: 'keras3' },
  ),
  optimizer(
    'ScheduleFreeAdamW',
    'AdamW that needs no schedule of rates.',
    [
      rate(0.0025),
      beta1,
      beta2,
      arg('epsilon', 1e-8, 'Added against division by zero.'),
      arg('warmup_steps', 0, 'How many steps the rate rises.'),
      decay,
    ],
    { only: 'keras3' },
  ),
  optimizer(
    'LossScaleOptimizer',
    'Scales the loss for float16 and hands gradients to another optimizer.',
    [
      arg('inner_optimizer', 'required', 'The other optimizer.'),
      arg('initial_scale', 32768, 'The first factor.'),
      arg('dynamic_growth_steps', 2000, 'After how many good steps it grows.'),
    ],
    { shares: 'name alone' },
  ),
  {
    name: 'Momentum',
    doc: 'Steps against the gradient, part of the last step kept.',
    strings: {},
    exports: { tfjs: ['momentum'] },
    args: [
      rate('required'),
      arg('momentum', 'required', 'How much of the last step is kept.'),
      arg('useNesterov', false, 'Whether momentum looks ahead.'),
    ],
  },
]);
