// Inlay hints as they stand in the text, each between « and ».

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inlayHints } from '../../src/ide/inlayHints.ts';
import { analyseText, type SuiteLanguage } from '../harness/analyseText.ts';

/** Checks a program that is written with its hints: without them it is analysed, and the same hints must come back. */
function check(annotated: string, language: SuiteLanguage = 'python'): void {
  const text = annotated.replace(/«[^»]*»/g, '');
  let out = text;
  for (const { offset, label } of [...inlayHints(analyseText(text, language))].reverse()) {
    out = `${out.slice(0, offset)}«${label}»${out.slice(offset)}`;
  }
  assert.equal(out, annotated);
}

test('behind layer calls and assigned tensors, once per line', () => {
  check(`import keras
from keras import layers
x = keras.Input((28, 28, 1))«→ (None, 28, 28, 1)»
x = layers.Conv2D(8, 3)(x)«→ (None, 26, 26, 8)»
y = layers.Dense(4)(layers.Flatten()(x))«→ (None, 4)»
z = y
model = keras.Model(x, y)
`);
});

test('behind the layers of a Sequential, after the comma', () => {
  check(`import keras
from keras import layers
model = keras.Sequential([
    keras.Input((28, 28, 1)),«→ (None, 28, 28, 1)»
    layers.Conv2D(8, 3),«→ (None, 26, 26, 8)»
    layers.Flatten(),«→ (None, 5408)»  # all in a row
    layers.Dense(10)«→ (None, 10)»
])
model.add(layers.Dense(3))«→ (None, 3)»
`);
});

test('with the first and the last turn of a loop', () => {
  check(`import keras
from keras import layers
x = keras.Input((64, 64, 3))«→ (None, 64, 64, 3)»
for filters in (8, 16, 32):
    x = layers.Conv2D(filters, 3, strides=2, padding='same')(x)«→ (None, 32, 32, 8) … (None, 8, 8, 32)»
for filters in (8, 16):
    x = layers.Dense(filters)(x)«→ (None, 8, 8, 8) | (None, 8, 8, 16)»
`);
});

test('with how many more shapes there are where the editor would cut the last one off', () => {
  check(`import keras
from keras import layers
x = keras.Input((160, 160, 3))«→ (None, 160, 160, 3)»
for filters in (128, 256, 512):
    x = layers.Conv2D(filters, 3, padding='same')(x)«→ (None, 160, 160, 128) … 2 more»
`);
});

test('not behind single numbers', () => {
  check(`import keras
x = keras.Input((64, 3))«→ (None, 64, 3)»
total = keras.ops.sum(x)
batch, steps = keras.ops.shape(x)[:2]
`);
});

test('behind each name that a tuple is taken apart to', () => {
  check(`import keras
from keras import layers
x = keras.Input((10, 4))«→ (None, 10, 4)»
y«: (None, 10, 6)», h«: (None, 6)», c«: (None, 6)» = layers.LSTM(6, return_sequences=True, return_state=True)(x)
`);
});

test('counting where there are many', () => {
  check(`import keras
from keras import layers
x = keras.Input((4,))«→ (None, 4)»
few = [layers.Dense(n)(x) for n in (1, 2)]«→ (None, 1), (None, 2)»
many = [layers.Dense(n)(x) for n in range(1, 8)]«→ 7 tensors»
`);
});

test('not where the line says it already, nor where nothing is known', () => {
  check(`import keras
import mine
import numpy as np
a = np.zeros((32, 10))
b = np.zeros((32, 10)).reshape(320)«→ (320,)»
c = mine.make(a)
d = keras.layers.Dense(3)(mine.tensor)
`);
});

test('in JavaScript, after the semicolon', () => {
  check(
    `import * as tf from '@tensorflow/tfjs';
const x = tf.input({shape: [28, 28, 1]});«→ [null, 28, 28, 1]»
const y = tf.layers.conv2d({filters: 8, kernelSize: 3}).apply(x);«→ [null, 26, 26, 8]»
const model = tf.sequential();
model.add(tf.layers.dense({units: 4, inputShape: [8]}));«→ [null, 4]»
`,
    'javascript',
  );
});

test('not of what a list only comes to hold later', () => {
  check(`import keras
from keras import layers
x = keras.Input((8,))«→ (None, 8)»
skips = []
for units in (4, 2):
    x = layers.Dense(units)(x)«→ (None, 4) | (None, 2)»
    skips.append(x)
both = [x, skips[0]]«→ (None, 2), (None, 4)»
`);
});
