// Finds the variables of a model among arrays with names, as tfjs manifests and legacy HDF5 files have them: by the names of
// the layer and the variable, and where names say nothing by their order.

import type { Layer } from '../../model/graph.ts';
import { quotedName } from '../budgets.ts';
import type { StoredArray, StoredWeights } from '../modelFile.ts';
import { arrayName, type NamedArray, shapeWords } from './arrays.ts';
import { fits, type VariableLayer } from './variables.ts';

/** The arrays of the variables of each layer, in the order of the variables. */
export type Assigned = ReadonlyMap<Layer, readonly (NamedArray | undefined)[]>;

/** The function that reads what was assigned; an array whose content is broken has no value. */
export function readerOf(assigned: Assigned): StoredWeights {
  return (layer, index): StoredArray | undefined => {
    try {
      return assigned.get(layer)?.[index]?.read();
    } catch {
      return undefined;
    }
  };
}

/** Gives each layer the arrays with its name. What is left over or missing is noted. */
export function assignByName(
  layers: readonly VariableLayer[],
  arrays: readonly NamedArray[],
  notes: Set<string>,
): Assigned {
  const out = new Map<Layer, readonly (NamedArray | undefined)[]>();
  const byLayer = groupByLayer(layers, arrays);
  for (const one of layers) {
    const given = byLayer.get(one) ?? [];
    out.set(one.layer, matchVariables(one, given, notes));
  }
  return out;
}

/** The arrays of each layer: those with its name among the parts of theirs, as many of its models' names before it as can be. */
function groupByLayer(
  layers: readonly VariableLayer[],
  arrays: readonly NamedArray[],
): ReadonlyMap<VariableLayer, readonly NamedArray[]> {
  const byName = new Map<string, VariableLayer[]>();
  for (const one of layers) {
    const known = byName.get(one.layer.name);
    if (known === undefined) byName.set(one.layer.name, [one]);
    else known.push(one);
  }
  const out = new Map<VariableLayer, NamedArray[]>();
  for (const array of arrays) {
    const owner = ownerOf(array, byName);
    if (owner === undefined) continue;
    const known = out.get(owner);
    if (known === undefined) out.set(owner, [array]);
    else known.push(array);
  }
  return out;
}

function ownerOf(array: NamedArray, byName: ReadonlyMap<string, readonly VariableLayer[]>): VariableLayer | undefined {
  let best: VariableLayer | undefined;
  let most = -1;
  for (let end = array.path.length - 2; end >= 0; end--) {
    for (const candidate of byName.get(array.path[end] ?? '') ?? []) {
      const score = commonEnd(candidate.path, array.path.slice(0, end + 1));
      if (score > most) {
        best = candidate;
        most = score;
      }
    }
  }
  return best;
}

/** How many parts two paths have in common, counted from their ends. */
function commonEnd(a: readonly string[], b: readonly string[]): number {
  let count = 0;
  while (count < a.length && count < b.length && a[a.length - 1 - count] === b[b.length - 1 - count]) count++;
  return count;
}

/** The arrays of one layer in the order of its variables; those whose shape does not fit are noted and left out. */
export function matchVariables(
  { layer, weights }: VariableLayer,
  arrays: readonly NamedArray[],
  notes: Set<string>,
): readonly (NamedArray | undefined)[] {
  const left = new Set(arrays);
  const take = (test: (array: NamedArray) => boolean): NamedArray | undefined => {
    for (const array of left) {
      if (!test(array)) continue;
      left.delete(array);
      return array;
    }
    return undefined;
  };
  const found = weights.map((weight): NamedArray | undefined => {
    const path = weight.name.split('/');
    return take(array => fits(weight, array.shape) && commonEnd(path, array.path) === path.length);
  });
  weights.forEach((weight, i) => {
    const last = weight.name.split('/').pop() ?? weight.name;
    found[i] ??= take(array => fits(weight, array.shape) && array.path.at(-1)?.replace(/_\d+$/, '') === last);
  });
  // Where not one name is known, order is all there is.
  if (!found.some(array => array !== undefined))
    weights.forEach((weight, i) => {
      const [next] = left;
      if (next !== undefined && fits(weight, next.shape)) {
        found[i] = next;
        left.delete(next);
      }
    });
  weights.forEach((weight, i) => {
    if (found[i] !== undefined) return;
    const [other] = left;
    const size = shapeWords(weight.shape.map(axis => (typeof axis === 'number' ? axis : -1)));
    notes.add(
      other === undefined
        ? `The file has no values for \`${weight.name}\` of ${quotedName(layer.name)}.`
        : `\`${weight.name}\` of ${quotedName(layer.name)} has the shape ${size}, and ${arrayName(other.path)} of the file ${shapeWords(other.shape)}.`,
    );
  });
  return found;
}
