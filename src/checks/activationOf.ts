// What an output of a model comes out of, and where tensors go: questions of the rules about heads and activations.

import { activationOf } from '../model/activation.ts';
import type { GraphNode, Layer, SymbolicTensor } from '../model/graph.ts';
import { flatten } from '../shapes/nested.ts';
import { isUnknown } from '../shapes/unknown.ts';
import type { RuleContext } from './rule.ts';

/** True for layers that multiply with a kernel and apply an activation afterwards. */
export function isLearning({ className }: Layer): boolean {
  return /^(Dense|Conv\dD|Conv\dDTranspose|SeparableConv\dD|DepthwiseConv\dD)$/.test(className);
}

/** The layer whose activation an output has: behind it stand only layers that move values about. */
export function headOf(tensor: SymbolicTensor): Layer | undefined {
  let current: SymbolicTensor | undefined = tensor;
  for (let steps = 0; current !== undefined && steps < mostSteps; steps++) {
    const node: GraphNode = current.node;
    const { layer } = node;
    if (layer.kind === 'model') {
      current = innerOutput(layer, current.index);
      continue;
    }
    if (layer.kind !== 'layer') return undefined;
    // `Activation('linear')`, as mixed precision asks for it, leaves the activation before it.
    const passes = moves.has(layer.className) || (layer.className === 'Activation' && activationOf(layer) === 'linear');
    if (!passes) return layer;
    current = node.inputs[0];
  }
  return undefined;
}

/** The output inside a nested model that it gives at a position. */
function innerOutput({ model }: Layer, index: number): SymbolicTensor | undefined {
  const graph = model?.graph.value;
  return graph === undefined || isUnknown(graph) ? undefined : flatten(graph.outputs)[index];
}

const mostSteps = 50;

const moves: ReadonlySet<string> = new Set(['Flatten', 'Reshape', 'Permute', 'Identity']);

/** Layers that a function of keras.applications made, of which nothing is written in the program. */
export function readyMade(context: RuleContext): ReadonlySet<Layer> {
  const out = new Set<Layer>();
  for (const { model } of context.models) {
    const graph = model.graph.value;
    if (model.application === undefined || isUnknown(graph)) continue;
    for (const layer of graph.operations) out.add(layer);
  }
  return out;
}

/** The one tensor that each layer of the program was called on, for layers that were called once. */
export function calledOnce(
  context: RuleContext,
): readonly { readonly layer: Layer; readonly input: SymbolicTensor; readonly output: SymbolicTensor }[] {
  const skipped = readyMade(context);
  const seen = new Set<Layer>();
  return context.calls.flatMap(({ layer, node }) => {
    const [input, ...others] = node.inputs;
    const [output] = node.outputs;
    if (seen.has(layer) || layer.kind !== 'layer' || skipped.has(layer) || layer.created.uri !== context.uri) return [];
    seen.add(layer);
    if (input === undefined || output === undefined || others.length > 0 || layer.state.value.nodes.length !== 1)
      return [];
    return [{ layer, input, output }];
  });
}

/** How often each tensor goes into a call, the layers it goes into, and whether it is an output or input of a model. */
export function usesOf(context: RuleContext): {
  readonly calls: ReadonlyMap<SymbolicTensor, number>;
  readonly takers: ReadonlyMap<SymbolicTensor, readonly Layer[]>;
  readonly ends: ReadonlySet<SymbolicTensor>;
} {
  const nodes = new Set(context.calls.map(({ node }) => node));
  const ends = new Set<SymbolicTensor>();
  for (const { model } of context.models) {
    const graph = model.graph.value;
    if (isUnknown(graph)) continue;
    for (const tensor of [...flatten(graph.outputs), ...flatten(graph.inputs)]) ends.add(tensor);
    for (const node of graph.nodes) nodes.add(node);
  }
  const takers = new Map<SymbolicTensor, Layer[]>();
  for (const node of nodes)
    for (const input of node.inputs) {
      const list = takers.get(input);
      if (list === undefined) takers.set(input, [node.layer]);
      else list.push(node.layer);
    }
  return { calls: new Map([...takers].map(([tensor, list]) => [tensor, list.length])), takers, ends };
}
