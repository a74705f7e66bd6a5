// Computes one call of a layer: makes the layer object from its plan, checks that everything it was given is known, and
// hands tensors, masks and variables to the layer's own computation.

import { fromJson, isJsonList, layerFromJson } from '../../src/layers/configJson.ts';
import type { CallArgument, LayerObject } from '../../src/layers/define.ts';
import type { Impossible, RunContext, Tensor, Tf } from '../../src/layers/run.ts';
import type { ConfigJson, LayerJson } from '../../src/protocol/runPlan.ts';
import type { Nested } from '../../src/shapes/nested.ts';
import { one } from '../../src/shapes/nested.ts';
import { type TensorType, tensorType } from '../../src/shapes/shape.ts';

export interface ComputeLayerOptions {
  readonly tf: Tf;
  readonly layer: LayerJson;
  readonly call?: Readonly<Record<string, ConfigJson>>;
  readonly inputs: readonly Tensor[];
  readonly masks: readonly (Tensor | null)[];
  readonly weights: readonly Tensor[];
  readonly training: boolean;
  readonly seed: number;
}

/** The outputs of a call and their masks, as fresh tensors that the caller disposes. */
export interface Computed {
  readonly outputs: readonly Tensor[];
  readonly masks: readonly (Tensor | null)[];
}

/** Runs a layer's own computation. Throws what tfjs throws; reasons known beforehand are given back. */
export function computeLayer(options: ComputeLayerOptions): Computed | Impossible {
  const { tf, inputs, masks } = options;
  const layer = layerFromJson(options.layer);
  if (layer === undefined) return { impossible: `there is no layer \`${options.layer.className}\`` };
  const { run } = layer.definition;
  if (run === undefined) return { impossible: `${layer.definition.name} cannot be computed here` };
  if ('impossible' in run) return run;
  const unknownArgument = findUnknown(options.layer);
  if (unknownArgument !== undefined) return { impossible: unknownArgument };
  const context: RunContext = {
    tf,
    config: layer.config,
    given: layer.given,
    dialect: layer.dialect,
    inputs,
    masks,
    weights: options.weights,
    training: trainingOf(options),
    seed: options.seed,
    call: callArguments(layer, options),
  };
  let refused: Impossible | undefined;
  const taken = new Set<Tensor | null>([...inputs, ...options.weights, ...masks]);
  const own = (tensor: Tensor): Tensor => {
    const fresh = taken.has(tensor) ? tensor.clone() : tensor;
    taken.add(fresh);
    return tf.keep(fresh);
  };
  const kept: { outputs: Tensor[]; masks: (Tensor | null)[] } = { outputs: [], masks: [] };
  tf.tidy(() => {
    const answer = run(context);
    if ('impossible' in answer) {
      refused = answer;
      return;
    }
    const outputs = listOf(answer);
    const { mask } = layer.definition;
    const outMasks =
      mask === undefined
        ? outputs.map(() => null)
        : mask === 'keeps'
          ? outputs.map(() => masks[0] ?? null)
          : mask({ ...context, outputs });
    kept.outputs = outputs.map(own);
    kept.masks = outputs.map((_, i) => {
      const made = outMasks[i] ?? null;
      return made === null ? null : own(made);
    });
  });
  return refused ?? kept;
}

/** The call's own `training` argument goes before the setting of the run. */
function trainingOf({ call, training }: ComputeLayerOptions): boolean {
  const given = call?.training;
  return typeof given === 'boolean' ? given : training;
}

function listOf(answer: Tensor | readonly Tensor[]): readonly Tensor[] {
  return Array.isArray(answer) ? (answer as readonly Tensor[]) : [answer as Tensor];
}

/** The call's arguments with the real types of their tensors. */
function callArguments(layer: LayerObject, options: ComputeLayerOptions): ReadonlyMap<string, CallArgument> {
  const types = options.inputs.map(input => tensorType([...input.shape], input.dtype));
  if (options.call === undefined) {
    const name = (layer.definition.call ?? ['inputs'])[0] ?? 'inputs';
    const single = types.length === 1 && layer.definition.takes !== 'tensors' ? types[0] : undefined;
    const value: Nested<TensorType> =
      single === undefined ? { kind: 'list', type: 'list', items: types.map(one) } : one(single);
    return new Map([[name, { kind: 'tensors', value }]]);
  }
  const entries = Object.entries(options.call).map(([name, json]): [string, CallArgument] => {
    if (!holdsTensor(json)) return [name, { kind: 'config', value: fromJson(json) }];
    return [name, { kind: 'tensors', value: tensorsOf(json, types) }];
  });
  return new Map(entries);
}

function holdsTensor(json: ConfigJson): boolean {
  if (json === null || typeof json !== 'object') return false;
  if (isJsonList(json)) return json.some(holdsTensor);
  if ('record' in json) return Object.values(json.record).some(holdsTensor);
  return 'input' in json;
}

function tensorsOf(json: ConfigJson, types: readonly TensorType[]): Nested<TensorType | null> {
  if (json === null || typeof json !== 'object') return one(null);
  if (isJsonList(json)) return { kind: 'list', type: 'list', items: json.map(item => tensorsOf(item, types)) };
  if ('record' in json) {
    const entries = Object.entries(json.record).map(([key, item]) => [key, tensorsOf(item, types)] as const);
    return { kind: 'record', entries };
  }
  return one('input' in json ? (types[json.input] ?? null) : null);
}

/** Arguments that change no value of the outputs at inference, so that it does not matter when they are not known. */
const withoutEffect =
  /^(name|trainable|seed|weights|batch_size|input_shape|batch_input_shape|input_dtype)$|_(regularizer|constraint|initializer)$/;

/** The reason why an argument is not known, as a sentence; undefined where all that matter are. */
function findUnknown(layer: LayerJson): string | undefined {
  for (const [name, json] of Object.entries(layer.given)) {
    if (withoutEffect.test(name)) continue;
    const reason = unknownIn(json);
    if (reason !== undefined) return `\`${name}\` is not known: ${reason}`;
  }
  return undefined;
}

function unknownIn(json: ConfigJson): string | undefined {
  if (json === null || typeof json !== 'object') return undefined;
  if (isJsonList(json)) return firstOf(json);
  if ('unknown' in json) return json.unknown;
  if ('record' in json) return firstOf(Object.values(json.record));
  if ('object' in json) return firstOf(Object.values(json.object.config));
  if ('layer' in json) return findUnknown(json.layer);
  return undefined;
}

function firstOf(items: readonly ConfigJson[]): string | undefined {
  for (const item of items) {
    const reason = unknownIn(item);
    if (reason !== undefined) return reason;
  }
  return undefined;
}
