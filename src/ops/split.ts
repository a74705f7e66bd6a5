// Splitting an axis: into equal parts, at positions, or into parts of given sizes.

import { add, type Dim, floorDivide, isDynamic, subtract } from '../shapes/dim.ts';
import { list, type Nested } from '../shapes/nested.ts';
import { printShape } from '../shapes/shape.ts';
import { afterError, isUnknown, type Unknown } from '../shapes/unknown.ts';
import type { AxisArg, ShapeArg } from './arguments.ts';
import { axisAt } from './axes.ts';
import type { OpContext, TensorAnswer } from './define.ts';
import { elementBudget, type Operand } from './operand.ts';

type Answer = Nested<TensorAnswer> | Unknown;

/** The sizes of the parts along an axis of the given size. */
type Sizes = (size: Dim, shape: readonly Dim[]) => readonly Dim[] | Unknown;

/** The tensors an axis falls into. */
export function splitAxis(
  x: Operand,
  axis: AxisArg,
  dtype: TensorAnswer['dtype'],
  context: OpContext,
  sizes: Sizes,
): Answer {
  const { shape } = x;
  if (isUnknown(shape)) return shape;
  const position = axisAt(axis, shape.length, context);
  if (isUnknown(position)) return position;
  const parts = sizes(shape[position] ?? 1, shape);
  if (isUnknown(parts)) return parts;
  return list(parts.map(part => ({ shape: shape.map((dim, i) => (i === position ? part : dim)), dtype })));
}

/** As many equal parts. Reports an axis that does not fall into them. */
export function equalParts(count: Dim, argument: string, context: OpContext): Sizes {
  return (size, shape) => {
    if (isUnknown(count)) return count;
    if (typeof count !== 'number')
      return { kind: 'unknown', why: { kind: 'todo', what: 'a symbolic number of parts' } };
    if (count > 10 * elementBudget) return { kind: 'unknown', why: { kind: 'budget', what: 'parts of a split' } };
    if (count < 1 || (typeof size === 'number' && size % count !== 0)) {
      context.problem({
        kind: 'argument-value',
        argument,
        got: String(count),
        expected: `a divisor of ${typeof size === 'number' ? size : 'the axis'}, the size of the axis of ${printShape(shape)}`,
        ...(typeof size === 'number'
          ? {
              runtime: {
                keras3: `\`x\` size on given \`axis\` must be divisible by \`indices_or_sections\` when \`indices_or_sections\` is an int. But received ${size} and ${count}.`,
              },
            }
          : {}),
      });
      return afterError;
    }
    const part = isDynamic(size) || isUnknown(size) ? size : floorDivide(size, count);
    return Array.from({ length: count }, () => part);
  };
}

/** As many parts, the first ones larger by one where the axis does not fall into equal ones. */
export function nearlyEqualParts(count: Dim): Sizes {
  return size => {
    if (isUnknown(count)) return count;
    if (typeof count !== 'number' || count < 1 || count > 10 * elementBudget)
      return { kind: 'unknown', why: { kind: 'todo', what: 'this number of parts' } };
    if (typeof size !== 'number') {
      const part: Dim =
        isDynamic(size) || isUnknown(size)
          ? size
          : { kind: 'unknown', why: { kind: 'todo', what: 'parts of a symbolic size' } };
      return Array.from({ length: count }, () => part);
    }
    return Array.from({ length: count }, (_, i) => Math.floor(size / count) + (i < size % count ? 1 : 0));
  };
}

/**
 * The parts between positions. Keras's specification takes plain differences and refuses negative ones; NumPy keeps
 * positions within the axis.
 */
export function partsAt(positions: ShapeArg, argument: string, context: OpContext): Sizes {
  return size => {
    if (isUnknown(positions)) return positions;
    // NumPy keeps positions within an axis that may be shorter.
    if (isUnknown(size) && context.library === 'numpy') return [...positions.entries, 0].map((): Dim => size);
    const bounds: Dim[] = [0];
    for (const entry of positions.entries) {
      const position: Dim = entry ?? { kind: 'unknown', why: { kind: 'error' } };
      if (context.specOnly || typeof position !== 'number' || typeof size !== 'number') {
        bounds.push(!context.specOnly && typeof position === 'number' && position < 0 ? add(size, position) : position);
        continue;
      }
      bounds.push(Math.max(0, Math.min(position < 0 ? position + size : position, size)));
    }
    bounds.push(size);
    const parts = bounds.slice(1).map((bound, i) => subtract(bound, bounds[i] ?? 0));
    const negative = parts.find(part => typeof part === 'number' && part < 0);
    if (negative === undefined) return parts;
    if (!context.specOnly) return parts.map(part => (typeof part === 'number' ? Math.max(0, part) : part));
    context.problem({
      kind: 'argument-value',
      argument,
      got: String(positions.entries.map(entry => (typeof entry === 'number' ? entry : '?'))),
      expected: 'increasing positions within the axis',
      runtime: { keras3: 'Negative dimensions are not allowed.' },
    });
    return afterError;
  };
}

/** Parts of given sizes, one of which may be -1 for what is left (`tf.split`). Reports sizes that do not add up. */
export function partsOf(sizes: ShapeArg, argument: string, context: OpContext): Sizes {
  return (size, shape) => {
    if (isUnknown(sizes)) return sizes;
    const given = sizes.entries.map((entry): Dim => entry ?? { kind: 'unknown', why: { kind: 'error' } });
    const rest = given.filter(entry => entry !== -1).reduce<Dim>(add, 0);
    const left = subtract(size, rest);
    const wild = given.includes(-1);
    if (typeof left === 'number' && (wild ? left < 0 : left !== 0)) {
      context.problem({
        kind: 'argument-value',
        argument,
        got: given.map(entry => (typeof entry === 'number' ? entry : '?')).join(', '),
        expected: `sizes that add up to ${typeof size === 'number' ? size : 'the axis'}, the size of the axis of ${printShape(shape)}`,
      });
      return afterError;
    }
    return given.map(entry => (entry === -1 ? left : entry));
  };
}
