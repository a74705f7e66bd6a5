// What the analysis of a program gives to the rules: the calls, models and mistakes it met, in terms of models and places.
// Plain data; a rule reads it and never the syntax or the values behind it.

import type { Place, Span } from '../base/span.ts';
import type { Dialect } from '../layers/config.ts';
import type { Problem } from '../layers/problems.ts';
import type { Shape, TensorType } from '../shapes/shape.ts';
import type { Unknown } from '../shapes/unknown.ts';
import type { LayerAccess, ModelOutputs } from './access.ts';
import type { CutAnalysis } from './cuts.ts';
import type { GraphNode, Layer, Model } from './graph.ts';
import type { TrainingCall } from './training.ts';

export interface Understanding {
  readonly uri: string;
  readonly dialect: Dialect;
  /** Calls of layers, and operations on symbolic tensors, in the order they ran. */
  readonly calls: readonly CallRecord[];
  /** Models in the order they were made. */
  readonly models: readonly ModelRecord[];
  readonly problems: readonly ProblemRecord[];
  readonly indexings: readonly IndexRecord[];
  /** Calls that feed data to models, in the order they ran. */
  readonly trainings: readonly TrainingCall[];
  /** Models that the program compiles at some time, on whatever path. */
  readonly compiled: ReadonlySet<Model>;
  /** True where code that ran, or that is not read, may have registered names of its own that layers and `compile` look up. */
  readonly registers: boolean;
  /** True where it is certain which version of the framework the program is for. */
  readonly versionGiven: boolean;
  /** What is not modelled, with how often it was met. */
  readonly unmodelled: ReadonlyMap<string, number>;
  /** Set where a budget ended the analysis early. */
  readonly stopped?: Unknown;
}

/** One call of a layer, or a layer put into a Sequential (`place` is then its constructor). */
export interface CallRecord {
  readonly place: Place;
  readonly layer: Layer;
  readonly node: GraphNode;
}

export interface ModelRecord {
  readonly model: Model;
  readonly place: Place;
  /** For a model that an imported file makes: the call in the analysed document that led there. */
  readonly calledAt?: Place;
  /** The variable that first held it; one of the analysed document for a model that is made elsewhere. */
  readonly variable?: string;
  /** What an argument is in the case that makes it (`kind = 'lstm'`), where other cases make other models. */
  readonly given?: string;
  readonly cut?: CutRecord;
}

/** A model whose outputs were read off the layers of another one. */
export interface CutRecord {
  readonly base: Model;
  /** How each output was chosen, in order. */
  readonly accesses: readonly LayerAccess[];
  readonly analysis: CutAnalysis;
  /** Positions in the base's layers of the nearest complete single cuts. */
  readonly before?: number;
  readonly after?: number;
  /** One output, all layers of a slice, or several chosen one by one. */
  readonly form: 'single' | 'slice' | 'several';
  /** The outputs as written in the constructor of the cut model. */
  readonly place: Place;
}

/** A contradiction that a layer, operation or model found in its arguments or inputs. */
export interface ProblemRecord {
  readonly problem: Problem;
  /** The call that is wrong. */
  readonly place: Place;
  /** What it was reported by: a layer with its name, or a function. */
  readonly subject: { readonly name: string; readonly className: string; readonly layer?: Layer };
  /** The arguments as written, by the name used in the problem; each span covers the value. */
  readonly argSpans: ReadonlyMap<string, Span>;
  /** Where the inputs come from, for related places. */
  readonly inputs: readonly ProblemInput[];
  /** Set for what fails inside the function of a Lambda layer: the layer, and the shapes that it is called on. */
  readonly lambda?: { readonly layer: Layer; readonly shapes: readonly Shape[] };
  /** Set for what fails inside a loss of the program: its name, and the call that trains with it. */
  readonly loss?: { readonly name: string; readonly called: Place };
  /** Set for a layer of a Sequential that data builds. */
  readonly fed?: Feed;
}

/** The data that a Sequential is built by, which is where the framework raises. */
export interface Feed {
  /** The data as it stands in the call. */
  readonly place: Place;
  /** `data` for the layer that the data comes to, `layer` for one behind another layer. */
  readonly from: 'data' | 'layer';
}

/** A tensor that a reported call was given. */
export interface ProblemInput {
  readonly type: TensorType;
  /** The call that made it. */
  readonly place?: Place;
  /** The name of the layer that made it. */
  readonly from?: string;
  readonly layer?: Layer;
  /** Which output of that call it is, from 0. */
  readonly output?: number;
}

/** An index with a plain integer into what a model's call gave. */
export interface IndexRecord {
  readonly place: Place;
  /** The brackets with the index. */
  readonly brackets: Place;
  readonly index: number;
  /** `output` picks one of several outputs; `batch` cuts the batch axis of a tensor. */
  readonly picks: 'output' | 'batch';
  readonly of?: ModelOutputs;
  readonly before: Shape;
  readonly after: Shape;
  /** The indexed expression. */
  readonly objectSpan: Place;
}
