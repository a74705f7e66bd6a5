// What layers do in Keras 2 where that is not what they do in Keras 3: further axes, defaults, names of arguments, sizes
// that its operations know better, classes of its own. The answers are those of Keras 2 itself.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyLayer } from '../../src/layers/apply.ts';
import type { Dialect } from '../../src/layers/config.ts';
import type { MadeLayer } from '../../src/layers/make.ts';
import { callOnce, countOf, makeFrom, shapesOf, toCall } from './rows.ts';

function make(layer: string, args: Record<string, unknown>, dialect: Dialect = 'keras2'): MadeLayer {
  const made = makeFrom(layer, args, dialect);
  assert.ok(made !== undefined, `${layer} is not defined`);
  return made;
}

/** The output shape in Keras 2, or the kind of the first problem. */
function shape(layer: string, args: Record<string, unknown>, inputs: unknown, dialect: Dialect = 'keras2'): unknown {
  const made = make(layer, args, dialect);
  const { answer, problems } = callOnce(made, toCall(made.layer.definition, dialect, { inputs }));
  const problem = problems.find(({ effect }) => effect === undefined);
  return problem?.kind ?? (answer === undefined ? '?' : shapesOf(answer.outputs));
}

function parameters(layer: string, args: Record<string, unknown>, inputs: unknown): number | undefined {
  const { layer: made } = make(layer, args);
  return countOf(applyLayer({ layer: made, call: toCall(made.definition, 'keras2', { inputs }) }).built.weights);
}

const n = null;

test('convolutions take further axes in Keras 2', () => {
  assert.deepEqual(shape('Conv1D', { filters: 4, kernel_size: 3 }, [n, 7, 10, 3]), [n, 7, 8, 4]);
  assert.deepEqual(shape('Conv2D', { filters: 8, kernel_size: 3 }, [n, 10, 28, 28, 3]), [n, 10, 26, 26, 8]);
  assert.equal(parameters('Conv2D', { filters: 8, kernel_size: 3 }, [n, 10, 28, 28, 3]), 3 * 3 * 3 * 8 + 8);
  assert.equal(shape('Conv2D', { filters: 8, kernel_size: 3 }, [n, 10, 28, 28, 3], 'keras3'), 'rank-mismatch');
  assert.equal(shape('Conv2D', { filters: 8, kernel_size: 3 }, [n, 28, 28]), 'rank-mismatch');
});

test('defaults and kinds of arguments', () => {
  assert.deepEqual(shape('AveragePooling2D', {}, [n, 8, 8, 3]), [n, 4, 4, 3]);
  assert.equal(shape('AveragePooling2D', {}, [n, 8, 8, 3], 'keras3'), 'missing-argument');
  assert.deepEqual(shape('Dense', { units: { kind: 'float', value: 2.5 } }, [n, 8]), [n, 2]);
  assert.deepEqual(shape('Dense', { units: '10' }, [n, 8]), [n, 10]);
  assert.equal(shape('Dense', { units: '10' }, [n, 8], 'keras3'), 'argument-value');
  assert.deepEqual(shape('LeakyReLU', { alpha: { kind: 'float', value: 0.1 } }, [n, 8]), [n, 8]);
  assert.equal(shape('LeakyReLU', { negative_slope: { kind: 'float', value: 0.1 } }, [n, 8]), 'unknown-argument');
  assert.equal(shape('Softmax', { axis: 3 }, [n, 20, 8]), 'argument-value');
  assert.deepEqual(shape('Softmax', { axis: 3 }, [n, 20, 8], 'keras3'), [n, 20, 8]);
  assert.equal(
    shape('DepthwiseConv2D', { kernel_size: 3, strides: 2, dilation_rate: 2 }, [n, 16, 16, 3]),
    'argument-value',
  );
  assert.deepEqual(
    shape('SpatialDropout2D', { rate: { kind: 'float', value: 0.2 }, name: 'drop', seed: 1 }, [n, 8, 8, 3]),
    [n, 8, 8, 3],
  );
});

test('open axes take what other tensors tell of them', () => {
  assert.deepEqual(
    shape('Add', {}, [
      [n, n, 4],
      [n, 5, 4],
    ]),
    [n, 5, 4],
  );
  assert.deepEqual(
    shape('Add', {}, [
      [n, n, 4],
      [n, 1, 4],
    ]),
    [n, n, 4],
  );
  assert.deepEqual(
    shape(
      'Add',
      {},
      [
        [n, n, 4],
        [n, 5, 4],
      ],
      'keras3',
    ),
    [n, n, 4],
  );
  assert.deepEqual(
    shape('Concatenate', {}, [
      [n, n, 4],
      [n, 5, 3],
    ]),
    [n, 5, 7],
  );
  assert.deepEqual(
    shape(
      'Concatenate',
      {},
      [
        [n, n, 4],
        [n, 5, 3],
      ],
      'keras3',
    ),
    [n, n, 7],
  );
});

test('layers that Keras 3 does not have', () => {
  assert.deepEqual(shape('ThresholdedReLU', { theta: { kind: 'float', value: 0.5 } }, [n, 8]), [n, 8]);
  assert.deepEqual(shape('LocallyConnected1D', { filters: 4, kernel_size: 3 }, [n, 10, 3]), [n, 8, 4]);
  assert.equal(parameters('LocallyConnected1D', { filters: 4, kernel_size: 3 }, [n, 10, 3]), 8 * 9 * 4 + 8 * 4);
  assert.deepEqual(shape('LocallyConnected2D', { filters: 2, kernel_size: 3 }, [n, 6, 5, 1]), [n, 4, 3, 2]);
  assert.equal(shape('LocallyConnected1D', { filters: 4, kernel_size: 3 }, [n, n, 3]), 'undefined-axis');
  assert.equal(makeFrom('ThresholdedReLU', {}, 'keras3'), undefined);
});

test('integers stay integers where their values do', () => {
  const dtype = (layer: string, args: Record<string, unknown>, dialect: Dialect) => {
    const made = make(layer, args, dialect);
    const call = toCall(made.layer.definition, dialect, { inputs: { shape: [n, 4, 4, 1], dtype: 'int32' } });
    const { outputs } = applyLayer({ layer: made.layer, call });
    return outputs.kind === 'one' ? outputs.value.dtype : '?';
  };
  assert.equal(dtype('ZeroPadding2D', {}, 'keras2'), 'int32');
  assert.equal(dtype('ZeroPadding2D', {}, 'keras3'), 'float32');
  assert.equal(dtype('Flatten', {}, 'keras3'), 'int32');
});
