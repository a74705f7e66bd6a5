// The variables of a layer as the program reads them: one by its name (`layer.kernel`), or all in a list.

import { list } from '../../interp/make.ts';
import type { Value } from '../../interp/value.ts';
import type { WeightSpec } from '../../layers/define.ts';
import type { Layer } from '../../model/graph.ts';
import { countedLayers, notYet, variablesOf } from '../../model/parameters.ts';
import type { TensorType } from '../../shapes/shape.ts';
import { isUnknown, type Unknown, unknown } from '../../shapes/unknown.ts';
import { arrayOf } from '../convert.ts';

/** A variable of the layer, or a list of its variables; undefined where the name is none of these. */
export function variableMember(layer: Layer, name: string): Value | undefined {
  switch (name) {
    case 'weights':
    case 'variables':
      return variables(layer, () => true);
    case 'trainable_weights':
    case 'trainable_variables':
      return variables(layer, weight => weight.trainable);
    case 'non_trainable_weights':
      return variables(layer, weight => !weight.trainable);
    default: {
      const weights = layer.state.value.built?.weights;
      if (weights === undefined || isUnknown(weights)) return undefined;
      const found = weights.find(weight => weight.name === name);
      return found === undefined ? undefined : arrayOf(typeOfWeight(found), 'eager');
    }
  }
}

/** `layer.get_weights()`: the variables as arrays of NumPy. */
export function weightArrays(layer: Layer): Value {
  const all = variables(layer, () => true);
  if (all.kind !== 'list') return all;
  return list(
    all.items.value.map(item => (item.kind === 'array' ? { ...item, flavour: 'numpy' as const } : item)),
    all.open.value,
  );
}

function variables(layer: Layer, chosen: (weight: WeightSpec) => boolean): Value {
  const parts = countedLayers(layer);
  const own = parts.length === 1 && parts[0]?.kind === 'layer';
  const out: Value[] = [];
  for (const part of parts) {
    const { trainable } = part.state.value;
    const weights = variablesOf(part) ?? notYet;
    if (isUnknown(weights)) return weights;
    for (const weight of weights)
      if (chosen({ ...weight, trainable: weight.trainable && trainable })) out.push(variable(weight, own));
  }
  if (parts.some(part => part.state.value.hidden !== undefined)) return list(out, hidden);
  return list(out);
}

const hidden: Unknown = unknown({ kind: 'data', what: 'which variables there are' });

/** Among the variables of several layers the order is the framework's, so that only their number is certain. */
function variable(weight: WeightSpec, own: boolean): Value {
  const why = unknown({ kind: 'data', what: 'the order of the variables' });
  return arrayOf(own ? typeOfWeight(weight) : { shape: why, dtype: weight.dtype }, 'eager');
}

function typeOfWeight({ shape, dtype }: WeightSpec): TensorType {
  return { shape, dtype };
}
