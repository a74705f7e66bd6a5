// What trains a model: optimizers, losses, metrics and callbacks. Their numbers say nothing about shapes, but code that
// uses them must go on.

import { ownValue } from '../base/ownValue.ts';
import { builtin, none } from '../interp/make.ts';
import type { Builtin, ObjectValue, Value } from '../interp/value.ts';
import { unknown } from '../shapes/unknown.ts';
import { arrayOf } from './convert.ts';
import { functionIn } from './functionTable.ts';
import { lossCall } from './keras/losses.ts';
import { perClass } from './keras/measured.ts';
import { initializerCall, kerasObject } from './keras/objects.ts';

const values = unknown({ kind: 'data', what: 'the values of the weights' });

/** A number that only a run knows. */
const scalar: Value = arrayOf({ shape: [], dtype: 'float32' }, 'eager');

const quiet: Builtin = () => none;

const methods: Readonly<Record<string, Builtin>> = {
  apply_gradients: quiet,
  apply: quiet,
  minimize: quiet,
  build: quiet,
  update_state: quiet,
  reset_state: quiet,
  reset_states: quiet,
  result: () => scalar,
  get_config: () => values,
  on_epoch_end: quiet,
};

/** The attribute of such an object: its arguments by name, its methods, or calling it as a loss. */
export function trainingMember(value: ObjectValue, name: string): Value | undefined {
  const given = value.config.get(name);
  if (given !== undefined) return given;
  if (name === '__call__' && value.family === 'losses') return lossCall(value);
  if ((name === '__call__' || name === 'result') && value.family === 'metrics')
    return builtin(`${value.name}.${name}`, () => (perClass.has(value.name) ? values : scalar));
  if (name === '__call__' && value.family === 'initializers') return initializerCall(value);
  if (!['optimizers', 'losses', 'metrics', 'callbacks', 'history', 'train'].includes(value.family)) return undefined;
  const method = ownValue(methods, name);
  return method === undefined ? values : builtin(`${value.name}.${name}`, method);
}

/** A decorator with or without arguments that leaves the function as it is. */
const transparent: Builtin = (_context, args) => {
  const first = args.positional[0]?.value;
  if (first !== undefined && (first.kind === 'function' || first.kind === 'bound')) return first;
  return builtin('decorator', (_inside, inner) => inner.positional[0]?.value ?? none);
};

const functions: Readonly<Record<string, Builtin>> = {
  'tf.GradientTape': () => ({ kind: 'object', family: 'tape', name: 'GradientTape', config: new Map() }),
  'tf.function': transparent,
  'tf.autograph.experimental.do_not_convert': transparent,
  'tf.random.set_seed': quiet,
  'numpy.random.seed': quiet,
  'random.seed': quiet,
  'tf.config.list_physical_devices': () => unknown({ kind: 'input', name: 'the machine' }),
  'tf.config.experimental.set_memory_growth': quiet,
};

/** Initializers of TensorFlow's own modules by the name that Keras has for them. */
const initializers: Readonly<Record<string, string>> = {
  zeros_initializer: 'Zeros',
  ones_initializer: 'Ones',
  constant_initializer: 'Constant',
  random_normal_initializer: 'RandomNormal',
  random_uniform_initializer: 'RandomUniform',
  truncated_normal_initializer: 'TruncatedNormal',
  glorot_uniform_initializer: 'GlorotUniform',
  glorot_normal_initializer: 'GlorotNormal',
  orthogonal_initializer: 'Orthogonal',
};

/** What stands at such a path; undefined where there is nothing. */
export function trainingAt(path: string): Value | undefined {
  const [, name = ''] = /^tf\.(\w+)$/.exec(path) ?? [];
  const initializer = ownValue(initializers, name);
  if (initializer !== undefined) return kerasObject(`keras.initializers.${initializer}`);
  return functionIn(functions, path);
}
