// What operations take beside plain values: tensors, lists of tensors, axes, shapes and element types. Whole numbers may
// come as small arrays as well, since programs compute sizes with NumPy.

import { type ConfigValue, isConfigList, type UnknownPlain, type UnknownRows } from '../layers/config.ts';
import {
  type ArgType,
  isKind,
  nullable,
  optional,
  type Param,
  type Refused,
  refused,
  required,
} from '../layers/params.ts';
import { type Dim, dynamic } from '../shapes/dim.ts';
import type { DType } from '../shapes/shape.ts';
import { isUnknown, type Maybe, type Unknown } from '../shapes/unknown.ts';
import { type Operand, openOperand, readOperand, rowsOperand } from './operand.ts';

/** Anything that can be made a tensor: arrays, symbolic tensors, numbers, nested lists. */
export function tensor(): ArgType<Operand> {
  return {
    expects: 'a tensor',
    read: value => readOperand(value) ?? refused('a tensor'),
    unknown: openOperand,
  };
}

/** Several tensors: a list of them, or one tensor whose rows they are. */
export type TensorsArg = { readonly items: readonly Operand[] } | { readonly single: Operand } | Unknown;

/** A list of tensors. A dict or a single tensor is left to the operation to judge. */
export function tensors(): ArgType<TensorsArg> {
  return {
    expects: 'a list of tensors',
    read(value) {
      if (!isConfigList(value)) {
        const single = readOperand(value);
        return single === undefined ? refused('a list of tensors') : { single };
      }
      const items: Operand[] = [];
      for (const item of value) {
        const operand = readOperand(item);
        if (operand === undefined) return refused('a list of tensors');
        items.push(operand);
      }
      return { items };
    },
    // Nothing can be joined out of an empty list, so that there is at least one item.
    unknown: why => ('rows' in why ? { single: rowsOperand(why as UnknownRows) } : why),
  };
}

/** True for a number of which only is known that it is whole. */
export function isWhole(value: Unknown | UnknownPlain): boolean {
  return 'plain' in value && value.plain === 'int';
}

/** A size: a whole number, a size known by name, or the element of a tensor that nobody knows before it is run. */
export type SizeArg = Dim;

function readSize(value: ConfigValue): SizeArg | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? value : undefined;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value === null || typeof value === 'string' || isConfigList(value)) return undefined;
  switch (value.kind) {
    case 'size':
    case 'unknown':
      return value;
    case 'array':
    case 'tensor': {
      if (isUnknown(value.shape)) return value.shape;
      const first = value.kind === 'array' ? (value.values?.[0] ?? value.sizes?.[0]) : value.sizes?.[0];
      if (value.shape.some(dim => dim !== 1)) return { kind: 'unknown', why: { kind: 'data', what: 'an array' } };
      if (first === undefined)
        return value.kind === 'tensor'
          ? dynamic
          : { kind: 'unknown', why: { kind: 'data', what: 'the values of an array' } };
      if (typeof first === 'string') return undefined;
      return typeof first === 'number' && !Number.isInteger(first) ? undefined : first;
    }
    case 'object':
    case 'custom':
      return { kind: 'unknown', why: { kind: 'todo', what: 'this object as a number' } };
    case 'float':
    case 'record':
    case 'layer':
      return undefined;
  }
}

/** A whole number that counts something. */
export function size(): ArgType<SizeArg> {
  return {
    expects: 'an integer',
    read: value => readSize(value) ?? refused('an integer'),
    unknown: why => why,
  };
}

/** A position that is known, or not. Symbolic positions count as not known. */
export type AxisArg = Maybe<number>;

function readAxis(value: ConfigValue): AxisArg | undefined {
  const read = readSize(value);
  if (read === undefined || typeof read === 'number' || isUnknown(read)) return read;
  return { kind: 'unknown', why: { kind: 'todo', what: 'a symbolic axis' } };
}

/** The position of one axis, which may count from the end. */
export function axis(): ArgType<AxisArg> {
  return {
    expects: 'an axis',
    read: value => readAxis(value) ?? refused('an integer'),
    unknown: why => why,
  };
}

/** The positions of some axes; `null` for all of them. `single` tells an integer from a tuple of one. */
export type AxesArg = { readonly axes: readonly AxisArg[]; readonly single: boolean } | null | Unknown;

/** One axis or a tuple of them; None where `all` allows it. */
export function axes(options: { readonly all: boolean } = { all: true }): ArgType<AxesArg> {
  const expects = options.all ? 'an axis, a tuple of axes, or None' : 'an axis or a tuple of axes';
  return {
    expects,
    read(value) {
      if (value === null) return options.all ? null : refused(expects);
      const listed = listElements(value);
      if (listed !== undefined) {
        const out: AxisArg[] = [];
        for (const item of listed) {
          const read = readAxis(item);
          if (read === undefined) return refused(expects);
          out.push(read);
        }
        return { axes: out, single: false };
      }
      if (isKind(value, 'array') && isUnknown(value.shape)) return value.shape;
      const read = readAxis(value);
      if (read === undefined) return refused(expects);
      return { axes: [read], single: true };
    },
    unknown: why => why,
  };
}

/** The items of a list, or of an array of one axis whose elements are known. */
function listElements(value: ConfigValue): readonly ConfigValue[] | undefined {
  if (isConfigList(value)) return value;
  if (!isKind(value, 'array') || isUnknown(value.shape) || value.shape.length !== 1) return undefined;
  return value.values?.map(number => number);
}

/** A shape as an argument: its entries (-1 and None among them), or not known. `single` where it is a bare integer. */
export type ShapeArg = { readonly entries: readonly (SizeArg | null)[]; readonly single: boolean } | Unknown;

/** A tuple, list or array of integers, or a single one. */
export function shapeTuple(): ArgType<ShapeArg> {
  const expects = 'a shape: a tuple of integers';
  return {
    expects,
    read(value) {
      if (isConfigList(value)) {
        const entries: (SizeArg | null)[] = [];
        for (const item of value) {
          const read = item === null ? null : readSize(item);
          if (read === undefined) return refused(expects);
          entries.push(read);
        }
        return { entries, single: false };
      }
      if (isKind(value, 'array') || isKind(value, 'tensor')) return arrayEntries(value);
      // NumPy takes None for no axes at all; nobody writes it on purpose.
      if (value === null) return { kind: 'unknown', why: { kind: 'todo', what: 'None as a shape' } };
      const read = readSize(value);
      if (read === undefined) return refused(expects);
      return isUnknown(read) ? read : { entries: [read], single: true };
    },
    unknown: why => (isWhole(why) ? { entries: [why], single: true } : why),
  };
}

function arrayEntries(value: Extract<ConfigValue, { readonly kind: 'array' | 'tensor' }>): ShapeArg | Refused {
  if (isUnknown(value.shape)) return value.shape;
  const open: SizeArg =
    value.kind === 'tensor' ? dynamic : { kind: 'unknown', why: { kind: 'data', what: 'the values of an array' } };
  const known = value.kind === 'array' ? (value.values ?? value.sizes) : value.sizes;
  if (value.shape.length === 0) {
    const read = readSize(value);
    return read === undefined ? refused('a tuple of integers') : { entries: [read], single: true };
  }
  const [count] = value.shape;
  if (value.shape.length > 1 || typeof count !== 'number')
    return { kind: 'unknown', why: { kind: 'data', what: 'the values of an array' } };
  const entries = Array.from({ length: count }, (_, i) => {
    const element = known?.[i];
    return element === undefined || typeof element === 'string' ? open : element;
  });
  return { entries, single: false };
}

/** An element type, by the name the library knows it under; `int`, `float` and `bool` are Python's own types. */
export function dtype(): ArgType<DType> {
  return {
    expects: 'a dtype',
    read(value) {
      if (typeof value === 'string') return canonicalDType(value);
      if (isKind(value, 'object') || isKind(value, 'custom')) return canonicalDType(value.name);
      if (isKind(value, 'layer') || typeof value === 'number' || isConfigList(value)) return refused('a dtype');
      return { kind: 'unknown', why: { kind: 'todo', what: 'this dtype' } };
    },
    unknown: why => why,
  };
}

/** TensorFlow takes the numbers of its `DataType` protocol for element types too. */
const numbered: Readonly<Record<number, string>> = {
  1: 'float32',
  2: 'float64',
  3: 'int32',
  4: 'uint8',
  5: 'int16',
  6: 'int8',
  7: 'string',
  8: 'complex64',
  9: 'int64',
  10: 'bool',
  14: 'bfloat16',
  17: 'uint16',
  18: 'complex128',
  19: 'float16',
  22: 'uint32',
  23: 'uint64',
};

/** A number that TensorFlow reads as an element type, by the name of that type; other values as they are. */
export function numberedDType(value: ConfigValue): ConfigValue {
  return (typeof value === 'number' ? numbered[value] : undefined) ?? value;
}

const otherNames: Readonly<Record<string, string>> = {
  double: 'float64',
  single: 'float32',
  half: 'float16',
  f: 'float32',
  d: 'float64',
  e: 'float16',
  f2: 'float16',
  f4: 'float32',
  f8: 'float64',
  i: 'int32',
  i1: 'int8',
  i2: 'int16',
  i4: 'int32',
  i8: 'int64',
  l: 'int64',
  q: 'int64',
  b: 'int8',
  B: 'uint8',
  u1: 'uint8',
  u2: 'uint16',
  u4: 'uint32',
  u8: 'uint64',
  ubyte: 'uint8',
  byte: 'int8',
  short: 'int16',
  ushort: 'uint16',
  intc: 'int32',
  uintc: 'uint32',
  longlong: 'int64',
  long: 'int64',
  int_: 'int64',
  intp: 'int64',
  uint: 'uint64',
  ulonglong: 'uint64',
  float_: 'float64',
  double_: 'float64',
  longdouble: 'float64',
  bool_: 'bool',
  bool8: 'bool',
  '?': 'bool',
  complex_: 'complex128',
  cfloat: 'complex128',
  str: 'string',
  str_: 'string',
  unicode_: 'string',
  bytes: 'string',
  bytes_: 'string',
  object_: 'object',
  O: 'object',
};

const plainNames =
  /^(u?int(8|16|32|64)|float(16|32|64)|bfloat16|bool|complex(64|128)|int|float|complex|string|object)$/;

/** The NumPy name of a dtype that goes by several. */
export function canonicalDType(name: string): DType {
  const plain = name.replace(/^[<>=|]/, '');
  if (plainNames.test(plain)) return plain;
  const other = otherNames[plain];
  if (other !== undefined) return other;
  return /^[US]\d*$/.test(plain) ? 'string' : { kind: 'unknown', why: { kind: 'todo', what: `the dtype ${name}` } };
}

// ---------------------------------------------------------------------------------------------------------------------
// Parameters that many operations share

/** The tensor an operation works on. */
export function input(doc = 'The tensor.'): Param<Operand> {
  return required(tensor(), doc);
}

/** `dtype=…` with the type as it is where it is not given. */
export function dtypeOption(doc = 'The element type of the result.'): Param<DType | null> {
  return optional(nullable(dtype()), null, doc);
}
