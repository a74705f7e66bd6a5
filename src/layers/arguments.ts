// Arguments that many layers share: activations, initializers and the like, data formats, paddings.

import { isUnknown, type Maybe, type Unknown, unknown } from '../shapes/unknown.ts';
import type { ConfigValue, Dialect } from './config.ts';
import {
  type ArgType,
  anything,
  type IntArg,
  isKind,
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
}>;

/** A name of the framework's table, an object of that family, or a callable of the user's own. */
export function named(family: string, expects: string): ArgType<Named> {
  return {
    expects,
    read(value) {
      if (typeof value === 'string') return { name: value, custom: false, config: {} };
      if (isKind(value, 'object')) return { name: value.name, custom: false, config: value.config };
      if (isKind(value, 'custom')) return { name: value.name, custom: true, config: {} };
      if (isKind(value, 'layer')) return { name: value.layer.definition.name, custom: true, config: {} };
      if (isKind(value, 'record')) return unknown({ kind: 'todo', what: `a serialized ${family}` });
      return refused(expects);
    },
    unknown: why => why,
  };
}

/** `activation=…`: none leaves values as they are. */
export function activation(fallback: ConfigValue = null): Param<Named | null> {
  return optional(
    nullable(named('activation', 'an activation')),
    fallback,
    'The function applied to the output; none leaves it linear.',
  );
}

export function initializer(fallback: string, of: string): Param<Named | null> {
  return optional(nullable(named('initializer', 'an initializer')), fallback, `How ${of} starts.`);
}

export function regularizer(of: string): Param<Named | null> {
  return optional(nullable(named('regularizer', 'a regularizer')), null, `A penalty on ${of}, added to the loss.`);
}

export function constraint(of: string): Param<Named | null> {
  return optional(nullable(named('constraint', 'a constraint')), null, `A projection of ${of} after every update.`);
}

export type DataFormat = Maybe<'channels_last' | 'channels_first'>;

/** `data_format=…`: where the channel axis stands. None means the configured default, channels last. */
export function dataFormat(extras: { readonly notIn?: readonly Dialect[] } = {}): Param<DataFormat> {
  const type = oneOf(['channels_last', 'channels_first'] as const, 'any case');
  return optional(
    { ...type, read: (value, dialect) => (value === null ? 'channels_last' : readFormat(type, value, dialect)) },
    null,
    'Whether the channels are the last axis or the first after the batch.',
    extras,
  );
}

/** tfjs spells the formats `channelsLast` and `channelsFirst`. */
function readFormat<T>(type: ArgType<T>, value: Exclude<ConfigValue, Unknown>, dialect: Dialect): T | Refused {
  if (dialect !== 'tfjs') return type.read(value, dialect);
  if (value === 'channelsLast') return type.read('channels_last', dialect);
  if (value === 'channelsFirst') return type.read('channels_first', dialect);
  return refused("one of 'channelsLast', 'channelsFirst'");
}

/** LoRA and quantization arguments of Keras 3, which change no shape. */
export const loraParams = {
  lora_rank: optional(anything(), null, 'The rank of a LoRA update of the kernel.', { notIn: ['keras2', 'tfjs'] }),
  lora_alpha: optional(anything(), null, 'The scale of the LoRA update.', { notIn: ['keras2', 'tfjs'] }),
  quantization_config: optional(anything(), null, 'How the weights are quantized.', { notIn: ['keras2', 'tfjs'] }),
};

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
