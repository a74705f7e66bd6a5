// The variables of a model as a list: which layer each belongs to, and through which nested models it is reached.

import type { WeightSpec } from '../../layers/define.ts';
import type { Layer } from '../../model/graph.ts';
import { innerLayers, variablesOf } from '../../model/parameters.ts';
import { isUnknown } from '../../shapes/unknown.ts';

/** A layer with variables of its own. */
export interface VariableLayer {
  readonly layer: Layer;
  /** The names of the models it is in, from the outermost below the model itself, and its own. */
  readonly path: readonly string[];
  readonly weights: readonly WeightSpec[];
}

/** The layers inside a layer or model that have variables, each once, in the order of the layers. */
export function variableLayers(layer: Layer): readonly VariableLayer[] {
  const seen = new Set<Layer>();
  const out: VariableLayer[] = [];
  const visit = (one: Layer, path: readonly string[]): void => {
    if (seen.has(one)) return;
    seen.add(one);
    for (const part of innerLayers(one)) visit(part, [...path, part.name]);
    const weights = one.model === undefined ? variablesOf(one) : undefined;
    if (weights !== undefined && !isUnknown(weights) && weights.length > 0) out.push({ layer: one, path, weights });
  };
  visit(layer, layer.model === undefined ? [layer.name] : []);
  return out;
}

/** The shape of a variable, where all its sizes are known. */
export function knownShape({ shape }: WeightSpec): readonly number[] | undefined {
  const sizes = shape.filter(size => typeof size === 'number');
  return sizes.length === shape.length ? sizes : undefined;
}

/** True where an array may be the value of a variable. */
export function fits(weight: WeightSpec, shape: readonly number[]): boolean {
  const known = knownShape(weight);
  return known === undefined
    ? weight.shape.length === shape.length
    : known.length === shape.length && known.every((size, i) => size === shape[i]);
}
