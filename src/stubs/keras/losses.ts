// Losses and metrics called on targets and predictions by hand: as functions they give one number for each sample, as objects
// what their reduction makes of these.

import type { Place } from '../../base/span.ts';
import type { Context } from '../../interp/context.ts';
import { builtin, int } from '../../interp/make.ts';
import type { Builtin, CallArgs, ObjectValue, Value } from '../../interp/value.ts';
import { findOp } from '../../ops/registry.ts';
import { sameShape } from '../../shapes/shape.ts';
import { isUnknown, unknown } from '../../shapes/unknown.ts';
import { losses } from '../../training/losses.ts';
import { argument } from '../arguments.ts';
import { arrayOf, typeOf } from '../convert.ts';
import { callOperation } from '../operations.ts';

/** Functions that reduce the last axis of targets and predictions of one shape. */
const elementwise: ReadonlySet<string> = new Set([
  'mean_squared_error',
  'mse',
  'MSE',
  'mean_absolute_error',
  'mae',
  'MAE',
  'mean_absolute_percentage_error',
  'mape',
  'mean_squared_logarithmic_error',
  'msle',
  'binary_crossentropy',
  'categorical_crossentropy',
  'kl_divergence',
  'poisson',
  'log_cosh',
  'logcosh',
  'cosine_similarity',
  'hinge',
  'squared_hinge',
  'categorical_hinge',
  'huber',
  'binary_focal_crossentropy',
  'categorical_focal_crossentropy',
  'binary_accuracy',
]);

/** A loss or metric as a function of targets and predictions. */
export function lossFunction(path: string, name: string): Value {
  return builtin(path, (context, args, { place }) => perSample(context, name, args, place));
}

/** Calling a loss object: a single number unless its reduction leaves one for each sample. */
export function lossCall(of: ObjectValue): Value {
  const call: Builtin = (context, args, { place }) => {
    const reduction = of.config.get('reduction');
    const all = reduction === undefined || (reduction.kind === 'string' && reduction.value !== 'none');
    if (all) return arrayOf({ shape: [], dtype: 'float32' }, 'eager');
    const none = reduction.kind === 'none' || reduction.kind === 'string' || isNone(reduction);
    // Every loss of Keras 2 has its name in Keras 3.
    const name = losses.byExport(of.name, 'keras3')?.name;
    if (!none || name === undefined) return unknown({ kind: 'data', what: 'the reduction of the loss' });
    return perSample(context, name, args, place);
  };
  return builtin(`${of.name}()`, call);
}

/** `tf.keras.losses.Reduction.NONE`. */
function isNone(reduction: Value): boolean {
  return reduction.kind === 'object' && reduction.name === 'NONE';
}

function perSample(context: Context, name: string, args: CallArgs, place: Place): Value {
  const targets = argument(args, 0, 'y_true');
  const predictions = argument(args, 1, 'y_pred');
  const mean = findOp('keras.ops.mean');
  if (predictions === undefined || targets === undefined || mean === undefined)
    return args.open ?? unknown({ kind: 'error' });
  if (isUnknown(predictions)) return predictions;
  if (predictions.kind !== 'tensor' && predictions.kind !== 'array')
    return unknown({ kind: 'todo', what: `\`${name}\` of such predictions` });
  // On symbolic tensors of the outer graph it leaves nodes for each of its steps, which are not followed.
  if (predictions.kind === 'tensor' && context.traced === 0)
    return unknown({ kind: 'todo', what: `\`${name}\` of symbolic tensors` });
  const sparse = name === 'sparse_categorical_crossentropy' || name === 'sparse_categorical_accuracy';
  if (!sparse) {
    if (!elementwise.has(name) || (targets.kind !== 'tensor' && targets.kind !== 'array'))
      return isUnknown(targets) ? targets : unknown({ kind: 'todo', what: `\`${name}\`` });
    if (sameShape(typeOf(targets).shape, typeOf(predictions).shape) !== 'yes')
      return unknown({ kind: 'data', what: 'targets and predictions that may be broadcast' });
  }
  const axis = argument({ ...args, positional: [] }, 0, 'axis') ?? int(-1);
  const positional = [
    { value: predictions, place },
    { value: axis, place },
  ];
  return callOperation(context, mean, { positional, keywords: [], open: undefined }, place);
}
