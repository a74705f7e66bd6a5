// Images as objects: those of Pillow, which `load_img` gives, with their height, width and channels as far as the program
// says them, and images that OpenCV and others read as arrays.

import { ownValue } from '../../base/ownValue.ts';
import { builtin, int, none, numeric, string, tuple } from '../../interp/make.ts';
import type { ArrayValue, Builtin, CallArgs, ObjectValue, Value } from '../../interp/value.ts';
import type { Dim } from '../../shapes/dim.ts';
import { isUnknown, type Unknown, unknown } from '../../shapes/unknown.ts';
import { argument } from '../arguments.ts';
import { arrayOf } from '../convert.ts';

const sizeUnknown: Unknown = unknown({ kind: 'data', what: 'the size of the image' });
const modeUnknown: Unknown = unknown({ kind: 'data', what: 'the channels of the image' });

/** An image object; sides and mode are left out where they are not known. */
function image(parts: {
  readonly height?: Value | undefined;
  readonly width?: Value | undefined;
  readonly mode?: Value | undefined;
}): ObjectValue {
  const { height = sizeUnknown, width = sizeUnknown, mode = modeUnknown } = parts;
  return {
    kind: 'object',
    family: 'image',
    name: 'image',
    config: new Map<string, Value>([
      ['target_size', tuple([height, width])],
      ['color_mode', mode],
    ]),
  };
}

function sides(value: ObjectValue): readonly [Value, Value] {
  const size = value.config.get('target_size');
  const [height = sizeUnknown, width = sizeUnknown] = size?.kind === 'list' ? size.items.value : [];
  return [height, width];
}

const modes: Readonly<Record<string, string>> = { RGB: 'rgb', RGBA: 'rgba', L: 'grayscale' };

/** The attribute of an image of Pillow; undefined where it is not modelled. */
export function imageMember(value: ObjectValue, name: string): Value | undefined {
  const [height, width] = sides(value);
  const mode = value.config.get('color_mode');
  const method = (call: (args: CallArgs) => Value): Value => builtin(`Image.${name}`, (_context, args) => call(args));
  switch (name) {
    case 'size':
      return tuple([width, height]);
    case 'width':
      return width;
    case 'height':
      return height;
    case 'resize':
      return method(args => {
        const [wide, high] = pairOf(argument(args, 0, 'size'));
        return image({ height: high, width: wide, mode });
      });
    case 'convert':
      return method(args => {
        const to = argument(args, 0, 'mode');
        const known = to?.kind === 'string' ? ownValue(modes, to.value) : undefined;
        return image({ height, width, mode: known === undefined ? modeUnknown : string(known) });
      });
    case 'copy':
    case 'filter':
    case 'transpose':
      return name === 'transpose' ? method(() => image({ mode })) : method(() => value);
    case 'crop':
    case 'rotate':
      return method(() => image({ mode }));
    case 'show':
    case 'save':
    case 'close':
    case 'thumbnail':
      return method(() => none);
    default:
      return undefined;
  }
}

function pairOf(value: Value | undefined): readonly [Value | undefined, Value | undefined] {
  const [first, second] = value?.kind === 'list' ? value.items.value : [];
  return [first, second];
}

/** An image made of an array: height, width and channels, or without channels. */
function imageOf(value: Value | undefined): Value {
  if (value?.kind !== 'array' || isUnknown(value.type.shape)) return image({});
  const [height, width, channels] = value.type.shape;
  const side = (dim: Dim | undefined): Value | undefined => (typeof dim === 'number' ? int(dim) : undefined);
  const mode =
    value.type.shape.length === 2 || channels === 1
      ? 'grayscale'
      : channels === 3
        ? 'rgb'
        : channels === 4
          ? 'rgba'
          : undefined;
  return image({ height: side(height), width: side(width), mode: mode === undefined ? undefined : string(mode) });
}

/** An image as OpenCV reads it: bytes of height, width and three channels, or without channels in grey. */
const readImage: Builtin = (_context, args) => {
  const flag = argument(args, 1, 'flags');
  if (flag === undefined || numeric(flag) === 1)
    return arrayOf({ shape: [sizeUnknown, sizeUnknown, 3], dtype: 'uint8' }, 'numpy');
  if (numeric(flag) === 0) return arrayOf({ shape: [sizeUnknown, sizeUnknown], dtype: 'uint8' }, 'numpy');
  return arrayOf({ shape: modeUnknown, dtype: 'uint8' }, 'numpy');
};

function withSides(array: ArrayValue, height: Dim, width: Dim): Value {
  const { shape, dtype } = array.type;
  return arrayOf({ shape: isUnknown(shape) ? shape : [height, width, ...shape.slice(2)], dtype }, 'numpy');
}

function sideOf(value: Value | undefined): Dim {
  return value === undefined ? sizeUnknown : (numeric(value) ?? (isUnknown(value) ? value : sizeUnknown));
}

/** `cv2.resize(image, (width, height))`; an axis of one channel is dropped. */
const resize: Builtin = (_context, args) => {
  const array = argument(args, 0, 'src');
  const [width, height] = pairOf(argument(args, 1, 'dsize'));
  if (array?.kind !== 'array') return array !== undefined && isUnknown(array) ? array : sizeUnknown;
  const { shape } = array.type;
  if (!isUnknown(shape) && shape.length === 3 && shape[2] !== 3 && shape[2] !== 4)
    return arrayOf(
      { shape: shape[2] === 1 ? [sideOf(height), sideOf(width)] : modeUnknown, dtype: array.type.dtype },
      'numpy',
    );
  return withSides(array, sideOf(height), sideOf(width));
};

/** `cv2.cvtColor(image, code)`: what it makes is in the name of the code. */
const convertColor: Builtin = (_context, args) => {
  const array = argument(args, 0, 'src');
  const code = argument(args, 1, 'code');
  if (array?.kind !== 'array' || isUnknown(array.type.shape)) return array ?? modeUnknown;
  const to = code?.kind === 'string' ? code.value.split('2').pop() : undefined;
  const [height = sizeUnknown, width = sizeUnknown] = array.type.shape;
  const { dtype } = array.type;
  if (to === undefined) return arrayOf({ shape: modeUnknown, dtype }, 'numpy');
  if (to === 'GRAY') return arrayOf({ shape: [height, width], dtype }, 'numpy');
  return arrayOf({ shape: [height, width, /A$/.test(to) && to !== 'LAB' ? 4 : 3], dtype }, 'numpy');
};

/** `skimage.transform.resize(image, shape)`: the sides that are given, and what axes are left. */
const rescale: Builtin = (_context, args) => {
  const array = argument(args, 0, 'image');
  const target = argument(args, 1, 'output_shape');
  if (array?.kind !== 'array' || isUnknown(array.type.shape) || target?.kind !== 'list') return sizeUnknown;
  const wanted = target.items.value.map(sideOf);
  return arrayOf({ shape: [...wanted, ...array.type.shape.slice(wanted.length)], dtype: 'float64' }, 'numpy');
};

const functions: Readonly<Record<string, Builtin>> = {
  'PIL.Image.open': () => image({}),
  'PIL.Image.fromarray': (_context, args) => imageOf(argument(args, 0, 'obj')),
  'PIL.Image.new': (_context, args) => {
    const mode = argument(args, 0, 'mode');
    const [width, height] = pairOf(argument(args, 1, 'size'));
    const known = mode?.kind === 'string' ? ownValue(modes, mode.value) : undefined;
    return image({ height, width, mode: known === undefined ? undefined : string(known) });
  },
  'keras.utils.array_to_img': (_context, args) => imageOf(argument(args, 0, 'x')),
  'keras.utils.save_img': () => none,
  'cv2.imread': readImage,
  'cv2.resize': resize,
  'cv2.cvtColor': convertColor,
  'skimage.transform.resize': rescale,
};

const moduleNames: ReadonlySet<string> = new Set(['PIL', 'PIL.Image', 'cv2', 'skimage', 'skimage.transform']);

/** What stands at a path of a library of images; undefined where there is nothing. */
export function imageFunction(path: string): Value | undefined {
  if (moduleNames.has(path)) return { kind: 'module', path };
  const call = ownValue(functions, path);
  if (call !== undefined) return builtin(path, call);
  if (path.startsWith('cv2.COLOR_')) return string(path.slice('cv2.COLOR_'.length));
  if (path === 'cv2.IMREAD_GRAYSCALE') return int(0);
  if (path === 'cv2.IMREAD_COLOR') return int(1);
  if (path === 'cv2.IMREAD_UNCHANGED') return int(-1);
  return undefined;
}
