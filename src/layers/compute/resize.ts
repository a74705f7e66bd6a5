// Images of another size on tfjs: cut or filled to the aspect ratio first, smoothed while they shrink where that is asked
// for.

import type { ConfigValue } from '../config.ts';
import { isKind } from '../params.ts';
import type { Impossible, RunContext, Tensor, Tf } from '../run.ts';
import { type Interpolation, resample } from './resample.ts';
import { type Format, fromChannelsLast, toChannelsLast } from './spatial.ts';

interface Size {
  readonly height: number;
  readonly width: number;
}

/** What Resizing gives for images or a single image. */
export function runResizing(context: RunContext): Tensor | Impossible {
  const { tf, config, dialect } = context;
  const interpolation = String(config.interpolation).toLowerCase();
  const size = sizeIn(config);
  return onBatch(context, images => {
    if (dialect === 'tfjs') return resizeAsTfjs(tf, images, size, context);
    if (!isInterpolation(interpolation))
      return { impossible: `resizing with \`${interpolation}\` is not computed here` };
    const shaped =
      config.crop_to_aspect_ratio === true
        ? cropToRatio(tf, images, size)
        : config.pad_to_aspect_ratio === true
          ? padToRatio(tf, images, size, numberIn(config.fill_value) ?? 0)
          : images;
    if (config.antialias === true && interpolation !== 'nearest')
      return resample(tf, shaped, size, interpolation, 'antialias');
    return resample(tf, shaped, size, interpolation);
  });
}

/** What CenterCrop gives: the middle of images, or smaller images cut to the aspect ratio and resized. */
export function runCenterCrop(context: RunContext): Tensor | Impossible {
  const { tf, config } = context;
  const size = sizeIn(config);
  return onBatch(context, images => {
    const [, height = 1, width = 1] = images.shape;
    if (height >= size.height && width >= size.width) return cutMiddle(tf, images, size);
    return resample(tf, cropToRatio(tf, images, size), size, 'bilinear');
  });
}

function sizeIn({ height, width }: Size): Size {
  return { height, width };
}

/** Does something to images (batch, height, width, channels), also to a single one, in any data format. */
function onBatch(
  { tf, config, inputs }: RunContext,
  change: (images: Tensor) => Tensor | Impossible,
): Tensor | Impossible {
  const x = (inputs[0] as Tensor).cast('float32');
  const format: Format = config.data_format === 'channels_first' ? 'channels_first' : 'channels_last';
  const batch = toChannelsLast(tf, x.rank === 3 ? tf.expandDims(x, 0) : x, format);
  const changed = change(batch);
  if ('impossible' in changed) return changed;
  const out = fromChannelsLast(tf, changed, format);
  return x.rank === 3 ? tf.squeeze(out, [0]) : out;
}

/** tfjs aligns the corners unless it is to crop, which it then does not do. */
function resizeAsTfjs(tf: Tf, images: Tensor, { height, width }: Size, { config }: RunContext): Tensor {
  const batch = images as import('@tensorflow/tfjs-core').Tensor4D;
  const align = config.crop_to_aspect_ratio !== true;
  return config.interpolation === 'nearest'
    ? tf.image.resizeNearestNeighbor(batch, [height, width], align)
    : tf.image.resizeBilinear(batch, [height, width], align);
}

function isInterpolation(name: string): name is Interpolation {
  return ['nearest', 'bilinear', 'bicubic', 'lanczos3', 'lanczos5'].includes(name);
}

function cropToRatio(tf: Tf, images: Tensor, target: Size): Tensor {
  const [, height = 1, width = 1] = images.shape;
  return cutMiddle(tf, images, {
    height: Math.max(1, Math.min(height, Math.trunc((width * target.height) / target.width))),
    width: Math.max(1, Math.min(width, Math.trunc((height * target.width) / target.height))),
  });
}

function cutMiddle(tf: Tf, images: Tensor, size: Size): Tensor {
  const [batch = 1, height = 1, width = 1, channels = 1] = images.shape;
  const top = Math.trunc((height - size.height) / 2);
  const left = Math.trunc((width - size.width) / 2);
  return tf.slice(images, [0, top, left, 0], [batch, size.height, size.width, channels]);
}

/** The same margin on both sides, rounded down. */
function padToRatio(tf: Tf, images: Tensor, target: Size, fill: number): Tensor {
  const [, height = 1, width = 1] = images.shape;
  const tall = Math.max(height, Math.trunc((width * target.height) / target.width));
  const wide = Math.max(width, Math.trunc((height * target.width) / target.height));
  const top = Math.trunc((tall - height) / 2);
  const left = Math.trunc((wide - width) / 2);
  const margins: [number, number][] = [
    [0, 0],
    [top, top],
    [left, left],
    [0, 0],
  ];
  return tf.pad(images, margins, fill);
}

function numberIn(value: ConfigValue): number | undefined {
  if (typeof value === 'number') return value;
  return value !== null && isKind(value, 'float') ? value.value : undefined;
}
