// Writing a network as calls of layers, the way its authors do: `net.call('Conv2D', x, {filters: 64, name: 'conv1'})`.

import { applyLayer, callNames } from '../layers/apply.ts';
import type { ConfigValue, Dialect } from '../layers/config.ts';
import type { CallArgument, LayerDefinition } from '../layers/define.ts';
import { makeLayer } from '../layers/make.ts';
import { snakeCase } from '../layers/naming.ts';
import type { Problem } from '../layers/problems.ts';
import { findLayer } from '../layers/registry.ts';
import { applyOp } from '../ops/apply.ts';
import { findOp } from '../ops/registry.ts';
import { type Dim, dynamic, isDynamic } from '../shapes/dim.ts';
import { type Nested, one } from '../shapes/nested.ts';
import type { TensorType } from '../shapes/shape.ts';
import { isUnknown, type Unknown } from '../shapes/unknown.ts';
import type { LayerStep, OperationStep, PlanTensor, Step } from './blueprint.ts';

/** Constructor arguments by name; those left out have their defaults. */
export type LayerArguments = Readonly<Record<string, ConfigValue>>;

/** A layer by its name under `keras.layers`, or by its record. */
export type LayerChoice = string | LayerDefinition;

export interface Network {
  readonly dialect: Dialect;
  /** Makes a layer and calls it on one tensor or a list of them. */
  call(layer: LayerChoice, inputs: PlanTensor | readonly PlanTensor[], args?: LayerArguments): PlanTensor;
  /** Applies an operation to tensors and plain values: `operate('operator.add', x, 3)`. */
  operate(path: string, ...operands: readonly (PlanTensor | Exclude<ConfigValue, null>)[]): PlanTensor;
  /** Makes a Sequential of layers and calls it. */
  stack(
    name: string,
    input: PlanTensor,
    layers: readonly (readonly [layer: LayerChoice, args: LayerArguments])[],
  ): PlanTensor;
  /** An input of the given shape without the batch axis. */
  input(shape: readonly ConfigValue[]): PlanTensor;
}

export interface NetworkPlan {
  readonly net: Network;
  readonly steps: readonly Step[];
  /** What layers refused, in order, with the name of the layer. Silent effects are no refusal. */
  readonly problems: readonly Problem[];
}

/** A network without steps. */
export function planNetwork(dialect: Dialect): NetworkPlan {
  const steps: Step[] = [];
  const problems: Problem[] = [];
  const refuse = (found: readonly Problem[], within: string): void => {
    for (const problem of found) if (problem.effect !== 'silent') problems.push({ ...problem, within });
  };
  const add = (step: Step): PlanTensor => {
    steps.push(step);
    return { step: steps.length - 1, type: outputType(step.types) };
  };
  const layerStep = (
    layer: LayerChoice,
    args: LayerArguments,
    inputs: readonly PlanTensor[],
    call: Nested<TensorType> | undefined,
  ): LayerStep => {
    const definition = typeof layer === 'string' ? findLayer(layer, dialect) : layer;
    if (definition === undefined) throw new Error(`there is no layer ${String(layer)}`);
    const stems: string[] = [];
    const autoName = (stem: string): string => {
      stems.push(stem);
      return stem;
    };
    const given = { positional: [], keywords: Object.entries(args), open: false };
    const made = makeLayer({ definition, given, dialect, autoName });
    refuse(made.problems, made.layer.name);
    const tensors = new Map<string, CallArgument>();
    if (call !== undefined)
      tensors.set(callNames(definition, dialect)[0] ?? 'inputs', { kind: 'tensors', value: call });
    const answer = applyLayer({ layer: made.layer, call: tensors, autoName });
    refuse(answer.problems, made.layer.name);
    return {
      kind: 'layer',
      object: made.layer,
      stems,
      unnamed: typeof made.layer.config.name !== 'string',
      call: tensors,
      built: answer.built,
      inputs: inputs.map(input => input.step),
      types: answer.outputs,
    };
  };
  const net: Network = {
    dialect,
    call(layer, inputs, args = {}) {
      if ('step' in inputs) return add(layerStep(layer, args, [inputs], one(inputs.type)));
      const types = inputs.map(input => one(input.type));
      return add(layerStep(layer, args, inputs, { kind: 'list', type: 'list', items: types }));
    },
    operate(path, ...operands) {
      const op = findOp(path);
      if (op === undefined) throw new Error(`there is no operation ${path}`);
      const tensors = operands.filter(isPlanTensor);
      const types = tensors.map(tensor => tensor.type);
      const plain = operands.map(operand => (isPlanTensor(operand) ? null : operand));
      const answer = applyOp({ op, positional: filled(plain, types), keywords: [], dialect });
      const className = op.definition.className ?? path;
      refuse(answer.problems, snakeCase(className));
      const tf = op.definition.names.find(name => name.startsWith('tf.'))?.split('(')[0];
      return add({
        kind: 'operation',
        op,
        stem: dialect === 'keras2' ? (tensorFlowNames[path] ?? tf ?? path) : snakeCase(className),
        className: dialect === 'keras2' ? 'TFOpLambda' : className,
        operands: plain,
        inputs: tensors.map(tensor => tensor.step),
        types: answer.outputs,
      });
    },
    stack(name, input, layers) {
      let last = stackInput(input.type, firstName(layers));
      const inner = [last];
      for (const [layer, args] of layers) {
        const tensor = { step: inner.length - 1, type: outputType(last.types) };
        last = layerStep(layer, args, [tensor], one(tensor.type));
        inner.push(last);
      }
      return add({ kind: 'stack', name, steps: inner, inputs: [input.step], types: last.types });
    },
    input: shape =>
      add(layerStep('InputLayer', dialect === 'keras2' ? { input_shape: shape } : { shape }, [], undefined)),
  };
  /** Keras 2 names the input it makes after the first layer. */
  const stackInput = (type: TensorType, first: string): LayerStep => {
    const shape: ConfigValue = isUnknown(type.shape)
      ? type.shape
      : type.shape.map(dim => (isDynamic(dim) ? null : dim));
    const args =
      dialect === 'keras2'
        ? { batch_input_shape: shape, dtype: type.dtype, name: `${first}_input` }
        : { batch_shape: shape, dtype: type.dtype };
    return layerStep('InputLayer', args, [], undefined);
  };
  return { net, steps, problems };
}

function firstName(layers: readonly (readonly [LayerChoice, LayerArguments])[]): string {
  const name = layers[0]?.[1].name;
  return typeof name === 'string' ? name : '';
}

/** The Python operators of Keras 2's symbolic tensors are functions of TensorFlow with names of their own. */
const tensorFlowNames: Readonly<Record<string, string>> = {
  'operator.add': 'tf.__operators__.add',
  'operator.sub': 'tf.math.subtract',
  'operator.mul': 'tf.math.multiply',
  'operator.truediv': 'tf.math.truediv',
};

/** The operands of an operation with tensor types in the places of its tensors. */
export function filled(operands: OperationStep['operands'], types: readonly TensorType[]): readonly ConfigValue[] {
  let next = 0;
  return operands.map(operand => {
    if (operand !== null) return operand;
    const type = types[next++];
    return type === undefined ? null : { kind: 'tensor', shape: type.shape, dtype: type.dtype };
  });
}

function isPlanTensor(operand: PlanTensor | Exclude<ConfigValue, null>): operand is PlanTensor {
  return typeof operand === 'object' && 'step' in operand;
}

/** The type of the one tensor that a step gives. */
function outputType(types: Nested<TensorType> | Unknown): TensorType {
  if (types.kind === 'unknown') return { shape: types, dtype: types };
  if (types.kind === 'one') return types.value;
  throw new Error('the layers of ready-made networks have one output');
}

/** The size of an axis, counted from the last where negative; open where the rank is not known. */
export function sizeOf(tensor: PlanTensor, axis: number): Dim {
  const { shape } = tensor.type;
  if (isUnknown(shape)) return shape;
  return shape[axis < 0 ? shape.length + axis : axis] ?? dynamic;
}

/** A Python float among the arguments of a layer. */
export function float(value: number): { readonly kind: 'float'; readonly value: number } {
  return { kind: 'float', value };
}
