// Products of tensors beside matmul: dot, tensordot, einsum, inner, outer, vdot, kron, cross.

import type { ConfigValue } from '../../layers/config.ts';
import { anything, isRefused, nullable, optional, required, string } from '../../layers/params.ts';
import { type Dim, isDynamic, multiply, product, sameDim } from '../../shapes/dim.ts';
import { printShape, type Shape } from '../../shapes/shape.ts';
import { afterError, isUnknown, type Maybe, type Unknown } from '../../shapes/unknown.ts';
import { axes, axis, input, tensors } from '../arguments.ts';
import { axesAt, axisAt } from '../axes.ts';
import { broadcast } from '../broadcast.ts';
import { mayContract, reportContraction } from '../contract.ts';
import { defineOp, type OpContext } from '../define.ts';
import { promote } from '../dtypes.ts';
import { einsumShape } from '../einsum.ts';
import { rowsOf } from '../join.ts';
import { ruledType } from '../typeRules.ts';

const operands = { x1: input('The first operand.'), x2: input('The second operand.') };

function without(shape: readonly Dim[], axes: readonly number[]): readonly Dim[] {
  return shape.filter((_, i) => !axes.includes(i));
}

function dot(a: Shape, b: Shape, context: OpContext): Shape {
  if (isUnknown(a)) return a;
  if (isUnknown(b)) return b;
  if (a.length === 0 || b.length === 0) return broadcast([a, b], context);
  const last = a.length - 1;
  const other = Math.max(0, b.length - 2);
  const vectors = a.length === 1 && b.length === 1;
  if (!mayContract(a[last] ?? 1, b[other] ?? 1) && !(vectors && context.specOnly)) {
    reportContraction(
      [a, b],
      [[last, other]],
      context,
      b.length === 1
        ? undefined
        : {
            keras3: `Shape must match on the last axis of \`x1\` and second last axis of \`x2\` when \`x1\` is N-d array while \`x2\` is M-D, but received \`x1.shape=${printShape(a)}\` and x2.shape=\`${printShape(b)}\`.`,
          },
    );
    return afterError;
  }
  return [...a.slice(0, -1), ...without(b, [other])];
}

const axesArgument = axes({ all: false });

/** Axes that are summed over together, one list for each operand. */
function tensordotAxes(
  axes: ConfigValue,
  ranks: readonly [number, number],
  context: OpContext,
): Maybe<readonly [readonly number[], readonly number[]]> {
  const todo: Unknown = { kind: 'unknown', why: { kind: 'todo', what: 'these axes' } };
  if (isUnknown(axes)) return axes;
  if (typeof axes === 'number') {
    const count = Math.max(0, axes);
    return [Array.from({ length: count }, (_, i) => ranks[0] - count + i), Array.from({ length: count }, (_, i) => i)];
  }
  if (!Array.isArray(axes) || axes.length !== 2) return todo;
  const first = axesArgument.read(Array.isArray(axes[0]) ? axes[0] : [axes[0]], context.dialect);
  const second = axesArgument.read(Array.isArray(axes[1]) ? axes[1] : [axes[1]], context.dialect);
  if (isRefused(first) || isRefused(second)) return todo;
  const a = axesAt(first, ranks[0], context, 'axes');
  const b = axesAt(second, ranks[1], context, 'axes');
  if (isUnknown(a)) return a;
  return isUnknown(b) ? b : [a, b];
}

export default [
  defineOp({
    names: [
      'keras.ops.dot',
      'numpy.dot(a: x1, b: x2, out: _)',
      'keras.backend.dot(x: x1, y: x2)',
      'method.dot(x1, b: x2, out: _)',
    ],
    doc: 'The product over the last axis of the first and the last but one of the second.',
    params: operands,
    shape: ({ x1, x2 }, context) => ({ shape: dot(x1.shape, x2.shape, context), dtype: promote([x1, x2], context) }),
  }),
  defineOp({
    names: [
      'keras.ops.tensordot',
      'tf.tensordot(a: x1, b: x2, axes, name: _)',
      'numpy.tensordot(a: x1, b: x2, axes=2)',
    ],
    doc: 'The product summed over several axes.',
    params: { ...operands, axes: optional(anything(), 2, 'How many axes, or which of each operand.') },
    shape({ x1, x2, axes }, context) {
      const dtype = promote([x1, x2], context);
      const [a, b] = [x1.shape, x2.shape];
      if (isUnknown(a)) return { shape: a, dtype };
      if (isUnknown(b)) return { shape: b, dtype };
      const summed = tensordotAxes(axes, [a.length, b.length], context);
      if (isUnknown(summed)) return { shape: summed, dtype };
      const [of, on] = summed;
      const free = context.specOnly && typeof axes === 'number';
      const bad = of.findIndex((position, i) => !mayContract(a[position] ?? 1, b[on[i] ?? 0] ?? 1));
      if (!free && (of.length !== on.length || bad >= 0)) {
        reportContraction(
          [a, b],
          of.map((position, i) => [position, on[i] ?? 0] as const),
          context,
        );
        return afterError;
      }
      if (free && bad >= 0)
        context.problem({
          kind: 'matmul-shape',
          shapes: [a, b],
          axes: of.map((position, i) => [position, on[i] ?? 0] as const),
          effect: 'fails when run',
        });
      return { shape: [...without(a, of), ...without(b, on)], dtype };
    },
  }),
  defineOp({
    names: [
      'keras.ops.einsum(subscripts, *operands, **_)',
      'tf.einsum(equation: subscripts, *operands, **_)',
      'tf.linalg.einsum(equation: subscripts, *operands, **_)',
      'numpy.einsum(subscripts, *operands, **_)',
    ],
    doc: 'A product described by letters for the axes: those that are not in the output are summed away.',
    params: {
      subscripts: required(string(), 'The letters of each operand, and after `->` those of the output.'),
      operands: optional(tensors(), [], 'The operands.'),
    },
    shape({ subscripts, operands }, context) {
      const items = rowsOf(operands, context);
      if (isUnknown(items)) return items;
      const dtype = promote(items, context);
      const small = context.library === 'keras' && items.length > 0 && items.every(item => item.dtype === 'int8');
      if (isUnknown(subscripts)) return { shape: subscripts, dtype };
      return { shape: einsumShape(subscripts, items, context), dtype: small ? 'int32' : dtype };
    },
  }),
  defineOp({
    names: ['keras.ops.inner', 'numpy.inner(a: x1, b: x2)'],
    doc: 'The product over the last axes of both.',
    params: operands,
    shape({ x1, x2 }, context) {
      const dtype = promote([x1, x2], context);
      const [a, b] = [x1.shape, x2.shape];
      if (isUnknown(a)) return { shape: a, dtype };
      if (isUnknown(b)) return { shape: b, dtype };
      if (a.length === 0 || b.length === 0) return { shape: a.length === 0 ? b : a, dtype };
      if (!mayContract(a[a.length - 1] ?? 1, b[b.length - 1] ?? 1)) {
        reportContraction([a, b], [[a.length - 1, b.length - 1]], context, {
          keras3: `\`inner\` requires the last dimension of \`x1\` and \`x2\` to match. Received: x1.shape=${printShape(a)}, x2.shape=${printShape(b)}.`,
        });
        return afterError;
      }
      return { shape: [...a.slice(0, -1), ...b.slice(0, -1)], dtype };
    },
  }),
  defineOp({
    names: ['keras.ops.outer', 'numpy.outer(a: x1, b: x2, out: _)'],
    doc: 'All products of an element of the one with an element of the other.',
    params: operands,
    shape({ x1, x2 }, context) {
      const sides = [x1, x2].map((x): Dim => (isUnknown(x.shape) ? x.shape : product(x.shape)));
      return { shape: sides, dtype: promote([x1, x2], context) };
    },
  }),
  defineOp({
    names: ['keras.ops.vdot', 'numpy.vdot(a: x1, b: x2)'],
    doc: 'The sum of the products of all elements.',
    params: operands,
    shape: ({ x1, x2 }, context) => ({ shape: [], dtype: promote([x1, x2], context) }),
  }),
  defineOp({
    names: ['keras.ops.kron', 'numpy.kron(a: x1, b: x2)'],
    doc: 'The Kronecker product.',
    params: operands,
    shape({ x1, x2 }, context) {
      const dtype = ruledType('common fixed', [x1, x2], context);
      const [a, b] = [x1.shape, x2.shape];
      if (isUnknown(a)) return { shape: a, dtype };
      if (isUnknown(b)) return { shape: b, dtype };
      if (context.specOnly) {
        const length = Math.min(a.length, b.length);
        return { shape: Array.from({ length }, (_, i) => multiply(a[i] ?? 1, b[i] ?? 1)), dtype };
      }
      const rank = Math.max(a.length, b.length);
      const at = (shape: readonly Dim[], i: number) => shape[i - rank + shape.length] ?? 1;
      return { shape: Array.from({ length: rank }, (_, i) => multiply(at(a, i), at(b, i))), dtype };
    },
  }),
  defineOp({
    names: [
      'keras.ops.cross',
      'numpy.cross(a: x1, b: x2, axisa=-1, axisb=-1, axisc=-1, axis=None)',
      'tf.linalg.cross(a: x1, b: x2, name: _)',
    ],
    doc: 'The cross product of vectors along an axis.',
    params: {
      ...operands,
      axisa: optional(axis(), -1, 'The axis of the first operand.'),
      axisb: optional(axis(), -1, 'The axis of the second operand.'),
      axisc: optional(axis(), -1, 'The axis of the answer.'),
      axis: optional(nullable(axis()), null, 'The axis of all three.'),
    },
    shape({ x1, x2, axisa, axisb, axisc, axis }, context) {
      const dtype = promote([x1, x2], context);
      const [a, b] = [x1.shape, x2.shape];
      if (isUnknown(a)) return { shape: a, dtype };
      if (isUnknown(b)) return { shape: b, dtype };
      const first = axisAt(axis ?? axisa, a.length, context, 'axisa');
      const second = axisAt(axis ?? axisb, b.length, context, 'axisb');
      if (isUnknown(first)) return { shape: first, dtype };
      if (isUnknown(second)) return { shape: second, dtype };
      const sizes = [a[first] ?? 1, b[second] ?? 1];
      for (const [i, dim] of sizes.entries()) {
        if (typeof dim !== 'number' || dim === 2 || dim === 3) continue;
        context.problem({
          kind: 'call-value',
          says: `The vectors of operand ${i + 1} have ${dim} entries; a cross product takes 2 or 3`,
        });
        return afterError;
      }
      const outer = broadcast([without(a, [first]), without(b, [second])], context);
      if (isUnknown(outer)) return { shape: outer, dtype };
      if (sizes.some(isUnknown)) return { shape: sizes.find(isUnknown) ?? outer, dtype };
      const wide = sizes.some(dim => dim === 3);
      if (!wide && !sizes.every(dim => dim === 2) && !sizes.some(isDynamic))
        return { shape: { kind: 'unknown', why: { kind: 'todo', what: 'vectors of a symbolic size' } }, dtype };
      const vector: readonly Dim[] = wide ? [3] : [];
      const place = axisAt(axis ?? axisc, outer.length + vector.length, context, 'axisc');
      if (isUnknown(place)) return { shape: place, dtype };
      return { shape: [...outer.slice(0, place), ...vector, ...outer.slice(place)], dtype };
    },
  }),
  defineOp({
    names: ['keras.backend.batch_dot(x: x1, y: x2, axes=None)'],
    doc: 'The product over an axis of each sample with the same sample of the other.',
    className: 'Dot',
    params: { ...operands, axes: optional(axes(), null, 'The axes that are summed over.') },
    shape({ x1, x2, axes }, context) {
      const [a, b] = [x1.shape, x2.shape];
      const dtype = promote([x1, x2], context);
      if (isUnknown(a)) return { shape: a, dtype };
      if (isUnknown(b)) return { shape: b, dtype };
      if (axes !== null && isUnknown(axes)) return { shape: axes, dtype };
      const given = axes === null ? [a.length - 1, b.length === 2 ? b.length - 1 : b.length - 2] : axes.axes;
      const [of = 1, on = of] = given;
      const first = axesAt({ axes: [of], single: true }, a.length, context, 'axes');
      const second = axesAt({ axes: [on], single: true }, b.length, context, 'axes');
      if (isUnknown(first)) return { shape: first, dtype };
      if (isUnknown(second)) return { shape: second, dtype };
      const [i = 1] = first;
      const [j = 1] = second;
      if (sameDim(a[i] ?? 1, b[j] ?? 1) === 'no') {
        reportContraction([a, b], [[i, j]], context);
        return afterError;
      }
      const out = [...without(a, [i]), ...without(b, [0, j])];
      return { shape: out.length === 1 ? [...out, 1] : out, dtype };
    },
  }),
];
