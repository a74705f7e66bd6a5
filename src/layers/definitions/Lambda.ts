// A function of the program as a layer.

import { type Dim, dynamic } from '../../shapes/dim.ts';
import { flatten } from '../../shapes/nested.ts';
import { tensorType } from '../../shapes/shape.ts';
import { afterError, isUnknown, type Maybe, type Unknown, unknown } from '../../shapes/unknown.ts';
import { type ConfigValue, isConfigList } from '../config.ts';
import { defineLayer } from '../define.ts';
import { tensorsIn } from '../inputs.ts';
import {
  type ArgType,
  anything,
  type IntArg,
  int,
  isKind,
  isRefused,
  nullable,
  optional,
  required,
} from '../params.ts';

export default defineLayer({
  name: 'Lambda',
  dialects: ['keras3', 'keras2'],
  doc: 'Applies a function of the program. The shape is what the function makes of it; where Keras 3 is given `output_shape`, it takes that.',
  params: {
    function: required(anything(), 'The function; its first argument is the input.'),
    output_shape: optional(nullable(outputShape()), null, 'The axes of the output without the batch.'),
    mask: optional(anything(), null, 'The mask of the output, or a function that makes it.'),
    arguments: optional(anything(), null, 'Further arguments of the function, by name.'),
  },
  call: ['inputs', 'mask', 'training'],
  takes: 'arguments',
  shape({ config, call, dialect, computeDtype }) {
    const asked = config.output_shape;
    if (asked === null || dialect !== 'keras3' || isUnknown(asked)) return whyUnknown(config.function);
    const first = flatten(tensorsIn(call.get('inputs')) ?? { kind: 'one', value: null })[0];
    const shape = first?.shape ?? afterError;
    const batch: Dim = isUnknown(shape) ? shape : (shape[0] ?? dynamic);
    return tensorType([batch, ...asked.map(size => size ?? dynamic)], computeDtype);
  },
  run: { impossible: 'it applies a function of the program' },
});

function whyUnknown(applied: ConfigValue): Unknown {
  if (isUnknown(applied)) return applied;
  const name = isKind(applied, 'custom') || isKind(applied, 'object') ? applied.name : 'function';
  return unknown({ kind: 'call', name });
}

/** A tuple of sizes; what else there may be, such as a function, is not followed. */
function outputShape(): ArgType<Maybe<readonly (IntArg | null)[]>> {
  const item = int(0);
  const other: Unknown = unknown({ kind: 'todo', what: 'this output shape' });
  return {
    expects: 'a tuple of sizes or a function',
    read(value, dialect) {
      if (!isConfigList(value)) return other;
      const out: (IntArg | null)[] = [];
      for (const entry of value) {
        const size = entry === null || isUnknown(entry) ? entry : item.read(entry, dialect);
        if (isRefused(size)) return other;
        out.push(size);
      }
      return out;
    },
    unknown: why => why,
  };
}
