// What layers on images share: the types of the arguments that say how strong a change is, a call on images or on a
// record with images and what belongs to them, and the shape of an image cut or resized to a height and a width.

import type { Dim } from '../shapes/dim.ts';
import { mapNested } from '../shapes/nested.ts';
import { type Shape, type TensorType, tensorType } from '../shapes/shape.ts';
import { afterError, isUnknown, type Unknown, unknown } from '../shapes/unknown.ts';
import { type DataFormat, dataFormat } from './arguments.ts';
import { type ConfigValue, type Dialect, isConfigList, printConfig } from './config.ts';
import { defineLayer, type LayerDefinition, type ShapeAnswer, type ShapeContext } from './define.ts';
import { tensorsIn } from './inputs.ts';
import {
  type ArgType,
  anything,
  type IntArg,
  int,
  isKind,
  oneOf,
  optional,
  type Param,
  type ParamSpecs,
  refused,
  required,
} from './params.ts';
import type { Impossible, RunContext, Tensor } from './run.ts';

// ---------------------------------------------------------------------------------------------------------------------
// Arguments

/** The value of a number, written as an integer or a float. */
function numberIn(value: ConfigValue): number | undefined {
  if (typeof value === 'number') return value;
  return isKind(value, 'float') ? value.value : undefined;
}

/** How the ends of a range are checked where it is given as two numbers. */
type Pairs =
  /** Both within the bounds. */
  | 'both within'
  /** The range must overlap the bounds (Keras `_set_factor`). */
  | 'overlapping';

/**
 * The strength of a change: a number between two bounds, or a range as two numbers. Keras 2 checks signs and bounds in
 * ways of its own, so that any numbers pass there.
 */
export function factor(
  low: number,
  high: number,
  options: {
    readonly pairs?: Pairs;
    readonly lowIsOutside?: true;
    /** How Keras 3 begins what it says of other values; that of `factor` where it is not given. */
    readonly words?: string;
  } = {},
): ArgType<ConfigValue> {
  const open = options.lowIsOutside ? '(' : '[';
  const expects = `a number, or two numbers, within ${open}${low}, ${high}]`;
  const within = (number: number) => number <= high && (options.lowIsOutside ? number > low : number >= low);
  return {
    expects,
    read(value, dialect) {
      if (isKind(value, 'size')) return value;
      const no = refused(expects, { runtime: { keras3: options.words ?? factorWords(low, high, value) } });
      const single = numberIn(value);
      if (single !== undefined) return dialect === 'keras3' && !within(single) ? no : value;
      if (!isConfigList(value) || value.length !== 2) return no;
      const [first, second] = value.map(numberIn);
      if (first === undefined || second === undefined) {
        const known = value.every(item => !isUnknown(item) && !isKind(item, 'size'));
        return known ? no : value;
      }
      if (dialect !== 'keras3') return value;
      const fine = options.pairs === 'both within' ? within(first) && within(second) : first <= high && second >= low;
      return fine ? value : no;
    },
    unknown: why => why,
  };
}

function factorWords(low: number, high: number, value: ConfigValue): string {
  const got = typeof value === 'string' ? value : printConfig(value);
  return `The \`factor\` argument should be a number (or a list of two numbers) in the range [${low}, ${high}]. Received: factor=${got}`;
}

/** The lowest and the highest value of a pixel. */
export function valueRange(): Param<ConfigValue> {
  const expects = 'a list of two numbers';
  return optional<ConfigValue>(
    {
      expects,
      read: value =>
        isConfigList(value) && value.length === 2
          ? value
          : refused(expects, {
              runtime: {
                keras3: `The \`value_range\` argument should be a list of two numbers. Received: value_range=${printConfig(value)}`,
              },
            }),
      unknown: why => why,
    },
    [0, 255],
    'The lowest and the highest value of a pixel.',
  );
}

/** The range of pixels in layers that do not look at it when they are made. */
export const anyValueRange = optional(anything(), [0, 255], 'The lowest and the highest value of a pixel.');

export const seed = optional(anything(), null, 'Where the random numbers start.');

export const fillValue = optional(anything(), 0, 'The value of pixels from outside the image where it is constant.');

/** How values between pixels are found. */
export function interpolation(): Param<ConfigValue> {
  const type = oneOf(['nearest', 'bilinear'] as const);
  return optional(type as ArgType<ConfigValue>, 'bilinear', 'How values between pixels are found.', {
    says: { keras3: 'Unknown `interpolation` {got}. Expected of one' },
  });
}

/** What stands for pixels from outside the image. */
export function fillMode(more: readonly string[] = []): Param<ConfigValue> {
  const type = oneOf(['reflect', 'wrap', 'constant', 'nearest', ...more]);
  return optional(type as ArgType<ConfigValue>, 'reflect', 'What stands for pixels from outside the image.', {
    says: { keras3: 'Unknown `fill_mode` {got}. Expected of one' },
  });
}

/** The size that an image is cut or resized to. */
export const targetSize = {
  height: required(int(0), 'The height of the output.'),
  width: required(int(0), 'The width of the output.'),
};

export const boundingBoxFormat = {
  bounding_box_format: optional(anything(), null, 'How bounding boxes that come with the images are written.', {
    keywordOnly: true,
    notIn: ['keras2', 'tfjs'],
  }),
};

/** The layout of images, an argument of Keras 3 alone. */
export const imageFormat: Param<DataFormat> = dataFormat({ notIn: ['keras2', 'tfjs'] });

// ---------------------------------------------------------------------------------------------------------------------
// Layers that keep the shape

/** A layer that changes images and keeps their shape. */
export interface Augmentation<P extends ParamSpecs> {
  readonly name: string;
  readonly dialects?: readonly Dialect[];
  readonly doc: string;
  readonly params: P;
  /** `input` where the output has the dtype of the images, in place of the one it computes in. */
  readonly dtype?: 'input';
  /** `refused` where it takes images alone and no record of them. */
  readonly records?: 'refused';
  /** `always` where it changes images at inference too. */
  readonly changes?: 'always';
  /** What holds for the images. */
  check?(images: readonly Dim[], context: ShapeContext<{ readonly data_format?: DataFormat }>): void;
  readonly innerNames?: LayerDefinition['innerNames'];
}

/** Defines such a layer, with the arguments that all of them take. */
export function defineAugmentation<P extends ParamSpecs>(options: Augmentation<P>): LayerDefinition {
  const { name, dialects, doc, innerNames } = options;
  const own = options.params as ParamSpecs;
  const params: ParamSpecs = {
    ...own,
    ...('data_format' in own ? {} : { data_format: { ...imageFormat, keywordOnly: true } }),
    ...boundingBoxFormat,
  };
  return defineLayer<ParamSpecs>({
    name,
    ...(dialects === undefined ? {} : { dialects }),
    doc,
    params,
    ...(innerNames === undefined ? {} : { innerNames }),
    takes: 'arguments',
    call: ['data', 'training'],
    callIn: { keras2: ['inputs', 'training'] },
    shape(context) {
      const images = imagesIn(context, options.records);
      if (isUnknown(images)) return images;
      if (images.kind === 'one' && images.value !== null) {
        const { shape } = images.value;
        checkRank(context, shape);
        if (!isUnknown(shape)) options.check?.(shape, context as ShapeContext<{ readonly data_format?: DataFormat }>);
      }
      return mapNested(images, tensor => ({
        shape: tensor?.shape ?? afterError,
        dtype: options.dtype === 'input' ? (tensor?.dtype ?? afterError) : context.computeDtype,
      }));
    },
    run: options.changes === 'always' ? { impossible: `what ${name} does is not computed here` } : letThrough,
  });
}

/** Images are changed in training alone. */
function letThrough({ inputs, training }: RunContext): readonly Tensor[] | Impossible {
  return training ? { impossible: 'random changes of images are not computed here' } : inputs;
}

/** The images of a call, or the record that holds them. */
export function imagesIn(
  context: ShapeContext<unknown>,
  records: 'refused' | undefined,
): NonNullable<ReturnType<typeof tensorsIn>> | Unknown {
  const argument = context.call.get('data') ?? context.call.get('inputs');
  const images = tensorsIn(argument);
  if (images === undefined)
    return argument?.kind === 'config' && isUnknown(argument.value) ? argument.value : afterError;
  if (images.kind === 'record' && records === 'refused') {
    context.problem({ kind: 'call-value', says: 'it takes images alone, not a record of them' });
    return afterError;
  }
  return images;
}

/** Images have three axes, four in a batch. Keras 3 says so only when the layer runs. */
export function checkRank(context: ShapeContext<unknown>, shape: Shape): void {
  if (isUnknown(shape) || shape.length === 3 || shape.length === 4) return;
  const late = context.dialect === 'keras3' ? ({ effect: 'fails when run' } as const) : {};
  context.problem({ kind: 'rank-mismatch', input: 0, expected: { atLeast: 3, atMost: 4 }, shape, ...late });
}

// ---------------------------------------------------------------------------------------------------------------------
// Layers that give images a size

/** What decides the shape of a layer that cuts or resizes. */
export interface TargetSize {
  readonly height: IntArg;
  readonly width: IntArg;
  readonly data_format: DataFormat;
}

/** Where height and width stand: counted from the end, or from the start with the batch in front. */
export interface SpatialAxes {
  readonly height: number;
  readonly width: number;
}

/** Height and width counted from the end of the shape. */
export function lastSpatialAxes(format: 'channels_last' | 'channels_first', rank: number): SpatialAxes {
  return format === 'channels_last' ? { height: rank - 3, width: rank - 2 } : { height: rank - 2, width: rank - 1 };
}

/** Height and width behind a batch axis where there are four axes, without one otherwise. */
export function firstSpatialAxes(format: 'channels_last' | 'channels_first', rank: number): SpatialAxes {
  const offset = (format === 'channels_last' ? 0 : 1) + (rank === 4 ? 1 : 0);
  return { height: offset, width: offset + 1 };
}

/** The shape with height and width replaced. Where the layout is not known, only the batch is. */
export function resized(
  image: TensorType,
  size: TargetSize,
  axes: (format: 'channels_last' | 'channels_first', rank: number) => SpatialAxes,
): Shape {
  const { shape } = image;
  const format = size.data_format;
  if (isUnknown(shape)) return shape;
  if (isUnknown(format)) return shape.map((dim, i) => (i === 0 && shape.length === 4 ? dim : format));
  const { height, width } = axes(format, shape.length);
  return shape.map((dim, i) => (i === height ? size.height : i === width ? size.width : dim));
}

/** The answer of a layer that gives images a size; of a record of images its shapes are not known beforehand. */
export function sizedAnswer(context: ShapeContext<TargetSize>, shapeOf: (image: TensorType) => Shape): ShapeAnswer {
  const images = imagesIn(context, undefined);
  if (isUnknown(images)) return images;
  if (images.kind === 'record') return unknown({ kind: 'todo', what: 'a record of images with other sizes' });
  if (images.kind === 'list' && images.items.length > 1 && context.dialect !== 'keras3')
    context.problem({ kind: 'single-input-layer', got: images.items.length });
  if (images.kind !== 'one' || images.value === null) return afterError;
  return tensorType(shapeOf(images.value), context.computeDtype);
}
