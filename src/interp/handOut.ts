// What code that is not known gets hold of: it may call layers whenever it runs, compile models, and write into arrays.

import type { GraphContext } from '../model/build.ts';
import type { Layer } from '../model/graph.ts';
import type { Context } from './context.ts';
import { expose } from './exposure.ts';
import { overwrite } from './memory.ts';
import type { Value } from './value.ts';

/** Marks the layers and arrays in a value: itself, those of its items and fields, layers put into its model. */
export function handOut(context: Context, value: Value): void {
  visit(context, value, { seen: new Set(), depth: 0 });
  expose(context, value);
}

interface Walk {
  readonly seen: Set<Value>;
  readonly depth: number;
}

/** Objects that hold objects are followed as deep as this. */
const deepest = 4;

function visit(context: Context, value: Value, { seen, depth }: Walk): void {
  if (depth > deepest || seen.has(value)) return;
  seen.add(value);
  const inside = { seen, depth: depth + 1 };
  switch (value.kind) {
    case 'layer':
      handOutLayer(context, value.layer);
      break;
    case 'array':
      overwrite(context.store, value);
      break;
    case 'instance':
      if (value.layer.value !== undefined) handOutLayer(context, value.layer.value);
      for (const field of value.fields.values()) if (field.value !== undefined) visit(context, field.value, inside);
      break;
    case 'bound':
      visit(context, value.self, inside);
      break;
    case 'list':
      for (const item of value.items.value) visit(context, item, inside);
      break;
    case 'record':
      for (const entry of value.entries.value.values()) visit(context, entry.value, inside);
      break;
    default:
  }
}

/** Marks a layer that may be called, or built, without that being known. */
export function handOutLayer(context: GraphContext, layer: Layer): void {
  if (layer.state.value.handedOut === true) return;
  context.store.write(layer.state, { ...layer.state.value, handedOut: true });
  for (const inner of layer.model?.stack.value ?? []) handOutLayer(context, inner);
}
