// Input layers: those that a first layer of a Sequential asks for, and those that stand for tensors of a given type.

import type { Place } from '../base/span.ts';
import { type ConfigValue, isConfigList } from '../layers/config.ts';
import { findLayer } from '../layers/registry.ts';
import { type Dim, dynamic } from '../shapes/dim.ts';
import { flatten } from '../shapes/nested.ts';
import type { TensorType } from '../shapes/shape.ts';
import { isUnknown, unknown } from '../shapes/unknown.ts';
import { callLayer, createLayer, type GraphContext } from './build.ts';
import type { Layer, SymbolicTensor } from './graph.ts';

/** True for the layer that stands for an input. */
export function isInputLayer(layer: Layer): boolean {
  return layer.object?.definition.name === 'InputLayer';
}

/**
 * The input that a first layer names with `input_shape`, `batch_input_shape` or `input_dim`; `openLength` is the length of
 * the sequences of an Embedding that names none.
 */
export function declaredInput(layer: Layer, { openLength }: { readonly openLength: Dim }): TensorType | undefined {
  const given = layer.object?.given;
  if (given === undefined) {
    const graph = layer.model?.graph.value;
    return graph === undefined || isUnknown(graph) ? undefined : flatten(graph.inputs)[0]?.type;
  }
  const dtype = given.get('input_dtype') ?? given.get('dtype');
  const type = (shape: readonly Dim[]): TensorType => ({
    shape,
    dtype: layer.className === 'Embedding' ? 'float32' : typeof dtype === 'string' ? dtype : 'float32',
  });
  const batch = given.get('batch_size');
  const first: Dim = typeof batch === 'number' ? batch : dynamic;
  const whole = given.get('batch_input_shape');
  if (whole !== undefined && whole !== null) return isConfigList(whole) ? type(whole.map(asDim)) : undefined;
  const shape = given.get('input_shape');
  if (shape !== undefined && shape !== null) {
    if (isConfigList(shape)) return type([first, ...shape.map(asDim)]);
    if (isUnknown(shape as never)) return { shape: shape as never, dtype: 'float32' };
    // tfjs puts the batch before whatever is given, so that a bare size stands for one axis.
    return layer.dialect === 'tfjs' ? type([first, asDim(shape)]) : undefined;
  }
  const dim = given.get('input_dim');
  const length = given.get('input_length');
  // `input_dim` of an Embedding is the size of its vocabulary; before Keras 3 its input is a sequence, of any length.
  if (layer.className === 'Embedding') {
    if (layer.dialect === 'keras3') return undefined;
    if (length === undefined || length === null) return type([first, openLength]);
    return type([first, ...(isConfigList(length) ? length.map(asDim) : [asDim(length)])]);
  }
  if (dim === undefined || dim === null) return undefined;
  return type(length === undefined || length === null ? [first, asDim(dim)] : [first, asDim(length), asDim(dim)]);
}

/** A size as it is given; `null` leaves an axis open. */
export function asDim(value: ConfigValue): Dim {
  if (typeof value === 'number') return value;
  if (value === null) return dynamic;
  if (typeof value === 'object' && !isConfigList(value) && (value.kind === 'size' || value.kind === 'unknown'))
    return value;
  return unknown({ kind: 'todo', what: 'such a size' });
}

/** A new input layer of the given type. */
export function createInput(
  context: GraphContext,
  type: TensorType,
  place: Place,
  name?: string,
): SymbolicTensor | undefined {
  const definition = findLayer('InputLayer', 'keras3');
  if (definition === undefined) return undefined;
  const shape: ConfigValue = isUnknown(type.shape)
    ? type.shape
    : type.shape.map(dim => (typeof dim === 'object' && dim.kind === 'dynamic' ? null : dim));
  const dtype: ConfigValue = type.dtype;
  const batchShape =
    context.dialect === 'keras3'
      ? 'batch_shape'
      : context.dialect === 'keras2'
        ? 'batch_input_shape'
        : 'batchInputShape';
  const keywords: (readonly [string, ConfigValue])[] = [
    [batchShape, shape],
    ['dtype', dtype],
  ];
  if (name !== undefined) keywords.push(['name', name]);
  const { layer } = createLayer(context, {
    definition,
    given: { positional: [], keywords, open: false },
    created: place,
  });
  const { node } = callLayer(context, { layer, call: new Map(), called: place });
  return node.outputs[0];
}
