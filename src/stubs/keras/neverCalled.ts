// The ends of layers that were never called: they have none, and the frameworks say so. Known to be never called is only a
// layer that no code which is not known was given, in a run whose whole course is known.

import type { Place } from '../../base/span.ts';
import { type Context, isFromBefore } from '../../interp/context.ts';
import type { LayerValue, Value } from '../../interp/value.ts';
import type { Problem } from '../../layers/problems.ts';
import { type Layer, type Model, notBuilt } from '../../model/graph.ts';
import { afterError, isUnknown } from '../../shapes/unknown.ts';
import { report } from '../operations.ts';

/** Reports an end that a layer does not have yet, and gives what stands for it; undefined where it may have one. */
export function refuseUncalled(context: Context, value: LayerValue, name: string, place: Place): Value | undefined {
  const { layer } = value;
  const lack = lackOf(context, layer, name);
  if (lack === undefined || !isSurelyUncalled(context, layer)) return undefined;
  report(
    context,
    [{ kind: 'never-called', attribute: name, lack: lack.kind, made: layer.created, runtime: lack.runtime }],
    { place, name: layer.name, className: layer.className, layer },
  );
  return afterError;
}

/** Reports the summary of a Sequential that has no shapes to show yet, where the framework refuses it. */
export function refuseSummary(context: Context, model: Model, place: Place): void {
  const { layer, stack, graph } = model;
  if (model.kind !== 'sequential' || graph.value !== notBuilt || stack.value.open !== undefined) return;
  const isEmpty = stack.value.length === 0;
  // Keras 3 shows what it knows.
  const isRefused = context.dialect === 'tfjs' ? isEmpty : context.dialect === 'keras2' && context.versionGiven;
  if (!isRefused || !isSurelyUncalled(context, layer)) return;
  const says = isEmpty
    ? 'it has no layers to summarise yet'
    : 'it is not built when `summary` is called, since nothing tells it the shape of its input';
  const runtime = {
    keras2: 'This model has not yet been built.',
    tfjs: 'Sequential model cannot be built: model is empty. Add some layers first.',
  };
  report(context, [{ kind: 'call-value', says, runtime }], {
    place,
    name: layer.name,
    className: layer.className,
    layer,
  });
}

interface Lack {
  readonly kind: Extract<Problem, { readonly kind: 'never-called' }>['lack'];
  readonly runtime: NonNullable<Problem['runtime']>;
}

/** The ends that are shapes, in the words of the frameworks. */
const shapeWords: ReadonlyMap<string, string> = new Map([
  ['input_shape', 'input shape'],
  ['output_shape', 'output shape'],
  ['outputShape', 'output shape'],
]);

/** What the layer lacks for it to have the end, as far as its own state says. */
function lackOf({ dialect }: Context, { state, model, className }: Layer, name: string): Lack | undefined {
  if (model?.kind === 'functional' || state.value.nodes.length > 0) return undefined;
  const isTensor = name === 'input' || name === 'output';
  if (dialect === 'keras3') {
    const words = `The layer {name} has never been called and thus has no defined ${name}.`;
    if (isTensor) return { kind: hasGraph(model) ? 'call, for a graph' : 'call', runtime: { keras3: words } };
    if (model?.kind !== 'sequential' || model.graph.value !== notBuilt) return undefined;
    const end = name.replace('_', ' ');
    return { kind: 'input shape', runtime: { keras3: `Sequential model '{name}' has no defined ${end} yet.` } };
  }
  if (model === undefined && shapeWords.has(name)) {
    const words = `has never been called and thus has no defined ${shapeWords.get(name)}.`;
    return { kind: 'call', runtime: { keras2: `The layer "{name}" ${words}`, tfjs: `The layer {name} ${words}` } };
  }
  if (!isTensor || (dialect === 'tfjs' && model !== undefined)) return undefined;
  if (model === undefined) {
    const words =
      name === 'input' ? 'Layer {name} is not connected, no input to return.' : 'Layer {name} has no inbound nodes.';
    return { kind: 'call', runtime: { keras2: words, tfjs: words.slice(0, -1) } };
  }
  return model.kind === 'sequential' && model.graph.value === notBuilt
    ? { kind: 'input shape', runtime: { keras2: `'${className}' object has no attribute '_nested_${name}s'` } }
    : undefined;
}

function hasGraph(model: Layer['model']): boolean {
  return model?.kind === 'sequential' && !isUnknown(model.graph.value);
}

/** True for the layer itself and for those put into it: what was refused of them is the cause of what it lacks. */
function isPart(layer: Layer, other: Layer): boolean {
  return layer === other || layer.model?.stack.value.includes(other) === true;
}

function isSurelyUncalled(context: Context, layer: Layer): boolean {
  const { record, budget } = context;
  if (budget.stopped() !== undefined) return false;
  // A function that nobody calls runs at a time that is not known: what was there before may have been called by then.
  if (isFromBefore(context, layer.state)) return false;
  if (layer.state.value.handedOut === true) return false;
  if (
    record.problems.some(
      ({ problem, subject }) =>
        subject.layer !== undefined && problem.effect === undefined && isPart(layer, subject.layer),
    )
  )
    return false;
  if (record.calls.some(call => call.layer === layer && isUnknown(call.node.structure))) return false;
  // Layers of a Sequential are called as soon as that is built.
  return record.models.every(
    ({ model }) =>
      !model.stack.value.includes(layer) || (model.graph.value === notBuilt && isSurelyUncalled(context, model.layer)),
  );
}
