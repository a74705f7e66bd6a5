// What prepares images for ready-made models and names their answers: `preprocess_input` in its four forms, and
// `decode_predictions`.

import type { Place } from '../../base/span.ts';
import type { Context } from '../../interp/context.ts';
import { builtin, float, int, list, none, string, tuple } from '../../interp/make.ts';
import type { ArrayValue, BuiltinValue, TensorValue, Value } from '../../interp/value.ts';
import { isFloatDtype } from '../../layers/dtypes.ts';
import type { Problem } from '../../layers/problems.ts';
import { findOp } from '../../ops/registry.ts';
import type { Dim } from '../../shapes/dim.ts';
import { printShape } from '../../shapes/shape.ts';
import { isUnknown, unknown } from '../../shapes/unknown.ts';
import { argument } from '../arguments.ts';
import { typeOf } from '../convert.ts';
import { callOperation, operate, report, spansOf } from '../operations.ts';

/** How pixels are changed: as the first Caffe models, TensorFlow's or PyTorch's want them, or not at all. */
export type PixelMode = 'caffe' | 'tf' | 'torch' | 'as they are';

const formats = ['channels_first', 'channels_last'];
const modes = ['caffe', 'tf', 'torch'];

/** `preprocess_input` of a module; `imagenet_utils` takes the mode as an argument. */
export function preprocessInput(path: string, mode: PixelMode | 'argument'): BuiltinValue {
  return builtin(path, (context, args, { place }) => {
    const x = argument(args, 0, 'x');
    if (x === undefined) return args.open ?? unknown({ kind: 'error' });
    const format = argument(args, 1, 'data_format') ?? none;
    const given = mode === 'argument' ? (argument(args, 2, 'mode') ?? string('caffe')) : string(mode);
    const refuse = (problem: Problem): Value => {
      const argSpans = spansOf(args, ['x', 'data_format', 'mode']);
      report(context, [problem], { place, name: path, className: path, argSpans });
      return unknown({ kind: 'error' });
    };
    if (given.kind !== 'string') return isUnknown(given) ? given : unknown({ kind: 'error' });
    if (mode === 'argument' && !modes.includes(given.value)) return refuse(notOneOf('mode', given.value, modes));
    const pixels = given.value as PixelMode;
    if (pixels === 'as they are') return x;
    if (format.kind === 'string' && !formats.includes(format.value))
      return refuse(notOneOf('data_format', format.value, formats));
    if (x.kind !== 'tensor' && x.kind !== 'array')
      return isUnknown(x) ? x : unknown({ kind: 'todo', what: 'such images' });
    const first = format.kind === 'string' && format.value === 'channels_first';
    const channels = channelsOf(x, first);
    if (typeof channels === 'number' && !takes(pixels, channels, x)) return refuse(wrongChannels(pixels, channels));
    return x.kind === 'array' && x.flavour === 'numpy' ? inPlace(x) : computed(context, x, { pixels, first, place });
  });
}

interface Change {
  readonly pixels: Exclude<PixelMode, 'as they are'> | PixelMode;
  /** Whether the channels come first. */
  readonly first: boolean;
  readonly place: Place;
}

function notOneOf(name: string, got: string, choices: readonly string[]): Problem {
  const expected = choices.map(choice => `'${choice}'`).join(' or ');
  return { kind: 'argument-value', argument: name, got: `'${got}'`, expected };
}

function wrongChannels(pixels: PixelMode, channels: number): Problem {
  return {
    kind: 'application-argument',
    argument: 'x',
    says: `images in the form \`${pixels}\` have a mean for each of three channels, and these have ${channels}`,
  };
}

function channelsOf(x: TensorValue | ArrayValue, first: boolean): Dim | undefined {
  const { shape } = typeOf(x);
  if (isUnknown(shape)) return undefined;
  return first ? shape[shape.length === 3 ? 0 : 1] : shape[shape.length - 1];
}

/** Whether the means of three channels fit: arrays may have more, and PyTorch's form spreads a single one. */
function takes(pixels: PixelMode, channels: number, x: TensorValue | ArrayValue): boolean {
  if (pixels === 'tf') return true;
  if (x.kind === 'array' && x.flavour === 'numpy') return channels >= 3;
  return pixels === 'torch' ? channels === 3 || channels === 1 : channels >= 3;
}

/** NumPy arrays are changed where they are, integers in a copy of floats. */
function inPlace({ type }: ArrayValue): ArrayValue {
  const { shape, dtype } = type;
  return {
    kind: 'array',
    flavour: 'numpy',
    type: { shape, dtype: isUnknown(dtype) || isFloatDtype(dtype) ? dtype : 'float32' },
  };
}

/** Tensors go through the operations of the framework, which become part of a model where they are symbolic. */
function computed(context: Context, x: TensorValue | ArrayValue, { pixels, first, place }: Change): Value {
  const apply = (name: string, operand: Value, by: Value): Value =>
    isUnknown(operand) ? operand : operate(context, name, [operand, by], place);
  if (pixels === 'tf') return apply('binary.-', apply('binary./', x, float(127.5)), float(1));
  const { shape, dtype } = typeOf(x);
  const rank = isUnknown(shape) ? undefined : shape.length;
  const perChannel = (): Value => ({
    kind: 'array',
    flavour: 'eager',
    type: { shape: channelShape(rank, first), dtype },
  });
  if (pixels === 'torch') {
    const scaled = apply('binary./', x, float(255));
    return apply('binary./', centred(context, scaled, perChannel(), place), perChannel());
  }
  return centred(context, reversed(context, x, { rank, first, place }), perChannel(), place);
}

/** Keras 2 takes the means away as a bias. */
function centred(context: Context, x: Value, means: Value, place: Place): Value {
  if (isUnknown(x)) return x;
  const bias = context.dialect === 'keras2' ? findOp('tf.nn.bias_add') : undefined;
  if (bias === undefined) return operate(context, 'binary.+', [x, means], place);
  const positional = [x, means].map(value => ({ value, place }));
  return callOperation(context, bias, { positional, keywords: [], open: undefined }, place);
}

/** The channels in the order blue, green, red. */
function reversed(
  context: Context,
  x: Value,
  options: { readonly rank: number | undefined; readonly first: boolean; readonly place: Place },
): Value {
  const { rank, first, place } = options;
  const all: Value = { kind: 'slice', lower: none, upper: none, step: none };
  const rest: Value = { kind: 'ellipsis' };
  const at = (channel: Value): Value => {
    const key = first ? (rank === 3 ? [channel, rest] : [all, channel, all]) : [rest, channel];
    return operate(context, 'getitem', [x, tuple(key)], place);
  };
  if (context.dialect === 'keras2') return at({ kind: 'slice', lower: none, upper: none, step: int(-1) });
  const channels = [2, 1, 0].map(channel => at(int(channel)));
  const stack = findOp('keras.ops.stack');
  if (stack === undefined) return unknown({ kind: 'todo', what: '`keras.ops.stack`' });
  const axis = { name: 'axis', value: int(first ? (rank === 3 ? 0 : 1) : -1), place };
  const positional = [{ value: list(channels), place }];
  return callOperation(context, stack, { positional, keywords: [axis], open: undefined }, place);
}

function channelShape(rank: number | undefined, first: boolean): readonly number[] {
  if (rank === undefined) return [3];
  const ones = Array.from({ length: rank }, () => 1);
  return first ? ones.with(rank === 3 ? 0 : 1, 3) : ones.with(-1, 3);
}

/** `decode_predictions`: for each image the likeliest classes as (id, name, score). */
export function decodePredictions(path: string): BuiltinValue {
  return builtin(path, (context, args, { place }) => {
    const predictions = argument(args, 0, 'preds');
    const top = argument(args, 1, 'top') ?? int(5);
    const values = unknown({ kind: 'data', what: 'the values of the predictions' });
    if (predictions?.kind !== 'array' && predictions?.kind !== 'tensor') return values;
    const { shape } = typeOf(predictions);
    if (isUnknown(shape)) return values;
    const [images, classes] = shape;
    if (shape.length !== 2 || (typeof classes === 'number' && classes !== 1000)) {
      const problem: Problem = {
        kind: 'application-argument',
        argument: 'preds',
        says: `there are names for batches of 1000 scores only, and the shape here is ${printShape(shape)}`,
        runtime: {
          keras3: `\`decode_predictions\` expects a batch of predictions (i.e. a 2D array of shape (samples, 1000)). Received array with shape: ${printShape(shape)}`,
          keras2: `\`decode_predictions\` expects a batch of predictions (i.e. a 2D array of shape (samples, 1000)). Found array with shape: ${printShape(shape)}`,
        },
      };
      report(context, [problem], { place, name: path, className: path, argSpans: spansOf(args, ['preds', 'top']) });
      return unknown({ kind: 'error' });
    }
    const count = top.kind === 'int' && top.value > 0 && top.value <= mostListed ? top.value : undefined;
    const ofOne = (): Value =>
      count === undefined
        ? list([], values)
        : list(Array.from({ length: count }, () => tuple([values, values, values])));
    return typeof images === 'number' && images <= mostListed
      ? list(Array.from({ length: images }, ofOne))
      : list([], values);
  });
}

/** As many images or classes are listed one by one. */
const mostListed = 100;
