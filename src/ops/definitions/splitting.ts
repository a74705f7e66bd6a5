// Splitting tensors: split, array_split, hsplit, vsplit, dsplit, unstack.

import { nullable, optional, required } from '../../layers/params.ts';
import { isDynamic } from '../../shapes/dim.ts';
import { list } from '../../shapes/nested.ts';
import { printShape } from '../../shapes/shape.ts';
import { afterError, isUnknown } from '../../shapes/unknown.ts';
import { type AxisArg, axis, input, type ShapeArg, shapeTuple, size } from '../arguments.ts';
import { axisAt } from '../axes.ts';
import { defineOp, type OpContext, type OpDefinition } from '../define.ts';
import { settled } from '../dtypes.ts';
import { elementBudget, type Operand } from '../operand.ts';
import { equalParts, nearlyEqualParts, partsAt, partsOf, splitAxis } from '../split.ts';

const sections = required(shapeTuple(), 'The number of parts, or the positions between them.');
const along = optional(axis(), 0, 'The axis that is split.');

/** `split` with a number of equal parts or positions. */
function split(x: Operand, sections: ShapeArg, axis: AxisArg, context: OpContext) {
  const dtype = settled(x, context);
  if (isUnknown(sections)) return sections;
  const count = sections.single ? (sections.entries[0] ?? 1) : undefined;
  const sizes =
    count === undefined
      ? partsAt(sections, 'indices_or_sections', context)
      : equalParts(count, 'indices_or_sections', context);
  return splitAxis(x, axis, dtype, context, sizes);
}

function fixedAxis(name: string, position: (rank: number) => number): OpDefinition {
  return defineOp({
    names: [`keras.ops.${name}`, `numpy.${name}(ary: x, indices_or_sections)`],
    doc: 'Splits a tensor along a fixed axis.',
    params: { x: input(), indices_or_sections: sections },
    shape({ x, indices_or_sections }, context) {
      if (isUnknown(x.shape)) return x.shape;
      const least = name === 'dsplit' ? 3 : name === 'vsplit' ? 2 : 1;
      if (x.shape.length < least) {
        context.problem({ kind: 'rank-mismatch', input: 0, expected: { atLeast: least }, shape: x.shape });
        return afterError;
      }
      return split(x, indices_or_sections, position(x.shape.length), context);
    },
  });
}

export default [
  defineOp({
    names: ['keras.ops.split', 'numpy.split(ary: x, indices_or_sections, axis=0)'],
    doc: 'Splits an axis into equal parts, or at positions.',
    params: { x: input(), indices_or_sections: sections, axis: along },
    shape: ({ x, indices_or_sections, axis }, context) => split(x, indices_or_sections, axis, context),
  }),
  defineOp({
    names: ['keras.ops.array_split', 'numpy.array_split(ary: x, indices_or_sections, axis=0)'],
    doc: 'Splits an axis into parts of nearly the same size, or at positions.',
    params: { x: input(), indices_or_sections: sections, axis: along },
    shape({ x, indices_or_sections, axis }, context) {
      if (isUnknown(indices_or_sections)) return indices_or_sections;
      if (!indices_or_sections.single) return split(x, indices_or_sections, axis, context);
      const [count = 1] = indices_or_sections.entries;
      return splitAxis(x, axis, settled(x, context), context, nearlyEqualParts(count ?? 1));
    },
  }),
  fixedAxis('hsplit', rank => (rank === 1 ? 0 : 1)),
  fixedAxis('vsplit', () => 0),
  fixedAxis('dsplit', () => 2),
  defineOp({
    names: ['tf.split(value: x, num_or_size_splits: sizes, axis=0, num: _, name: _)'],
    doc: 'Splits an axis into equal parts, or into parts of given sizes.',
    params: { x: input(), sizes: required(shapeTuple(), 'The number of parts, or their sizes.'), axis: along },
    shape({ x, sizes, axis }, context) {
      if (isUnknown(sizes)) return sizes;
      const dtype = settled(x, context);
      const how = sizes.single
        ? equalParts(sizes.entries[0] ?? 1, 'num_or_size_splits', context)
        : partsOf(sizes, 'num_or_size_splits', context);
      return splitAxis(x, axis, dtype, context, how);
    },
  }),
  defineOp({
    names: ['keras.ops.unstack', 'tf.unstack(value: x, num=None, axis=0, name: _)', 'numpy.unstack(x, *, axis=0)'],
    doc: 'The slices along an axis, as a list.',
    params: {
      x: input(),
      num: optional(nullable(size()), null, 'How many slices there are, where the axis is open.'),
      axis: along,
    },
    shape({ x, num, axis }, context) {
      const { shape } = x;
      if (isUnknown(shape)) return shape;
      const position = axisAt(axis, shape.length, context);
      if (isUnknown(position)) return position;
      const count = num ?? shape[position] ?? 1;
      if (isUnknown(count)) return count;
      if (isDynamic(count)) {
        context.problem({
          kind: 'undefined-axis',
          input: 0,
          axis: position,
          shape,
          runtime: {
            keras3: `Cannot infer argument \`num\` from shape ${printShape(shape)}. Either provide a tensor with a concrete shape in the \`axis\` dimension or explicitly pass the \`num\` argument.`,
          },
        });
        return afterError;
      }
      if (typeof count !== 'number' || count > 10 * elementBudget)
        return { kind: 'unknown', why: { kind: 'budget', what: 'slices of an axis' } };
      const slice = { shape: shape.filter((_, i) => i !== position), dtype: settled(x, context) };
      return list(Array.from({ length: Math.max(0, count) }, () => slice));
    },
  }),
];
