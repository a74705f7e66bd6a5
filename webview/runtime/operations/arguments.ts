// What operations are given when they are computed: tensors, and plain values as plans write them, with readers for each.

import type { Dialect } from '../../../src/layers/config.ts';
import { isJsonList } from '../../../src/layers/configJson.ts';
import type { Tensor, Tf } from '../../../src/layers/run.ts';
import type { ConfigJson } from '../../../src/protocol/runPlan.ts';
import { tfDtype } from '../dtypes.ts';

/** A value whose tensors are real ones. */
export type OpValue = Tensor | Plain | readonly OpValue[];

type Plain =
  | Exclude<ConfigJson, readonly ConfigJson[] | { readonly input: number }>
  /** Left out by the caller. */
  | undefined;

/** What an operation sees: its arguments by canonical name, read as what it needs. */
export interface OpArguments {
  readonly tf: Tf;
  /** The full name it was called by. */
  readonly path: string;
  readonly dialect: Dialect;
  readonly values: ReadonlyMap<string, OpValue>;
}

/** The reason why an operation cannot be computed, thrown from any depth and caught where the operation is called. */
export class CannotCompute extends Error {}

/** Puts the tensors of a call in the places that stand for them. */
export function withTensors(tf: Tf, json: ConfigJson, inputs: readonly Tensor[]): OpValue {
  if (json === null || typeof json !== 'object') return json;
  if (isJsonList(json)) return json.map(item => withTensors(tf, item, inputs));
  if ('input' in json) {
    const tensor = inputs[json.input];
    if (tensor === undefined) throw new CannotCompute('one of its tensors is not part of the plan');
    return tensor;
  }
  if ('unknown' in json) throw new CannotCompute(`one of its arguments is not known: ${json.unknown}`);
  if ('custom' in json) throw new CannotCompute(`\`${json.custom}\` is a function of the program`);
  if ('array' in json) {
    const { shape, dtype, values } = json.array;
    const type = tfDtype(dtype);
    return tf.tensor(type === 'string' ? values.map(String) : values.map(Number), [...shape], type);
  }
  return json;
}

export function isTensor(value: OpValue): value is Tensor {
  return typeof value === 'object' && value !== null && 'dataId' in value;
}

export function isList(value: OpValue): value is readonly OpValue[] {
  return Array.isArray(value);
}

/** True where the argument is None or was left out. */
export function isAbsent(value: OpValue): value is null | undefined {
  return value === null || value === undefined;
}

/** The argument of that name as it is. */
export function argumentOf(args: OpArguments, name: string): OpValue {
  return args.values.get(name);
}

/** A number, from a plain one or a tensor of one element; undefined where it is absent. */
export function numberOf(args: OpArguments, name: string): number | undefined {
  return plainNumber(argumentOf(args, name));
}

function plainNumber(value: OpValue): number | undefined {
  if (isAbsent(value)) return undefined;
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return Number(value);
  if (isTensor(value) && value.size === 1) return value.dataSync()[0];
  if (typeof value === 'object' && 'float' in value) return Number(value.float);
  throw new CannotCompute('one of its arguments is not a number');
}

/** True or false by Python's truth of plain values. */
export function flagOf(args: OpArguments, name: string, fallback: boolean): boolean {
  const value = argumentOf(args, name);
  if (value === undefined) return fallback;
  return typeof value === 'number' ? value !== 0 : value === true;
}

/** A text; the name of an element type that is given as an object. */
export function textOf(args: OpArguments, name: string): string | undefined {
  const value = argumentOf(args, name);
  if (typeof value === 'string') return value;
  if (isAbsent(value) || typeof value !== 'object' || isList(value) || isTensor(value)) return undefined;
  return 'object' in value && value.object.family === 'dtype' ? value.object.name : undefined;
}

/** Whole numbers, from a number, a list of them or a tensor; undefined where the argument is absent. */
export function integersOf(args: OpArguments, name: string): number[] | undefined {
  const value = argumentOf(args, name);
  if (isAbsent(value)) return undefined;
  if (isTensor(value)) return Array.from(value.dataSync());
  if (isList(value)) return value.map(item => plainNumber(item) ?? -1);
  const single = plainNumber(value);
  return single === undefined ? undefined : [single];
}

/** The argument as a tensor. */
export function tensorOf(args: OpArguments, name: string): Tensor {
  return asTensor(args.tf, argumentOf(args, name));
}

/** The argument as a list of tensors; the rows of a single tensor. */
export function tensorsOf(args: OpArguments, name: string): Tensor[] {
  const value = argumentOf(args, name);
  if (isList(value)) return value.map(item => asTensor(args.tf, item));
  return args.tf.unstack(asTensor(args.tf, value));
}

/** A tensor of a plain value: whole numbers become int32, others float32. */
export function asTensor(tf: Tf, value: OpValue): Tensor {
  if (isAbsent(value)) throw new CannotCompute('one of its tensors is not given');
  if (isTensor(value)) return value;
  if (typeof value === 'number') return tf.scalar(value, Number.isInteger(value) ? 'int32' : 'float32');
  if (typeof value === 'boolean') return tf.scalar(value, 'bool');
  if (typeof value === 'string') return tf.scalar(value, 'string');
  if (isList(value)) return value.length === 0 ? tf.tensor([], [0]) : stackAlike(tf, value);
  if ('float' in value) return tf.scalar(Number(value.float), 'float32');
  throw new CannotCompute('one of its arguments is not a tensor');
}

function stackAlike(tf: Tf, items: readonly OpValue[]): Tensor {
  const rows = items.map(item => asTensor(tf, item));
  return tf.stack(rows.some(row => row.dtype === 'float32') ? rows.map(row => row.cast('float32')) : rows);
}

/** Two operands in a common type: plain numbers take the type of the tensor they meet, floats win over integers. */
export function operands(args: OpArguments, first: string, second: string): [Tensor, Tensor] {
  return alike(asTensor(args.tf, argumentOf(args, first)), asTensor(args.tf, argumentOf(args, second)));
}

/** Two tensors in the type that holds both. */
export function alike(x: Tensor, y: Tensor): [Tensor, Tensor] {
  if (x.dtype === y.dtype) return [x, y];
  if (x.dtype === 'float32' || y.dtype === 'float32') return [x.cast('float32'), y.cast('float32')];
  return [x.cast('int32'), y.cast('int32')];
}

/** The tensor as float32, which most functions compute in. */
export function floatOf(args: OpArguments, name: string): Tensor {
  return tensorOf(args, name).cast('float32');
}
