// Convolutional LSTMs on tfjs: the gates are convolutions of the input and of the state.

import type { RunContext, Tensor } from '../run.ts';
import { lstmGates, stepDropout } from './cells.ts';
import { runSequence } from './recurrent.ts';
import { convolve, fromChannelsLast, toChannelsLast } from './spatial.ts';

/** The outputs of a convolutional LSTM layer. The state has the shape of a convolved input. */
export function runConvLstm(context: RunContext): readonly Tensor[] {
  const { tf, config } = context;
  const [kernel, recurrent, bias] = context.weights as readonly [Tensor, Tensor, Tensor?];
  const { strides, padding, dilation_rate: dilation, data_format: format } = config;
  const plain = { strides: strides.map(() => 1), padding: 'same', dilation: strides.map(() => 1) } as const;
  const drop = stepDropout(context);
  const overInput = (x: Tensor): Tensor => {
    const convolved = convolve(tf, toChannelsLast(tf, drop.input(x), format), kernel, 1, {
      strides,
      padding,
      dilation,
    });
    return bias === undefined ? convolved : tf.add(convolved, bias);
  };
  return runSequence(context, {
    step(input, [state, memory]) {
      const h = toChannelsLast(tf, drop.state(state as Tensor), format);
      const sum = tf.add(overInput(input), convolve(tf, h, recurrent, 1, plain));
      const gates = tf.split(fromChannelsLast(tf, sum, format), 4, format === 'channels_first' ? 1 : sum.rank - 1);
      return lstmGates(context, gates, memory as Tensor, config);
    },
    start(first) {
      const channels = convolve(tf, toChannelsLast(tf, first, format), kernel, 1, { strides, padding, dilation });
      const one = tf.slice(
        channels,
        channels.shape.map(() => 0),
        [...channels.shape.slice(0, -1), config.filters],
      );
      const zeros = tf.zerosLike(fromChannelsLast(tf, one, format));
      return [zeros, zeros];
    },
  });
}
