// A model in the place of a layer argument, as in `TimeDistributed(model)`: a layer definition made from its graph.

import { tensorsOf } from '../layers/apply.ts';
import { defineLayer, type LayerObject, type WeightSpec } from '../layers/define.ts';
import { tensorType } from '../shapes/shape.ts';
import { isUnknown, unknown } from '../shapes/unknown.ts';
import type { Layer } from './graph.ts';
import { countedLayers, variablesOf } from './parameters.ts';
import { replayGraph } from './replay.ts';

/** The layer object that stands for a model; undefined for what is no model. */
export function modelAsLayer(layer: Layer): LayerObject | undefined {
  const { model } = layer;
  if (model === undefined) return undefined;
  const definition = defineLayer({
    name: layer.className,
    doc: '',
    params: {},
    takes: 'arguments',
    shape({ call }) {
      const graph = model.graph.value;
      if (isUnknown(graph)) return tensorType(graph, graph);
      const answer = replayGraph(graph, tensorsOf(call));
      return isUnknown(answer) ? tensorType(answer, answer) : answer;
    },
    weights() {
      const out: WeightSpec[] = [];
      for (const part of countedLayers(layer)) {
        const weights = variablesOf(part) ?? unknown({ kind: 'data', what: 'its input' });
        if (isUnknown(weights)) return weights;
        out.push(
          ...weights.map(weight => ({
            ...weight,
            name: `${part.name}/${weight.name}`,
            trainable: weight.trainable && part.state.value.trainable,
          })),
        );
      }
      return out;
    },
  });
  return { definition, name: layer.name, dialect: layer.dialect, config: {}, given: new Map(), dtype: 'float32' };
}
