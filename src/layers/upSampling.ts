// Layers that repeat entries of spatial axes, or interpolate between them.

import { type Dim, multiply } from '../shapes/dim.ts';
import { tensorType } from '../shapes/shape.ts';
import { isUnknown, type Maybe } from '../shapes/unknown.ts';
import { checkedFormatWords, dataFormat, windowWords } from './arguments.ts';
import { type Interpolation, repeatEntries, resample } from './compute/resample.ts';
import { fromChannelsLast, toChannelsLast } from './compute/spatial.ts';
import type { Dialect } from './config.ts';
import { defineLayer, type LayerDefinition } from './define.ts';
import { valuesDtype } from './elementwise.ts';
import { type ArgType, oneOf, optional, string, type WindowArg, window } from './params.ts';
import type { Tensor } from './run.ts';
import { layout } from './windows.ts';

const interpolations: readonly Interpolation[] = ['nearest', 'bilinear', 'bicubic', 'lanczos3', 'lanczos5'];

/** What Keras 2 takes beside them. */
const further = ['area', 'gaussian', 'mitchellcubic'];

/** UpSampling1D, 2D and 3D. */
export function defineUpSampling(options: {
  readonly name: string;
  readonly axes: 1 | 2 | 3;
  readonly dialects: readonly Dialect[];
  readonly doc: string;
}): LayerDefinition {
  const { axes, ...named } = options;
  return defineLayer({
    ...named,
    params: {
      size: optional(factors(axes), 2, 'How many times each entry is repeated, per axis.', {
        ...(axes === 1 ? {} : { says: windowWords('size', axes) }),
      }),
      data_format:
        axes === 1 ? dataFormat({ notIn: ['keras3', 'keras2', 'tfjs'] }) : dataFormat({ says: checkedFormatWords }),
      interpolation: optional(
        interpolation(),
        'nearest',
        'How values between the old ones are found; `nearest` repeats.',
        axes === 2 ? {} : { notIn: ['keras3', 'keras2', 'tfjs'] },
      ),
    },
    takes: 'tensor',
    inputRank: { exactly: axes + 2 },
    check({ config, dialect, problem }) {
      const name = config.interpolation;
      const known = dialect === 'keras2' ? [...interpolations, ...further] : interpolations;
      if (typeof name !== 'string' || known.some(choice => choice === name)) return;
      const choices = known.map(choice => `'${choice}'`).join(', ');
      problem({
        kind: 'argument-value',
        argument: 'interpolation',
        got: `'${name}'`,
        expected: `one of ${choices}`,
        ...(dialect === 'keras2' ? {} : { effect: 'fails when run' }),
      });
    },
    shape({ shape, dtype: given }, { config, dialect, computeDtype }) {
      const dtype = valuesDtype({ dtype: given }, { dialect, computeDtype });
      const format: Maybe<'channels_last' | 'channels_first'> = axes === 1 ? 'channels_last' : config.data_format;
      if (isUnknown(format)) {
        return tensorType(
          shape.map((dim, i) => (i === 0 ? dim : format)),
          dtype,
        );
      }
      const out: Dim[] = [...shape];
      layout(format, axes).spatial.forEach((axis, i) => {
        out[axis] = multiply(out[axis] ?? 0, config.size[i] ?? 1);
      });
      return tensorType(out, dtype);
    },
    run({ tf, config, inputs }) {
      const format = axes === 1 ? 'channels_last' : config.data_format;
      let x = toChannelsLast(tf, inputs[0] as Tensor, format);
      if (!isInterpolation(config.interpolation))
        return { impossible: `the interpolation \`${config.interpolation}\` does not exist` };
      if (config.interpolation === 'nearest') {
        for (let i = 0; i < axes; i++) x = repeatEntries(tf, x, i + 1, config.size[i] ?? 1);
      } else {
        const size = {
          height: (x.shape[1] ?? 1) * (config.size[0] ?? 1),
          width: (x.shape[2] ?? 1) * (config.size[1] ?? 1),
        };
        x = resample(tf, x, size, config.interpolation);
      }
      return fromChannelsLast(tf, x, format);
    },
  });
}

/** One factor per axis; a sequence takes a plain integer. */
function factors(axes: number): ArgType<WindowArg> {
  if (axes > 1) return window(axes);
  const type = window(1);
  return {
    ...type,
    expects: 'a positive integer',
    read(value, dialect) {
      return Array.isArray(value) ? { kind: 'refused', expected: 'a positive integer' } : type.read(value, dialect);
    },
  };
}

/** The name in lower case. What Keras does not know, it takes and fails with when it is run; tfjs refuses it at once. */
function interpolation(): ArgType<Maybe<string>> {
  const tfjs = oneOf(['nearest', 'bilinear'] as const);
  const any = string();
  return {
    ...any,
    read(value, dialect) {
      if (dialect === 'tfjs') return tfjs.read(value, dialect);
      const name = any.read(value, dialect);
      return typeof name === 'string' ? name.toLowerCase() : name;
    },
  };
}

function isInterpolation(name: string): name is Interpolation {
  return interpolations.some(known => known === name);
}
