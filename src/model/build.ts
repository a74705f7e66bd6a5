// Making the parts of a graph: layer objects, their calls, inputs, and models as layers. Every function takes the context
// that numbers and names things, and changes state only through its store.

import { type Box, box, type Store } from '../base/box.ts';
import type { Place, Span } from '../base/span.ts';
import { applyLayer } from '../layers/apply.ts';
import type { Dialect } from '../layers/config.ts';
import type { CallArgument, LayerDefinition, LayerObject } from '../layers/define.ts';
import { type GivenArguments, makeLayer } from '../layers/make.ts';
import { snakeCase } from '../layers/naming.ts';
import type { Problem } from '../layers/problems.ts';
import { flatten, mapNested, type Nested, one } from '../shapes/nested.ts';
import { identicalShape, type TensorType } from '../shapes/shape.ts';
import { afterError, isUnknown, type Maybe, type Unknown, unknown } from '../shapes/unknown.ts';
import {
  type GraphNode,
  joinStacks,
  type Layer,
  type LayerState,
  type Model,
  type ModelGraph,
  type ModelKind,
  type Stack,
  type SymbolicTensor,
} from './graph.ts';
import { joinGraphs } from './openGraph.ts';
import { type CompileState, joinCompiled } from './training.ts';

/** What numbers, names and remembers the things a program makes. */
export interface GraphContext {
  readonly store: Store;
  readonly dialect: Dialect;
  /** Where channels stand for layers that do not say so. */
  readonly dataFormat: Box<Maybe<'channels_last' | 'channels_first'>>;
  /** Whether the program has registered functions or classes of its own under names that layers look up. */
  registered: boolean;
  /** A number never given before. */
  nextId(): number;
  /** The next generated name of a stem. */
  autoName(stem: string): string;
}

/** An array of the program in the place of a tensor: it is a constant of the call, and no input of its node. */
export interface Constant {
  readonly constant: TensorType;
}

/** The arguments of a call: tensors of the graph in their structure, constants among them, or plain values. */
export type NodeArgument =
  | { readonly kind: 'tensors'; readonly value: Nested<SymbolicTensor | Constant | null> }
  | Extract<CallArgument, { kind: 'config' }>;

/** A layer object without calls. */
export function newLayer(
  context: GraphContext,
  parts: Omit<Layer, 'id' | 'state' | 'dialect' | 'argSpans' | 'named'> & {
    readonly argSpans?: ReadonlyMap<string, Span>;
    readonly named?: boolean;
  },
): Layer {
  const state: Box<LayerState> = box<LayerState>(
    { trainable: parts.object?.config.trainable !== false, nodes: [] },
    joinStates,
  );
  return { argSpans: new Map(), named: false, ...parts, id: context.nextId(), dialect: context.dialect, state };
}

/** A layer after two paths: it may have been called on either; variables are uncertain where the paths made other ones. */
function joinStates(first: LayerState, second: LayerState): LayerState {
  const longer = first.nodes.length > second.nodes.length ? first : second;
  const built = first.built ?? second.built;
  const same = first.trainable === second.trainable && sameVariables(first.built, second.built);
  const hidden = longer.hidden ?? (same ? undefined : unknown({ kind: 'branch' }));
  const renamed = first.renamed === true || second.renamed === true;
  const handedOut = first.handedOut === true || second.handedOut === true;
  const callsDiffer =
    first.callsDiffer === true || second.callsDiffer === true || first.nodes.length !== second.nodes.length;
  const exposed = first.exposed === true || second.exposed === true;
  const learned = first.learned === second.learned ? first.learned : unknown({ kind: 'branch' });
  return {
    ...longer,
    ...(built === undefined ? {} : { built }),
    ...(hidden === undefined ? {} : { hidden }),
    ...(renamed ? { renamed } : {}),
    ...(handedOut ? { handedOut } : {}),
    ...(callsDiffer ? { callsDiffer } : {}),
    ...(exposed ? { exposed } : {}),
    ...(learned === undefined ? {} : { learned }),
  };
}

function sameVariables(first: LayerState['built'], second: LayerState['built']): boolean {
  const a = first?.weights;
  const b = second?.weights;
  if (a === undefined || b === undefined || a === b) return true;
  if (isUnknown(a) || isUnknown(b) || a.length !== b.length) return false;
  return a.every((weight, i) => identicalShape(weight.shape, b[i]?.shape ?? []));
}

/** Makes a layer of the library from the arguments of its constructor. */
export function createLayer(
  context: GraphContext,
  options: {
    readonly definition: LayerDefinition;
    readonly given: GivenArguments;
    readonly created: Place;
    readonly argSpans?: ReadonlyMap<string, Span>;
    /** Set for an object of a class of the program that extends the layer's class. */
    readonly own?: { readonly className: string; readonly created: Place };
  },
): { readonly layer: Layer; readonly problems: readonly Problem[] } {
  const { definition, given, created, own } = options;
  const stem = own === undefined ? undefined : snakeCase(own.className);
  const autoName = (name: string): string =>
    context.autoName(stem !== undefined && name === (definition.autoName ?? snakeCase(definition.name)) ? stem : name);
  const made = makeLayer({
    definition,
    given,
    dialect: context.dialect,
    autoName,
    defaults: {
      registered: context.registered,
      ...(context.dataFormat.value === 'channels_last' ? {} : { data_format: context.dataFormat.value }),
    },
  });
  const layer = libraryLayer(context, made.layer, own?.created ?? created, options.argSpans);
  return {
    layer: own === undefined ? layer : { ...layer, kind: 'custom', className: own.className },
    problems: made.problems,
  };
}

/** The layer object of the graph for one that is made already. */
export function libraryLayer(
  context: GraphContext,
  object: LayerObject,
  created: Place,
  argSpans?: ReadonlyMap<string, Span>,
): Layer {
  return newLayer(context, {
    kind: 'layer',
    name: object.name,
    className: object.definition.name,
    object,
    created,
    named: object.given.has('name'),
    ...(argSpans === undefined ? {} : { argSpans }),
  });
}

/** Adds a call to a layer's calls and makes its output tensors. */
export function addNode(
  context: GraphContext,
  parts: Pick<GraphNode, 'layer' | 'inputs' | 'call' | 'called' | 'replay' | 'problems'> & {
    readonly types: Nested<TensorType> | Unknown;
  },
): GraphNode {
  // Written out, since copying the parts costs more than all the rest where thousands of calls are made.
  const { layer, inputs, call, called, replay, problems, types } = parts;
  const state = layer.state.value;
  const outputs: SymbolicTensor[] = [];
  const id = context.nextId();
  const callIndex = state.nodes.length;
  const node: GraphNode = {
    id,
    layer,
    callIndex,
    inputs,
    call,
    outputs,
    structure: afterError,
    called,
    replay,
    ...(problems === undefined ? {} : { problems }),
  };
  finishNode(context, node, outputs, types);
  context.store.write(parts.layer.state, { ...state, nodes: [...state.nodes, node] });
  return node;
}

/** A call that leaves no trace in the graph: on arrays, or on what is not known. */
export function detachedNode(
  context: GraphContext,
  parts: Pick<GraphNode, 'layer' | 'call' | 'called'> & { readonly types: Nested<TensorType> | Unknown },
): GraphNode {
  const outputs: SymbolicTensor[] = [];
  const node: GraphNode = {
    layer: parts.layer,
    call: parts.call,
    called: parts.called,
    id: context.nextId(),
    callIndex: -1,
    inputs: [],
    outputs,
    structure: afterError,
    replay: () => parts.types,
  };
  return finishNode(context, node, outputs, parts.types);
}

function finishNode(
  context: GraphContext,
  node: GraphNode,
  outputs: SymbolicTensor[],
  types: Nested<TensorType> | Unknown,
): GraphNode {
  const structure = isUnknown(types)
    ? types
    : mapNested(types, (type, index) => {
        const tensor: SymbolicTensor = { id: context.nextId(), type, node, index };
        outputs.push(tensor);
        return tensor;
      });
  (node as { structure: GraphNode['structure'] }).structure = structure;
  return node;
}

/** Calls a layer of the library. The problems found are given back; the outputs are then unknown. */
export function callLayer(
  context: GraphContext,
  options: {
    readonly layer: Layer;
    readonly call: ReadonlyMap<string, NodeArgument>;
    readonly called: Place;
    readonly announced?: boolean;
  },
): { readonly node: GraphNode; readonly problems: readonly Problem[] } {
  const { layer, call, called, announced } = options;
  const { object } = layer;
  if (object === undefined) throw new Error('only layers of the library can be called here');
  const { inputs, typed } = typedCall(call);
  const state = layer.state.value;
  const answer = applyLayer({
    layer: object,
    autoName: context.autoName,
    learned: state.learned ?? null,
    call: typed(inputs.map(input => input.type)),
    ...(announced === undefined ? {} : { announced }),
    ...(state.built === undefined ? {} : { built: state.built }),
  });
  context.store.write(layer.state, { ...state, built: answer.built });
  const again = (types: readonly TensorType[]) => ({
    layer: object,
    call: typed(types),
    built: answer.built,
    learned: layer.state.value.learned ?? null,
  });
  const node = addNode(context, {
    layer,
    inputs,
    call: typed(inputs.map(input => input.type)),
    called,
    replay: types => applyLayer(again(types)).outputs,
    // Other types come with a call of the model that holds the layer.
    problems: types => applyLayer({ ...again(types), announced: false }).problems,
    types: answer.outputs,
  });
  return { node, problems: answer.problems };
}

/** The tensors of a call, and the call with other tensor types put in their places. */
export function typedCall(call: ReadonlyMap<string, NodeArgument>): {
  readonly inputs: readonly SymbolicTensor[];
  readonly typed: (types: readonly TensorType[]) => ReadonlyMap<string, CallArgument>;
} {
  const inputs: SymbolicTensor[] = [];
  for (const argument of call.values()) {
    if (argument.kind === 'tensors') inputs.push(...flatten(argument.value).filter(isInput));
  }
  const typed = (types: readonly TensorType[]): ReadonlyMap<string, CallArgument> => {
    let next = 0;
    const out = new Map<string, CallArgument>();
    for (const [name, argument] of call) {
      if (argument.kind === 'config') {
        out.set(name, argument);
        continue;
      }
      out.set(name, {
        kind: 'tensors',
        value: mapNested(argument.value, tensor => {
          if (tensor === null) return null;
          return isInput(tensor) ? (types[next++] ?? tensor.type) : tensor.constant;
        }),
      });
    }
    return out;
  };
  return { inputs, typed };
}

function isInput(tensor: SymbolicTensor | Constant | null): tensor is SymbolicTensor {
  return tensor !== null && 'node' in tensor;
}

/** A call of one layer on one tensor or a list of them, as builders of whole models write it. */
export function tensorArguments(
  layer: Layer,
  inputs: SymbolicTensor | readonly SymbolicTensor[],
): ReadonlyMap<string, NodeArgument> {
  const name = (layer.object?.definition.call ?? ['inputs'])[0] ?? 'inputs';
  const value: Nested<SymbolicTensor> =
    'node' in inputs ? one(inputs) : { kind: 'list', type: 'list', items: inputs.map(one) };
  return new Map([[name, { kind: 'tensors', value }]]);
}

/** A model object, which is a layer too. */
export function newModel(
  context: GraphContext,
  parts: {
    readonly kind: ModelKind;
    readonly name: string;
    readonly named: boolean;
    readonly className: string;
    readonly defined: Place;
    readonly graph: ModelGraph | Unknown;
    readonly stack?: readonly Layer[];
    readonly application?: string;
    readonly argSpans?: ReadonlyMap<string, Span>;
    readonly madeWhole?: true;
  },
): Model {
  const model: { -readonly [K in keyof Model]?: Model[K] } = {
    kind: parts.kind,
    graph: box(parts.graph, joinGraphs),
    stack: box<Stack>(parts.stack ?? (isUnknown(parts.graph) ? [] : parts.graph.layers), joinStacks),
    compiled: box<CompileState>(undefined, joinCompiled),
    defined: parts.defined,
    ...(parts.application === undefined ? {} : { application: parts.application }),
  };
  model.layer = newLayer(context, {
    kind: 'model',
    name: parts.name,
    className: parts.className,
    model: model as Model,
    created: parts.defined,
    named: parts.named,
    ...(parts.argSpans === undefined ? {} : { argSpans: parts.argSpans }),
    ...(parts.madeWhole === undefined ? {} : { madeWhole: parts.madeWhole }),
  });
  return model as Model;
}
