// Repairs in the ways that people write: over several lines, with trailing commas, comments and brackets in strings.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyseText, type SuiteLanguage } from '../harness/analyseText.ts';
import { applyFix } from '../harness/fixes.ts';

const python = `from tensorflow import keras
from tensorflow.keras import layers
`;
const javascript = `import * as tf from '@tensorflow/tfjs';
`;

/** The text after the repair of the first finding of a rule, without the imports. */
function repaired(rule: string, text: string, language: SuiteLanguage = 'python', fix = 0): string {
  const head = language === 'python' ? python : javascript;
  const { findings } = analyseText(`${head}${text}`, language);
  const finding = findings.find(one => one.rule === rule);
  assert.ok(finding, `no ${rule} but ${findings.map(one => one.message).join('; ')}`);
  const after = applyFix(`${head}${text}`, finding, fix);
  assert.deepEqual(
    analyseText(after, language).findings.map(one => one.message),
    [],
    after,
  );
  return after.slice(head.length);
}

test('an argument is added behind the last one, wherever that stands', () => {
  const input = 'x = keras.Input((4, 4, 3))\n';
  assert.equal(
    repaired('empty-output', `${input}y = layers.Conv2D(8, 5)(x)\n`),
    `${input}y = layers.Conv2D(8, 5, padding='same')(x)\n`,
  );
  assert.equal(
    repaired('empty-output', `${input}y = layers.Conv2D(\n    8,\n    5,  # wide (very)\n)(x)\n`),
    `${input}y = layers.Conv2D(\n    8,\n    5, padding='same'  # wide (very)\n)(x)\n`,
  );
  assert.equal(
    repaired('empty-output', `${input}y = layers.Conv2D(8, 5, padding="valid", name="(c")(x)\n`),
    `${input}y = layers.Conv2D(8, 5, padding="same", name="(c")(x)\n`,
  );
});

test('an option is added to the record of a factory', () => {
  const input = 'const x = tf.input({shape: [4, 4, 3]});\n';
  assert.equal(
    repaired('empty-output', `${input}tf.layers.conv2d({filters: 8, kernelSize: 5}).apply(x);\n`, 'javascript'),
    `${input}tf.layers.conv2d({filters: 8, kernelSize: 5, padding: 'same'}).apply(x);\n`,
  );
  assert.equal(
    repaired(
      'empty-output',
      `${input}tf.layers.conv2d({\n  filters: 8,\n  kernelSize: 5,\n}).apply(x);\n`,
      'javascript',
    ),
    `${input}tf.layers.conv2d({\n  filters: 8,\n  kernelSize: 5, padding: 'same'\n}).apply(x);\n`,
  );
});

test('Flatten is put before a layer in a list, in an add, and around an input', () => {
  assert.equal(
    repaired('rank-mismatch', 'm = keras.Sequential([\n    keras.Input((4, 5)),\n    layers.RepeatVector(3),\n])\n'),
    'm = keras.Sequential([\n    keras.Input((4, 5)),\n    layers.Flatten(),\n    layers.RepeatVector(3),\n])\n',
  );
  assert.equal(
    repaired('rank-mismatch', 'm = keras.Sequential()\nm.add(keras.Input((4, 5)))\nm.add(layers.RepeatVector(3))\n'),
    'm = keras.Sequential()\nm.add(keras.Input((4, 5)))\nm.add(layers.Flatten())\nm.add(layers.RepeatVector(3))\n',
  );
  assert.equal(
    repaired('rank-mismatch', 'x = keras.Input((4, 5))\ny = layers.RepeatVector(3)(x)\n'),
    'x = keras.Input((4, 5))\ny = layers.RepeatVector(3)(layers.Flatten()(x))\n',
  );
  assert.equal(
    repaired(
      'rank-mismatch',
      'const x = tf.input({shape: [4, 5]});\ntf.layers.repeatVector({n: 3}).apply(x);\n',
      'javascript',
    ),
    'const x = tf.input({shape: [4, 5]});\ntf.layers.repeatVector({n: 3}).apply(tf.layers.flatten().apply(x));\n',
  );
});

test('a layer that is not imported by its name is not written', () => {
  const text = `import keras\nfrom keras.layers import RepeatVector\nx = keras.Input((4, 5))\ny = RepeatVector(3)(x)\n`;
  assert.deepEqual(
    analyseText(text).findings.flatMap(finding => finding.fixes),
    [],
  );
  const both = text.replace('import RepeatVector', 'import (\n    Flatten,\n    RepeatVector,\n)');
  assert.equal(analyseText(both).findings[0]?.fixes[0]?.title, 'Add Flatten() before it');
});

test('shapes lose the batch and gain channels', () => {
  assert.equal(
    repaired('rank-mismatch', 'm = keras.Sequential([layers.Conv2D(8, 3, input_shape=(32, 28, 28, 1))])\n'),
    'm = keras.Sequential([layers.Conv2D(8, 3, input_shape=(28, 28, 1))])\n',
  );
  assert.equal(
    repaired('rank-mismatch', 'm = keras.Sequential([layers.Conv2D(8, 3, input_shape=(28, 28))])\n'),
    'm = keras.Sequential([layers.Conv2D(8, 3, input_shape=(28, 28, 1))])\n',
  );
  assert.equal(
    repaired('reshape-size', 'x = keras.Input((24,))\ny = layers.Reshape((32, 4, 6))(x)\n'),
    'x = keras.Input((24,))\ny = layers.Reshape((4, 6))(x)\n',
  );
});

test('tensors become a list, inputs are added, and an axis is moved', () => {
  const two = 'a = keras.Input((4, 8))\nb = keras.Input((5, 8))\n';
  assert.equal(
    repaired('merge-shape', `${two}y = layers.Concatenate()([a, b])\n`),
    `${two}y = layers.Concatenate(axis=1)([a, b])\n`,
  );
  assert.equal(
    repaired('merge-shape', `${two}y = layers.concatenate([a, b])\n`),
    `${two}y = layers.concatenate([a, b], axis=1)\n`,
  );
  const same = two.replace('5', '4');
  assert.equal(repaired('merge-needs-list', `${same}y = layers.Add()(a, b)\n`), `${same}y = layers.Add()([a, b])\n`);
  assert.equal(
    repaired('graph-disconnected', `${same}y = layers.Add()([a, b])\nm = keras.Model(inputs=[a], outputs=y)\n`),
    `${same}y = layers.Add()([a, b])\nm = keras.Model(inputs=[a, b], outputs=y)\n`,
  );
});

test('values are written as they were meant', () => {
  assert.equal(repaired('argument-value', 'd = layers.Dense(64 / 2)\n'), 'd = layers.Dense(64 // 2)\n');
  assert.equal(repaired('argument-value', "d = layers.Dense('10')\n"), 'd = layers.Dense(10)\n');
  assert.equal(
    repaired('argument-value', 'd = layers.Dense(4, input_shape=(8))\n'),
    'd = layers.Dense(4, input_shape=(8,))\n',
  );
  assert.equal(
    repaired('argument-value', 'd = layers.Dense(4, activation="rellu")\n'),
    'd = layers.Dense(4, activation="relu")\n',
  );
  assert.equal(
    repaired('argument-value', "d = layers.Conv2D(4, 3, data_format='NCHW')\n"),
    "d = layers.Conv2D(4, 3, data_format='channels_first')\n",
  );
  assert.equal(
    repaired('argument-value', "tf.layers.conv2d({filters: 4, kernelSize: 3, padding: 'SAME'});\n", 'javascript'),
    "tf.layers.conv2d({filters: 4, kernelSize: 3, padding: 'same'});\n",
  );
});

test('functions of TensorFlow become operations of Keras', () => {
  const text = 'import tensorflow as tf\nx = keras.Input((8,))\ny = tf.reduce_mean(x, axis=1)\n';
  assert.equal(repaired('symbolic-value', text), text.replace('tf.reduce_mean', 'keras.ops.mean'));
});

test('a layer taken off the list becomes a model that ends earlier', () => {
  const base = 'm = keras.applications.VGG16(weights=None)\n';
  const cut = 'm = keras.Model(m.input, m.layers[-2].output)\n';
  assert.equal(repaired('layers-pop', `${base}m.layers.pop()\n`), `${base}${cut}`);
  assert.equal(repaired('layers-pop', `${base}m.layers.pop(-1)  # the head\n`), `${base}${cut.trim()}  # the head\n`);
  assert.equal(repaired('layers-pop', `${base}del m.layers[-1]\n`), `${base}${cut}`);
  const kept = [
    `${base}m.layers.pop(0)\n`,
    // The last layer merges two branches, of which a cut would leave one.
    'x = keras.Input((4,))\nm = keras.Model(x, layers.Add()([layers.Dense(4)(x), layers.Dense(4)(x)]))\nm.layers.pop()\n',
  ];
  for (const text of kept) {
    const { findings } = analyseText(`${python}${text}`);
    assert.deepEqual(
      findings.map(({ rule, fixes }) => [rule, fixes.length]),
      [['layers-pop', 0]],
      text,
    );
  }
});

test('functions of NumPy and TensorFlow become those of Keras, as the program reaches them', () => {
  const text = (head: string, call: string) => `${head}x = keras.Input((4, 8))\ny = ${call}\n`;
  const after = (head: string, call: string) => {
    const written = text(head, call);
    const { findings } = analyseText(written);
    const [finding] = findings;
    assert.ok(finding !== undefined && finding.fixes.length === 1, written);
    const answer = applyFix(written, finding, 0);
    assert.deepEqual(analyseText(answer).findings, [], answer);
    return answer;
  };
  const numpy = 'import keras\nimport numpy as np\n';
  assert.equal(after(numpy, 'np.mean(x, axis=1)'), text(numpy, 'keras.ops.mean(x, axis=1)'));
  assert.equal(after(numpy, 'np.concatenate([x, x], axis=-1)'), text(numpy, 'keras.ops.concatenate([x, x], axis=-1)'));
  const tensorflow = 'import tensorflow as tf\nfrom tensorflow import keras\n';
  assert.equal(after(tensorflow, 'tf.nn.relu(x)'), text(tensorflow, 'keras.ops.relu(x)'));
  const named = 'import keras\nimport tensorflow\nfrom keras.ops import relu as rectified\n';
  assert.equal(after(named, 'tensorflow.nn.relu(x)'), text(named, 'rectified(x)'));
});

test('percentages become shares, and vectors sequences of one feature', () => {
  assert.equal(repaired('argument-value', 'd = layers.Dropout(50)\n'), 'd = layers.Dropout(0.5)\n');
  assert.equal(
    repaired('rank-mismatch', 'x = keras.Input((100,))\ny = layers.Conv1D(8, 3)(x)\n'),
    'x = keras.Input((100, 1))\ny = layers.Conv1D(8, 3)(x)\n',
  );
  assert.equal(
    repaired('rank-mismatch', 'm = keras.Sequential([layers.LSTM(8, input_shape=(20,))])\n'),
    'm = keras.Sequential([layers.LSTM(8, input_shape=(20, 1))])\n',
  );
});
