// Pools whose output has a given size, whatever the input's (Keras 3).

import type { Dim } from '../shapes/dim.ts';
import { tensorType } from '../shapes/shape.ts';
import { isUnknown } from '../shapes/unknown.ts';
import { dataFormat } from './arguments.ts';
import { defineLayer, type LayerDefinition } from './define.ts';
import { required, window } from './params.ts';
import type { Tensor, Tf } from './run.ts';
import { layout } from './windows.ts';

/** AdaptiveAveragePooling1D to 3D and AdaptiveMaxPooling1D to 3D. */
export function defineAdaptivePooling(options: {
  readonly name: string;
  readonly axes: 1 | 2 | 3;
  readonly kind: 'max' | 'mean';
  readonly doc: string;
}): LayerDefinition {
  const { axes, kind, ...named } = options;
  return defineLayer({
    ...named,
    params: {
      output_size: required(window(axes), 'The size of the output on each axis.'),
      data_format: dataFormat({
        says: { keras3: "Invalid data_format: {got}. Expected 'channels_first' or 'channels_last'." },
      }),
    },
    takes: 'tensor',
    shape({ shape }, { config, computeDtype, problem }) {
      const format = config.data_format;
      if (shape.length !== axes + 2) {
        problem({
          kind: 'rank-mismatch',
          input: 0,
          expected: { exactly: axes + 2 },
          shape,
          effect: 'fails when run',
        });
      }
      const [batch = 1] = shape;
      const channels = format === 'channels_first' ? shape[1] : shape[shape.length - 1];
      if (isUnknown(format))
        return tensorType([batch, ...Array.from({ length: axes + 1 }, (): Dim => format)], computeDtype);
      const sizes: readonly Dim[] = config.output_size;
      const depth = channels ?? 1;
      return tensorType(format === 'channels_last' ? [batch, ...sizes, depth] : [batch, depth, ...sizes], computeDtype);
    },
    run({ tf, config, inputs }) {
      let x = inputs[0] as Tensor;
      layout(config.data_format, axes).spatial.forEach((axis, i) => {
        x = poolAxis(tf, x, axis, config.output_size[i] ?? 1, kind);
      });
      return x;
    },
  });
}

/** Entry i of the output covers the entries from floor(i·n / m) up to ceil((i + 1)·n / m) of the input. */
function poolAxis(tf: Tf, x: Tensor, axis: number, size: number, kind: 'max' | 'mean'): Tensor {
  const length = x.shape[axis] ?? 1;
  const parts = Array.from({ length: size }, (_, i) => {
    const from = Math.floor((i * length) / size);
    const to = Math.ceil(((i + 1) * length) / size);
    const begin = x.shape.map((_, at) => (at === axis ? from : 0));
    const part = tf.slice(
      x,
      begin,
      x.shape.map((whole, at) => (at === axis ? to - from : whole)),
    );
    return kind === 'max' ? tf.max(part, axis, true) : tf.mean(part, axis, true);
  });
  return tf.concat(parts, axis);
}
