// Attributes and methods of symbolic tensors and arrays.

import type { Place } from '../base/span.ts';
import type { Context } from '../interp/context.ts';
import { builtin, dimValue, int, list, number, string, tuple } from '../interp/make.ts';
import { contentOf } from '../interp/memory.ts';
import type { ArrayValue, TensorValue, Value } from '../interp/value.ts';
import { findOp } from '../ops/registry.ts';
import { isDynamic, product } from '../shapes/dim.ts';
import { isUnknown, unknown } from '../shapes/unknown.ts';
import { numpyArray, typeOf } from './convert.ts';
import { listOfArray } from './nestedLists.ts';
import { openAxisOf } from './openAxes.ts';
import { callOperation, operationStub } from './operations.ts';
import { columnMember } from './pandas/column.ts';
import { tfjsTensorMethod } from './tfjs/operations.ts';

const openSize = unknown({ kind: 'data', what: 'the size of a batch' });

/** Attributes that are operations without arguments. */
const properties: ReadonlySet<string> = new Set(['T', 'real', 'imag', 'flat']);

/** The attribute of a tensor or array; undefined where it is not modelled. */
export function tensorMember(
  context: Context,
  value: TensorValue | ArrayValue,
  name: string,
  place: Place,
): Value | undefined {
  const { shape, dtype } = typeOf(value);
  const tfjs = context.dialect === 'tfjs' ? tfjsTensorMethod(value, name) : undefined;
  if (tfjs !== undefined) return tfjs;
  switch (name) {
    case 'shape': {
      if (isUnknown(shape)) return shape;
      // An array that holds values has all its sizes; one left open is only not known here, but for functions of a pipeline.
      const open = value.kind === 'array' && context.traced === 0;
      const dims = shape.map((dim, axis) =>
        open && isDynamic(dim) ? openSize : (openAxisOf(context, value, axis) ?? dimValue(dim)),
      );
      return context.dialect === 'tfjs' ? list(dims) : tuple(dims);
    }
    case 'dtype':
      return isUnknown(dtype)
        ? dtype
        : context.dialect === 'tfjs'
          ? string(dtype)
          : { kind: 'object', family: 'dtype', name: dtype, config: new Map([['name', string(dtype)]]) };
    case 'ndim':
    case 'rank':
      return isUnknown(shape) ? shape : int(shape.length);
    case 'size':
      return isUnknown(shape) ? shape : dimValue(product(shape));
    case 'name':
      return value.kind === 'tensor' ? string(value.tensor.node.layer.name) : undefined;
    case 'numpy':
      return value.kind === 'array' ? builtin('array.numpy', () => numpyOf(value)) : undefined;
    case 'item':
      return builtin(
        'array.item',
        () =>
          firstValue(value) ?? operationAnswer(context, value, name, place) ?? context.unmodelled('array.item', place),
      );
    case 'tolist':
      return builtin('array.tolist', () => listOfArray(value) ?? context.unmodelled('array.tolist', place));
    case 'toarray':
    case 'todense':
      return value.kind === 'array' ? builtin(`array.${name}`, () => value) : undefined;
    case 'set_shape':
    case 'dispose':
    case 'print':
      return builtin(name, () => ({ kind: 'none' }));
    default: {
      const op = findOp(`method.${name}`);
      // A column of a table is an array here, with methods of its own.
      if (op === undefined)
        return value.kind === 'array' && value.flavour === 'numpy' ? columnMember(value, name) : undefined;
      if (properties.has(name)) return operationAnswer(context, value, name, place);
      const call = operationStub(op);
      return builtin(`method.${name}`, (inside, args, about) => call(inside, args, { ...about, self: value }));
    }
  }
}

function operationAnswer(context: Context, value: Value, name: string, place: Place): Value | undefined {
  const op = findOp(`method.${name}`);
  return op === undefined
    ? undefined
    : callOperation(context, op, { positional: [{ value, place }], keywords: [], open: undefined }, place);
}

function firstValue(value: TensorValue | ArrayValue): Value | undefined {
  const { values } = value.kind === 'array' ? contentOf(value) : {};
  if (values?.length !== 1) return undefined;
  const [only] = values;
  return only === undefined ? undefined : typeof only === 'number' ? number(only) : string(only);
}

/** What `numpy()` gives: an array, but Python's bytes for one string. */
function numpyOf(value: ArrayValue): Value {
  const { shape, dtype } = value.type;
  const mayBeBytes = (dtype === 'string' || isUnknown(dtype)) && (isUnknown(shape) || shape.length === 0);
  return mayBeBytes
    ? unknown({ kind: 'data', what: 'the bytes of a string' })
    : value.flavour === 'numpy'
      ? value
      : numpyArray(value);
}
