// Preprocessing layers one after another.

import { isDynamic } from '../../shapes/dim.ts';
import { flatten, mapNested, type Nested } from '../../shapes/nested.ts';
import { type TensorType, tensorType } from '../../shapes/shape.ts';
import { afterError, isUnknown, type Maybe, type Unknown, unknown } from '../../shapes/unknown.ts';
import { applyLayer, callNames } from '../apply.ts';
import { innerWeights } from '../cells.ts';
import { isConfigList } from '../config.ts';
import { type CallArgument, defineLayer, type LayerObject, type ShapeAnswer, type WeightSpec } from '../define.ts';
import { tensorsIn } from '../inputs.ts';
import { baseParams } from '../make.ts';
import { type ArgType, isRefused, layer, optional, refused, required } from '../params.ts';
import type { Problem } from '../problems.ts';

export default defineLayer({
  name: 'Pipeline',
  doc: 'Applies layers one after another, as a model for data would. The shape is what the layers make of it.',
  params: {
    layers: required(layers(), 'The layers in their order.'),
    name: optional(baseParams.name.type, null, baseParams.name.doc),
  },
  baseArguments: [],
  castsInputs: 'never',
  takes: 'arguments',
  call: ['inputs', 'training', 'mask'],
  shape(context): ShapeAnswer {
    const { config, call, problem } = context;
    if (isUnknown(config.layers)) return config.layers;
    const given = tensorsIn(call.get('inputs'));
    if (given === undefined) return afterError;
    if (config.layers.length === 0) {
      problem({ kind: 'argument-value', argument: 'layers', got: '[]', expected: 'a list with at least one layer' });
      return afterError;
    }
    const steps = run(config.layers, given, problem);
    return steps.outputs;
  },
  weights({ config, call }): readonly WeightSpec[] | Unknown {
    if (isUnknown(config.layers)) return config.layers;
    const given = tensorsIn(call.get('inputs'));
    if (given === undefined) return afterError;
    const out: WeightSpec[] = [];
    for (const [i, inputs] of run(config.layers, given, () => undefined).inputs.entries()) {
      const inner = config.layers[i];
      if (inner === undefined) continue;
      const weights = innerWeights(inner, inputs);
      if (isUnknown(weights)) return weights;
      out.push(...weights);
    }
    return out;
  },
});

/** A list of layers. */
function layers(): ArgType<Maybe<readonly LayerObject[]>> {
  const expects = 'a list of layers';
  const one = layer();
  return {
    expects,
    read(value, dialect) {
      if (!isConfigList(value)) return refused(expects);
      const out: LayerObject[] = [];
      let open: Unknown | undefined;
      for (const item of value) {
        const read = isUnknown(item) ? item : one.read(item, dialect);
        if (isRefused(read)) return refused(expects);
        if (isUnknown(read)) open = read;
        else out.push(read);
      }
      return open ?? out;
    },
    unknown: why => why,
  };
}

/** The tensors in front of each layer, and those behind the last. */
function run(
  steps: readonly LayerObject[],
  given: Nested<TensorType | null>,
  problem: (problem: Problem) => void,
): { readonly inputs: readonly (readonly TensorType[])[]; readonly outputs: Nested<TensorType> | Unknown } {
  const inputs: (readonly TensorType[])[] = [];
  let tensors: Nested<TensorType> | Unknown = mapNested(given, tensor => tensor ?? tensorType(afterError, afterError));
  for (const step of steps) {
    if (isUnknown(tensors)) break;
    const before: Nested<TensorType> = tensors;
    inputs.push(flatten(before));
    const [first = 'inputs'] = callNames(step.definition, step.dialect);
    const call = new Map<string, CallArgument>([[first, { kind: 'tensors', value: before }]]);
    const answer = applyLayer({ layer: step, call });
    for (const found of answer.problems) problem({ ...found, within: step.name });
    tensors = computed(step, before, answer.outputs);
  }
  return { inputs, outputs: tensors };
}

/** Layers whose result can only be told for images of known size. */
const sizeBound: ReadonlySet<string> = new Set([
  'CenterCrop',
  'ContrastLimitedAdaptiveHistogramEqualization',
  'CutMix',
  'RandomCrop',
  'RandomElasticTransform',
  'RandomErasing',
  'RandomPerspective',
]);

/** Layers that announce the dtype of their images and compute another. */
const castsImages: ReadonlySet<string> = new Set(['Equalization', 'RandomGrayscale']);

/** A pipeline runs its layers, so that what they compute counts and not what they announce. */
function computed(
  step: LayerObject,
  before: Nested<TensorType>,
  announced: Nested<TensorType> | Unknown,
): Nested<TensorType> | Unknown {
  if (isUnknown(announced)) return announced;
  const { name } = step.definition;
  const open = flatten(before).some(({ shape }) => !isUnknown(shape) && shape.slice(-3).some(isDynamic));
  if (sizeBound.has(name) && open) return unknown({ kind: 'data', what: 'the size of the images' });
  return castsImages.has(name) ? mapNested(announced, tensor => ({ ...tensor, dtype: step.dtype })) : announced;
}
