// `tf.GradientTape`: a gradient has the shape of what it is taken by, and stands where that stands in a list, tuple or dict.

import { none, recordOf, sequence } from '../interp/make.ts';
import type { Builtin, ObjectValue, Value } from '../interp/value.ts';
import type { TensorType } from '../shapes/shape.ts';
import { isUnknown, type Unknown, unknown } from '../shapes/unknown.ts';
import { argument } from './arguments.ts';
import { arrayOf, typeOf } from './convert.ts';
import { functionIn } from './functionTable.ts';

const values: Unknown = unknown({ kind: 'data', what: 'the values of the weights' });

/** The sources with something of each tensor's type in its place. */
function mapTensors(value: Value, map: (type: TensorType) => TensorType): Value {
  switch (value.kind) {
    case 'tensor':
    case 'array':
      return arrayOf(map(typeOf(value)), 'eager');
    case 'list': {
      const end = value.open.value;
      const each = end?.each === undefined ? undefined : mapTensors(end.each, map);
      return sequence(
        value.type,
        value.items.value.map(item => mapTensors(item, map)),
        end === undefined ? undefined : { ...end, ...(each === undefined ? {} : { each }) },
      );
    }
    case 'record':
      return recordOf(
        new Map(
          [...value.entries.value].map(([key, entry]) => [key, { ...entry, value: mapTensors(entry.value, map) }]),
        ),
        { open: value.open.value },
      );
    default:
      return isUnknown(value) ? value : values;
  }
}

function targetType(args: Parameters<Builtin>[1]): TensorType | undefined {
  const target = argument(args, 0, 'target');
  return target?.kind === 'tensor' || target?.kind === 'array' ? typeOf(target) : undefined;
}

/** An element for each pair of an element of the target and one of the source; the batch is shared where there is one. */
function pairs(target: TensorType, batch: 'shared' | 'none'): (source: TensorType) => TensorType {
  return ({ shape, dtype }) => {
    if (isUnknown(target.shape) || isUnknown(shape)) return { shape: isUnknown(shape) ? shape : target.shape, dtype };
    return { shape: [...target.shape, ...(batch === 'shared' ? shape.slice(1) : shape)], dtype };
  };
}

function jacobian(batch: 'shared' | 'none'): Builtin {
  return (_context, args) => {
    const target = targetType(args);
    const sources = argument(args, 1, 'sources', 'source') ?? values;
    return target === undefined ? values : mapTensors(sources, pairs(target, batch));
  };
}

const methods: Readonly<Record<string, Builtin>> = {
  gradient: (_context, args) =>
    mapTensors(argument(args, 1, 'sources') ?? values, ({ shape, dtype }) => ({ shape, dtype })),
  jacobian: jacobian('none'),
  batch_jacobian: jacobian('shared'),
  watch: () => none,
  reset: () => none,
  stop_recording: () => none,
};

/** A method of a tape; undefined for other names. */
export function tapeMember(tape: ObjectValue, name: string): Value | undefined {
  return functionIn(methods, `${tape.name}.${name}`, name);
}
