// The ends of layers that were called several times. TensorFlow.js refuses to choose among the calls; Keras gives those of the
// first one, but for the shapes that Keras 2 has where they differ.

import type { Place } from '../../base/span.ts';
import { type Context, isFromBefore } from '../../interp/context.ts';
import type { LayerValue, Value } from '../../interp/value.ts';
import type { Problem } from '../../layers/problems.ts';
import type { GraphNode, Layer } from '../../model/graph.ts';
import { isDynamic, isKnown } from '../../shapes/dim.ts';
import { printShape } from '../../shapes/shape.ts';
import { afterError, isUnknown } from '../../shapes/unknown.ts';
import { report } from '../operations.ts';

/** Reports an end that no one call gives, and gives what stands for it; undefined where there is one. */
export function refuseSeveral(context: Context, { layer }: LayerValue, name: string, place: Place): Value | undefined {
  const runtime = wordsFor(context, layer, name);
  if (runtime === undefined || !isSurelyCalled(context, layer)) return undefined;
  const calls = layer.state.value.nodes.map(node => node.called);
  report(context, [{ kind: 'several-calls', attribute: name, calls, runtime }], {
    place,
    name: layer.name,
    className: layer.className,
    layer,
  });
  return afterError;
}

function wordsFor({ dialect, versionGiven }: Context, layer: Layer, name: string): Problem['runtime'] | undefined {
  const { nodes } = layer.state.value;
  if (layer.model !== undefined || nodes.length < 2) return undefined;
  const isShape = name === 'input_shape' || name === 'output_shape' || name === 'outputShape';
  if (isShape && !differ(nodes, name === 'input_shape' ? 'inputs' : 'outputs')) return undefined;
  const end = name === 'outputShape' ? 'output shape' : name.replace('_', ' ');
  if (dialect === 'tfjs') {
    if (isShape) return { tfjs: `has multiple inbound nodes with different ${end}s.` };
    if (name !== 'input' && name !== 'output') return undefined;
    return { tfjs: `has multiple inbound nodes, hence the notion of "layer ${name}" is ill-defined.` };
  }
  return dialect === 'keras2' && versionGiven && isShape
    ? { keras2: `has multiple inbound nodes, with different ${end}s.` }
    : undefined;
}

/** True where two calls surely have other shapes. */
function differ(nodes: readonly GraphNode[], end: 'inputs' | 'outputs'): boolean {
  const shapes = nodes.map(node => node[end].map(tensor => tensor.type.shape));
  const isPlain = shapes.flat().every(shape => !isUnknown(shape) && shape.every(dim => isKnown(dim) || isDynamic(dim)));
  const texts = new Set(shapes.map(all => all.map(shape => printShape(shape)).join()));
  return isPlain && texts.size > 1;
}

/** True where each of the calls that are known of was surely made, and on symbolic tensors. */
function isSurelyCalled(context: Context, { state }: Layer): boolean {
  const { nodes, callsDiffer } = state.value;
  // A function that nobody calls may run before calls of what was there already.
  if (isFromBefore(context, state)) return false;
  return callsDiffer !== true && nodes.every(node => node.joined !== true && node.inputs.length > 0);
}
