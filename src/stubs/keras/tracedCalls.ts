// Calls whose content the program gives: the `call` of its classes, the function of a Lambda. It is run on placeholders of the
// same types, where tensors are TensorFlow's and operations leave no nodes, and the graph holds one node for the whole call.

import type { Place } from '../../base/span.ts';
import { argumentValues } from '../../interp/callArguments.ts';
import { type Context, markOf, rewind } from '../../interp/context.ts';
import { handOutLayer } from '../../interp/handOut.ts';
import { list, record, tuple } from '../../interp/make.ts';
import type { ArrayValue, CallArgs, TensorValue, Value } from '../../interp/value.ts';
import { isFloatDtype } from '../../layers/dtypes.ts';
import { addNode, detachedNode } from '../../model/build.ts';
import type { GraphNode, Layer, SymbolicTensor } from '../../model/graph.ts';
import { flatten, mapNested, type Nested, list as nestedList } from '../../shapes/nested.ts';
import type { TensorType } from '../../shapes/shape.ts';
import { isUnknown, type Unknown, unknown } from '../../shapes/unknown.ts';
import { arrayOf, holdsTensors, nestedValue, type TensorArgument, tensorsIn, typeOf } from '../convert.ts';
import { symbolicIn } from '../operations.ts';

/** A call to be run. */
export interface TracedCall {
  readonly layer: Layer;
  readonly args: CallArgs;
  readonly place: Place;
  /** The dtype that floating arguments are cast to, as far as it is known. */
  readonly dtype: string | undefined;
  /** Runs the content of the call on the arguments as they are inside. */
  run(args: CallArgs): Value;
}

/** Runs a call and notes it in the graph, or beside it where no symbolic tensor goes in. */
export function callTraced(context: Context, call: TracedCall): Value {
  const { layer, args, place } = call;
  const answer = runInside(context, call);
  const inputs = argumentValues(args).flatMap(symbolicIn);
  const structure = answerTypes(answer);
  const isSymbolic = inputs.length > 0 && !isUnknown(structure);
  const node = isSymbolic
    ? addNode(context, {
        layer,
        inputs,
        call: new Map(),
        called: place,
        types: structure,
        replay: types => replay(context, call, inputs, types),
      })
    : detachedNode(context, { layer, call: new Map(), called: place, types: structure });
  if (isUnknown(structure)) handOutLayer(context, layer);
  noteFirst(context, layer, node);
  context.record.calls.push({ place, layer, node });
  return isSymbolic ? withOutputs(answer, [...node.outputs]) : answer;
}

/** A model of the program is shown with what its first call that is known gave. */
function noteFirst(context: Context, layer: Layer, node: GraphNode): void {
  const state = layer.state.value;
  if (layer.model?.kind !== 'subclass' || state.first !== undefined || node.outputs.length === 0) return;
  context.store.write(layer.state, { ...state, first: node });
}

/** What a call gives, without a trace of it in the graph, in what is found, or in the state of the program. */
export function tracedAnswer(context: Context, call: TracedCall): Nested<TensorType> | Unknown {
  let answer: Value = unknown({ kind: 'error' });
  const mark = markOf(context.record);
  context.record.muted++;
  context.store.tentatively(() => {
    answer = runInside(context, call);
  });
  context.record.muted--;
  rewind(context.record, mark);
  return answerTypes(answer);
}

function runInside(context: Context, { layer, args, place, dtype, run }: TracedCall): Value {
  // Keras 2 casts the first argument, Keras 3 all of them.
  const casts = context.dialect === 'keras3';
  const inside: CallArgs = {
    ...args,
    positional: args.positional.map((argument, i) => ({
      ...argument,
      value: replaced(context, { layer, value: argument.value, place, dtype: i === 0 || casts ? dtype : undefined }),
    })),
    keywords: args.keywords.map(keyword => ({
      ...keyword,
      value: replaced(context, { layer, value: keyword.value, place, dtype: casts ? dtype : undefined }),
    })),
  };
  context.traced++;
  try {
    return run(inside);
  } finally {
    context.traced--;
  }
}

function replay(
  context: Context,
  call: TracedCall,
  inputs: readonly SymbolicTensor[],
  types: readonly TensorType[],
): Nested<TensorType> | Unknown {
  const { layer, place } = call;
  const swap = new Map(inputs.map((input, i) => [input, types[i] ?? input.type]));
  const swapped = (value: Value): Value =>
    mapTensors(value, one =>
      one.kind === 'tensor'
        ? { kind: 'tensor', tensor: placeholder(context, layer, swap.get(one.tensor) ?? one.tensor.type, place) }
        : one,
    );
  const args: CallArgs = {
    ...call.args,
    positional: call.args.positional.map(one => ({ ...one, value: swapped(one.value) })),
    keywords: call.args.keywords.map(one => ({ ...one, value: swapped(one.value) })),
  };
  return tracedAnswer(context, { ...call, args });
}

/** An argument of a call as `call` sees it: floating tensors have the dtype the layer computes in. */
function replaced(
  context: Context,
  options: { readonly layer: Layer; readonly value: Value; readonly place: Place; readonly dtype: string | undefined },
): Value {
  const { layer, value, place, dtype } = options;
  return mapTensors(value, one => {
    const type = typeOf(one);
    const inside =
      dtype !== undefined && !isUnknown(type.dtype) && isFloatDtype(type.dtype) ? { ...type, dtype } : type;
    if (one.kind === 'tensor') return { kind: 'tensor', tensor: placeholder(context, layer, inside, place) };
    return inside.dtype === type.dtype && one.flavour === 'eager' ? one : arrayOf(inside, 'eager');
  });
}

/** A tensor that belongs to no graph of the program. */
export function placeholder(context: Context, layer: Layer, type: TensorType, place: Place): SymbolicTensor {
  const node: GraphNode = detachedNode(context, {
    layer,
    call: new Map(),
    called: place,
    types: { kind: 'one', value: type },
  });
  return node.outputs[0] ?? { id: context.nextId(), type, node, index: 0 };
}

// ---------------------------------------------------------------------------------------------------------------------

/** The types of what a call gives: its structure where it holds tensors alone, else all tensors one after the other. */
function answerTypes(answer: Value): Nested<TensorType> | Unknown {
  const structure = tensorsIn(answer);
  if (structure !== undefined && holdsTensors(structure) && !holdsNone(structure))
    return mapNested(structure, one => typeOf(one as TensorValue | ArrayValue));
  if (isUnknown(answer)) return answer;
  const types: TensorType[] = [];
  const why = { first: undefined as Unknown | undefined };
  mapTensors(
    answer,
    one => {
      types.push(typeOf(one));
      return one;
    },
    other => {
      const type = plainType(other);
      if (isUnknown(type)) why.first ??= type;
      types.push(isUnknown(type) ? { shape: type, dtype: type } : type);
    },
  );
  return types.length === 0
    ? (why.first ?? unknown({ kind: 'todo', what: 'what the call returns' }))
    : nestedList(types);
}

/** A plain number beside tensors counts as a tensor without axes. */
function plainType(value: Value): TensorType | Unknown {
  switch (value.kind) {
    case 'int':
    case 'size':
      return { shape: [], dtype: 'int32' };
    case 'float':
      return { shape: [], dtype: 'float32' };
    case 'bool':
      return { shape: [], dtype: 'bool' };
    default:
      return isUnknown(value) ? value : unknown({ kind: 'data', what: `a ${value.kind} among the outputs` });
  }
}

function holdsNone(structure: TensorArgument): boolean {
  return flatten(structure).includes(null);
}

/** The answer of a call with the outputs of its node in the places of its tensors. */
function withOutputs(answer: Value, outputs: SymbolicTensor[]): Value {
  const structure = tensorsIn(answer);
  if (structure !== undefined && !holdsNone(structure)) {
    // Records number their tensors by key.
    const next = { i: 0 };
    return nestedValue(
      mapNested(structure, () => outputs[next.i++]),
      tensor => (tensor === undefined ? unknown({ kind: 'error' }) : { kind: 'tensor', tensor }),
    );
  }
  return mapTensors(
    answer,
    () => {
      const tensor = outputs.shift();
      return tensor === undefined ? unknown({ kind: 'error' }) : { kind: 'tensor', tensor };
    },
    () => void outputs.shift(),
  );
}

/** Replaces every tensor and array in lists and records; `visit` sees all else that is no None. */
function mapTensors(
  value: Value,
  replace: (tensor: TensorValue | ArrayValue) => Value,
  visit?: (other: Value) => void,
): Value {
  switch (value.kind) {
    case 'tensor':
    case 'array':
      return replace(value);
    case 'list': {
      if (visit === undefined && !value.items.value.some(mayHoldTensors)) return value;
      const items = value.items.value.map(item => mapTensors(item, replace, visit));
      return value.type === 'tuple' ? tuple(items, value.open.value) : list(items, value.open.value);
    }
    case 'record': {
      const entries = [...value.entries.value.values()];
      if (visit === undefined && !entries.some(entry => mayHoldTensors(entry.value))) return value;
      const swapped = record(
        entries.flatMap(entry =>
          entry.key.kind === 'string' ? [[entry.key.value, mapTensors(entry.value, replace, visit)] as const] : [],
        ),
        value.attributes ? 'by name too' : 'by index',
      );
      return value.open.value === undefined ? swapped : { ...swapped, open: value.open };
    }
    case 'none':
      return value;
    default:
      visit?.(value);
      return value;
  }
}

function mayHoldTensors(value: Value): boolean {
  return value.kind === 'tensor' || value.kind === 'array' || value.kind === 'list' || value.kind === 'record';
}
