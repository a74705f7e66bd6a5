// Reading the arguments of a call in layers that take several: one tensor, a list of them, a flag.

import { isDynamic } from '../shapes/dim.ts';
import { flatten, type Nested } from '../shapes/nested.ts';
import type { TensorType } from '../shapes/shape.ts';
import { afterError, isUnknown, type Maybe, unknown } from '../shapes/unknown.ts';
import { fits } from './apply.ts';
import type { ConfigValue } from './config.ts';
import type { CallArgument, RankRule, ShapeContext } from './define.ts';
import type { Problem } from './problems.ts';
import { rankWords } from './runtimeWords.ts';

/** The structure of tensors in an argument; undefined where it is not given or None. */
export function tensorsIn(argument: CallArgument | undefined): Nested<TensorType | null> | undefined {
  if (argument === undefined || argument.kind !== 'tensors') return undefined;
  const { value } = argument;
  return value.kind === 'one' && value.value === null ? undefined : value;
}

/** The plain value of an argument; undefined where it is not given or holds tensors. */
export function valueIn(argument: CallArgument | undefined): ConfigValue | undefined {
  return argument?.kind === 'config' ? argument.value : undefined;
}

/** The truth of a flag of a call: its fallback where it is not given, unknown where it is a tensor or not known. */
export function flagIn(argument: CallArgument | undefined, fallback: boolean): Maybe<boolean> {
  if (argument === undefined) return fallback;
  if (argument.kind === 'tensors') return unknown({ kind: 'data', what: 'the values of a tensor' });
  const { value } = argument;
  if (value === null) return fallback;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0;
  if (isUnknown(value)) return value;
  return unknown({ kind: 'todo', what: 'this flag' });
}

/**
 * The tensor of an argument that takes exactly one, checked against a rank rule. A list of several is reported as such.
 * Where there is no tensor, or a wrong one, the answer is a tensor of which nothing is known.
 */
export function oneTensor(
  context: ShapeContext<unknown>,
  argument: CallArgument | undefined,
  options: {
    readonly rank?: RankRule;
    readonly input?: number;
    /** What the runtime says of another rank. */
    readonly runtime?: Problem['runtime'];
  } = {},
): TensorType {
  const nothing: TensorType = { shape: afterError, dtype: afterError };
  const nested = tensorsIn(argument);
  if (nested === undefined) {
    const value = valueIn(argument);
    return isUnknown(value) ? { shape: value, dtype: value } : nothing;
  }
  if (nested.kind !== 'one') {
    const count = flatten(nested).length;
    if (count > 1) context.problem({ kind: 'single-input-layer', got: count });
    return nothing;
  }
  const tensor = nested.value ?? nothing;
  const { shape } = tensor;
  if (options.rank !== undefined && !isUnknown(shape) && !fits(shape.length, options.rank)) {
    const words = options.runtime ?? rankWords(options.rank, shape);
    const runtime = words === undefined ? {} : { runtime: words };
    context.problem({ kind: 'rank-mismatch', input: options.input ?? 0, expected: options.rank, shape, ...runtime });
    return { shape: afterError, dtype: tensor.dtype };
  }
  return tensor;
}

/** Reports an axis left open where weights are made for its size. `axis` counts from 0. */
export function requireKnown(
  context: ShapeContext<unknown>,
  options: {
    readonly shape: TensorType['shape'];
    readonly axis: number;
    readonly input?: number;
    readonly runtime?: { readonly keras3?: string; readonly keras2?: string; readonly tfjs?: string };
  },
): void {
  const { shape, axis, input = 0 } = options;
  if (isUnknown(shape)) return;
  const dim = shape[axis];
  if (dim === undefined || !isDynamic(dim)) return;
  context.problem({
    kind: 'undefined-axis',
    input,
    axis,
    shape,
    ...(options.runtime === undefined ? {} : { runtime: options.runtime }),
  });
}
