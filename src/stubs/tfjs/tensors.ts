// Tensors made of values: nested arrays, flat ones with a shape, typed arrays, single numbers.

import type { Place } from '../../base/span.ts';
import type { Context } from '../../interp/context.ts';
import { itemCount } from '../../interp/openList.ts';
import type { CallArgs, Value } from '../../interp/value.ts';
import { readOperand } from '../../ops/operand.ts';
import { ownType } from '../../ops/tfjs/types.ts';
import { type Dim, product } from '../../shapes/dim.ts';
import type { DType, Shape } from '../../shapes/shape.ts';
import { isUnknown, unknown } from '../../shapes/unknown.ts';
import { toConfig } from '../convert.ts';

export interface TensorMaking {
  readonly place: Place;
  /** The rank that the name of the function says. */
  readonly rank: number | undefined;
  /** `tf.variable` takes a tensor, and other arguments behind it. */
  readonly isVariable: boolean;
}

const ofValues = unknown({ kind: 'data', what: 'the values of the tensor' });

/** The tensor of the values in `args`. */
export function tensorFrom(_context: Context, args: CallArgs, making: TensorMaking): Value {
  const [first, second, third] = args.positional.map(argument => argument.value);
  if (first === undefined) return args.open ?? unknown({ kind: 'error' });
  const { rank, isVariable } = making;
  const operand = readOperand(toConfig(first, 'javascript'));
  const shapeGiven = rank === 0 || rank === 1 || isVariable ? undefined : second;
  const typeGiven = rank === 0 || rank === 1 ? second : isVariable ? undefined : third;
  const read = operand?.shape ?? ofValues;
  const count = first.kind === 'list' ? itemCount(first.items.value, first.open.value) : ofValues;
  const given = shapeGiven === undefined || shapeGiven.kind === 'none' ? undefined : sizesIn(shapeGiven);
  return {
    kind: 'array',
    flavour: 'eager',
    type: {
      shape: shapeOf(read, { given, rank, count }),
      dtype: typeOfValues(typeGiven, operand === undefined ? undefined : ownType(operand)),
    },
    ...(operand?.elements?.every(isPlain) === true && given === undefined
      ? { values: operand.elements.filter(isPlain) }
      : {}),
  };
}

function isPlain(element: unknown): element is number | string {
  return typeof element === 'number' || typeof element === 'string';
}

function typeOfValues(given: Value | undefined, own: DType | undefined): DType {
  if (given?.kind === 'string') return given.value;
  if (given !== undefined && given.kind !== 'none') return isUnknown(given) ? given : ofValues;
  return own ?? ofValues;
}

/** `count` is how many items there are on the outside, which may be known where the whole shape is not. */
function shapeOf(
  read: Shape,
  { given, rank, count }: { readonly given: Shape | undefined; readonly rank: number | undefined; readonly count: Dim },
): Shape {
  if (given !== undefined) return filled(given, read);
  if (rank === undefined) return read;
  if (rank === 0) return [];
  if (isUnknown(read)) return Array.from({ length: rank }, (_, i): Dim => (i === 0 ? count : read));
  return read.length === rank ? read : unknown({ kind: 'error' });
}

/** A shape with -1 worked out from the number of values. */
function filled(given: Shape, read: Shape): Shape {
  if (isUnknown(given) || !given.includes(-1)) return given;
  const total = isUnknown(read) ? read : product(read);
  const rest = product(given.filter(dim => dim !== -1));
  const whole = typeof total === 'number' && typeof rest === 'number' && rest > 0 && total % rest === 0;
  return given.map((dim): Dim => (dim === -1 ? (whole ? total / rest : ofValues) : dim));
}

/** The sizes that an array of numbers names. */
export function sizesIn(value: Value): Shape {
  if (isUnknown(value)) return value;
  if (value.kind !== 'list') return unknown({ kind: 'data', what: 'a shape' });
  if (value.open.value !== undefined) return value.open.value;
  return value.items.value.map((item): Dim => {
    if (item.kind === 'int') return item.value;
    if (item.kind === 'size') return item.size;
    return isUnknown(item) ? item : unknown({ kind: 'data', what: 'a size' });
  });
}
