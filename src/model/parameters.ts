// Counting the parameters of layers and models: each variable once, however often its layer is called.

import type { WeightSpec } from '../layers/define.ts';
import { multiply } from '../shapes/dim.ts';
import type { Shape } from '../shapes/shape.ts';
import { isUnknown, type Unknown, unknown } from '../shapes/unknown.ts';
import { type Layer, noFixedGraph, notBuilt } from './graph.ts';

/** Numbers of elements of the variables; unknown where a variable's shape is. */
export interface Parameters {
  readonly total: number | Unknown;
  readonly trainable: number | Unknown;
}

/** The parameters of one layer, the layers of a model included. */
export function layerParameters(layer: Layer): Parameters {
  return countParameters([layer]);
}

/** The parameters of several layers together. */
export function countParameters(layers: readonly Layer[]): Parameters {
  const seen = new Set<Layer>();
  const idle = idleLayers(layers);
  let total: number | Unknown = 0;
  let trainable: number | Unknown = 0;
  const count = (layer: Layer): void => {
    if (seen.has(layer)) return;
    seen.add(layer);
    const { trainable: trains } = layer.state.value;
    const weights = layer.model?.stack.value.open ?? variablesOf(layer) ?? (idle.has(layer) ? [] : notYet);
    if (isUnknown(weights)) {
      total = weights;
      trainable = weights;
      return;
    }
    for (const weight of weights) {
      const size = weight.shape.reduce(multiply, 1);
      const known: number | Unknown =
        typeof size === 'number'
          ? size
          : isUnknown(size)
            ? size
            : unknown({ kind: 'data', what: 'a size that is left open' });
      total = sum(total, known);
      if (weight.trainable && trains) trainable = sum(trainable, known);
    }
  };
  for (const layer of layers) {
    const hidden = unknownPart(layer);
    if (hidden !== undefined) return { total: hidden, trainable: hidden };
    for (const part of countedLayers(layer)) count(part);
  }
  return { total, trainable };
}

/** Every layer with variables of its own inside a layer or model, each once; the layer itself where it is no model. */
export function countedLayers(layer: Layer): readonly Layer[] {
  const seen = new Set<Layer>();
  const visit = (one: Layer): void => {
    if (seen.has(one)) return;
    seen.add(one);
    for (const part of innerLayers(one)) visit(part);
    for (const part of one.state.value.inner ?? []) visit(part);
  };
  visit(layer);
  return [...seen].filter(one => one.kind !== 'operation' && (one.kind !== 'model' || isOwn(one)));
}

/** True for a model that may have variables of its own beside its layers: an object of a class of the program. */
function isOwn(layer: Layer): boolean {
  const { built, kept } = layer.state.value;
  return layer.model?.kind === 'subclass' || built !== undefined || kept !== undefined;
}

/** Why the layers inside are not all known: a functional model without a graph, a Sequential that got something unknown. */
function unknownPart(layer: Layer, seen: Set<Layer> = new Set()): Unknown | undefined {
  if (seen.has(layer)) return undefined;
  seen.add(layer);
  const graph = layer.model?.graph.value;
  if (graph !== undefined && isUnknown(graph) && graph !== noFixedGraph && graph !== notBuilt) return graph;
  const { inner, hidden } = layer.state.value;
  if (hidden !== undefined) return hidden;
  for (const part of [...innerLayers(layer), ...(inner ?? [])]) {
    const found = unknownPart(part, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The layers a model is made of; none for other layers. */
export function innerLayers(layer: Layer): readonly Layer[] {
  const { model } = layer;
  if (model === undefined) return [];
  const graph = model.graph.value;
  return isUnknown(graph) ? model.stack.value : graph.operations;
}

/**
 * The layers that a layer of the program keeps and does not use: its own call is known, and it calls none of them. Keras
 * builds a layer when it is called, so that these have no variables.
 */
function idleLayers(layers: readonly Layer[]): ReadonlySet<Layer> {
  const idle = new Set<Layer>();
  const seen = new Set<Layer>();
  const visit = (layer: Layer, isKept: boolean): void => {
    if (seen.has(layer)) return;
    seen.add(layer);
    const { built, handedOut, nodes, inner } = layer.state.value;
    const isIdle = isKept && built === undefined && handedOut !== true && nodes.length === 0;
    if (isIdle) idle.add(layer);
    for (const part of innerLayers(layer)) visit(part, isIdle || isSettled(layer));
    for (const part of inner ?? []) visit(part, isIdle || isSettled(layer));
  };
  for (const layer of layers) visit(layer, false);
  return idle;
}

/** True for a layer of the program whose own call gave tensors that are known in full. */
function isSettled({ kind, model, state }: Layer): boolean {
  if (kind !== 'custom' && model?.kind !== 'subclass') return false;
  const { first, nodes, handedOut } = state.value;
  const calls = first === undefined ? nodes : [first, ...nodes];
  return (
    handedOut !== true &&
    calls.length > 0 &&
    calls.every(({ outputs }) => outputs.length > 0 && outputs.every(({ type }) => isKnownShape(type.shape)))
  );
}

function isKnownShape(shape: Shape): boolean {
  return !isUnknown(shape) && shape.every(dim => !isUnknown(dim));
}

/**
 * The variables of a layer itself; undefined for one that waits for its first call. A layer that needs none has them all
 * from the start.
 */
export function variablesOf(layer: Layer): readonly WeightSpec[] | Unknown | undefined {
  const { built, kept = [] } = layer.state.value;
  const needsNone = (layer.kind === 'layer' && layer.object?.definition.weights === undefined) || layer.madeWhole;
  const weights = built?.weights ?? (needsNone === true ? [] : undefined);
  return weights === undefined || isUnknown(weights) || kept.length === 0 ? weights : [...weights, ...kept];
}

/** Why the variables of a layer that waits for its first call are not known. */
export const notYet: Unknown = unknown({ kind: 'data', what: 'the input, and it is not called yet' });

function sum(a: number | Unknown, b: number | Unknown): number | Unknown {
  if (isUnknown(a)) return a;
  return isUnknown(b) ? b : a + b;
}
