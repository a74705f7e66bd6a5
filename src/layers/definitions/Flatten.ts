// All axes of a sample in a row.

import { isDynamic, product } from '../../shapes/dim.ts';
import { tensorType } from '../../shapes/shape.ts';
import { unknown } from '../../shapes/unknown.ts';
import { dataFormat } from '../arguments.ts';
import { toChannelsLast } from '../compute/spatial.ts';
import { defineLayer } from '../define.ts';
import type { Tensor } from '../run.ts';

export default defineLayer({
  name: 'Flatten',
  dialects: ['keras3', 'keras2', 'tfjs'],
  doc: 'Lays all axes but the batch in a row. The result has two axes; the second is the product of the sizes.',
  params: { data_format: dataFormat() },
  takes: 'tensor',
  inputRank: (_, dialect) => ({ atLeast: dialect === 'tfjs' ? 3 : 1 }),
  shape({ shape, dtype }, { dialect, problem }) {
    const [batch = 1, ...rest] = shape;
    const open = rest.findIndex(isDynamic);
    if (open >= 0 && dialect === 'tfjs') {
      problem({
        kind: 'undefined-axis',
        input: 0,
        axis: open + 1,
        shape,
        runtime: { tfjs: 'The shape of the input to "Flatten" is not fully defined' },
      });
    }
    return tensorType([batch, rest.find(isDynamic) ?? product(rest)], dtype);
  },
  shapeOfUnknown: ({ dtype, shape }) => {
    const size = 'why' in shape ? shape : unknown({ kind: 'todo', what: 'this shape' });
    return tensorType([size, size], dtype);
  },
  run({ tf, config, inputs }) {
    const x = inputs[0] as Tensor;
    const last = toChannelsLast(tf, x, x.rank > 2 ? config.data_format : 'channels_last');
    return tf.reshape(last, [x.shape[0] ?? 1, -1]);
  },
});
