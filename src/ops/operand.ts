// Tensors as operations read them: arrays, symbolic tensors, Python numbers and nested lists of all of these, in one form
// that knows where it comes from and, where it is small, its elements.

import { type ConfigValue, isConfigList, type UnknownPlain, type UnknownRows } from '../layers/config.ts';
import { type Dim, isDynamic, sameDim } from '../shapes/dim.ts';
import type { DType, Extremes, Shape } from '../shapes/shape.ts';
import { isUnknown, type Unknown, unknown } from '../shapes/unknown.ts';
import type { Flavour, TensorAnswer } from './define.ts';
import { joinDTypes } from './dtypes.ts';

/** An element that is known: a number, a text, or a size that is known by name or left open. */
export type Element = number | string | Dim;

/** A tensor among the arguments of an operation. */
export interface Operand {
  readonly shape: Shape;
  /** `int`, `float` and `complex` are Python's own numbers, whose width the library chooses. */
  readonly dtype: DType;
  /** A single Python number, which takes the type of what it meets. */
  readonly weak: boolean;
  /** `python` for numbers and lists that are no tensor yet. */
  readonly source: Flavour | 'python';
  /** Flat, row-major; absent where they are not known or too many. */
  readonly elements?: readonly Element[];
  readonly extremes?: Extremes;
}

/** The most elements whose values are followed. */
export const elementBudget = 64;

/** Reads any value as a tensor; undefined for what can be none. */
export function readOperand(value: ConfigValue): Operand | undefined {
  if (value === null) return unknownOperand({ kind: 'unknown', why: { kind: 'todo', what: 'None as a tensor' } });
  if (typeof value === 'boolean') return scalar('bool', value ? 1 : 0);
  if (typeof value === 'number') return scalar(Number.isInteger(value) ? 'int' : 'float', value);
  if (typeof value === 'string') return scalar('string', value);
  if (isConfigList(value)) return readList(value);
  switch (value.kind) {
    case 'float':
      return scalar('float', value.value);
    case 'size':
      return scalar('int', value);
    case 'unknown':
      return openOperand(value);
    case 'array': {
      const elements = value.values ?? value.sizes;
      return {
        shape: value.shape,
        dtype: value.dtype,
        weak: false,
        source: value.flavour ?? 'eager',
        ...(elements === undefined || elements.length > elementBudget ? {} : { elements }),
        ...(value.extremes === undefined ? {} : { extremes: value.extremes }),
      };
    }
    case 'tensor':
      return {
        shape: value.shape,
        dtype: value.dtype,
        weak: false,
        source: 'symbolic',
        ...(value.sizes === undefined ? {} : { elements: value.sizes }),
      };
    case 'object':
      return value.family === 'image'
        ? imageOperand(value.config)
        : unknownOperand({ kind: 'unknown', why: { kind: 'todo', what: 'this object as a tensor' } });
    case 'custom':
    case 'record':
      return unknownOperand({ kind: 'unknown', why: { kind: 'todo', what: 'this object as a tensor' } });
    case 'layer':
      return undefined;
  }
}

function scalar(dtype: string, element: Element): Operand {
  return { shape: [], dtype, weak: true, source: 'python', elements: [element] };
}

/** A tensor of which nothing is known. */
export function unknownOperand(why: Unknown): Operand {
  return { shape: why, dtype: why, weak: false, source: 'python' };
}

/** An image of Pillow as an array: height and width, and channels but in grey. */
function imageOperand(image: Readonly<Record<string, ConfigValue>>): Operand {
  const open: Unknown = unknown({ kind: 'data', what: 'the size of the image' });
  const size = image.target_size ?? null;
  const sides = size !== null && isConfigList(size) ? size : [];
  const [height = open, width = open] = sides.map((side): Dim => (typeof side === 'number' ? side : open));
  const mode = image.grayscale === true ? 'grayscale' : (image.color_mode ?? 'rgb');
  const channels = mode === 'rgb' ? [3] : mode === 'rgba' ? [4] : mode === 'grayscale' ? [] : undefined;
  const shape: Shape =
    channels === undefined
      ? unknown({ kind: 'data', what: 'the channels of the image' })
      : [height, width, ...channels];
  return { shape, dtype: 'uint8', weak: false, source: 'numpy' };
}

const mayBeEmpty: Unknown = unknown({ kind: 'data', what: 'whether the list is empty' });

/**
 * A value that is not known. A number or text is one element all the same. A list of like items is known but for their
 * number, unless it may be empty: that has one axis, whatever its items would be, and another element type.
 */
export function openOperand(value: Unknown | UnknownRows | UnknownPlain): Operand {
  if ('plain' in value) {
    const dtype = value.plain === 'number' ? unknown(value.why, value.at) : value.plain;
    // The reason stands for the number, so that sizes made of it keep it.
    const elements = value.plain === 'int' ? { elements: [unknown(value.why, value.at)] } : {};
    return { shape: [], dtype, weak: true, source: 'python', ...elements };
  }
  if (!('rows' in value)) return unknownOperand(value);
  const filled = rowsOperand(value);
  if (value.some === true) return filled;
  return !isUnknown(filled.shape) && filled.shape.length === 1
    ? { ...filled, dtype: mayBeEmpty }
    : unknownOperand(mayBeEmpty);
}

/** A list of like items: one more axis, whose size may not be known. */
export function rowsOperand(list: UnknownRows): Operand {
  const row = readOperand(list.rows);
  if (row === undefined || isUnknown(row.shape) || row.source === 'symbolic') return unknownOperand(list);
  const { elements: _elements, extremes: _extremes, ...kept } = row;
  const source = row.shape.length === 0 ? 'python' : kept.source;
  return { ...kept, source, shape: [list.count ?? unknown(list.why, list.at), ...row.shape], weak: false };
}

/** A list becomes a tensor of one more axis, where its items have the same shape. */
function readList(items: readonly ConfigValue[]): Operand | undefined {
  if (items.length === 0) return { shape: [0], dtype: 'float', weak: false, source: 'python', elements: [] };
  const operands: Operand[] = [];
  for (const item of items) {
    const operand = readOperand(item);
    if (operand === undefined) return undefined;
    operands.push(operand);
  }
  return stackOperands(operands);
}

/** The tensors as rows of one. Rows of different shapes give an unknown shape. */
export function stackOperands(operands: readonly Operand[]): Operand {
  const dtype = joinDTypes(operands.map(operand => operand.dtype));
  const source = joinSources(operands.map(operand => operand.source));
  let row: Shape = operands[0]?.shape ?? [];
  for (const { shape } of operands) {
    if (isUnknown(row) || isUnknown(shape)) row = isUnknown(row) ? row : shape;
    else if (row.length !== shape.length || !row.every((dim, i) => mayEqual(dim, shape[i] ?? 0)))
      row = { kind: 'unknown', why: { kind: 'data', what: 'rows of different lengths' } };
    else row = row.map((dim, i) => (isUnknown(dim) || isDynamic(dim) ? (shape[i] ?? dim) : dim));
  }
  const count = operands.reduce((sum, operand) => sum + (operand.elements?.length ?? elementBudget + 1), 0);
  const elements = count <= elementBudget ? operands.flatMap(operand => operand.elements ?? []) : undefined;
  return {
    shape: isUnknown(row) ? row : [operands.length, ...row],
    dtype,
    weak: false,
    source,
    ...(elements === undefined || isUnknown(row) ? {} : { elements }),
  };
}

function mayEqual(a: Dim, b: Dim): boolean {
  return sameDim(a, b) !== 'no';
}

/** What a tensor made of these is: symbolic before eager before NumPy before Python's own. */
export function joinSources(sources: readonly Operand['source'][]): Operand['source'] {
  for (const source of ['symbolic', 'eager', 'numpy'] as const) if (sources.includes(source)) return source;
  return 'python';
}

/** A tensor answer with its elements, where they are known and few: plain ones as `values`, else as `sizes`. */
export function answer(shape: Shape, dtype: DType, elements?: readonly Element[]): TensorAnswer {
  if (elements === undefined || elements.length > elementBudget) return { shape, dtype };
  if (elements.every(element => typeof element === 'number' || typeof element === 'string'))
    return { shape, dtype, values: elements };
  return { shape, dtype, sizes: elements.filter(element => typeof element !== 'string') };
}

/** The answer of an operation that leaves its operand as it is. */
export function same(x: Operand, dtype: DType = x.dtype): TensorAnswer {
  return answer(x.shape, dtype, x.elements);
}
