// A model as it is drawn: strings and numbers only, ready to show. The server makes it from a model graph, the webview
// draws it; neither core objects nor markup cross this line.

/** A place in a document: lines and columns from 0, columns in UTF-16 units. Of a notebook each cell is a document. */
export interface SourceRange {
  readonly uri: string;
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The number of the cell in its notebook, counted from 1 with cells of text, where the document is one. */
  readonly cell?: number;
}

/** One graph: the drawn model, or a nested model inside it. */
export interface GraphView {
  /** The name of the model as the framework knows it (`resnet50`). */
  readonly name: string;
  /** The variable the program holds it by, where there is one. */
  readonly variable?: string;
  /** `Functional`, `Sequential`, or the user's own class. */
  readonly className: string;
  /** `Keras 3`, `Keras 2` or `TensorFlow.js`. */
  readonly framework: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** The nodes that take the inputs and give the outputs, in the order of `inputs` and `outputs`. Edges across the border
   * of a nested model are drawn by them; without them they are guessed from the categories and states of the nodes. */
  readonly inputNodes?: readonly string[];
  readonly outputNodes?: readonly { readonly node: string; readonly output: number }[];
  readonly params: ParameterCount;
  /** In an order in which every call comes after what feeds it, the order of the source where that is one. */
  readonly nodes: readonly GraphViewNode[];
  /** The edges into one node stand in the order of its inputs. */
  readonly edges: readonly GraphViewEdge[];
  /** Set where the model is cut out of another one. */
  readonly cut?: CutView;
  /** Why the graph does not show all of the model, as a sentence. */
  readonly incomplete?: string;
  readonly source?: SourceRange;
}

/** Numbers of parameters; null where not known. */
export interface ParameterCount {
  readonly total: number | null;
  readonly trainable: number | null;
}

/** What a cut keeps and drops of the model it is taken from. */
export interface CutView {
  /** The name of the model it is cut from. */
  readonly base: string;
  readonly complete: boolean;
  /** The message of the finding on it, where there is one, and the severity that gives its colour. */
  readonly message?: string;
  readonly severity?: 'error' | 'warning' | 'information' | 'hint';
  /** Ids of the nodes at which the model was cut: its outputs. */
  readonly at: readonly string[];
  /** Ids of the merge nodes that a dropped path would have joined. */
  readonly merges: readonly string[];
}

export type NodeCategory =
  | 'input'
  | 'core'
  | 'convolution'
  | 'pooling'
  | 'normalization'
  | 'activation'
  | 'merging'
  | 'reshaping'
  | 'recurrent'
  | 'attention'
  | 'preprocessing'
  | 'regularization'
  | 'operation'
  | 'model'
  | 'custom';

/** One call of a layer. */
export interface GraphViewNode {
  /** Unique in the whole view, nested graphs included, and the same as in the run plan. */
  readonly id: string;
  /** The layer's name (`conv2_block1_add`). */
  readonly name: string;
  readonly className: string;
  readonly category: NodeCategory;
  /** Its position in `model.layers`; absent for operations that are not listed there. */
  readonly index?: number;
  /** One text per output tensor: `(None, 25, 25, 256)`. */
  readonly outputs: readonly string[];
  readonly inputs: readonly string[];
  readonly dtype: string;
  readonly params: ParameterCount;
  /** The few arguments that say most, for the face of the node: `3×3, stride 2`. */
  readonly summary: string;
  readonly args: readonly {
    readonly name: string;
    readonly value: string;
    readonly isDefault: boolean;
    readonly doc?: string;
  }[];
  readonly weights: readonly {
    readonly name: string;
    readonly shape: string;
    readonly trainable: boolean;
    readonly count: number | null;
  }[];
  /** What the layer does, in a sentence or two. */
  readonly doc?: string;
  /** `kept` is the ordinary state; `output` nodes give the model's outputs; `dropped` ones are not part of the model. */
  readonly state: 'kept' | 'output' | 'dropped';
  /** Reasons for `?` in the shapes, problems found on this call. */
  readonly notes: readonly {
    readonly severity: 'error' | 'warning' | 'information' | 'hint';
    readonly message: string;
  }[];
  /** The call in the source. */
  readonly source?: SourceRange;
  /** The graph inside, for a nested model. */
  readonly inner?: GraphView;
  /** Other nodes that call the same layer object. */
  readonly sharedWith: readonly string[];
}

export interface GraphViewEdge {
  readonly from: string;
  /** Which output of `from`. */
  readonly output: number;
  readonly to: string;
  readonly shape: string;
  /** Part of a path that the cut leaves out. */
  readonly dropped: boolean;
}

/** The accessible name of a node, fixed for people and tests: `NAME, CLASS, OUTPUT SHAPE`, `, dropped` at its end. */
export function nodeLabel(node: GraphViewNode): string {
  const shapes = node.outputs.length > 3 ? `${node.outputs.length} outputs` : node.outputs.join(' ');
  return `${node.name}, ${node.className}, ${shapes}${node.state === 'dropped' ? ', dropped' : ''}`;
}
