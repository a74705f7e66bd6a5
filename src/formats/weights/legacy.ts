// The weights of HDF5 files as Keras wrote them before Keras 3, which writes them still on demand: a group per layer, with
// the names of its variables in their order.

import { type Layer, layersOf, type Model } from '../../model/graph.ts';
import { quotedName } from '../budgets.ts';
import type { Attribute } from '../hdf5/attributes.ts';
import type { Hdf5File, Hdf5Object } from '../hdf5/file.ts';
import { type NamedArray, pathOf } from './arrays.ts';
import { type Assigned, assignByName, matchVariables } from './byName.ts';
import { type VariableLayer, variableLayers } from './variables.ts';

/** The arrays of one group. */
export interface LegacyGroup {
  readonly name: string;
  readonly arrays: readonly NamedArray[];
}

/** The groups with variables, in the order of the layers; undefined for a file that is not of this kind. */
export function legacyGroups(file: Hdf5File): readonly LegacyGroup[] | undefined {
  const holder = file.find(file.root, 'model_weights') ?? file.root;
  const names = listed(holder, 'layer_names');
  if (names === undefined) return undefined;
  return names.flatMap((name): LegacyGroup[] => {
    const group = file.find(holder, name);
    const weights = group === undefined ? undefined : listed(group, 'weight_names');
    if (group === undefined || weights === undefined) return [];
    const arrays = weights.flatMap((weight): NamedArray[] => {
      const dataset = file.find(group, weight)?.dataset;
      if (dataset === undefined) return [];
      return [{ path: [name, ...pathOf(weight)], shape: dataset.shape, read: () => dataset.read() }];
    });
    return arrays.length === 0 ? [] : [{ name, arrays }];
  });
}

/** A list of names; one that is too large for an attribute is spread over `name0`, `name1`, ... */
function listed({ attributes }: Hdf5Object, name: string): readonly string[] | undefined {
  const whole = texts(attributes.get(name));
  if (whole !== undefined) return whole;
  const out: string[] = [];
  for (let i = 0; ; i++) {
    const part = texts(attributes.get(`${name}${i}`));
    if (part === undefined) return i === 0 ? undefined : out;
    out.push(...part);
  }
}

/** Texts; an empty list is stored as one of numbers. */
function texts(attribute: Attribute | undefined): readonly string[] | undefined {
  if (attribute === undefined || typeof attribute === 'string') return undefined;
  return attribute.map(String);
}

/** Gives each layer the arrays of its group: by the names of the layers, or by their order where these are others. */
export function assignLegacy(model: Model, groups: readonly LegacyGroup[], notes: Set<string>): Assigned {
  const out = new Map<Layer, readonly (NamedArray | undefined)[]>();
  const layers = layersOf(model).flatMap((layer): readonly (readonly [Layer, readonly VariableLayer[]])[] => {
    const inside = variablesUnder(layer);
    return inside.length === 0 ? [] : [[layer, inside]];
  });
  const byName = new Map(groups.map(group => [group.name, group]));
  const isNamed = layers.every(([layer]) => byName.has(layer.name));
  if (!isNamed && layers.length !== groups.length)
    notes.add(
      `The file has weights for ${groups.length} layers, and the model has ${layers.length} layers with weights.`,
    );
  layers.forEach(([layer, inside], i) => {
    const group = isNamed || layers.length !== groups.length ? byName.get(layer.name) : groups[i];
    if (group === undefined) {
      notes.add(`The file has no weights for ${quotedName(layer.name)}.`);
      return;
    }
    for (const [each, arrays] of assignGroup(inside, group, notes)) out.set(each, arrays);
  });
  return out;
}

function variablesUnder(layer: Layer): readonly VariableLayer[] {
  const inside = variableLayers(layer);
  return layer.model === undefined ? inside : inside.map(one => ({ ...one, path: [layer.name, ...one.path] }));
}

/** The arrays of a group for the layers inside one; for a single layer whatever it is called. */
function assignGroup(inside: readonly VariableLayer[], group: LegacyGroup, notes: Set<string>): Assigned {
  const [only] = inside;
  if (inside.length === 1 && only !== undefined)
    return new Map([[only.layer, matchVariables(only, group.arrays, notes)]]);
  const named = assignByName(inside, group.arrays, new Set());
  const count = inside.reduce((all, one) => all + one.weights.length, 0);
  const isWhole = [...named.values()].every(arrays => arrays.every(array => array !== undefined));
  return isWhole || count !== group.arrays.length ? assignByName(inside, group.arrays, notes) : inOrder(inside, group);
}

/** Keras lists what is trained before what is not, over all layers inside. */
function inOrder(inside: readonly VariableLayer[], group: LegacyGroup): Assigned {
  const slots = inside.flatMap(({ layer, weights }) =>
    weights.map((weight, index) => ({
      layer,
      index,
      isTrained: weight.trainable && layer.state.value.trainable,
    })),
  );
  const sorted = [...slots.filter(slot => slot.isTrained), ...slots.filter(slot => !slot.isTrained)];
  const out = new Map<Layer, (NamedArray | undefined)[]>(
    inside.map(({ layer, weights }) => [layer, weights.map(() => undefined)]),
  );
  sorted.forEach(({ layer, index }, i) => {
    const arrays = out.get(layer);
    if (arrays !== undefined) arrays[index] = group.arrays[i];
  });
  return out;
}
