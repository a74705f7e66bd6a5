// The layers that an object of the program keeps in its fields, which are its own for Keras.

import type { Context } from '../../interp/context.ts';
import type { InstanceValue, Value } from '../../interp/value.ts';
import type { Layer } from '../../model/graph.ts';
import { isUnknown, type Unknown } from '../../shapes/unknown.ts';

/** How deep lists within lists are searched for layers. */
const deepestField = 4;

/** Notes the layers in the fields, lists and records of an object as the parts of its layer. */
export function rememberInner(context: Context, instance: InstanceValue, layer: Layer): void {
  const inner: Layer[] = [];
  let hidden: Unknown | undefined;
  const visit = (value: Value | undefined, depth: number): void => {
    if (value === undefined || depth > deepestField) return;
    if (value.kind === 'unknown') hidden ??= value;
    else if (value.kind === 'layer') inner.push(value.layer);
    else if (value.kind === 'instance') {
      const own = value.layer.value;
      if (own !== undefined && own !== layer) inner.push(own);
    } else if (value.kind === 'list') {
      hidden ??= value.open.value;
      for (const item of value.items.value) visit(item, depth + 1);
    } else if (value.kind === 'record') for (const entry of value.entries.value.values()) visit(entry.value, depth + 1);
  };
  for (const { value } of instance.fields.values()) visit(value, 0);
  const { hidden: before, ...state } = layer.state.value;
  const why = before ?? hidden;
  const parts = [...new Set(inner)];
  context.store.write(layer.state, { ...state, inner: parts, ...(why === undefined ? {} : { hidden: why }) });
  // A model of fixed graph has its layers from there; one that is only called has those it keeps.
  const { model } = layer;
  if (model?.kind === 'subclass' && isUnknown(model.graph.value)) context.store.write(model.stack, parts);
}
