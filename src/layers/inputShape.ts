// The shape and dtype that an input layer is declared with.

import { isUnknown, type Maybe, unknown } from '../shapes/unknown.ts';
import type { ConfigValue } from './config.ts';
import { isConfigList, printConfig } from './config.ts';
import { dtypeNamed } from './dtypes.ts';
import { type ArgType, type IntArg, int, isRefused, refused } from './params.ts';

/** The axes of a declared shape; null is an open axis. */
export type ShapeArg = Maybe<readonly (IntArg | null)[]>;

/** A list or tuple of sizes from 0 up and Nones; before Keras 3 and in tfjs also one bare size. */
export function shapeArgument(): ArgType<ShapeArg> {
  const expects = 'a tuple of sizes, each a non-negative integer or None';
  const item = int(0);
  return {
    expects,
    read(value, dialect) {
      if (dialect === 'keras2' && typeof value === 'number') return [value];
      if (dialect === 'tfjs' && !isConfigList(value)) {
        const size = item.read(value, dialect);
        return isRefused(size) ? unknown({ kind: 'todo', what: 'this shape' }) : [size];
      }
      if (!isConfigList(value)) return refused(expects);
      const out: (IntArg | null)[] = [];
      for (const entry of value) {
        const size = entry === null || isUnknown(entry) ? entry : item.read(entry, dialect);
        if (isRefused(size) && dialect === 'tfjs') return unknown({ kind: 'todo', what: 'this shape' });
        if (isRefused(size)) return refused(expects, dialect === 'keras2' ? { runtime: sizeWords(entry) } : {});
        out.push(size);
      }
      return out;
    },
    unknown: why => why,
  };
}

/** What Keras 2 says of a size that is none. */
function sizeWords(entry: ConfigValue): { readonly keras2: string } {
  return {
    keras2:
      typeof entry === 'number'
        ? `Dimension ${entry} must be >= 0`
        : `Dimension value must be integer or None or have an __index__ method, got value '${printConfig(entry)}'`,
  };
}

/** The whole shape that the arguments of an input layer declare. */
export function batchShapeOf(config: {
  readonly shape: ShapeArg | null;
  readonly batch_size: IntArg | null;
  readonly batch_shape: ShapeArg | null;
  readonly input_tensor: ConfigValue;
}): ShapeArg {
  if (config.batch_shape !== null) return config.batch_shape;
  if (config.shape !== null) return isUnknown(config.shape) ? config.shape : [config.batch_size, ...config.shape];
  return unknown({ kind: 'todo', what: 'the shape of this input' });
}

/** The name of a dtype. */
export function inputDtype(): ArgType<Maybe<string> | null> {
  const expects = 'the name of a dtype';
  return {
    expects,
    read(value, dialect) {
      if (value === null) return null;
      const known = typeof value === 'string' ? dtypeNamed(value) : undefined;
      if (known !== undefined) return known;
      if (typeof value === 'string' && dialect !== 'keras2') return refused(expects);
      return unknown({ kind: 'todo', what: 'this dtype' });
    },
    unknown: why => why,
  };
}
