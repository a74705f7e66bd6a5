// Arguments that many layers share: activations, initializers and the like, data formats, paddings.

import { isUnknown, type Maybe, type Unknown, unknown } from '../shapes/unknown.ts';
import { camelCase } from '../training/define.ts';
import { expectationOf, refusedName, unreadable } from '../training/identifiers.ts';
import { type ConfigValue, type Dialect, printConfig } from './config.ts';
import type { LayerObject } from './define.ts';
import {
  type ArgType,
  type IntArg,
  isKind,
  isRefused,
  nullable,
  oneOf,
  optional,
  type Param,
  type Refused,
  refused,
} from './params.ts';

/** A function or object of the framework by name and configuration, or the user's own (`custom`). */
export type Named = Maybe<{
  readonly name: string;
  readonly custom: boolean;
  readonly config: Readonly<Record<string, ConfigValue>>;
  /** The layer, where one stands in for a function. */
  readonly layer?: LayerObject;
}>;

/** A name of the framework's table, an object of that family, or a callable of the user's own. */
export function named(family: Family): ArgType<Named> {
  const expects = expectationOf(family);
  return {
    expects,
    read(value, dialect) {
      if (typeof value === 'string') return readName(family, value, dialect);
      if (isKind(value, 'object')) return { name: value.name, custom: false, config: value.config };
      if (isKind(value, 'custom')) return { name: value.name, custom: true, config: {} };
      if (isKind(value, 'layer'))
        return { name: value.layer.definition.name, custom: true, config: {}, layer: value.layer };
      if (isKind(value, 'record')) return unknown({ kind: 'todo', what: `a serialized ${family}` });
      if (isKind(value, 'array') && family === 'initializer')
        return unknown({ kind: 'todo', what: 'an array as an initializer' });
      return refused(expects, { runtime: unreadable(family, printConfig(value)) });
    },
    unknown: why => why,
  };
}

type Family = 'activation' | 'initializer' | 'regularizer' | 'constraint';

function readName(family: Family, name: string, dialect: Dialect): Named | Refused {
  const refusal = refusedName(family, name, dialect);
  if (refusal === undefined)
    return name.includes('>') ? unknown({ kind: 'call', name }) : { name, custom: false, config: {} };
  // tfjs finds every class it knows by name here, layers too.
  if (dialect === 'tfjs' && /^[A-Z]/.test(name))
    return unknown({ kind: 'todo', what: `the class \`${name}\` as ${expectationOf(family)}` });
  const { expected, runtime, existsIn } = refusal;
  return refused(expected, { runtime, registrable: true, ...(existsIn === undefined ? {} : { existsIn }) });
}

/** `activation=…`: none leaves values as they are. */
export function activation(fallback: ConfigValue = null): Param<Named | null> {
  return optional(
    nullable(named('activation')),
    fallback,
    'The function applied to the output; none leaves it linear.',
    typeof fallback === 'string' ? { fallbackIn: { tfjs: camelCase(fallback) } } : {},
  );
}

export function initializer(fallback: string, of: string): Param<Named | null> {
  const type = nullable(named('initializer'));
  return optional(type, fallback, `How ${of} starts.`, { fallbackIn: { tfjs: camelCase(fallback) } });
}

export function regularizer(of: string): Param<Named | null> {
  return optional(nullable(named('regularizer')), null, `A penalty on ${of}, added to the loss.`);
}

export function constraint(of: string): Param<Named | null> {
  return optional(nullable(named('constraint')), null, `A projection of ${of} after every update.`);
}

export type DataFormat = Maybe<'channels_last' | 'channels_first'>;

const formatWords = {
  keras3: 'The `data_format` argument must be one of',
  keras2: 'The `data_format` argument must be one of "channels_first", "channels_last". Received: {got}',
};

/** The words for layers that look at the format in TensorFlow.js, too, where others take any. */
export const checkedFormatWords = {
  ...formatWords,
  tfjs: 'is not a valid DataFormat.  Valid values are channelsFirst,channelsLast or null/undefined.',
};

/** `data_format=…`: where the channel axis stands. None means the configured default, channels last. */
export function dataFormat(extras: Pick<Partial<Param<unknown>>, 'notIn' | 'says'> = {}): Param<DataFormat> {
  const type = oneOf(['channels_last', 'channels_first'] as const, 'any case');
  return optional(
    { ...type, read: (value, dialect) => (value === null ? 'channels_last' : readFormat(type, value, dialect)) },
    null,
    'Whether the channels are the last axis or the first after the batch.',
    {
      says: formatWords,
      ...extras,
    },
  );
}

/** tfjs spells the formats `channelsLast` and `channelsFirst`. */
function readFormat<T>(type: ArgType<T>, value: Exclude<ConfigValue, Unknown>, dialect: Dialect): T | Refused {
  if (dialect !== 'tfjs') return type.read(value, dialect);
  if (value === 'channelsLast') return type.read('channels_last', dialect);
  if (value === 'channelsFirst') return type.read('channels_first', dialect);
  return refused("one of 'channelsLast', 'channelsFirst'");
}

/** An integer argument as a plain number, where it is one. */
export function plainInt(value: IntArg): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** What a variable starts with, as far as the arguments say; none given is Keras's own choice for floats. */
export function initialValue(given: Named | null): ConfigValue {
  if (given === null) return 'glorot_uniform';
  if (isUnknown(given)) return given;
  if (given.custom) return { kind: 'custom', name: given.name };
  if (Object.keys(given.config).length === 0) return given.name;
  return { kind: 'object', family: 'initializer', name: given.name, config: given.config };
}

/** What Keras says of a window that is none: `kernel_size`, `strides` and their like. */
export function windowWords(name: string, axes: number): { readonly keras3: string; readonly keras2: string } {
  const words = `The \`${name}\` argument must be a tuple of ${axes} integers. Received`;
  return { keras3: `${words} ${name}={got}`, keras2: `${words}: {got}` };
}

/** A padding that Keras 2 takes by its name; `causal` is what it says of that one where it takes it from others alone. */
export function namedPadding<T>(type: ArgType<T>, causal?: string): ArgType<T> {
  return {
    ...type,
    read(value, dialect) {
      const read = type.read(value, dialect);
      if (dialect !== 'keras2' || !isRefused(read) || typeof value !== 'string') return read;
      const others = 'The `padding` argument must be a list/tuple or one of "valid", "same"';
      const words = value.toLowerCase() === 'causal' ? causal : others;
      return words === undefined ? read : { ...read, runtime: { keras2: words } };
    },
  };
}

/** What Keras says of a rate that is none. */
export const rateWords = {
  keras3: 'Invalid value received for argument `rate`. Expected a float value between 0 and 1. Received: rate={got}',
  keras2: 'Invalid value {got} received for `rate`, expected a value between 0 and 1.',
};
