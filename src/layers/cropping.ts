// Layers that cut off the ends of spatial axes.

import { add, type Dim, subtract } from '../shapes/dim.ts';
import { printShape, tensorType } from '../shapes/shape.ts';
import { isUnknown } from '../shapes/unknown.ts';
import { dataFormat, windowWords } from './arguments.ts';
import type { Dialect } from './config.ts';
import { defineLayer, type LayerDefinition } from './define.ts';
import { valuesDtype } from './elementwise.ts';
import { ends } from './padding.ts';
import { optional } from './params.ts';
import type { Tensor } from './run.ts';
import { layout } from './windows.ts';

/** What Keras 2 says where nothing is left, but for Cropping3D, which gives an empty tensor then. */
const keras2Words = {
  1: 'cropping parameter of Cropping layer must be greater than the input shape. Received: inputs.shape=',
  2: 'Argument `cropping` must be greater than the input shape. Received: inputs.shape=',
};

/** Cropping1D, 2D and 3D. */
export function defineCropping(options: {
  readonly name: string;
  readonly tfjs?: readonly string[];
  readonly axes: 1 | 2 | 3;
  readonly dialects: readonly Dialect[];
  readonly doc: string;
}): LayerDefinition {
  const { axes, ...named } = options;
  return defineLayer({
    ...named,
    params: {
      cropping: optional(
        ends(axes),
        axes === 2 ? 0 : 1,
        axes === 1
          ? 'How much is cut off at each end: one number, or (before, after).'
          : 'How much is cut off at the ends of each axis: one number, one per axis, or a pair (before, after) per axis.',
        axes === 1 ? { says: windowWords('cropping', 2) } : {},
      ),
      data_format: axes === 1 ? dataFormat({ notIn: ['keras3', 'keras2', 'tfjs'] }) : dataFormat(),
    },
    takes: 'tensor',
    inputRank: { exactly: axes + 2 },
    shape({ shape, dtype: given }, { config, computeDtype, dialect, problem }) {
      const dtype = valuesDtype({ dtype: given }, { dialect, computeDtype });
      const format = axes === 1 ? 'channels_last' : config.data_format;
      if (isUnknown(format)) {
        return tensorType(
          shape.map((dim, i) => (i === 0 ? dim : format)),
          dtype,
        );
      }
      const out: Dim[] = [...shape];
      let reported = false;
      layout(format, axes).spatial.forEach((axis, i) => {
        const [before, after] = config.cropping[i] ?? [0, 0];
        const cut = add(before, after);
        const whole = shape[axis] ?? 0;
        const left = subtract(whole, cut);
        out[axis] = left;
        if (typeof left !== 'number' || left > 0 || reported) return;
        if (dialect === 'keras2' && axes === 3) {
          out[axis] = 0;
          return;
        }
        reported = true;
        problem({
          kind: 'empty-output',
          shape,
          axis,
          size: typeof whole === 'number' ? whole : 0,
          window: typeof cut === 'number' ? cut : 0,
          result: left,
          argument: 'cropping',
          ...(dialect === 'tfjs' ? { effect: 'fails when run' } : {}),
          runtime: {
            ...(axes === 3 ? {} : { keras2: `${keras2Words[axes]}${printShape(shape)}` }),
            keras3:
              axes === 1
                ? `\`cropping\` parameter of \`Cropping1D\` layer must be smaller than the input length. Received: input_shape=${printShape(shape)}`
                : `Values in \`cropping\` argument should be smaller than the corresponding spatial dimension of the input. Received: input_shape=${printShape(shape)}`,
          },
        });
      });
      return tensorType(out, dtype);
    },
    run({ tf, config, inputs }) {
      const x = inputs[0] as Tensor;
      const { spatial } = layout(axes === 1 ? 'channels_last' : config.data_format, axes);
      const begin = x.shape.map(() => 0);
      const size = [...x.shape];
      spatial.forEach((axis, i) => {
        const [before, after]: [number, number] = config.cropping[i];
        begin[axis] = before;
        size[axis] = (size[axis] ?? 0) - before - after;
      });
      return tf.slice(x, begin, size);
    },
  });
}
