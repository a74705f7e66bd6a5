// The data of a training call: what one batch of it holds for the inputs and for the targets of a model.

import type { Place } from '../../base/span.ts';
import { findMember } from '../../interp/call.ts';
import type { Context } from '../../interp/context.ts';
import { int, numeric } from '../../interp/make.ts';
import type {
  ArgValue,
  ArrayValue,
  CallArgs,
  DatasetValue,
  InstanceValue,
  TensorValue,
  Value,
} from '../../interp/value.ts';
import type { TrainingMethod } from '../../model/training.ts';
import { type Dim, dynamic } from '../../shapes/dim.ts';
import { flatten, mapNested } from '../../shapes/nested.ts';
import type { TensorType } from '../../shapes/shape.ts';
import { isUnknown, type Unknown, unknown } from '../../shapes/unknown.ts';
import { arrayOf, holdsTensors, type TensorArgument, tensorsIn, typeOf } from '../convert.ts';
import { mapArrays } from '../data/dataset.ts';
import { constructorArguments } from './layers.ts';

/** Data as a model is fed with it: the first axis of every array is the batch. */
export interface FedData {
  readonly inputs: FedPart | Unknown;
  /** Absent where no targets are given. */
  readonly targets?: FedPart | Unknown;
  /** The arguments that are lists of plain numbers. */
  readonly plain?: readonly { readonly argument: string; readonly place: Place }[];
}

export interface FedPart {
  readonly tensors: TensorArgument;
  readonly place: Place;
  /** How the argument is written; absent for the parts of a dataset. */
  readonly argument?: string;
  /** How many samples there are, where arrays say so. */
  readonly samples?: number;
  /** The size of the first batch, where it is known. */
  readonly batch?: number;
  /** The sizes of the first and of the last batch, where every sample is used. */
  readonly batches?: { readonly first: number; readonly last: number };
}

/** The arguments of a training call under their names. */
export interface TrainingArguments {
  readonly method: TrainingMethod;
  readonly x: ArgValue | undefined;
  readonly y: ArgValue | undefined;
  readonly validation: ArgValue | undefined;
  /** The size of batches; undefined where everything is held against the model at once. */
  readonly batchSize: number | Unknown | undefined;
  /** The share of the samples that is held back; 0 if none. */
  readonly heldBack: number | Unknown;
  /** True where a number of steps may end an epoch before the samples do. */
  readonly countsSteps: boolean;
}

/** The size of batches where a program names none (Keras and TensorFlow.js alike). */
const usualBatch = 32;

/** Reads the arguments of `fit`, `evaluate`, `predict` and their forms for one batch. */
export function trainingArguments(context: Context, name: string, args: CallArgs): TrainingArguments {
  const method: TrainingMethod = /^predict/.test(name) ? 'predict' : /^(evaluate|test)/.test(name) ? 'evaluate' : 'fit';
  const isBatch = /_on_batch$|OnBatch$/.test(name);
  const options = optionsOf(context, args, method);
  const given = (key: string, position: number | undefined): ArgValue | undefined =>
    options.keywords.find(keyword => keyword.name === key) ??
    (position === undefined ? undefined : options.positional[position]);
  const size = given(context.dialect === 'tfjs' ? 'batchSize' : 'batch_size', method === 'predict' ? 1 : 2);
  const split = given(context.dialect === 'tfjs' ? 'validationSplit' : 'validation_split', undefined);
  return {
    method,
    x: given('x', 0) ?? given('generator', undefined),
    y: method === 'predict' ? undefined : given('y', 1),
    validation: given(context.dialect === 'tfjs' ? 'validationData' : 'validation_data', undefined),
    batchSize: isBatch || context.dialect === 'tfjs' ? undefined : numberOr(size, usualBatch),
    heldBack: numberOr(split, 0),
    countsSteps: options.keywords.some(keyword =>
      /^(steps|steps_per_epoch|batchesPerEpoch|stepsPerEpoch)$/.test(keyword.name),
    ),
  };
}

/** In tfjs the options are a record behind the data. */
function optionsOf(context: Context, args: CallArgs, method: TrainingMethod): CallArgs {
  if (context.dialect !== 'tfjs') return args;
  const data = method === 'predict' ? 1 : 2;
  const options = args.positional[data];
  if (options === undefined) return args;
  const { keywords } = constructorArguments({ positional: [options], keywords: [], open: undefined }, 'tfjs');
  return { positional: args.positional.slice(0, data), keywords, open: args.open };
}

function numberOr(given: ArgValue | undefined, usual: number): number | Unknown {
  if (given === undefined || given.value.kind === 'none') return usual;
  return numeric(given.value) ?? (isUnknown(given.value) ? given.value : unknown({ kind: 'data', what: 'a number' }));
}

/** What the model is fed with. */
export function fedData(context: Context, args: TrainingArguments): FedData {
  const { x, y, method } = args;
  if (x === undefined) return { inputs: unknown({ kind: 'data', what: 'the arguments of the call' }) };
  if (x.value.kind === 'dataset') return fromDataset(x.value, method, x.place);
  const item = x.value.kind === 'instance' ? firstItem(context, x.value, x.place) : undefined;
  if (item !== undefined) return parts(item, x.place);
  const inputs = fromArrays(x, 'x', args);
  const plain = [...(isPlainList(x.value) ? [{ argument: 'x', place: x.place }] : [])];
  if (y !== undefined && isPlainList(y.value)) plain.push({ argument: 'y', place: y.place });
  if (plain.length > 0) return { inputs, plain };
  return y === undefined || y.value.kind === 'none' ? { inputs } : { inputs, targets: fromArrays(y, 'y', args) };
}

/** What validation data holds: a pair of arrays, or a dataset. */
export function validationData(context: Context, args: TrainingArguments): FedData | undefined {
  const { validation } = args;
  if (validation === undefined || validation.value.kind === 'none') return undefined;
  const { value, place } = validation;
  if (value.kind !== 'list') return fedData(context, { ...args, method: 'evaluate', x: validation, y: undefined });
  if (value.open.value !== undefined) return undefined;
  const [x, y] = value.items.value;
  if (x === undefined) return undefined;
  return fedData(context, {
    ...args,
    method: 'evaluate',
    heldBack: 0,
    x: { value: x, place },
    y: y === undefined ? undefined : { value: y, place },
  });
}

/** Batches of a dataset. Prediction sees the batches themselves, training a batch axis as open as the dataset says. */
function fromDataset(value: DatasetValue, method: TrainingMethod, place: Place): FedData {
  return parts(method === 'predict' ? (value.first ?? value.each) : value.element, place);
}

/** `(x, y)` or `(x, y, weights)`; anything else is x alone. */
function parts(element: Value, place: Place): FedData {
  if (isUnknown(element)) return { inputs: element };
  if (element.kind !== 'list' || element.type !== 'tuple') return { inputs: part(element, place) };
  const [x, y] = element.items.value;
  if (x === undefined || element.open.value !== undefined)
    return { inputs: element.open.value ?? unknown({ kind: 'error' }) };
  return y === undefined ? { inputs: part(x, place) } : { inputs: part(x, place), targets: part(y, place) };
}

function part(value: Value, place: Place): FedPart | Unknown {
  const tensors = tensorsIn(value);
  if (tensors !== undefined && holdsTensors(tensors)) return { tensors, place };
  return isUnknown(value) ? value : unknown({ kind: 'data', what: 'what the dataset yields' });
}

/** The first batch of a `PyDataset` or `Sequence` of the program; batches may differ in size, so that axis is open. */
function firstItem(context: Context, value: InstanceValue, place: Place): Value | undefined {
  const method = findMember(value.class, '__getitem__');
  if (method?.kind !== 'function') return undefined;
  const args: CallArgs = { positional: [{ value: int(0), place }], keywords: [], open: undefined };
  return mapArrays(context.call({ kind: 'bound', self: value, function: method }, args, place), array => {
    const { shape, dtype } = array.type;
    return isUnknown(shape) || shape.length === 0
      ? array
      : arrayOf({ shape: [dynamic, ...shape.slice(1)], dtype }, array.flavour);
  });
}

/** True for a list of numbers, or of such lists. */
function isPlainList(value: Value): boolean {
  if (value.kind !== 'list' || value.type !== 'list' || value.open.value !== undefined) return false;
  const [first] = value.items.value;
  return first !== undefined && (first.kind === 'int' || first.kind === 'float' || isPlainList(first));
}

/** Arrays by their samples, cut into batches. */
function fromArrays({ value, place }: ArgValue, argument: 'x' | 'y', args: TrainingArguments): FedPart | Unknown {
  const tensors = tensorsIn(value);
  if (tensors === undefined || !holdsTensors(tensors))
    return isUnknown(value) ? value : unknown({ kind: 'data', what: 'the data of the call' });
  const counts = flatten(tensors).flatMap(tensor => (tensor === null ? [] : [samplesOf(tensor)]));
  const [count] = counts;
  const samples = count !== undefined && counts.every(other => other === count) ? count : undefined;
  const batch = batchAxis(samples, args);
  const first = firstBatch(samples, args);
  const batches = batchesOf(samples, args);
  return {
    tensors: mapNested(tensors, tensor => {
      if (tensor === null) return tensor;
      const { shape, ...rest } = fedType(tensor, args);
      if (batch === undefined) return isColumn(tensor) ? arrayOf({ shape, ...rest }, 'numpy') : tensor;
      return isUnknown(shape) || shape.length === 0
        ? tensor
        : arrayOf({ shape: [batch, ...shape.slice(1)], ...rest }, 'numpy');
    }),
    place,
    argument,
    ...(samples === undefined ? {} : { samples }),
    ...(first === undefined ? {} : { batch: first }),
    ...(batches === undefined ? {} : { batches }),
  };
}

/** Keras gives a column of a table a second axis, of size 1. All numbers of an array come in, unless steps are counted. */
function fedType(tensor: TensorValue | ArrayValue, { countsSteps }: TrainingArguments): TensorType {
  const { shape, dtype, extremes } = typeOf(tensor);
  const all = extremes === undefined || countsSteps ? {} : { extremes };
  return { shape: isUnknown(shape) || !isColumn(tensor) ? shape : [...shape, 1], dtype, ...all };
}

function isColumn(tensor: TensorValue | ArrayValue): boolean {
  return tensor.kind === 'array' && tensor.isColumn === true;
}

function batchesOf(samples: number | undefined, args: TrainingArguments): FedPart['batches'] {
  const { batchSize, heldBack, countsSteps } = args;
  const first = firstBatch(samples, args);
  if (samples === undefined || first === undefined || first < 1 || isUnknown(heldBack) || countsSteps) return undefined;
  if (batchSize === undefined || isUnknown(batchSize)) return { first, last: first };
  return { first, last: Math.floor(samples * (1 - heldBack)) % batchSize || first };
}

function firstBatch(samples: number | undefined, { batchSize, heldBack }: TrainingArguments): number | undefined {
  if (samples === undefined || isUnknown(heldBack) || (batchSize !== undefined && isUnknown(batchSize)))
    return undefined;
  const used = Math.floor(samples * (1 - heldBack));
  return batchSize === undefined ? used : Math.min(used, batchSize);
}

function samplesOf(tensor: Parameters<typeof typeOf>[0]): number | undefined {
  const { shape } = typeOf(tensor);
  const first = isUnknown(shape) ? undefined : shape[0];
  return typeof first === 'number' ? first : undefined;
}

/**
 * The batch axis as the model sees it, undefined where it is that of the arrays. Keras 3 leaves it open in `fit` and
 * `evaluate` unless all batches are of one size, and builds by the first batch in `predict`.
 */
function batchAxis(samples: number | undefined, { method, batchSize, heldBack }: TrainingArguments): Dim | undefined {
  if (batchSize === undefined) return undefined;
  if (isUnknown(batchSize)) return method === 'predict' ? batchSize : dynamic;
  if (samples === undefined)
    return method === 'predict' ? unknown({ kind: 'data', what: 'how many samples there are' }) : dynamic;
  if (method === 'predict') return Math.min(samples, batchSize);
  if (isUnknown(heldBack)) return dynamic;
  const used = Math.floor(samples * (1 - heldBack));
  return used > 0 && used % batchSize === 0 ? batchSize : dynamic;
}

/** The types of all arrays of a part, one after the other. */
export function flatTypes({ tensors }: FedPart): readonly TensorType[] {
  return flatten(tensors).flatMap(tensor => (tensor === null ? [] : [typeOf(tensor)]));
}
