// Finds the variables of a model in a saved state of Keras 3: layers by their place in the model, as Keras itself does, or
// by their names where the file tells these of all of them.

import type { WeightSpec } from '../../layers/define.ts';
import { snakeCase } from '../../layers/naming.ts';
import { type Layer, layersOf, type Model } from '../../model/graph.ts';
import { variablesOf } from '../../model/parameters.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { quotedName } from '../budgets.ts';
import type { NamedArray } from './arrays.ts';
import type { Assigned } from './byName.ts';
import { holdsVariables, type StateGroup } from './state.ts';
import { fits } from './variables.ts';

/** Gives each layer its variables. What is missing is noted. */
export function assignByState(model: Model, state: StateGroup, notes: Set<string>): Assigned {
  const out = new Map<Layer, readonly (NamedArray | undefined)[]>();
  assignModel(model, state, { out, notes, seen: new Set() });
  return out;
}

interface Assigning {
  readonly out: Map<Layer, readonly (NamedArray | undefined)[]>;
  readonly notes: Set<string>;
  /** Layers met before: their state is saved once. */
  readonly seen: Set<Layer>;
}

function assignModel(model: Model, state: StateGroup, assigning: Assigning): void {
  const groups = groupsOf(layersOf(model), state.children.get('layers'));
  for (const [layer, group] of groups) {
    if (assigning.seen.has(layer)) continue;
    assigning.seen.add(layer);
    if (layer.model !== undefined) {
      assignModel(layer.model, group ?? empty, assigning);
      continue;
    }
    const weights = variablesOf(layer);
    if (weights === undefined || isUnknown(weights) || weights.length === 0) continue;
    const found = matchState(weights, group ?? empty);
    assigning.out.set(layer, found);
    weights.forEach((weight, i) => {
      if (found[i] === undefined)
        assigning.notes.add(`The file has no values that fit \`${weight.name}\` of ${quotedName(layer.name)}.`);
    });
  }
}

const empty: StateGroup = { name: undefined, variables: [], children: new Map() };

/** The group of each layer: by name where all are known so, else by class and count. */
function groupsOf(
  layers: readonly Layer[],
  container: StateGroup | undefined,
): readonly (readonly [Layer, StateGroup | undefined])[] {
  const children = container?.children ?? new Map<string, StateGroup>();
  const named = new Map(
    [...children.values()].flatMap(group => (group.name === undefined ? [] : [[group.name, group]])),
  );
  if (named.size === children.size && layers.every(layer => !needsGroup(layer) || named.has(layer.name)))
    return layers.map(layer => [layer, named.get(layer.name)] as const);
  const counts = new Map<string, number>();
  return layers.map(layer => {
    const stem = snakeCase(layer.className);
    const count = counts.get(stem) ?? 0;
    counts.set(stem, count + 1);
    return [layer, children.get(count === 0 ? stem : `${stem}_${count}`)] as const;
  });
}

function needsGroup(layer: Layer): boolean {
  if (layer.model !== undefined) return layersOf(layer.model).some(needsGroup);
  const weights = variablesOf(layer);
  return weights !== undefined && !isUnknown(weights) && weights.length > 0;
}

// ---------------------------------------------------------------------------------------------------------------------
// The variables of one layer, which may have layers inside

/** The variables of a layer as a tree by the parts of their names, with their places in the list. */
interface Part {
  readonly own: number[];
  readonly inner: Map<string, Part>;
}

function partsOf(weights: readonly WeightSpec[]): Part {
  const root: Part = { own: [], inner: new Map() };
  weights.forEach((weight, i) => {
    let part = root;
    for (const segment of weight.name.split('/').slice(0, -1)) {
      const next = part.inner.get(segment) ?? { own: [], inner: new Map() };
      part.inner.set(segment, next);
      part = next;
    }
    part.own.push(i);
  });
  return root;
}

/** The arrays of a layer's variables in their order. */
export function matchState(weights: readonly WeightSpec[], group: StateGroup): readonly (NamedArray | undefined)[] {
  const out: (NamedArray | undefined)[] = weights.map(() => undefined);
  match(partsOf(weights), group, { weights, out });
  return out;
}

interface Matching {
  readonly weights: readonly WeightSpec[];
  readonly out: (NamedArray | undefined)[];
}

function match(part: Part, group: StateGroup, matching: Matching): void {
  const candidates = expanded(group).filter(([, child]) => holdsVariables(child));
  const [only, ...others] = candidates;
  // A layer around another one may have its variables without the other's name before them, or the other way round.
  if (part.own.length > 0 && group.variables.length === 0 && part.inner.size === 0 && only !== undefined) {
    if (others.length === 0) match(part, only[1], matching);
    return;
  }
  const [inside, ...more] = part.inner.values();
  if (part.own.length === 0 && candidates.length === 0 && inside !== undefined && more.length === 0) {
    match(inside, group, matching);
    return;
  }
  // A wrapper may keep a variable of the layer inside among its own, which is passed over.
  const own = [...group.variables];
  for (const index of part.own) {
    const weight = matching.weights[index];
    const at = weight === undefined ? -1 : own.findIndex(array => fits(weight, array.shape));
    if (at >= 0) matching.out[index] = own.splice(0, at + 1).pop();
  }
  const left = new Map(candidates);
  const open = new Map(part.inner);
  const pair = (test: (segment: string, key: string, child: StateGroup) => boolean): void => {
    for (const [segment, inner] of open) {
      const found = [...left].find(([key, child]) => test(segment, key, child));
      if (found === undefined) continue;
      open.delete(segment);
      left.delete(found[0]);
      match(inner, found[1], matching);
    }
  };
  pair((segment, _, child) => child.name === segment);
  pair((segment, key) =>
    hints(key).some(hint => segment === hint || segment.startsWith(`${hint}_`) || segment.endsWith(`_${hint}`)),
  );
  pair(() => true);
}

/** The groups inside, with what stands in lists (`cells`) in the place of the lists. */
function expanded(group: StateGroup): readonly (readonly [string, StateGroup])[] {
  return [...group.children].flatMap(([key, child]): readonly (readonly [string, StateGroup])[] =>
    /^(cells|container(_\d+)?|layers)$/.test(key) && child.name === undefined
      ? expanded(child).map(([name, inner]) => [`${key}/${name}`, inner] as const)
      : [[key, child] as const],
  );
}

/** `forward_layer` and `_query_dense` without what says that they are layers. */
function hints(key: string): readonly string[] {
  const plain = (key.split('/').pop() ?? key).replace(/^_/, '');
  return [plain, plain.replace(/_(layer|dense)$/, '')];
}
