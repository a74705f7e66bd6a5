// A layer at every step of a sequence.

import { tensorType } from '../../shapes/shape.ts';
import { afterError, isUnknown, unknown } from '../../shapes/unknown.ts';
import { callNames } from '../apply.ts';
import { innerWeights } from '../cells.ts';
import { tensorsOf } from '../compute/callTensors.ts';
import { runWithin, tensorArgument } from '../compute/within.ts';
import { defineLayer, type LayerObject } from '../define.ts';
import { innerAnswer, onlyTensor } from '../innerLayer.ts';
import { oneTensor, tensorsIn } from '../inputs.ts';
import { layer, required } from '../params.ts';
import { stepShape } from '../recurrent.ts';
import type { Tensor } from '../run.ts';

const runtime = {
  keras3: '`TimeDistributed` Layer should be passed an `input_shape` with at least 3 dimensions',
  keras2: '`TimeDistributed` Layer should be passed an `input_shape ` with at least 3 dimensions',
  tfjs: 'TimeDistributed layer expects an input shape >= 3D',
};

export default defineLayer({
  name: 'TimeDistributed',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Applies a layer to every step of a sequence, with the same weights at each. (batch, time, …) becomes (batch, time, …) with the axes behind the time as the layer makes them.',
  params: { layer: required(layer(), 'The layer that is applied to each step.') },
  takes: 'arguments',
  call: ['inputs', 'training', 'mask'],
  shape(context) {
    const { config, call, dialect, computeDtype } = context;
    const given = tensorsIn(call.get('inputs'));
    if (dialect === 'keras2' && given !== undefined && given.kind !== 'one')
      return unknown({ kind: 'todo', what: 'a layer of several inputs at every step' });
    const input = oneTensor(context, call.get('inputs'), { rank: { atLeast: 3 }, runtime });
    if (isUnknown(config.layer)) return config.layer;
    const first = context.built?.[0];
    const step = tensorType(stepShape(input.shape), input.dtype);
    const answer = innerAnswer(context, {
      layer: config.layer,
      input: step,
      first: first === undefined ? undefined : stepShape(first),
    });
    const output = onlyTensor(answer);
    if (output === undefined) {
      context.problem({
        kind: 'argument-value',
        argument: 'layer',
        got: config.layer.definition.name,
        expected: 'a layer with a single output',
        within: config.layer.name,
      });
      return afterError;
    }
    if (isUnknown(output)) return output;
    const dtype = dialect === 'keras3' ? computeDtype : output.dtype;
    if (isUnknown(output.shape)) return tensorType(output.shape, dtype);
    if (isUnknown(input.shape)) return tensorType(input.shape, dtype);
    const [batch = afterError, ...rest] = output.shape;
    return tensorType([batch, input.shape[1] ?? afterError, ...rest], dtype);
  },
  run(context) {
    const { tf, config, training } = context;
    if (isUnknown(config.layer)) return { impossible: 'its layer is not known' };
    const inner: LayerObject = config.layer;
    const [sequence] = tensorsOf(context, [...context.call.keys()][0] ?? 'inputs');
    if (sequence == null) return { impossible: 'there is no sequence' };
    const x = sequence.tensor;
    const mask = tensorsOf(context, 'mask')[0]?.tensor ?? sequence.mask;
    const step = (input: Tensor, counts: Tensor | null): Tensor => {
      const names = callNames(inner.definition, inner.dialect);
      const [output] = runWithin(context, {
        layer: inner,
        inputs: [input],
        masks: [names.includes('mask') ? counts : null],
        weights: context.weights,
        call: new Map([[names[0] ?? 'inputs', tensorArgument(input)]]),
      });
      if (output === undefined) throw new Error(`${inner.definition.name} gave no output`);
      return output;
    };
    if (training) {
      const counts = mask === null ? undefined : tf.unstack(mask, 1);
      return tf.stack(
        tf.unstack(x, 1).map((input, i) => step(input, counts?.[i] ?? null)),
        1,
      );
    }
    const [batch = 1, steps = 1, ...rest] = x.shape;
    const counts = mask === null || mask.rank < 3 ? null : tf.reshape(mask, [batch * steps, ...mask.shape.slice(2)]);
    const output = step(tf.reshape(x, [batch * steps, ...rest]), counts);
    return tf.reshape(output, [batch, steps, ...output.shape.slice(1)]);
  },
  mask: 'keeps',
  weights({ config, dialect, inputs }) {
    if (isUnknown(config.layer)) return config.layer;
    const input = inputs[0];
    if (input === undefined) return afterError;
    const step = tensorType(stepShape(input.shape), input.dtype);
    return innerWeights(config.layer, [step], dialect === 'tfjs' ? '' : undefined);
  },
});
