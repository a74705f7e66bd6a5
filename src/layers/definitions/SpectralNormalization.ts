// A layer whose kernel is kept at spectral norm 1 while it is trained.

import { tensorType } from '../../shapes/shape.ts';
import { afterError, isUnknown } from '../../shapes/unknown.ts';
import { callNames } from '../apply.ts';
import { innerWeights } from '../cells.ts';
import { spectrallyNormal } from '../compute/spectral.ts';
import { runWithin, tensorArgument } from '../compute/within.ts';
import { defineLayer, type ShapeContext } from '../define.ts';
import { innerAnswer, onlyTensor } from '../innerLayer.ts';
import { oneTensor } from '../inputs.ts';
import { int, layer, optional, required } from '../params.ts';
import type { Problem } from '../problems.ts';
import type { Tensor } from '../run.ts';

export default defineLayer({
  name: 'SpectralNormalization',
  dialects: ['keras3', 'keras2'],
  doc: 'Divides the kernel of a layer by its largest singular value at every step of training. The shape is what that layer makes of it.',
  params: {
    layer: required(layer(), 'The layer, which must have a kernel or a table of embeddings.'),
    power_iterations: optional(int(1), 1, 'How many steps of power iteration find the singular value.', {
      says: { keras3: '`power_iterations` should be greater than zero. Received: `power_iterations={got}`' },
    }),
  },
  takes: 'arguments',
  call: ['inputs', 'training'],
  shape(context) {
    const { config, call, computeDtype, problem } = context;
    const input = oneTensor(context, call.get('inputs'));
    if (isUnknown(config.layer)) return config.layer;
    const specs = innerWeights(config.layer, [input]);
    const answer = onlyTensor(innerAnswer(withoutRankWords(context), { layer: config.layer, input }));
    if (!isUnknown(specs) && !specs.some(isKernel)) {
      problem({
        kind: 'argument-value',
        argument: 'layer',
        got: config.layer.definition.name,
        expected: 'a layer with a kernel or embeddings',
        runtime: { keras3: `${config.layer.definition.name} object has no attribute 'kernel' nor 'embeddings'` },
      });
    }
    if (answer === undefined) return afterError;
    return isUnknown(answer) ? answer : tensorType(answer.shape, computeDtype);
  },
  weights({ config, inputs }) {
    if (isUnknown(config.layer)) return config.layer;
    const specs = innerWeights(config.layer, inputs);
    if (isUnknown(specs)) return specs;
    const kernel = specs.find(isKernel);
    if (kernel === undefined) return afterError;
    return [
      kernel,
      {
        name: 'vector_u',
        shape: [1, kernel.shape.at(-1) ?? afterError],
        trainable: false,
        dtype: kernel.dtype,
        initializer: 'truncated_normal',
      },
      ...specs.filter(spec => spec !== kernel),
    ];
  },
  run(context) {
    const { tf, config, weights, training } = context;
    const [kernel, vector, ...others] = weights;
    if (kernel === undefined || vector === undefined) return { impossible: 'its kernel is missing' };
    const used = training ? spectrallyNormal(tf, kernel, vector, config.power_iterations) : kernel;
    const [input] = context.inputs as readonly [Tensor];
    const [first = 'inputs'] = callNames(config.layer.definition, config.layer.dialect);
    const call = new Map([[first, tensorArgument(input)]]);
    const inner = {
      layer: config.layer,
      inputs: [input],
      masks: [context.masks[0] ?? null],
      weights: [used, ...others],
      call,
    };
    const [output] = runWithin(context, inner);
    // Keras casts the result to the dtype of the input, which cuts off the fractions of looked up embeddings.
    return output === undefined ? { impossible: 'its layer gives nothing' } : tf.cast(output, input.dtype);
  },
});

function isKernel(spec: { readonly name: string }): boolean {
  return /\/(kernel|embeddings)$/.test(spec.name);
}

/** Of a wrong number of axes, the layer inside speaks in other words here than where it is called itself. */
function withoutRankWords<C>(context: ShapeContext<C>): ShapeContext<C> {
  return {
    ...context,
    problem(problem) {
      const { runtime, ...rest } = problem;
      context.problem(problem.kind === 'rank-mismatch' ? (rest as Problem) : problem);
    },
  };
}
