// Tensor operations as a program calls them: values go to the library of operations as plain data, and what comes back is
// a symbolic tensor with a node in the graph, an array, or a plain value.

import type { Place, Span } from '../base/span.ts';
import { argumentValues } from '../interp/callArguments.ts';
import type { Context, SymbolUse } from '../interp/context.ts';
import { noteEntry } from '../interp/entries.ts';
import { overwrite } from '../interp/memory.ts';
import type { Builtin, CallArgs, TensorValue, Value } from '../interp/value.ts';
import type { ConfigValue } from '../layers/config.ts';
import type { Problem } from '../layers/problems.ts';
import { addNode, newLayer } from '../model/build.ts';
import type { Layer, SymbolicTensor } from '../model/graph.ts';
import type { Feed, ProblemInput, ProblemRecord } from '../model/understanding.ts';
import { applyOp } from '../ops/apply.ts';
import type { NamedOp, TensorAnswer } from '../ops/define.ts';
import { nodeName } from '../ops/graphNames.ts';
import { listKey } from '../ops/indexing.ts';
import { findOp } from '../ops/registry.ts';
import { retyped } from '../ops/retyped.ts';
import { isDynamic } from '../shapes/dim.ts';
import type { Nested } from '../shapes/nested.ts';
import type { TensorType } from '../shapes/shape.ts';
import { afterError, isUnknown, type Unknown, unknown } from '../shapes/unknown.ts';
import { arrayOf, fromConfig, nestedValue, toConfig } from './convert.ts';
import { inMemoryOf } from './views.ts';

/** Reports problems of a call. */
export function report(
  context: Context,
  problems: readonly Problem[],
  about: {
    readonly place: Place;
    readonly name: string;
    readonly className: string;
    readonly argSpans?: ReadonlyMap<string, Span>;
    readonly layer?: Layer;
    readonly inputs?: readonly SymbolicTensor[];
    readonly fed?: Feed | undefined;
  },
): void {
  if (context.record.muted > 0) return;
  for (const problem of problems) {
    const record: ProblemRecord = {
      problem,
      place: about.place,
      subject: {
        name: about.name,
        className: about.className,
        ...(about.layer === undefined ? {} : { layer: about.layer }),
      },
      argSpans: about.argSpans ?? new Map(),
      inputs: (about.inputs ?? []).map(tensor => inputOf(tensor, about.fed)),
      ...(about.fed === undefined ? {} : { fed: about.fed }),
    };
    context.record.problems.push(record);
    noteEntry(context, record);
  }
}

/** Data comes from the call that feeds it, and not from the input that is made for it. */
function inputOf(tensor: SymbolicTensor, fed: Feed | undefined): ProblemInput {
  const { type, node, index } = tensor;
  if (fed?.from === 'data') return { type, place: fed.place };
  return { type, place: node.called, from: node.layer.name, layer: node.layer, output: index };
}

/** The argument spans of a call by name; positional ones by the names they are bound to. */
export function spansOf(args: CallArgs, names: readonly string[]): ReadonlyMap<string, Span> {
  const spans = new Map<string, Span>();
  args.positional.forEach((argument, i) => {
    const name = names[i];
    if (name !== undefined) spans.set(name, argument.place);
  });
  for (const keyword of args.keywords) spans.set(keyword.name, keyword.place);
  return spans;
}

/** A library function that is a tensor operation. */
export function operationStub(op: NamedOp): Builtin {
  return (context, args, { place, self }) =>
    callOperation(
      context,
      op,
      self === undefined ? args : { ...args, positional: [{ value: self, place }, ...args.positional] },
      place,
    );
}

/** Calls an operation under one of its names. */
export function callOperation(context: Context, op: NamedOp, args: CallArgs, place: Place): Value {
  const style = context.dialect === 'tfjs' ? 'javascript' : 'python';
  const answer = applyToPlain(
    context,
    op,
    {
      positional: args.positional.map(argument => toConfig(argument.value, style)),
      keywords: args.keywords.map(keyword => [keyword.name, toConfig(keyword.value, style)] as const),
      open: args.open !== undefined,
    },
    {
      place,
      tensors: argumentValues(args).flatMap(symbolicIn),
      argSpans: spansOf(
        args,
        op.parameters.map(parameter => parameter.name),
      ),
    },
  );
  const written = writtenBy(op, args);
  if (written?.kind === 'array') overwrite(context.store, written);
  return inMemoryOf(op, args, answer);
}

/** The argument that an operation writes into; undefined for most, which leave all as it is. */
function writtenBy({ definition, parameters }: NamedOp, { positional, keywords }: CallArgs): Value | undefined {
  if (definition.writes === true) return positional[0]?.value ?? keywords[0]?.value;
  const out = parameters.findIndex(parameter => parameter.name === 'out');
  return out < 0 ? undefined : (keywords.find(({ name }) => name === 'out')?.value ?? positional[out]?.value);
}

/** Calls an operation on plain values; `tensors` are the symbolic ones among them, in order. */
function applyToPlain(
  context: Context,
  op: NamedOp,
  plainArgs: {
    readonly positional: readonly ConfigValue[];
    readonly keywords: readonly (readonly [string, ConfigValue])[];
    readonly open: boolean;
  },
  about: {
    readonly place: Place;
    readonly tensors: readonly SymbolicTensor[];
    readonly argSpans: ReadonlyMap<string, Span>;
  },
): Value {
  const { positional, keywords } = plainArgs;
  const { place, tensors } = about;
  const call = {
    op,
    ...plainArgs,
    dialect: context.dialect,
    traced: context.traced > 0 || mayBeOldTensors(context),
    dataFormat: context.dataFormat.value,
  };
  const result = applyOp(call);
  report(context, result.problems, {
    place,
    name: op.path,
    className: op.path,
    argSpans: about.argSpans,
    inputs: tensors,
  });
  if (result.value !== undefined) return fromConfig(result.value);
  if (tensors.length === 0) return concrete(result.outputs, result.flavour === 'numpy' ? 'numpy' : 'eager');
  const { className, stem } = nodeName(op, context.dialect);
  const layer = newLayer(context, {
    kind: 'operation',
    name: context.autoName(stem),
    className,
    operation: op.path,
    created: place,
  });
  const replay = (types: readonly TensorType[]): Nested<TensorType> | Unknown => {
    const next = { i: 0 };
    const again = applyOp({
      ...call,
      positional: positional.map(value => retyped(value, types, next)),
      keywords: keywords.map(([name, value]) => [name, retyped(value, types, next)] as const),
    });
    return again.value !== undefined ? afterError : again.outputs;
  };
  const plain = new Map<string, { readonly kind: 'config'; readonly value: ConfigValue }>();
  positional.forEach((value, i) => {
    plain.set(String(i), { kind: 'config', value });
  });
  for (const [name, value] of keywords) plain.set(name, { kind: 'config', value });
  const node = addNode(context, { layer, inputs: tensors, call: plain, called: place, replay, types: result.outputs });
  // Inside the call of a layer of the program's own, tensors are TensorFlow's and operations leave no trace.
  if (context.traced === 0) context.record.calls.push({ place, layer, node });
  return isUnknown(node.structure)
    ? node.structure
    : nestedValue(node.structure, tensor => ({ kind: 'tensor', tensor }));
}

/** Under the first TensorFlow, which a program for Keras 2 may be for, NumPy could compute on tensors as on any object. */
function mayBeOldTensors({ dialect, versionGiven }: Context): boolean {
  return dialect === 'keras2' && !versionGiven;
}

function concrete(outputs: Nested<TensorAnswer> | Unknown, flavour: 'numpy' | 'eager'): Value {
  return isUnknown(outputs) ? unknown(outputs.why, outputs.at) : nestedValue(outputs, type => arrayOf(type, flavour));
}

/** The symbolic tensors in a value, depth first. */
export function symbolicIn(value: Value): readonly SymbolicTensor[] {
  switch (value.kind) {
    case 'tensor':
      return [value.tensor];
    case 'list':
      return value.items.value.flatMap(symbolicIn);
    case 'record':
      return [...value.entries.value.values()].flatMap(entry => symbolicIn(entry.value));
    case 'slice':
      return [value.lower, value.upper, value.step].flatMap(symbolicIn);
    default:
      return [];
  }
}

const operatorPaths: Readonly<Record<string, string>> = {
  'binary.+': 'operator.add',
  'binary.concatenate': 'operator.add',
  'binary.-': 'operator.sub',
  'binary.*': 'operator.mul',
  'binary./': 'operator.truediv',
  'binary.divide': 'operator.truediv',
  'binary.//': 'operator.floordiv',
  'binary.%': 'operator.mod',
  'binary.remainder': 'operator.mod',
  'binary.**': 'operator.pow',
  'binary.@': 'operator.matmul',
  'binary.&': 'operator.and_',
  'binary.|': 'operator.or_',
  'binary.^': 'operator.xor',
  'binary.<<': 'operator.lshift',
  'binary.>>': 'operator.rshift',
  'unary.-': 'operator.neg',
  'unary.+': 'operator.pos',
  'unary.~': 'operator.invert',
  'compare.==': 'operator.eq',
  'compare.!=': 'operator.ne',
  'compare.<': 'operator.lt',
  'compare.<=': 'operator.le',
  'compare.>': 'operator.gt',
  'compare.>=': 'operator.ge',
  getitem: 'getitem',
};

/** Applies an operator of the language, or indexing, to values among which is a tensor. */
export function operate(context: Context, name: string, operands: readonly Value[], place: Place): Value {
  const path = operatorPaths[name];
  const op = path === undefined ? undefined : findOp(path);
  if (op === undefined) return context.unmodelled(name, place);
  if (op.path === 'getitem') return index(context, op, operands, place);
  return callOperation(
    context,
    op,
    { positional: operands.map(value => ({ value, place })), keywords: [], open: undefined },
    place,
  );
}

/** Indexing: slices, ellipses and lists have forms of their own among plain values. */
function index(context: Context, op: NamedOp, operands: readonly Value[], place: Place): Value {
  const [object, at] = operands;
  if (object === undefined || at === undefined) return afterError;
  const tensors = [...symbolicIn(object), ...symbolicIn(at)];
  const answer = applyToPlain(
    context,
    op,
    { positional: [toConfig(object), keyOf(at)], keywords: [], open: false },
    { place, tensors, argSpans: new Map() },
  );
  return item(inMemoryOf(op, { positional: [{ value: object, place }], keywords: [], open: undefined }, answer));
}

/** One item of an array of objects may be anything. */
function item(value: Value): Value {
  const object = value.kind === 'array' && value.type.dtype === 'object' && !isUnknown(value.type.shape);
  return object && value.type.shape.length === 0 ? unknown({ kind: 'data', what: 'an object in an array' }) : value;
}

function keyOf(at: Value): ConfigValue {
  if (at.kind !== 'list') return toConfig(at);
  const open = at.open.value;
  // A tuple names axes one by one, so that nothing is known without its length.
  if (open !== undefined) return at.type === 'tuple' ? unknown(open.why, open.at) : toConfig(at);
  return at.type === 'tuple' ? at.items.value.map(keyOf) : listKey(at.items.value.map(item => toConfig(item)));
}

const noLength = 'Keras symbolic inputs/outputs do not implement `__len__`.';

const symbolUses: Readonly<
  Record<SymbolUse, { readonly says: string; readonly keras3: string; readonly keras2?: string }>
> = {
  truth: {
    says: 'a symbolic tensor has no values to decide a condition',
    keras3: 'A symbolic KerasTensor cannot be used as a boolean.',
    keras2: noLength,
  },
  iteration: {
    says: 'a symbolic tensor cannot be walked item by item',
    keras3: 'Iterating over a symbolic KerasTensor is not supported.',
    keras2: 'Cannot iterate over a Tensor with unknown first dimension.',
  },
  length: {
    says: 'a symbolic tensor has no length',
    keras3: "object of type 'KerasTensor' has no len()",
    keras2: noLength,
  },
  number: {
    says: 'a symbolic tensor has no value to turn into a number',
    keras3: "A KerasTensor is symbolic: it's a placeholder for a shape an a dtype.",
  },
};

/**
 * Keras refuses to treat a symbolic tensor as a value; inside the call of a layer, TensorFlow's own rules hold. Keras 2 can
 * walk over a first axis that is not open.
 */
export function refuseSymbol(context: Context, tensor: Value, use: SymbolUse, place: Place): void {
  if (context.dialect === 'tfjs' || context.traced > 0 || tensor.kind !== 'tensor') return;
  const { says, ...runtime } = symbolUses[use];
  if (context.dialect === 'keras2' && (runtime.keras2 === undefined || (use === 'iteration' && !hasOpenBatch(tensor))))
    return;
  report(context, [{ kind: 'symbolic-value', says, runtime }], {
    place,
    name: tensor.tensor.node.layer.name,
    className: tensor.tensor.node.layer.className,
    inputs: [tensor.tensor],
  });
}

function hasOpenBatch({ tensor }: TensorValue): boolean {
  const { shape } = tensor.type;
  const [first] = isUnknown(shape) ? [] : shape;
  return first !== undefined && isDynamic(first);
}
