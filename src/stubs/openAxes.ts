// Open axes read off the shapes of symbolic tensors: Python sees None there, with which nothing can be computed.

import type { Place } from '../base/span.ts';
import type { Context } from '../interp/context.ts';
import type { ArrayValue, NoneValue, OpenAxis, TensorValue, Value } from '../interp/value.ts';
import { isDynamic } from '../shapes/dim.ts';
import { afterError, isUnknown, type Unknown } from '../shapes/unknown.ts';
import { typeOf } from './convert.ts';
import { report } from './operations.ts';

/**
 * The None that stands for an open axis of a symbolic tensor; undefined for all else. Inside the call of a layer some
 * backends have a size there, and the first TensorFlow had an object that can be computed with.
 */
export function openAxisOf(context: Context, value: TensorValue | ArrayValue, axis: number): NoneValue | undefined {
  const { shape } = typeOf(value);
  const dim = isUnknown(shape) ? undefined : shape[axis];
  if (value.kind !== 'tensor' || dim === undefined || !isDynamic(dim) || context.traced > 0) return undefined;
  if (context.dialect === 'tfjs' || (context.dialect === 'keras2' && !context.versionGiven)) return undefined;
  return { kind: 'none', openAxis: { tensor: value.tensor, axis } };
}

/** Reports that Python refuses the None of an open axis. `by` is what refuses it, in the words of the program. */
export function refuseOpenAxis(
  context: Context,
  { tensor, axis }: OpenAxis,
  { by, words }: { readonly by: string; readonly words: string },
  place: Place,
): Unknown {
  const { shape } = tensor.type;
  report(context, [{ kind: 'open-axis', axis, shape, by, runtime: { keras3: words, keras2: words } }], {
    place,
    name: by,
    className: by,
    inputs: [tensor],
  });
  return afterError;
}

/** Reports the None of an open axis where a function needs a number; undefined where the value may be one. */
export function refuseAsNumber(
  context: Context,
  value: Value | undefined,
  { by, words }: { readonly by: string; readonly words: string },
  place: Place,
): Unknown | undefined {
  return value?.kind === 'none' && value.openAxis !== undefined
    ? refuseOpenAxis(context, value.openAxis, { by, words }, place)
    : undefined;
}
