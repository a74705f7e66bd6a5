// Products of two tensors summed along one axis of each.

import { type Dim, sameDim } from '../../shapes/dim.ts';
import { normalAxis, printShape, type Shape, tensorType } from '../../shapes/shape.ts';
import { afterError, isUnknown, type Maybe, unknown } from '../../shapes/unknown.ts';
import { batchDot } from '../compute/batchDot.ts';
import { isConfigList } from '../config.ts';
import { defineLayer, type ShapeContext } from '../define.ts';
import { type ArgType, bool, type IntArg, int, isRefused, optional, refused, required } from '../params.ts';
import type { Tensor } from '../run.ts';

export default defineLayer({
  name: 'Dot',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Multiplies two tensors sample by sample and sums along one axis of each. These two axes go away; the others stay, those of the first tensor before those of the second.',
  params: {
    axes: required(axesArgument(), 'The axis of each tensor that is summed over, the batch axis counted as 0.'),
    normalize: optional(bool(), false, 'Whether vectors along these axes are first scaled to length 1.'),
  },
  takes: 'tensors',
  exactly: 2,
  check({ dialect, given, config, problem }) {
    const { axes } = config;
    if (dialect !== 'tfjs' || !given.has('axes') || !isUnknown(axes) || axes.why.kind !== 'todo') return;
    problem({
      kind: 'argument-value',
      argument: 'axes',
      got: 'null',
      expected: 'an integer or an array of 2 integers',
      effect: 'fails when run',
    });
  },
  shape(inputs, context) {
    const [a, b] = inputs;
    const shape = a === undefined || b === undefined ? afterError : dotShape(a.shape, b.shape, context);
    return tensorType(shape, context.computeDtype);
  },
  run({ tf, config, inputs }) {
    const [a, b] = inputs as [Tensor, Tensor];
    const [x, y] = pair(config.axes);
    const axes: [number, number] = [Number(x), Number(y)];
    return batchDot(tf, a, b, [axes[0] < 0 ? axes[0] + a.rank : axes[0], axes[1] < 0 ? axes[1] + b.rank : axes[1]], {
      normalize: config.normalize,
    });
  },
  mask: ({ outputs }) => outputs.map(() => null),
});

type Axes = Maybe<IntArg | readonly [IntArg, IntArg]>;

function pair(axes: Exclude<Axes, { kind: 'unknown' }>): readonly [IntArg, IntArg] {
  return Array.isArray(axes) ? (axes as readonly [IntArg, IntArg]) : [axes as IntArg, axes as IntArg];
}

function dotShape(
  a: Shape,
  b: Shape,
  { config, dialect, problem }: ShapeContext<{ readonly axes: Axes; readonly normalize: unknown }>,
): Shape {
  if (isUnknown(a)) return a;
  if (isUnknown(b)) return b;
  const { axes } = config;
  if (isUnknown(axes)) return axes;
  const [x, y] = pair(axes);
  if (typeof x !== 'number' || typeof y !== 'number') {
    const rank = a.length + b.length - 3;
    const why: Dim = { kind: 'unknown', why: { kind: 'todo', what: 'symbolic axes' } };
    return rank < 1 ? why : Array.from({ length: Math.max(rank, 2) }, (_, i) => (i === 0 ? (a[0] ?? why) : why));
  }
  const late = dialect === 'tfjs' ? ({ effect: 'fails when run' } as const) : {};
  if (dialect === 'tfjs' && Array.isArray(axes) && !sameUnread(a, x, b, y)) {
    problem({
      kind: 'argument-value',
      argument: 'axes',
      got: `[${x}, ${y}]`,
      expected: 'counted from 0, where the two are given apart',
      runtime: { tfjs: 'Dimension incompatibility' },
    });
    return afterError;
  }
  if (dialect === 'tfjs' && (a.length > 3 || b.length > 3)) {
    const input = a.length > 3 ? 0 : 1;
    problem({
      kind: 'rank-mismatch',
      input,
      expected: { atMost: 3 },
      shape: input === 0 ? a : b,
      runtime: { tfjs: 'Dot layer does not support tensors of 4D or higher rank yet.' },
    });
    return afterError;
  }
  const at = normalAxis(x, a.length);
  const bt = normalAxis(y, b.length);
  const outside =
    at === undefined ? { axis: x, rank: a.length } : bt === undefined ? { axis: y, rank: b.length } : undefined;
  if (outside !== undefined || at === undefined || bt === undefined) {
    problem({
      kind: 'argument-value',
      argument: 'axes',
      got: String(outside?.axis),
      expected: `an axis of a tensor with ${outside?.rank} axes`,
      ...late,
      runtime: { keras3: 'tuple index out of range' },
    });
    return afterError;
  }
  if (dialect !== 'tfjs' && (at === 0 || bt === 0)) {
    problem({
      kind: 'argument-value',
      argument: 'axes',
      got: '0',
      expected: 'axes after the batch axis',
      effect: 'fails when run',
    });
  }
  const [da, db] = [a[at] as Dim, b[bt] as Dim];
  if (sameDim(da, db) === 'no' || isOpenAgainstSize(da, db)) {
    // Of two axes that count from the end, tfjs compares nothing before it is run.
    const unread = dialect === 'tfjs' && Array.isArray(axes) && x < 0 && y < 0;
    problem({
      kind: 'matmul-shape',
      shapes: [a, b],
      axes: [[at, bt]],
      ...(unread ? late : {}),
      runtime: {
        keras2: 'Incompatible input shapes: axis values',
        ...(typeof da === 'number' && typeof db === 'number'
          ? { tfjs: `Dimension incompatibility: ${da} !== ${db}` }
          : {}),
        keras3: `Incompatible input shapes: axis values ${printShape([da]).slice(1, -2)} (at axis ${Array.isArray(axes) ? x : at}) != ${printShape([db]).slice(1, -2)} (at axis ${Array.isArray(axes) ? y : bt}). Full input shapes: ${printShape(a)}, ${printShape(b)}`,
      },
    });
    if (!unread) return afterError;
  }
  const out = [...a.filter((_, i) => i !== at), ...b.filter((_, i) => i !== bt).slice(1)];
  return out.length === 1 ? [...out, 1] : out;
}

/** tfjs looks axes up without counting from the end: one of the two negative finds nothing, which equals no size. */
function sameUnread(a: readonly Dim[], x: number, b: readonly Dim[], y: number): boolean {
  return a[x] === undefined ? b[y] === undefined : b[y] !== undefined;
}

/** Keras compares the two as they are written: an open axis differs from every number. A size by name may be open too. */
function isOpenAgainstSize(a: Dim, b: Dim): boolean {
  const open = (dim: Dim) => typeof dim === 'object' && dim.kind === 'dynamic';
  const sized = (dim: Dim) => typeof dim === 'number';
  return (open(a) && sized(b)) || (sized(a) && open(b));
}

function axesArgument(): ArgType<Axes> {
  const one = int();
  const expects = 'an integer or a tuple of 2 integers';
  return {
    expects,
    read(value, dialect) {
      if (value === null && dialect === 'tfjs') return unknown({ kind: 'todo', what: '`axes: null`' });
      if (!isConfigList(value)) {
        const single = one.read(value, dialect);
        return isRefused(single) ? refused(expects) : single;
      }
      const [a, b] = value.map(entry => (isUnknown(entry) ? entry : one.read(entry, dialect)));
      if (value.length !== 2 || a === undefined || b === undefined || isRefused(a) || isRefused(b))
        return refused(expects);
      return [a, b];
    },
    unknown: why => why,
  };
}
