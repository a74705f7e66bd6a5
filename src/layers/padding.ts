// What layers share that add to the ends of spatial axes or cut them off: how amounts are written, and what is left.

import { add, type Dim } from '../shapes/dim.ts';
import { tensorType } from '../shapes/shape.ts';
import { isUnknown, type Maybe } from '../shapes/unknown.ts';
import { dataFormat, windowWords } from './arguments.ts';
import { type ConfigValue, type Dialect, isConfigList } from './config.ts';
import { defineLayer, type LayerDefinition } from './define.ts';
import { valuesDtype } from './elementwise.ts';
import { type ArgType, type IntArg, int, isRefused, optional, refused } from './params.ts';
import type { Tensor } from './run.ts';
import { layout } from './windows.ts';

/** The amounts before and after an axis. */
export type Ends = readonly [IntArg, IntArg];

/**
 * One amount for all ends, one per axis, or a pair per axis. On a single axis a list holds the amounts before and after.
 */
export function ends(axes: number): ArgType<readonly Ends[]> {
  const item = int(0);
  const expects =
    axes === 1 ? 'an integer or a tuple of 2' : `an integer, a tuple of ${axes} integers, or a tuple of ${axes} pairs`;
  const pair = (value: ConfigValue, dialect: Dialect): Ends | undefined => {
    if (isUnknown(value)) return [value, value];
    if (!isConfigList(value)) {
      const both = item.read(value, dialect);
      return isRefused(both) ? undefined : [both, both];
    }
    const [before, after] = value.map(entry => (isUnknown(entry) ? entry : item.read(entry, dialect)));
    if (value.length !== 2 || before === undefined || after === undefined) return undefined;
    return isRefused(before) || isRefused(after) ? undefined : [before, after];
  };
  return {
    expects,
    read(value, dialect) {
      const perAxis = axes > 1 && isConfigList(value) ? value : Array.from({ length: axes }, () => value);
      if (perAxis.length !== axes) return refused(expects);
      const out: Ends[] = [];
      for (const entry of perAxis) {
        const amounts = pair(entry, dialect);
        if (amounts === undefined) return refused(expects);
        out.push(amounts);
      }
      return out;
    },
    unknown: why => Array.from({ length: axes }, (): Ends => [why, why]),
  };
}

/** ZeroPadding1D, 2D and 3D. */
export function definePadding(options: {
  readonly name: string;
  readonly axes: 1 | 2 | 3;
  readonly dialects: readonly Dialect[];
  readonly doc: string;
}): LayerDefinition {
  const { axes } = options;
  return defineLayer({
    name: options.name,
    dialects: options.dialects,
    doc: options.doc,
    params: {
      padding: optional(
        ends(axes),
        1,
        axes === 1
          ? 'How many zeros are added at each end: one number, or (before, after).'
          : 'How many zeros are added at the ends of each axis: one number, one per axis, or a pair (before, after) per axis.',
        axes === 1 ? { says: windowWords('padding', 2) } : {},
      ),
      data_format: axes === 1 ? dataFormat({ notIn: ['keras2', 'tfjs'] }) : dataFormat(),
    },
    takes: 'tensor',
    inputRank: { exactly: axes + 2 },
    shape({ shape, dtype: given }, { config, dialect, computeDtype }) {
      const dtype = valuesDtype({ dtype: given }, { dialect, computeDtype });
      const format: Maybe<'channels_last' | 'channels_first'> = config.data_format;
      if (isUnknown(format)) {
        return tensorType(
          shape.map((dim, i) => (i === 0 ? dim : format)),
          dtype,
        );
      }
      const { spatial } = layout(format, axes);
      const out: Dim[] = [...shape];
      spatial.forEach((axis, i) => {
        const [before, after] = config.padding[i] ?? [0, 0];
        out[axis] = add(out[axis] ?? 0, add(before, after));
      });
      return tensorType(out, dtype);
    },
    run({ tf, config, inputs }) {
      const none: [number, number] = [0, 0];
      const amounts: [number, number][] = config.padding.map(([before, after]: [number, number]) => [before, after]);
      const pads = config.data_format === 'channels_first' ? [none, none, ...amounts] : [none, ...amounts, none];
      return tf.pad(inputs[0] as Tensor, pads);
    },
  });
}
