// `model.get_layer(…)`: a layer by its name or its position, and what is said of one that is not there.

import type { Place } from '../../base/span.ts';
import type { Context } from '../../interp/context.ts';
import { missing, numeric } from '../../interp/make.ts';
import type { Builtin, Value } from '../../interp/value.ts';
import type { Problem } from '../../layers/problems.ts';
import { closest } from '../../layers/suggest.ts';
import type { Model } from '../../model/graph.ts';
import { isUnknown, unknown } from '../../shapes/unknown.ts';
import { report } from '../operations.ts';

/** The layer that the arguments name, with how it was found. */
export function getLayer(context: Context, model: Model, args: Parameters<Builtin>[1]): Value {
  const graph = model.graph.value;
  const layers = isUnknown(graph) ? model.stack.value : graph.layers;
  const positional = args.positional[0];
  const byName =
    args.keywords.find(keyword => keyword.name === 'name') ??
    (positional?.value.kind === 'string' ? positional : undefined);
  const byIndex =
    args.keywords.find(keyword => keyword.name === 'index') ??
    args.positional[1] ??
    (numeric(positional?.value ?? missing) === undefined ? undefined : positional);
  if (byName !== undefined && byName.value.kind === 'string') {
    const wanted = byName.value.value;
    const index = layers.findIndex(layer => layer.name === wanted);
    const layer = layers[index];
    if (layer !== undefined)
      return { kind: 'layer', layer, access: { model, index, how: 'name', place: byName.place } };
    if (isUnknown(graph)) return graph;
    return noSuchLayer(context, model, { name: wanted, place: byName.place });
  }
  const position = byIndex === undefined ? undefined : numeric(byIndex.value);
  if (position === undefined || byIndex === undefined)
    return (
      args.positional.map(one => one.value).find(isUnknown) ?? unknown({ kind: 'data', what: 'which layer is meant' })
    );
  const layer = layers[position < 0 ? position + layers.length : position];
  if (layer !== undefined)
    return {
      kind: 'layer',
      layer,
      access: { model, index: layers.indexOf(layer), how: 'index', place: byIndex.place },
    };
  if (isUnknown(graph)) return graph;
  return noSuchLayer(context, model, { index: position, place: byIndex.place });
}

function noSuchLayer(
  context: Context,
  model: Model,
  asked: { readonly name?: string; readonly index?: number; readonly place: Place },
): Value {
  const graph = model.graph.value;
  const names = (isUnknown(graph) ? model.stack.value : graph.layers).map(layer => layer.name);
  const { place, ...what } = asked;
  const meant = asked.name === undefined ? undefined : closest(asked.name, names);
  report(
    context,
    [
      {
        kind: 'unknown-layer',
        ...what,
        count: names.length,
        names,
        ...(meant === undefined ? {} : { suggestion: meant }),
        runtime: noSuchLayerWords(asked, names),
      },
    ],
    {
      place,
      name: model.layer.name,
      className: model.layer.className,
      layer: model.layer,
    },
  );
  return unknown({ kind: 'error' });
}

/** What the frameworks say of a layer that a model does not have. */
function noSuchLayerWords(
  { name, index }: { readonly name?: string; readonly index?: number },
  names: readonly string[],
): NonNullable<Problem['runtime']> {
  if (name !== undefined) {
    const words = `No such layer: ${name}.`;
    return { keras3: words, keras2: words, tfjs: words.slice(0, -1) };
  }
  const words = `Was asked to retrieve layer at index ${index}`;
  const keras = `${words} but model only has ${names.length} layers.`;
  return { keras3: keras, keras2: keras, tfjs: `${words}, but model only has ${names.length} layer(s).` };
}
