// A layer at every step of a sequence.

import { tensorType } from '../../shapes/shape.ts';
import { afterError, isUnknown, unknown } from '../../shapes/unknown.ts';
import { innerWeights } from '../cells.ts';
import { defineLayer } from '../define.ts';
import { innerAnswer, onlyTensor } from '../innerLayer.ts';
import { oneTensor, tensorsIn } from '../inputs.ts';
import { layer, required } from '../params.ts';
import { stepShape } from '../recurrent.ts';

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
    const input = oneTensor(context, call.get('inputs'), { rank: { atLeast: 3 } });
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
  weights({ config, inputs }) {
    if (isUnknown(config.layer)) return config.layer;
    const input = inputs[0];
    return input === undefined
      ? afterError
      : innerWeights(config.layer, [tensorType(stepShape(input.shape), input.dtype)]);
  },
});
