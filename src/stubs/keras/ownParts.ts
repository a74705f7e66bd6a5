// The layers and variables that an object of the program keeps in its fields, which are its own for Keras.

import type { Context } from '../../interp/context.ts';
import type { InstanceValue, Value } from '../../interp/value.ts';
import type { WeightSpec } from '../../layers/define.ts';
import type { Layer } from '../../model/graph.ts';
import { isUnknown, type Unknown } from '../../shapes/unknown.ts';
import { variableOf } from './variables.ts';

/** How deep lists within lists are searched for layers. */
const deepestField = 4;

/** Notes the layers and variables in the fields, lists and records of an object as the parts of its layer. */
export function rememberInner(context: Context, instance: InstanceValue, layer: Layer): void {
  const inner: Layer[] = [];
  const variables: WeightSpec[] = [];
  let hidden: Unknown | undefined;
  const visit = (value: Value | undefined, depth: number): void => {
    if (value === undefined || depth > deepestField) return;
    if (value.kind === 'unknown') hidden ??= value;
    else if (value.kind === 'layer') inner.push(value.layer);
    else if (value.kind === 'array') {
      const variable = variableOf(value);
      if (variable !== undefined && isUnknown(variable)) hidden ??= variable;
      else if (variable !== undefined) variables.push(variable);
    } else if (value.kind === 'instance') {
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
  const kept = variables.length === 0 ? {} : { kept: [...new Set(variables)] };
  context.store.write(layer.state, { ...state, ...kept, inner: parts, ...(why === undefined ? {} : { hidden: why }) });
  // A model of fixed graph has its layers from there; one that is only called has those it keeps.
  const { model } = layer;
  if (model?.kind === 'subclass' && isUnknown(model.graph.value)) context.store.write(model.stack, parts);
}
