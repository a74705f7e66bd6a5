// Writing a network as calls of layers, the way its authors do: `net.call('Conv2D', x, {filters: 64, name: 'conv1'})`.

import type { Place } from '../base/span.ts';
import type { ConfigValue } from '../layers/config.ts';
import { findLayer } from '../layers/registry.ts';
import { callLayer, createLayer, type GraphContext, tensorArguments } from '../model/build.ts';
import type { SymbolicTensor } from '../model/graph.ts';

/** Constructor arguments by name; those left out have their defaults. */
export type LayerArguments = Readonly<Record<string, ConfigValue>>;

export interface Network {
  /** Makes a layer and calls it on one tensor or a list of them. */
  call(layer: string, inputs: SymbolicTensor | readonly SymbolicTensor[], args?: LayerArguments): SymbolicTensor;
  /** An input of the given shape without the batch axis. */
  input(shape: readonly ConfigValue[]): SymbolicTensor;
}

/** A network whose layers all stand at one place of the source. */
export function createNetwork(context: GraphContext, place: Place): Network {
  const make = (
    name: string,
    args: LayerArguments,
    inputs: SymbolicTensor | readonly SymbolicTensor[] | undefined,
  ): SymbolicTensor => {
    const definition = findLayer(name, context.dialect) ?? findLayer(name, 'keras3');
    if (definition === undefined) throw new Error(`there is no layer ${name}`);
    const { layer } = createLayer(context, {
      definition,
      given: { positional: [], keywords: Object.entries(args), open: false },
      created: place,
    });
    const { node } = callLayer(context, {
      layer,
      call: inputs === undefined ? new Map() : tensorArguments(layer, inputs),
      called: place,
    });
    const output = node.outputs[0] ?? unknownOutput(context, node);
    return output;
  };
  return {
    call: (layer, inputs, args = {}) => make(layer, args, inputs),
    input: shape => make('InputLayer', context.dialect === 'keras2' ? { input_shape: shape } : { shape }, undefined),
  };
}

/** The output of a call whose type is not known. */
function unknownOutput(context: GraphContext, node: SymbolicTensor['node']): SymbolicTensor {
  const why =
    'kind' in node.structure && node.structure.kind === 'unknown'
      ? node.structure
      : { kind: 'unknown' as const, why: { kind: 'error' as const } };
  const tensor: SymbolicTensor = { id: context.nextId(), type: { shape: why, dtype: why }, node, index: 0 };
  (node.outputs as SymbolicTensor[]).push(tensor);
  Object.assign(node, { structure: { kind: 'one', value: tensor } });
  return tensor;
}
