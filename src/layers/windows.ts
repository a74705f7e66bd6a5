// Arithmetic of windows that slide over spatial axes: convolutions, pools and their padding.

import { add, ceilDivide, type Dim, floorDivide, isDynamic, multiply, printDim, subtract } from '../shapes/dim.ts';
import { isUnknown, type Maybe } from '../shapes/unknown.ts';
import type { IntArg, WindowArg } from './params.ts';
import type { Problem } from './problems.ts';

export type Padding = Maybe<'valid' | 'same' | 'causal' | 'full'>;

/** A window moved over one axis. */
export interface AxisWindow {
  readonly input: Dim;
  readonly window: Dim;
  readonly stride: IntArg;
  readonly dilation: IntArg;
  readonly padding: Padding;
}

/**
 * The length after a window has moved over an axis: ceil(n / s) with padding `same` and `causal`,
 * floor((n - (k - 1)·d - 1) / s) + 1 with `valid` (Keras `compute_conv_output_shape`).
 */
export function windowLength({ input, window, stride, dilation, padding }: AxisWindow): Dim {
  if (isUnknown(padding)) return padding;
  if (isUnknown(stride)) return stride;
  if (typeof stride !== 'number') return { kind: 'unknown', why: { kind: 'todo', what: 'a symbolic stride' } };
  if (padding === 'same' || padding === 'causal') return ceilDivide(input, stride);
  if (padding === 'full') return ceilDivide(add(input, subtract(multiply(window, dilation), dilation)), stride);
  const reach = add(multiply(subtract(window, 1), dilation), 1);
  return add(floorDivide(subtract(input, reach), stride), 1);
}

/** Windows over all spatial axes. Reports the first axis of which nothing is left. */
export function windowLengths(options: {
  readonly shape: readonly Dim[];
  /** The positions of the spatial axes. */
  readonly axes: readonly number[];
  readonly window: WindowArg;
  readonly strides: WindowArg;
  readonly dilation: WindowArg;
  readonly padding: Padding;
  /** The argument that holds the window, for the message. */
  readonly argument: string;
  /** Set where Keras 2 computes the lengths when it makes the weights, which may be negative there but not 0. */
  readonly held?: 'when built';
  /** Set where an axis of which nothing is left shows only when the layer is run. */
  readonly effect?: Problem['effect'];
  problem(problem: Problem): void;
}): Dim[] {
  const axes = options.axes.map((axis, i) => {
    const input = options.shape[axis] ?? 0;
    const window = options.window[i] ?? 1;
    const stride = options.strides[i] ?? 1;
    const dilation = options.dilation[i] ?? 1;
    return {
      axis,
      input,
      window,
      dilation,
      length: windowLength({ input, window, stride, dilation, padding: options.padding }),
    };
  });
  const empty = axes.find(({ length, input }) => typeof length === 'number' && length <= 0 && !isDynamic(input));
  if (empty !== undefined && typeof empty.length === 'number') {
    const { axis, input, window, dilation, length } = empty;
    const reach = typeof window === 'number' && typeof dilation === 'number' ? (window - 1) * dilation + 1 : 0;
    const isNegative = axes.some(other => typeof other.length === 'number' && other.length < 0);
    options.problem({
      kind: 'empty-output',
      shape: options.shape,
      axis,
      size: typeof input === 'number' ? input : 0,
      window: reach,
      result: length,
      argument: options.argument,
      ...(options.effect === undefined ? {} : { effect: options.effect }),
      runtime: {
        keras3: 'Computed output size would be zero or negative.',
        keras2:
          options.held !== undefined && isNegative
            ? 'One of the dimensions in the output is <= 0 due to downsampling in'
            : `Negative dimension size caused by subtracting${dilation === 1 ? ` ${reach} from ${printDim(input)}` : ''}`,
      },
    });
  }
  return axes.map(({ length }) => length);
}

/** Where the axes of an image-like tensor stand. */
export interface Layout {
  readonly channels: number;
  readonly spatial: readonly number[];
}

/** The axes of a tensor with `count` spatial axes in the given data format. */
export function layout(format: 'channels_last' | 'channels_first', count: number): Layout {
  const offset = format === 'channels_last' ? 1 : 2;
  return {
    channels: format === 'channels_last' ? count + 1 : 1,
    spatial: Array.from({ length: count }, (_, i) => i + offset),
  };
}
