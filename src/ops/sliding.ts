// Windows that slide over tensors in operations: how Keras and TensorFlow write them, and the shapes they leave.

import { type ConfigValue, isConfigList } from '../layers/config.ts';
import { type ArgType, type IntArg, int, isRefused, refused } from '../layers/params.ts';
import { layout, type Padding, windowLengths } from '../layers/windows.ts';
import { add, type Dim, isDynamic, multiply, subtract } from '../shapes/dim.ts';
import { printShape, type Shape } from '../shapes/shape.ts';
import { afterError, isUnknown, type Maybe, unknown } from '../shapes/unknown.ts';
import type { OpContext } from './define.ts';
import { readOperand } from './operand.ts';

/** One number for all axes, or one for each; how many axes there are the tensor says. */
export type SpatialArg = { readonly all: IntArg } | { readonly each: readonly IntArg[] };

/** An integer, or a tuple of them. */
export function spatial(): ArgType<SpatialArg> {
  const one = int(1);
  const expects = 'a positive integer or a tuple of them';
  return {
    expects,
    read(value, dialect) {
      const plain = plainItems(value);
      if (plain === undefined) {
        const all = one.read(value, dialect);
        return isRefused(all) ? refused(expects) : { all };
      }
      const each: IntArg[] = [];
      for (const item of plain) {
        const read = isUnknown(item) ? item : one.read(item, dialect);
        if (isRefused(read)) return refused(expects);
        each.push(read);
      }
      const [only] = each;
      return each.length === 1 && only !== undefined ? { all: only } : { each };
    },
    unknown: why => ({ all: why }),
  };
}

function plainItems(value: ConfigValue): readonly ConfigValue[] | undefined {
  if (isConfigList(value)) return value;
  if (typeof value !== 'object' || value === null || value.kind !== 'array') return undefined;
  const elements = readOperand(value)?.elements;
  return elements?.map(element =>
    typeof element === 'object' && isDynamic(element) ? unknown({ kind: 'todo', what: 'a symbolic window' }) : element,
  );
}

/** The numbers for so many spatial axes. TensorFlow also writes one for each axis of the tensor, batch and channels among them. */
export function perAxis(
  given: SpatialArg,
  count: number,
  format: 'channels_last' | 'channels_first',
): readonly IntArg[] | undefined {
  if ('all' in given) return Array.from({ length: count }, () => given.all);
  if (given.each.length === count) return given.each;
  if (given.each.length !== count + 2) return undefined;
  return format === 'channels_last' ? given.each.slice(1, -1) : given.each.slice(2);
}

/** `padding=…`, in any letter case; explicit paddings, in TensorFlow.js a number too, are not followed but for none at all. */
export function paddingType(): ArgType<Padding> {
  const expects = "'valid' or 'same'";
  return {
    expects,
    read(value, dialect) {
      if (dialect === 'tfjs' && value === 0) return 'valid';
      if (isConfigList(value) || (dialect === 'tfjs' && typeof value === 'number'))
        return unknown({ kind: 'todo', what: 'explicit padding' });
      const text = typeof value === 'string' ? value.toLowerCase() : '';
      return text === 'valid' || text === 'same' || text === 'causal' ? text : refused(expects);
    },
    unknown: why => why,
  };
}

export type Format = Maybe<'channels_last' | 'channels_first'>;

/** `data_format=…`, as Keras (`channels_last`) or TensorFlow (`NHWC`) writes it. */
export function formatType(): ArgType<Format> {
  const expects = "'channels_last' or 'channels_first'";
  return {
    expects,
    read(value) {
      if (value === null) return 'channels_last';
      if (typeof value !== 'string') return refused(expects);
      if (value === 'channels_last' || /^N[DHW]*C$/.test(value)) return 'channels_last';
      return value === 'channels_first' || /^NC[DHW]*$/.test(value) ? 'channels_first' : refused(expects);
    },
    unknown: why => why,
  };
}

export interface Slide {
  readonly shape: readonly Dim[];
  readonly format: 'channels_last' | 'channels_first';
  readonly window: readonly Dim[] | SpatialArg;
  readonly strides: SpatialArg;
  readonly dilation: SpatialArg;
  readonly padding: Padding;
  readonly argument: string;
}

/** The spatial axes after a window has moved over them, in the place of the old ones; reports windows too many or too large. */
export function slide(options: Slide, context: OpContext): Shape {
  const { shape, format } = options;
  const count = shape.length - 2;
  const window = 'length' in options.window ? options.window : perAxis(options.window, count, format);
  const strides = perAxis(options.strides, count, format);
  const dilation = perAxis(options.dilation, count, format);
  if (count < 1 || window === undefined || strides === undefined || dilation === undefined || window.length !== count) {
    context.problem({
      kind: 'call-value',
      argument: options.argument,
      says: `The window does not fit a tensor of shape ${printShape(shape)}, which has ${Math.max(0, count)} axes to slide over`,
    });
    return afterError;
  }
  const { spatial } = layout(format, count);
  const before = { problems: 0 };
  const lengths = windowLengths({
    shape,
    axes: spatial,
    window: window.map(dim =>
      isDynamicSize(dim) ? unknown({ kind: 'data', what: 'an open axis of the kernel' }) : dim,
    ),
    strides,
    dilation,
    padding: options.padding,
    argument: options.argument,
    problem(problem) {
      before.problems++;
      context.problem(problem);
    },
  });
  if (before.problems > 0) return afterError;
  const out = [...shape];
  spatial.forEach((axis, i) => {
    out[axis] = lengths[i] ?? 1;
  });
  return out;
}

function isDynamicSize(dim: Dim | IntArg): dim is Dim & { readonly kind: 'dynamic' } {
  return typeof dim === 'object' && dim.kind === 'dynamic';
}

/**
 * The length after a transposed convolution: n·s with `same`, (n - 1)·s + max(k, s) with `valid`, where
 * k = (window - 1)·dilation + 1; an explicit output padding takes the place of the automatic one.
 */
export function transposedLength(
  length: Dim,
  window: Dim,
  stride: IntArg,
  dilation: IntArg,
  padding: Padding,
  outputPadding: IntArg | null,
): Dim {
  if (isUnknown(padding)) return padding;
  if (isDynamic(length)) return length;
  const reach = add(multiply(subtract(window, 1), dilation), 1);
  if (padding === 'same') {
    if (outputPadding === null) return multiply(length, stride);
    const odd: Dim = typeof reach === 'number' ? reach % 2 : unknown({ kind: 'todo', what: 'a symbolic kernel' });
    return add(add(multiply(subtract(length, 1), stride), odd), outputPadding);
  }
  const longest: Dim =
    typeof reach === 'number' && typeof stride === 'number'
      ? Math.max(reach, stride)
      : unknown({ kind: 'todo', what: 'a symbolic kernel' });
  const added = outputPadding === null ? longest : add(reach, outputPadding);
  return add(multiply(subtract(length, 1), stride), added);
}
