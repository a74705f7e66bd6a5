// `preprocess_input` and `decode_predictions`, held against what Keras 3.15.1 gave for the same calls.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Value } from '../../src/interp/value.ts';
import { printShape } from '../../src/shapes/shape.ts';
import { isUnknown } from '../../src/shapes/unknown.ts';
import { analyseText } from '../harness/analyseText.ts';
import { graphOf } from './rows.ts';

const header = 'import keras, numpy as np, tensorflow as tf\nfrom keras import applications as A\n';

/** Shape and dtype of `y` at the end of a program, `?` where they are not known. */
function typeAtEnd(program: string): string {
  const value = analyseText(header + program).bindings.find(binding => binding.name === 'y')?.value;
  return value === undefined ? 'nothing' : typeText(value);
}

function typeText(value: Value): string {
  if (value.kind !== 'tensor' && value.kind !== 'array') return value.kind === 'unknown' ? '?' : value.kind;
  const { shape, dtype } = value.kind === 'tensor' ? value.tensor.type : value.type;
  return `${printShape(shape)} ${isUnknown(dtype) ? '?' : dtype}`;
}

function errorsOf(program: string): readonly string[] {
  return analyseText(header + program)
    .findings.filter(finding => finding.severity === 'error')
    .map(finding => finding.message);
}

const numpy: readonly (readonly [string, string, string])[] = [
  ['resnet', 'float32', '(2, 8, 8, 3) float32'],
  ['resnet50', 'float64', '(2, 8, 8, 3) float64'],
  ['vgg16', 'uint8', '(2, 8, 8, 3) float32'],
  ['mobilenet_v2', 'int64', '(2, 8, 8, 3) float32'],
  ['densenet', 'uint8', '(2, 8, 8, 3) float32'],
  ['efficientnet', 'uint8', '(2, 8, 8, 3) uint8'],
  ['imagenet_utils', 'uint8', '(2, 8, 8, 3) float32'],
];

for (const [module, dtype, wanted] of numpy) {
  test(`NumPy images of ${dtype} in ${module}`, () => {
    const program = `y = A.${module}.preprocess_input(np.zeros((2, 8, 8, 3), '${dtype}'))\n`;
    assert.equal(typeAtEnd(program), wanted);
    assert.deepEqual(errorsOf(program), []);
  });
}

test('tensors keep three channels of four where they are put in another order', () => {
  assert.equal(typeAtEnd("y = A.resnet.preprocess_input(np.zeros((2, 8, 8, 4), 'float32'))\n"), '(2, 8, 8, 4) float32');
  assert.equal(typeAtEnd('y = A.resnet.preprocess_input(tf.zeros((2, 8, 8, 4)))\n'), '(2, 8, 8, 3) float32');
  assert.equal(typeAtEnd('y = A.mobilenet.preprocess_input(tf.zeros((2, 8, 8, 4)))\n'), '(2, 8, 8, 4) float32');
  assert.equal(typeAtEnd('y = A.densenet.preprocess_input(tf.zeros((2, 8, 8, 1)))\n'), '(2, 8, 8, 3) float32');
});

const symbolic: readonly (readonly [string, string, string, string])[] = [
  ['resnet', 'float32', '(None, 8, 8, 3) float32', 'input_layer get_item get_item_1 get_item_2 stack add'],
  ['mobilenet_v2', 'uint8', '(None, 8, 8, 3) float32', 'input_layer true_divide subtract'],
  ['densenet', 'float16', '(None, 8, 8, 3) float16', 'input_layer true_divide add true_divide_1'],
  ['efficientnet', 'uint8', '(None, 8, 8, 3) uint8', 'input_layer'],
];

for (const [module, dtype, wanted, operations] of symbolic) {
  test(`symbolic images of ${dtype} in ${module}`, () => {
    const program = `x = keras.Input((8, 8, 3), dtype='${dtype}')
y = A.${module}.preprocess_input(x)
model = keras.Model(x, y)
`;
    assert.equal(typeAtEnd(program), wanted);
    const graph = graphOf(analyseText(header + program).models[0]?.model);
    assert.equal(graph?.operations.map(layer => layer.name).join(' '), operations);
    assert.deepEqual(errorsOf(program), []);
  });
}

test('channels first', () => {
  const program = `x = keras.Input((3, 8, 8))\ny = A.vgg19.preprocess_input(x, data_format='channels_first')\n`;
  assert.equal(typeAtEnd(program), '(None, 3, 8, 8) float32');
});

test('images that have no means are refused', () => {
  for (const images of ['np.zeros((2, 8, 8, 1))', 'tf.zeros((2, 8, 8, 1))', 'keras.Input((8, 8, 1))'])
    assert.equal(errorsOf(`y = A.resnet.preprocess_input(${images})\n`).length, 1, images);
  assert.equal(errorsOf('y = A.densenet.preprocess_input(keras.Input((8, 8, 4)))\n').length, 1);
  assert.equal(errorsOf("y = A.resnet.preprocess_input(np.zeros((2, 8, 8, 3)), data_format='x')\n").length, 1);
  assert.equal(errorsOf("y = A.imagenet_utils.preprocess_input(np.zeros((2, 8, 8, 3)), mode='x')\n").length, 1);
});

test('what is not known stays silent', () => {
  for (const images of [
    'load()',
    'np.zeros((n, n, n, n))',
    'keras.Input((8, 8, None))',
    'keras.Input((None, None, n))',
  ])
    assert.deepEqual(errorsOf(`n = load()\ny = A.vgg16.preprocess_input(${images})\n`), [], images);
});

test('predictions are decoded image by image', () => {
  const program = `model = A.MobileNetV2(weights=None)
predictions = model.predict(np.zeros((2, 224, 224, 3)))
decoded = A.mobilenet_v2.decode_predictions(predictions, top=3)
images = len(decoded)
classes = len(decoded[0])
for class_id, name, score in decoded[0]:
    print(class_id, name, score)
`;
  const analysis = analyseText(header + program);
  const value = (name: string) => analysis.bindings.find(binding => binding.name === name)?.value;
  assert.deepEqual(value('images'), { kind: 'int', value: 2 });
  assert.deepEqual(value('classes'), { kind: 'int', value: 3 });
  assert.deepEqual(
    analysis.findings.map(finding => finding.message),
    [],
  );
});

test('scores of other classes have no names', () => {
  const [message, ...others] = errorsOf('y = A.resnet50.decode_predictions(np.zeros((2, 10)))\n');
  assert.ok(message?.includes('Received array with shape: (2, 10)'), message);
  assert.deepEqual(others, []);
  assert.equal(errorsOf('y = A.resnet50.decode_predictions(np.zeros((1000,)))\n').length, 1);
});
