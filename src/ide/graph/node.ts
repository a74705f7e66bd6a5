// One call of a layer as a node of the drawing.

import type { Analysis } from '../../analysis/analysis.ts';
import { contains } from '../../base/span.ts';
import type { GraphNode, Layer, Model, ModelGraph, SymbolicTensor } from '../../model/graph.ts';
import { layerParameters, variablesOf } from '../../model/parameters.ts';
import type { TypeOf } from '../../model/replay.ts';
import type { GraphViewNode, ParameterCount } from '../../protocol/graphView.ts';
import { product } from '../../shapes/dim.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { argumentSummary, argumentsOf } from '../argumentText.ts';
import { categoryOf } from '../category.ts';
import { modelLabel } from '../graphIndex.ts';
import { dtypeText, reasonsFor, shapeText } from '../layerText.ts';
import type { NodeName } from '../nodeNames.ts';
import { rangeOfPlace } from '../places.ts';

/** What is drawn, and how its parts are named. */
export interface Drawing {
  readonly analysis: Analysis;
  readonly graph: ModelGraph;
  readonly names: ReadonlyMap<GraphNode, NodeName>;
  readonly typeOf: TypeOf;
  /** Calls of the base that a cut leaves out. */
  readonly dropped: ReadonlySet<GraphNode>;
  /** The position of each layer in `model.layers`. */
  readonly positions: ReadonlyMap<Layer, number>;
  /** How many calls of the graph the source makes at one place, by `start:end`. */
  readonly callsByPlace: ReadonlyMap<string, number>;
  /** The ids of all calls of a layer. */
  readonly idsByLayer: ReadonlyMap<Layer, readonly string[]>;
  /** What the model is fed with. */
  readonly inputs: ReadonlySet<SymbolicTensor>;
  /** The calls that give the model's outputs. */
  readonly outputs: ReadonlySet<GraphNode>;
}

/** A call of the graph, or one that a cut leaves out. */
export function callNode(drawing: Drawing, node: GraphNode, name: NodeName): GraphViewNode {
  const { analysis, typeOf, positions, dropped } = drawing;
  const { layer } = node;
  const { dialect } = layer;
  const types = node.outputs.map(typeOf);
  const isFed = node.outputs.some(output => drawing.inputs.has(output));
  const index = positions.get(layer);
  const source = rangeOfPlace(analysis, node.called);
  const sharedWith = (drawing.idsByLayer.get(layer) ?? []).filter(id => id !== name.id);
  const [first] = types;
  return {
    ...layerNode(layer, { id: name.id, ...(index === undefined || dropped.has(node) ? {} : { index }) }),
    ...(layer.model === undefined ? {} : { summary: labelOf(analysis, layer.model) }),
    ...(isFed && layer.className !== 'InputLayer' ? fedNode : {}),
    outputs: types.length === 0 ? ['?'] : types.map(type => shapeText(type.shape, dialect)),
    inputs: isFed ? [] : node.inputs.map(input => shapeText(typeOf(input).shape, dialect)),
    dtype: first === undefined ? '?' : dtypeText(first),
    state: dropped.has(node) ? 'dropped' : drawing.outputs.has(node) ? 'output' : 'kept',
    notes: notesOf(drawing, node),
    ...(source === undefined ? {} : { source }),
    sharedWith,
  };
}

/** A call whose result the model is fed with stands for an input: what the call does is not part of the model. */
const fedNode = {
  className: 'InputLayer',
  category: 'input',
  params: { total: 0, trainable: 0 },
  summary: '',
  args: [],
  weights: [],
} as const;

/** The variable that a nested model is kept in, where its name tells more than the model's own. */
function labelOf(analysis: Analysis, model: Model): string {
  const label = modelLabel(analysis, model);
  return label === model.layer.name ? '' : label;
}

/** What is known of a layer apart from its calls. */
export function layerNode(layer: Layer, options: { readonly id: string; readonly index?: number }): GraphViewNode {
  const { object } = layer;
  const weights = variablesOf(layer);
  return {
    ...options,
    name: layer.name,
    className: layer.className,
    category: categoryOf(layer),
    outputs: ['?'],
    inputs: [],
    dtype: '?',
    params: parameterCount(layer),
    summary: object === undefined ? '' : argumentSummary(object),
    args: object === undefined ? [] : argumentsOf(object).map(({ canonical: _, ...argument }) => argument),
    weights: (weights === undefined || isUnknown(weights) ? [] : weights).map(weight => {
      const count = product(weight.shape);
      return {
        name: weight.name,
        shape: shapeText(weight.shape, layer.dialect),
        trainable: weight.trainable && layer.state.value.trainable,
        count: typeof count === 'number' ? count : null,
      };
    }),
    ...(object === undefined ? {} : { doc: object.definition.doc.replaceAll('`', '') }),
    state: 'kept',
    notes: [],
    sharedWith: [],
  };
}

/** Numbers of parameters, null where they are not known. */
export function parameterCount(layer: Layer): ParameterCount {
  const { total, trainable } = layerParameters(layer);
  return { total: isUnknown(total) ? null : total, trainable: isUnknown(trainable) ? null : trainable };
}

/** Why something is not known, and the findings on the call where it is the only one made there. */
function notesOf(drawing: Drawing, node: GraphNode): GraphViewNode['notes'] {
  const { analysis, typeOf, callsByPlace } = drawing;
  const reasons = reasonsFor(node.outputs.map(output => typeOf(output).shape));
  const unknowns = reasons.map(reason => ({ severity: 'hint' as const, message: `Not known: ${plainText(reason)}.` }));
  const { called } = node;
  const isAlone = callsByPlace.get(`${called.start}:${called.end}`) === 1 && called.uri === analysis.uri;
  const findings = isAlone ? analysis.findings.filter(({ place }) => contains(called, place)) : [];
  return [...findings.map(({ severity, message }) => ({ severity, message })), ...unknowns];
}

function plainText(text: string): string {
  return text.replaceAll('`', '');
}
