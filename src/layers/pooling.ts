// What pools share: windows that take the largest or the mean value, and pools over everything.

import type { Dim } from '../shapes/dim.ts';
import { type TensorType, tensorType } from '../shapes/shape.ts';
import { isUnknown, unknown } from '../shapes/unknown.ts';
import { checkedFormatWords, type DataFormat, dataFormat, namedPadding, windowWords } from './arguments.ts';
import { fromChannelsLast, pool, toChannelsLast } from './compute/spatial.ts';
import { type ConfigValue, type Dialect, isConfigList } from './config.ts';
import { defineLayer, type LayerDefinition, type ShapeContext } from './define.ts';
import { valuesDtype } from './elementwise.ts';
import { baseParams } from './make.ts';
import {
  type ArgType,
  bool,
  isRefused,
  nullable,
  oneOf,
  optional,
  type Param,
  required,
  type WindowArg,
  window,
} from './params.ts';
import type { Tensor } from './run.ts';
import { layout, windowLengths } from './windows.ts';

/** How many spatial axes a pool slides over, and how its class and factories are called. */
export interface PoolNames {
  readonly name: string;
  readonly alias: readonly string[];
  readonly tfjs?: readonly string[];
  readonly dialects?: readonly Dialect[];
  readonly axes: 1 | 2 | 3;
  readonly kind: 'max' | 'mean';
  readonly doc: string;
}

const everywhere: readonly Dialect[] = ['keras3', 'keras2', 'tfjs'];

/** A pool that slides a window over the spatial axes. `poolSize` is its default in Keras 3; none where it is required. */
export function definePooling(options: PoolNames & { readonly poolSize: ConfigValue | 'required' }): LayerDefinition {
  const { axes } = options;
  const doc = 'The size of the window on each axis.';
  const poolSize: Param<WindowArg> =
    options.poolSize === 'required'
      ? required(poolWindow(axes), doc, { fallbackIn: { keras2: 2, tfjs: 2 }, says: windowWords('pool_size', axes) })
      : optional(poolWindow(axes), options.poolSize, doc, { says: windowWords('pool_size', axes) });
  return defineLayer({
    name: options.name,
    alias: options.alias,
    ...(options.tfjs === undefined ? {} : { tfjs: options.tfjs }),
    dialects: options.dialects ?? everywhere,
    doc: options.doc,
    params: {
      pool_size: poolSize,
      strides: optional(nullable(window(axes)), null, 'How far the window moves at each step; its own size if None.'),
      padding: optional(
        namedPadding(oneOf(['valid', 'same'] as const, 'any case in Keras 2')),
        'valid',
        '`valid` keeps the window inside the input, `same` pads so that only the stride shrinks the axis.',
        {
          says: {
            keras3: "Argument `padding` must be either 'valid' or 'same'. Received: padding={got}",
            tfjs: 'is not a valid PaddingMode.  Valid values are valid,same,causal or null/undefined.',
          },
        },
      ),
      data_format: axes === 1 ? dataFormat({ notIn: ['tfjs'] }) : dataFormat({ says: checkedFormatWords }),
      name: { ...baseParams.name, keywordOnly: false },
    },
    takes: 'tensor',
    inputRank: { exactly: axes + 2 },
    shape({ shape, dtype: given }, { config, computeDtype, dialect, problem }) {
      const dtype = options.kind === 'max' ? valuesDtype({ dtype: given }, { dialect, computeDtype }) : computeDtype;
      const format = config.data_format;
      if (isUnknown(format)) return tensorType(withUnknownFormat(shape, format), dtype);
      const { spatial } = layout(format, axes);
      const lengths = windowLengths({
        shape,
        axes: spatial,
        window: config.pool_size,
        strides: config.strides ?? config.pool_size,
        dilation: config.pool_size.map(() => 1),
        padding: config.padding,
        argument: 'pool_size',
        ...(dialect === 'tfjs' ? { effect: 'fails when run' } : {}),
        problem,
      });
      const out: Dim[] = [...shape];
      spatial.forEach((axis, i) => {
        out[axis] = lengths[i] ?? 0;
      });
      return tensorType(out, dtype);
    },
    run({ tf, config, inputs }) {
      const x = toChannelsLast(tf, inputs[0] as Tensor, config.data_format);
      const pooled = pool(tf, x, options.kind, {
        window: config.pool_size,
        strides: config.strides ?? config.pool_size,
        padding: config.padding,
      });
      return fromChannelsLast(tf, pooled, config.data_format);
    },
  });
}

/** A number per axis. tfjs takes a list of any length, and has nothing for the axes that it lacks. */
function poolWindow(axes: number): ArgType<WindowArg> {
  const type = window(axes);
  return {
    ...type,
    read(value, dialect) {
      if (dialect !== 'tfjs' || axes === 1 || !isConfigList(value) || value.length === axes)
        return type.read(value, dialect);
      const sizes = window(value.length).read(value, dialect);
      if (isRefused(sizes)) return sizes;
      return Array.from({ length: axes }, (_, i) => sizes[i] ?? unknown({ kind: 'todo', what: 'a missing pool size' }));
    },
  };
}

/** A pool over all spatial axes, of which one value per channel is left. */
export function defineGlobalPooling(options: PoolNames & { readonly call?: readonly string[] }): LayerDefinition {
  const { axes } = options;
  return defineLayer({
    name: options.name,
    alias: options.alias,
    ...(options.tfjs === undefined ? {} : { tfjs: options.tfjs }),
    dialects: options.dialects ?? everywhere,
    doc: options.doc,
    params: {
      data_format: axes === 1 ? dataFormat({ notIn: ['tfjs'] }) : dataFormat({ says: checkedFormatWords }),
      keepdims: optional(bool(), false, 'Whether the pooled axes stay with size 1 instead of going away.', {
        notIn: ['tfjs'],
      }),
    },
    ...(options.call === undefined ? {} : { call: options.call }),
    takes: 'tensor',
    inputRank: { exactly: axes + 2 },
    shape: (input, context) => globalPool(input.shape, axes, context),
    run({ tf, config, inputs, masks }) {
      const { spatial } = layout(config.data_format, axes);
      const mask = inputs[1] ?? masks[0] ?? null;
      if (mask !== null && options.kind === 'mean' && axes === 1) {
        const counts = tf.cast(tf.expandDims(mask, config.data_format === 'channels_last' ? 2 : 1), 'float32');
        const sum = tf.sum(tf.mul(inputs[0] as Tensor, counts), [...spatial], Boolean(config.keepdims));
        return tf.div(sum, tf.sum(counts, [...spatial], Boolean(config.keepdims)));
      }
      const of = options.kind === 'max' ? tf.max : tf.mean;
      return of(inputs[0] as Tensor, [...spatial], Boolean(config.keepdims));
    },
  });
}

function globalPool(
  shape: readonly Dim[],
  axes: number,
  { config, computeDtype }: ShapeContext<{ readonly data_format: DataFormat; readonly keepdims: unknown }>,
): TensorType {
  const { data_format: format, keepdims } = config;
  const batch = shape[0] ?? 0;
  if (isUnknown(keepdims)) return tensorType(keepdims, computeDtype);
  const channels = isUnknown(format) ? format : (shape[layout(format, axes).channels] ?? 0);
  if (!keepdims) return tensorType([batch, channels], computeDtype);
  if (isUnknown(format)) return tensorType(withUnknownFormat(shape, format), computeDtype);
  const { spatial } = layout(format, axes);
  return tensorType(
    shape.map((dim, i) => (spatial.includes(i) ? 1 : dim)),
    computeDtype,
  );
}

/** The batch axis, and nothing of the others. */
function withUnknownFormat(shape: readonly Dim[], format: Dim): readonly Dim[] {
  return shape.map((dim, i) => (i === 0 ? dim : format));
}
