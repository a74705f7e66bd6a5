// The rectifier with learned slopes.

import { type Dim, isDynamic } from '../../shapes/dim.ts';
import { tensorType } from '../../shapes/shape.ts';
import { afterError, isUnknown, type Maybe } from '../../shapes/unknown.ts';
import { constraint, initializer, initialValue, regularizer } from '../arguments.ts';
import { defineLayer } from '../define.ts';
import { keepsShape } from '../elementwise.ts';
import { type ArgType, type IntArg, int, ints, isRefused, nullable, optional } from '../params.ts';
import type { Tensor } from '../run.ts';

export default defineLayer({
  name: 'PReLU',
  tfjs: ['prelu'],
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Leaves positive values as they are and scales negative ones by slopes that are learned, one per element of a sample unless axes share them. The shape stays.',
  params: {
    alpha_initializer: initializer('zeros', 'the slopes'),
    alpha_regularizer: regularizer('the slopes'),
    alpha_constraint: constraint('the slopes'),
    shared_axes: optional(
      nullable(axes()),
      null,
      'Axes along which a slope is shared, the first after the batch being 1.',
    ),
  },
  takes: 'tensor',
  shape({ shape }, { config, computeDtype, dialect, problem }) {
    const slopes = slopeShape(shape, config.shared_axes);
    if (isUnknown(slopes)) return tensorType(shape, computeDtype);
    if ('outside' in slopes) {
      problem({
        kind: 'argument-value',
        argument: dialect === 'tfjs' ? 'sharedAxes' : 'shared_axes',
        got: String(slopes.outside),
        expected: `axes of a sample with ${shape.length - 1} axes, counted from 1`,
        runtime: { keras3: 'list assignment index out of range' },
      });
      return tensorType(afterError, computeDtype);
    }
    const open = slopes.findIndex(isDynamic);
    if (open >= 0) {
      const runtime = { keras3: 'Shapes used to initialize variables must be fully-defined (no `None` dimensions).' };
      problem({ kind: 'undefined-axis', input: 0, axis: open + 1, shape, runtime });
    }
    return tensorType(shape, computeDtype);
  },
  shapeOfUnknown: keepsShape,
  weights({ config, inputs, dtype }) {
    const shape = inputs[0]?.shape ?? afterError;
    if (isUnknown(shape)) return shape;
    const slopes = slopeShape(shape, config.shared_axes);
    if (isUnknown(slopes)) return slopes;
    if ('outside' in slopes) return afterError;
    return [
      { name: 'alpha', shape: slopes, trainable: true, dtype, initializer: initialValue(config.alpha_initializer) },
    ];
  },
  run({ tf, inputs, weights }) {
    const [alpha] = weights;
    if (alpha === undefined) return { impossible: 'its slopes are missing' };
    const x = inputs[0] as Tensor;
    return tf.sub(tf.relu(x), tf.mul(tf.expandDims(alpha, 0), tf.relu(tf.neg(x))));
  },
  mask: 'keeps',
});

/** The shape of the slopes, or the first shared axis that a sample does not have. */
function slopeShape(
  shape: readonly Dim[],
  shared: Maybe<readonly IntArg[]> | null,
): Maybe<readonly Dim[] | { readonly outside: number }> {
  const slopes: Dim[] = shape.slice(1);
  if (isUnknown(shared)) return shared;
  for (const axis of shared ?? []) {
    if (isUnknown(axis)) return axis;
    if (typeof axis !== 'number') return { kind: 'unknown', why: { kind: 'todo', what: 'a symbolic axis' } };
    const at = axis - 1 < 0 ? axis - 1 + slopes.length : axis - 1;
    if (at < 0 || at >= slopes.length) return { outside: axis };
    slopes[at] = 1;
  }
  return slopes;
}

/** Several axes, or a single one. */
function axes(): ArgType<Maybe<readonly IntArg[]>> {
  const many = ints();
  const one = int();
  return {
    expects: 'an integer or a tuple of integers',
    read(value, dialect) {
      const single = one.read(value, dialect);
      return isRefused(single) ? many.read(value, dialect) : [single];
    },
    unknown: why => why,
  };
}
