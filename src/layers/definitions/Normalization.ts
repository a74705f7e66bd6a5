// Features brought to mean 0 and variance 1.

import { type Dim, isDynamic, sameDim } from '../../shapes/dim.ts';
import { normalAxis, printShape, tensorType } from '../../shapes/shape.ts';
import { isUnknown, type Maybe, unknown } from '../../shapes/unknown.ts';
import { numbersTensor } from '../compute/numbers.ts';
import { type ConfigValue, isConfigList } from '../config.ts';
import { defineLayer, type ShapeContext } from '../define.ts';
import { type ArgType, bool, either, type IntArg, int, ints, isKind, nullable, optional, refused } from '../params.ts';
import type { Tensor } from '../run.ts';

interface Config {
  readonly axis: IntArg | Maybe<readonly IntArg[]> | null;
  readonly mean: Maybe<readonly number[]> | null;
}

export default defineLayer({
  name: 'Normalization',
  dialects: ['keras3', 'keras2'],
  doc: 'Subtracts the mean of the data and divides by its standard deviation, both learned by `adapt` or given. The shape stays.',
  params: {
    axis: optional(
      nullable(either(int(), ints())),
      -1,
      'The axes whose places have means and variances of their own; with None there is one for all.',
    ),
    mean: optional(nullable(shapeOfNumbers()), null, 'The means, where they are not learned.'),
    variance: optional(nullable(shapeOfNumbers()), null, 'The variances, where they are not learned.'),
    invert: optional(bool(), false, 'Whether normalized features are turned back.'),
  },
  takes: 'tensor',
  check({ config, problem }) {
    const { mean, variance } = config;
    if (isUnknown(mean) || isUnknown(variance)) return;
    if ((mean === null) !== (variance === null)) {
      const says = 'When setting values directly, both `mean` and `variance` must be set.';
      problem({
        kind: 'missing-argument',
        argument: mean === null ? 'mean' : 'variance',
        runtime: { keras3: says, keras2: says },
      });
    }
    if (mean === null || variance === null) return;
    if (mean.length !== variance.length || mean.some((size, i) => size !== variance[i])) {
      const says = `When setting values directly, \`mean\` and \`variance\` must have the same shape. Received: mean shape ${printShape(mean)} and variance shape ${printShape(variance)}`;
      problem({
        kind: 'argument-value',
        argument: 'variance',
        got: `of shape ${printShape(variance)}`,
        expected: `of shape ${printShape(mean)} as the mean`,
        runtime: { keras3: says },
      });
    }
    const axes = axesOf(config);
    if (!isUnknown(axes) && mean.length > axes.length) {
      problem({
        kind: 'argument-value',
        argument: 'mean',
        got: `of shape ${printShape(mean)}`,
        expected: `an array with no more axes than \`axis\` names (${axes.length})`,
      });
    }
  },
  shape({ shape }, context) {
    const kept = keptAxes(shape, context.config, context);
    if (kept !== undefined && !isUnknown(kept)) {
      for (const axis of kept) {
        const dim = shape[axis];
        if (dim === undefined || !isDynamic(dim)) continue;
        const says = 'All `axis` values to be kept must have a known shape.';
        context.problem({ kind: 'undefined-axis', input: 0, axis, shape, runtime: { keras3: says, keras2: says } });
      }
      checkMean(context, shape, kept);
    }
    return tensorType(shape, context.computeDtype);
  },
  shapeOfUnknown: ({ shape }, { computeDtype }) => tensorType(shape, computeDtype),
  run({ tf, config, inputs, weights, given }) {
    const x = (inputs[0] as Tensor).cast('float32');
    const kept = keptAxes(x.shape, config, undefined);
    if (kept === undefined || isUnknown(kept)) return { impossible: 'its axes are not known' };
    const mean = config.mean === null ? weights[0] : numbersTensor(tf, given.get('mean'));
    const variance = config.mean === null ? weights[1] : numbersTensor(tf, given.get('variance'));
    if (mean === undefined || variance === undefined) return { impossible: 'its means and variances are not known' };
    const shape = x.shape.map((size, i) => (kept.includes(i) ? size : 1));
    const whole = (values: Tensor): Tensor =>
      tf.reshape(
        tf.broadcastTo(
          values,
          kept.map(axis => x.shape[axis] ?? 1),
        ),
        shape,
      );
    const deviation = tf.maximum(tf.sqrt(whole(variance)), 1e-7);
    if (config.invert === true) return tf.add(whole(mean), tf.mul(x, deviation));
    return tf.div(tf.sub(x, whole(mean)), deviation);
  },
  weights({ config, inputs, dtype }) {
    if (config.mean !== null) return isUnknown(config.mean) ? config.mean : [];
    const shape = inputs[0]?.shape;
    if (shape === undefined || isUnknown(shape)) return shape ?? unknown({ kind: 'error' });
    const kept = keptAxes(shape, config, undefined);
    if (kept === undefined || isUnknown(kept)) return kept ?? unknown({ kind: 'error' });
    const sizes = kept.map(axis => shape[axis] ?? 0);
    const trainable = false;
    return [
      { name: 'mean', shape: sizes, trainable, dtype, initializer: 'zeros' },
      { name: 'variance', shape: sizes, trainable, dtype, initializer: 'ones' },
      { name: 'count', shape: [], trainable, dtype: 'int64', initializer: 'zeros' },
    ];
  },
});

function axesOf({ axis }: Config): Maybe<readonly IntArg[]> {
  if (axis === null) return [];
  if (typeof axis === 'number') return [axis];
  if (!('kind' in axis)) return axis;
  return axis.kind === 'unknown' ? axis : [axis];
}

/** The axes with values of their own, counted from 0 and in order; undefined where one does not exist. */
function keptAxes(
  shape: readonly Dim[],
  config: Config,
  context: ShapeContext<unknown> | undefined,
): Maybe<readonly number[]> | undefined {
  const axes = axesOf(config);
  if (isUnknown(axes)) return axes;
  const out: number[] = [];
  for (const axis of axes) {
    if (typeof axis !== 'number') return unknown({ kind: 'todo', what: 'a symbolic axis' });
    const position = normalAxis(axis, shape.length);
    if (position === undefined) {
      context?.problem({
        kind: 'argument-value',
        argument: 'axis',
        got: String(axis),
        expected: `an axis of inputs with ${shape.length} axes`,
        runtime: {
          keras3: `All \`axis\` values must be in the range [-ndim, ndim). Received inputs with ndim=${shape.length}, while axis=${printShape(axes)}`,
        },
      });
      return undefined;
    }
    out.push(position);
  }
  return out.sort((a, b) => a - b);
}

/** Given means must fit the axes they belong to, counted from the last. */
function checkMean(context: ShapeContext<Config>, shape: readonly Dim[], kept: readonly number[]): void {
  const { mean } = context.config;
  if (mean === null || isUnknown(mean)) return;
  mean.forEach((size, i) => {
    const axis = kept[kept.length - mean.length + i];
    const dim = axis === undefined ? undefined : shape[axis];
    if (axis === undefined || dim === undefined || size === 1 || sameDim(dim, size) !== 'no') return;
    context.problem({
      kind: 'axis-mismatch',
      input: 0,
      axis,
      expected: size,
      got: dim,
      shape,
      because: `there are ${size} means`,
    });
  });
}

/** The shape of a number, a list of numbers, or an array. */
function shapeOfNumbers(): ArgType<Maybe<readonly number[]>> {
  const expects = 'a number, or an array of numbers';
  return {
    expects,
    read(value) {
      if (typeof value === 'string' || isKind(value, 'record')) return refused(expects);
      return numbersShape(value);
    },
    unknown: why => why,
  };
}

function numbersShape(value: ConfigValue): Maybe<readonly number[]> {
  if (typeof value === 'number' || isKind(value, 'float')) return [];
  if (isUnknown(value)) return value;
  const other = unknown({ kind: 'todo', what: 'these means or variances' });
  if (isKind(value, 'array')) {
    const { shape } = value;
    if (isUnknown(shape)) return shape;
    return shape.every(dim => typeof dim === 'number') ? (shape as readonly number[]) : other;
  }
  if (!isConfigList(value)) return other;
  const [first] = value.map(numbersShape);
  if (first === undefined) return [0];
  return isUnknown(first) ? first : [value.length, ...first];
}
