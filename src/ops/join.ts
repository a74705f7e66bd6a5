// Joining several tensors: along an axis they have (concatenate) or a new one (stack).

import { add, type Dim, isDynamic, multiply, sameDim, subtract } from '../shapes/dim.ts';
import { type DType, printShape } from '../shapes/shape.ts';
import { afterError, isUnknown, type Unknown } from '../shapes/unknown.ts';
import type { AxisArg, TensorsArg } from './arguments.ts';
import { axisAt } from './axes.ts';
import type { OpContext, TensorAnswer } from './define.ts';
import { promote } from './dtypes.ts';
import { answer, elementBudget, type Operand } from './operand.ts';
import { joinWords, stackWords } from './operationWords.ts';
import { symbolicRuntime, symbolicWords } from './symbolic.ts';

/** Asks for the answer on a list of tensors. A single tensor stands for its rows, which a symbolic one cannot be taken into. */
export function joined(
  xs: TensorsArg,
  context: OpContext,
  join: (items: readonly Operand[]) => TensorAnswer | Unknown,
): TensorAnswer | Unknown {
  const row = 'single' in xs ? manyRows(xs.single, context) : undefined;
  if (row !== undefined) return joinMany(row.count, n => join(Array.from({ length: n }, () => row.item)));
  const items = rowsOf(xs, context);
  return isUnknown(items) ? items : join(items);
}

/** The row of a tensor with more rows than are joined one by one, or with rows whose number is not known. */
function manyRows(single: Operand, context: OpContext): { readonly count: Dim; readonly item: Operand } | undefined {
  if (isUnknown(single.shape) || (single.source === 'symbolic' && context.kerasTensors)) return undefined;
  const [count, ...row] = single.shape;
  if (count === undefined || (typeof count === 'number' && count <= elementBudget)) return undefined;
  return { count, item: { shape: row, dtype: single.dtype, weak: false, source: single.source } };
}

/** Every size of a join grows evenly with the number of items, so that two joins tell those of any number. */
function joinMany(count: Dim, join: (items: number) => TensorAnswer | Unknown): TensorAnswer | Unknown {
  const two = join(2);
  const three = join(3);
  if (isUnknown(two) || isUnknown(three)) return two;
  const { shape, dtype } = two;
  const more = three.shape;
  if (isUnknown(shape) || isUnknown(more)) return { shape, dtype };
  const dims = shape.map((dim, i) => {
    const grown = more[i] ?? dim;
    if (sameDim(dim, grown) === 'yes') return dim;
    if (isUnknown(count)) return count;
    const step = subtract(grown, dim);
    return add(dim, multiply(step, subtract(count, 2)));
  });
  return { shape: dims, dtype };
}

/** The tensors of a list, or the rows of a single tensor; unknown where their number is. */
export function rowsOf(xs: TensorsArg, context: OpContext): readonly Operand[] | Unknown {
  if ('kind' in xs) return xs;
  if ('items' in xs) return xs.items;
  const { single } = xs;
  if (single.source === 'symbolic' && context.kerasTensors) {
    context.problem({
      kind: 'symbolic-value',
      says: symbolicWords.iterate,
      runtime: { keras3: symbolicRuntime.iterate },
    });
    return afterError;
  }
  if (isUnknown(single.shape)) return single.shape;
  const [count, ...row] = single.shape;
  if (typeof count !== 'number' || count > elementBudget)
    return { kind: 'unknown', why: { kind: 'todo', what: 'joining the rows of one tensor' } };
  return Array.from({ length: count }, () => ({ shape: row, dtype: single.dtype, weak: false, source: single.source }));
}

function knownShapes(items: readonly Operand[]): readonly (readonly Dim[])[] {
  return items.flatMap(({ shape }) => (isUnknown(shape) ? [] : [shape]));
}

function shapeOf(item: Operand | undefined): readonly Dim[] | undefined {
  return item === undefined || isUnknown(item.shape) ? undefined : item.shape;
}

/** The size of an axis that all items share: Keras's specification takes the first item's, others the first that is known. */
function shared(column: readonly Dim[], context: OpContext): Dim {
  const [first = 1] = column;
  if (context.specOnly) return first;
  return column.find(dim => !isUnknown(dim) && !isDynamic(dim)) ?? column.find(isUnknown) ?? first;
}

/** NumPy makes arrays of all items first, so that no Python number gives way. */
function joinedType(items: readonly Operand[], context: OpContext): DType {
  return promote(context.library === 'numpy' ? items.map(item => ({ ...item, weak: false })) : items, context);
}

const perhapsArray: Unknown = { kind: 'unknown', why: { kind: 'data', what: 'whether this is one number' } };

/** A parameter that is said to be an integer, or a size made of one: nothing keeps a caller from handing over an array. */
function isNamedInteger({ shape, source, elements = [] }: Operand): boolean {
  const [element] = elements;
  const scalar = !isUnknown(shape) && shape.length === 0 && source === 'python';
  return scalar && typeof element === 'object' && element.kind === 'size';
}

/** One after the other along `axis`. Reports shapes that differ elsewhere. */
export function concatenate(given: readonly Operand[], axis: AxisArg, context: OpContext): TensorAnswer | Unknown {
  const items = given.map(item => (isNamedInteger(item) ? { ...item, shape: perhapsArray } : item));
  const dtype = joinedType(items, context);
  const known = knownShapes(items);
  const [first] = known;
  if (first === undefined) {
    const [item] = items;
    return item === undefined ? afterError : { shape: item.shape, dtype };
  }
  for (const shape of known) {
    if (shape.length === first.length) continue;
    reportJoin(known, first, shape, [], undefined, context);
    return afterError;
  }
  const position = axisAt(axis, first.length, context);
  if (isUnknown(position)) {
    const dims = first.map((dim): Dim => (items.length === 1 ? dim : position));
    return { shape: dims, dtype };
  }
  const out: Dim[] = [];
  for (let i = 0; i < first.length; i++) {
    const column = items.map(item => (isUnknown(item.shape) ? item.shape : (item.shape[i] ?? 1)));
    if (i === position) {
      out.push(column.reduce((sum, dim) => add(sum, dim), 0));
      continue;
    }
    const [own = 1] = column;
    const other = column.findIndex(dim => sameDim(dim, own) === 'no');
    if (other >= 0) {
      const axes = first
        .map((_, at) => at)
        .filter(at => at !== position && known.some(shape => sameDim(shape[at] ?? 1, first[at] ?? 1) === 'no'));
      reportJoin(known, first, shapeOf(items[other]) ?? first, axes, position, context);
      return afterError;
    }
    out.push(shared(column, context));
  }
  const flat = position === 0 ? items.flatMap(item => item.elements ?? [{ kind: 'dynamic' } as const]) : undefined;
  const elements = flat !== undefined && items.every(item => item.elements !== undefined) ? flat : undefined;
  return answer(out, dtype, elements);
}

function reportJoin(
  shapes: readonly (readonly Dim[])[],
  first: readonly Dim[],
  other: readonly Dim[],
  axes: readonly number[],
  along: number | undefined,
  context: OpContext,
): void {
  context.problem({
    kind: 'merge-shape',
    shapes,
    axes,
    ...(along === undefined ? {} : { along }),
    runtime: {
      ...joinWords(shapes, along, context),
      ...(context.specOnly ? { keras3: joinSpecWords(first, other) } : {}),
    },
  });
}

/** What Keras 3 says of symbolic tensors. */
function joinSpecWords(first: readonly Dim[], other: readonly Dim[]): string {
  return `Every value in \`xs\` must have the same shape except on the \`axis\` dim. But found element of shape ${printShape(other)}, which is different from the first element's shape ${printShape(first)}.`;
}

/** Side by side along a new axis. Reports shapes that differ. */
export function stack(items: readonly Operand[], axis: AxisArg, context: OpContext): TensorAnswer | Unknown {
  const dtype = joinedType(items, context);
  const known = knownShapes(items);
  const [first] = known;
  if (first === undefined) {
    const [item] = items;
    return item === undefined ? afterError : { shape: item.shape, dtype };
  }
  const other = known.find(
    shape => shape.length !== first.length || shape.some((dim, i) => sameDim(dim, first[i] ?? 1) === 'no'),
  );
  if (other !== undefined) {
    context.problem({
      kind: 'merge-shape',
      shapes: known,
      axes: first.map((_, i) => i).filter(i => sameDim(first[i] ?? 1, other[i] ?? 1) === 'no'),
      runtime: {
        ...stackWords(context),
        ...(context.specOnly
          ? {
              keras3: `Every value in \`x\` must have the same shape. But found element of shape ${printShape(other)},  which is different from the first element's shape ${printShape(first)}.`,
            }
          : {}),
      },
    });
    return afterError;
  }
  const position = axisAt(axis, first.length + 1, context);
  const row = first.map((_, i) =>
    shared(
      items.map(item => (isUnknown(item.shape) ? item.shape : (item.shape[i] ?? 1))),
      context,
    ),
  );
  if (isUnknown(position)) return { shape: [position, ...row.map((): Dim => position)], dtype };
  const flat = position === 0 && items.every(item => item.elements !== undefined);
  return answer(
    [...row.slice(0, position), items.length, ...row.slice(position)],
    dtype,
    flat ? items.flatMap(item => item.elements ?? []) : undefined,
  );
}
