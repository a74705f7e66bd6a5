// Layers taken out of a model and applied again one after another, in a loop or as the list of a Sequential: notes where
// the model they come from has branches that such a row cannot have.

import type { Place } from '../../base/span.ts';
import type { Context } from '../../interp/context.ts';
import type { LayerValue, Value } from '../../interp/value.ts';
import type { Problem } from '../../layers/problems.ts';
import type { LayerAccess } from '../../model/access.ts';
import type { Layer, Model, ModelGraph, SymbolicTensor } from '../../model/graph.ts';
import { type RowLoss, rowLoss } from '../../model/rows.ts';
import { flatten } from '../../shapes/nested.ts';
import { isUnknown } from '../../shapes/unknown.ts';
import { tensorsIn } from '../convert.ts';
import { report } from '../operations.ts';

/** What a run remembers of rows: where each layer was last taken from, and the models of which one was noted. */
interface Rows {
  readonly taken: Map<Layer, Place>;
  readonly noted: Set<Model>;
}

const rowsOf = new WeakMap<Context, Rows>();

function rows(context: Context): Rows {
  let known = rowsOf.get(context);
  if (known === undefined) {
    known = { taken: new Map(), noted: new Set() };
    rowsOf.set(context, known);
  }
  return known;
}

/**
 * Looks at a call of a layer that was taken out of a model. `fails` where the framework refuses it, `follows` where what goes
 * wrong in it follows from a row that was noted, undefined where nothing is to be said.
 */
export function callInRow(
  context: Context,
  callee: LayerValue,
  inputs: Value,
  place: Place,
): 'fails' | 'follows' | undefined {
  const { access, layer } = callee;
  if (access === undefined) return undefined;
  const tensors = tensorsIn(inputs);
  const given = tensors === undefined ? [] : flatten(tensors).filter(tensor => tensor !== null);
  const [first] = given;
  const graph = access.model.graph.value;
  if (first === undefined || isUnknown(graph)) return undefined;
  const inside = new Set(graph.operations);
  const source = first.kind === 'tensor' ? sourceIn(inside, first.tensor) : undefined;
  const loss = lossOf(context, { access, layer, graph, count: given.length, source });
  if (loss !== undefined) {
    const fails = loss.how === 'merge';
    note(context, { access, loss, place, ...(fails ? { runtime: refusal } : { effect: 'silent' }) });
    return fails ? 'fails' : 'follows';
  }
  return rows(context).noted.has(access.model) ? 'follows' : undefined;
}

/** The same for a layer that is put on top of a Sequential. */
export function addInRow(
  context: Context,
  model: Model,
  item: LayerValue,
  place: Place,
): 'fails' | 'follows' | undefined {
  const { access, layer } = item;
  if (access === undefined) return undefined;
  const graph = access.model.graph.value;
  if (isUnknown(graph)) return undefined;
  const inside = new Set(graph.operations);
  const source = model.stack.value.findLast(below => inside.has(below));
  const loss = lossOf(context, { access, layer, graph, count: 1, source });
  if (loss !== undefined) {
    const fails = loss.how === 'merge';
    // Keras 3 keeps what it cannot build as a model without outputs.
    const effect = !fails ? 'silent' : context.dialect === 'keras3' ? 'fails when run' : undefined;
    note(context, {
      access,
      loss,
      place,
      made: model.defined,
      ...(effect === undefined ? { runtime: refusal } : { effect }),
    });
    return fails ? 'fails' : 'follows';
  }
  return rows(context).noted.has(access.model) ? 'follows' : undefined;
}

const refusal: NonNullable<Problem['runtime']> = {
  keras3: 'Iterating over a symbolic KerasTensor is not supported.',
  keras2: 'A merge layer should be called on a list of inputs.',
};

interface RowCall {
  readonly access: LayerAccess;
  readonly layer: Layer;
  readonly graph: ModelGraph;
  readonly count: number;
  readonly source: Layer | undefined;
}

/** What the layer loses, where it and what feeds it were taken in one go, and not chosen one by one. */
function lossOf(context: Context, { access, layer, graph, count, source }: RowCall): RowLoss | undefined {
  const { taken } = rows(context);
  const before = source === undefined ? undefined : taken.get(source);
  taken.set(layer, access.place);
  const inOneGo =
    access.how === 'slice' ||
    access.how === 'loop' ||
    (access.how === 'index' && before?.uri === access.place.uri && before.start === access.place.start);
  return inOneGo ? rowLoss(graph, layer, { count, given: source }) : undefined;
}

/** The layer of the model that a tensor comes from, through layers that are not its own and take one tensor. */
function sourceIn(inside: ReadonlySet<Layer>, tensor: SymbolicTensor): Layer | undefined {
  let node = tensor.node;
  for (;;) {
    if (inside.has(node.layer)) return node.layer;
    const [only, ...others] = node.inputs;
    if (only === undefined || others.length > 0) return undefined;
    node = only.node;
  }
}

function note(
  context: Context,
  parts: {
    readonly access: LayerAccess;
    readonly loss: RowLoss;
    readonly place: Place;
    readonly made?: Place;
    readonly runtime?: NonNullable<Problem['runtime']>;
    readonly effect?: 'silent' | 'fails when run';
  },
): void {
  const { access, loss, place, made, runtime, effect } = parts;
  const { model } = access;
  rows(context).noted.add(model);
  report(
    context,
    [
      {
        kind: 'linearised-layers',
        how: loss.how,
        at: loss.at.name,
        lost: loss.lost.map(layer => layer.name),
        called: place,
        ...(loss.given === undefined ? {} : { given: loss.given.name }),
        ...(made === undefined ? {} : { made }),
        ...(runtime === undefined ? {} : { runtime }),
        ...(effect === undefined ? {} : { effect }),
      },
    ],
    { place: access.place, name: model.layer.name, className: model.layer.className, layer: model.layer },
  );
}
