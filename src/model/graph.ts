// The graph of models: layer objects, their calls, the symbolic tensors between them, and the models made of them. A node
// is a call, not a layer: a shared layer has several. Nothing here holds a syntax node; places link back to the source.

import type { Box } from '../base/box.ts';
import type { Place, Span } from '../base/span.ts';
import type { Built } from '../layers/apply.ts';
import type { Dialect } from '../layers/config.ts';
import type { CallArgument, LayerObject, WeightSpec } from '../layers/define.ts';
import type { Vocabulary } from '../layers/lookup.ts';
import type { Problem } from '../layers/problems.ts';
import type { Nested } from '../shapes/nested.ts';
import type { TensorType } from '../shapes/shape.ts';
import { isUnknown, type Unknown, unknown } from '../shapes/unknown.ts';
import type { CompileState } from './training.ts';

/** An object whose calls are nodes: a layer, a model used as a layer, an operation, or a layer class of the user's own. */
export interface Layer {
  readonly id: number;
  readonly kind: 'layer' | 'model' | 'operation' | 'custom';
  readonly name: string;
  readonly className: string;
  readonly dialect: Dialect;
  /** Set for kind `layer`. */
  readonly object?: LayerObject;
  /** Set for kind `model`. */
  readonly model?: Model;
  /** The operation by its name under `keras.ops`, for kind `operation`. */
  readonly operation?: string;
  readonly state: Box<LayerState>;
  /** The expression that made it. */
  readonly created: Place;
  /** The arguments as written, by canonical name. */
  readonly argSpans: ReadonlyMap<string, Span>;
  /** Set for a layer of the program's own that makes no variables when it is built. */
  readonly madeWhole?: true;
  /** The name the program gave to it, as far as it was given one in the source. */
  readonly named: boolean;
}

export interface LayerState {
  /** Set by the first call. */
  readonly built?: Built;
  readonly trainable: boolean;
  /** Its calls in order. */
  readonly nodes: readonly GraphNode[];
  /** Set where paths of the program called it a different number of times: of its calls some may not have been. */
  readonly callsDiffer?: true;
  /** Set once the program gave it another name than the one it was made with. */
  readonly renamed?: true;
  /** The terms of its vocabulary, once the program let it learn from data (`adapt`) or set them. */
  readonly learned?: Vocabulary;
  /** Set once code that is not known was given it, which may call it. */
  readonly handedOut?: true;
  /** Set for a model that code which is not known may reach over anything it was given, and compile. */
  readonly exposed?: true;
  /** Set for a layer of the program's own once its `build` has run. */
  readonly begun?: true;
  /** For a model of the program's own: its first call that is known, on tensors or arrays. */
  readonly first?: GraphNode;
  /** Why variables may exist that are not known of. */
  readonly hidden?: Unknown;
  /** Variables that an object of the program keeps in its fields, beside those that it adds. */
  readonly kept?: readonly WeightSpec[];
  /** Layers inside a layer of the user's own, as far as they are known. */
  readonly inner?: readonly Layer[];
}

/** One call of a layer on symbolic tensors. */
export interface GraphNode {
  readonly id: number;
  readonly layer: Layer;
  /** Which call of the layer this is, from 0; -1 for a call that leaves no trace in the graph. */
  readonly callIndex: number;
  /** Set on what stands for the calls of two paths of the program, of which the one or the other made the tensor. */
  readonly joined?: true;
  /** All tensors that went in, in the order of the arguments. */
  readonly inputs: readonly SymbolicTensor[];
  /** The arguments of the call beside its tensors, and where the tensors stand among them. */
  readonly call: ReadonlyMap<string, CallArgument>;
  /** All tensors that came out, depth first. */
  readonly outputs: readonly SymbolicTensor[];
  readonly structure: Nested<SymbolicTensor> | Unknown;
  readonly called: Place;
  /** What the same call gives on other tensor types. */
  readonly replay: (inputs: readonly TensorType[]) => Nested<TensorType> | Unknown;
  /** What the layer says is wrong with the same call on other tensor types; absent where that is not known. */
  readonly problems?: (inputs: readonly TensorType[]) => readonly Problem[];
}

/** A tensor without values: output `index` of a call. */
export interface SymbolicTensor {
  readonly id: number;
  readonly type: TensorType;
  readonly node: GraphNode;
  readonly index: number;
}

export type ModelKind = 'sequential' | 'functional' | 'subclass';

/** A model object. Its graph changes where the program adds or removes layers. */
export interface Model {
  readonly kind: ModelKind;
  /** The model as a layer of other models. */
  readonly layer: Layer;
  readonly graph: Box<ModelGraph | Unknown>;
  /** The layers put into a Sequential so far; the same as the graph's layers for other kinds. */
  readonly stack: Box<Stack>;
  /** What `compile` was told last. */
  readonly compiled: Box<CompileState>;
  /** The expression that made it. */
  readonly defined: Place;
  /** The function of keras.applications that built it. */
  readonly application?: string;
}

/** Layers put upon each other; `open` says why there may be others from there on. */
export type Stack = readonly Layer[] & { readonly open?: Unknown };

/** What two paths have in common from the bottom, open where they differ. */
export function joinStacks(first: Stack, second: Stack): Stack {
  const differ = first.findIndex((layer, i) => layer !== second[i]);
  const common = differ < 0 ? first.length : differ;
  if (common === first.length && common === second.length && first.open === second.open) return first;
  const open = first.open ?? second.open ?? unknown({ kind: 'branch' });
  return Object.assign(first.slice(0, common), { open });
}

/** The calls between inputs and outputs. */
export interface ModelGraph {
  readonly inputs: Nested<SymbolicTensor>;
  readonly outputs: Nested<SymbolicTensor>;
  /** Every call, each after those that feed it, in the framework's order of layers. */
  readonly nodes: readonly GraphNode[];
  /** `model.layers`: each layer object once. Operations are not layers. */
  readonly layers: readonly Layer[];
  /** Every layer object and operation once, in the same order. */
  readonly operations: readonly Layer[];
}

/** What the graph of a Sequential is before its input is known. */
export const notBuilt: Unknown = unknown({ kind: 'data', what: 'the input shape, which the model is not told' });

/** What stands for the graph of a model that is a class of the program with a `call` of its own. */
export const noFixedGraph: Unknown = unknown({ kind: 'data', what: 'what each call of the model is given' });

/** True for a layer that stands in `model.layers`. Keras 2 makes layers of plain operations, too. */
export function isListed(layer: Layer): boolean {
  return layer.kind !== 'operation' || layer.dialect === 'keras2';
}

/** The layers of `model.layers`, whatever is known of its graph. */
export function layersOf(model: Model): readonly Layer[] {
  const graph = model.graph.value;
  return model.kind === 'sequential' || isUnknown(graph) ? model.stack.value : graph.layers;
}
