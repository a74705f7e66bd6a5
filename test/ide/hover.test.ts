// Hovers at places in programs: what they say, and that names of users cannot break out of them.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { hover } from '../../src/ide/hover/hover.ts';
import type { SuiteLanguage } from '../harness/analyseText.ts';
import { atCursor } from '../harness/cursor.ts';

/** The Markdown of the hover at `$0`, and the text it stands for; empty where there is none. */
function hoverAt(
  program: string,
  language: SuiteLanguage = 'python',
): { readonly over: string; readonly says: string } {
  const { analysis, text, offset } = atCursor(program, language);
  const found = hover(analysis, offset);
  if (found === undefined) return { over: '', says: '' };
  return { over: text.slice(found.span.start, found.span.end), says: found.contents.markdown };
}

const workspace = join(import.meta.dirname, '../workspace');

/** A program of the workspace with the cursor before a piece of its text. */
function programAt(file: string, piece: string, occurrence = 1): string {
  const text = readFileSync(join(workspace, file), 'utf8');
  let at = -1;
  for (let i = 0; i < occurrence; i++) at = text.indexOf(piece, at + 1);
  assert.ok(at >= 0, `${piece} is not in ${file}`);
  return `${text.slice(0, at)}$0${text.slice(at)}`;
}

const start = `import keras
from keras import layers
`;

test('a layer call tells shapes, parameters, arguments and what the layer does', () => {
  const { over, says } = hoverAt(`${start}x = layers.$0Conv2D(8, 3, padding='same')(keras.Input((28, 28, 1)))\n`);
  assert.equal(over, 'Conv2D');
  assert.match(
    says,
    /^```python\n\(layer\) conv2d: Conv2D\n\(None, 28, 28, 1\) → \(None, 28, 28, 8\)\n```\n\n80 parameters · `float32` · `filters=8` · `kernel_size=3` · `padding='same'`\n\n---\n\nSlides a window/,
  );
});

test('a layer kept in a variable tells of all its calls', () => {
  const program = `${start}shared = layers.Dense(4)
a = shared(keras.Input((8,)))
b = shared(keras.Input((3, 8)))
c = $0shared(keras.Input((8,)))
`;
  assert.match(hoverAt(program).says, /dense: Dense\n\(None, 8\) → \(None, 4\)\n```/);
  const all = hoverAt(program.replace('$0', '').replace('shared =', '$0shared ='));
  assert.match(all.says, /\(None, 8\) → \(None, 4\) {3}\(2 calls\)\n\(None, 3, 8\) → \(None, 3, 4\)\n```/);
});

test('a layer that is not called says so', () => {
  assert.match(hoverAt(`${start}$0head = layers.Dense(4)\n`).says, /Not called yet/);
});

test('a layer made in a loop tells of every turn', () => {
  const { says } = hoverAt(`${start}x = keras.Input((64, 64, 3))
for filters in (8, 16, 32):
    x = layers.$0Conv2D(filters, 3, strides=2, padding='same')(x)
`);
  assert.match(says, /\(None, 64, 64, 3\) → \(None, 32, 32, 8\)\n.*\n\(None, 16, 16, 16\) → \(None, 8, 8, 32\)/);
  assert.match(says, /3 layers are made here; this is the last\./);
});

test('an argument tells what it takes, its default and what it is for', () => {
  const { over, says } = hoverAt(`${start}x = layers.Conv2D(8, 3, $0strides=2)(keras.Input((28, 28, 1)))\n`);
  assert.equal(over, 'strides');
  assert.match(says, /^```python\n\(argument\) strides: a positive integer or a tuple of 2\n```\n\n/);
  assert.match(says, /Here `2` · default `1`$/);
});

test('an argument of a record in JavaScript is found by its own name', () => {
  const program = `import * as tf from '@tensorflow/tfjs';
const x = tf.layers.conv2d({filters: 8, $0kernelSize: 3}).apply(tf.input({shape: [28, 28, 1]}));
`;
  const { over, says } = hoverAt(program, 'javascript');
  assert.equal(over, 'kernelSize');
  assert.match(says, /^```typescript\n\(argument\) kernelSize: a positive integer or a tuple of 2\n```/);
  assert.match(says, /Here `3` · required$/);
});

test('a tensor tells who made it and who takes it', () => {
  const { says } = hoverAt(`${start}x = keras.Input((8,), name='features')
$0y = layers.Dense(4)(x)
z = layers.ReLU()(y)
w = layers.Add()([y, z])
`);
  assert.equal(
    says,
    '```python\n(tensor) y: (None, 4) float32\n```\n\nOutput of `dense` (`Dense`), line 4.\n\nUsed by `re_lu` (line 5) and `add` (line 6).',
  );
});

test('a shape that is not known says why', () => {
  const { says } = hoverAt(`${start}import mine
$0y = layers.Dense(4)(mine.block(keras.Input((8,))))
z = layers.Dense(4)(keras.Input((8,)))
`);
  assert.equal(says, '```python\ny: ?\n```\n\nNot known: `mine` is not in this workspace.');
});

test('sizes are told, other values are not', () => {
  assert.equal(hoverAt(`${start}x = keras.Input((28, 3))\n$0n = x.shape[1]\n`).says, '```python\n(int) n: 28\n```');
  assert.equal(
    hoverAt(`${start}x = keras.Input((28, 3))\nn = x.$0shape\n`).says,
    '```python\n(tuple) x.shape: (None, 28, 3)\n```',
  );
  assert.equal(hoverAt(`${start}$0s = 'text'\n`).says, '');
});

test('programs without models are left in peace', () => {
  assert.equal(hoverAt(`import os\n$0x = os.environ['A']\n`).says, '');
});

test('arrays tell shape and dtype', () => {
  const { says } = hoverAt(`import numpy as np\n$0x = np.zeros((32, 28, 28), dtype='uint8')\n`);
  assert.equal(says, '```python\n(array) x: (32, 28, 28) uint8\n```');
});

test('names of users stay inside their code spans', () => {
  const { says } = hoverAt(`${start}x = keras.Input((8,), name='a\`](command:evil) <img src=x> **b**')
$0y = layers.Dense(4, name='n\`\`n')(x)
z = layers.ReLU(name='[z](command:evil)')(y)
`);
  assert.match(says, /Output of ```n``n``` \(`Dense`\), line 4\./);
  assert.match(says, /Used by `\[z\]\(command:evil\)` \(line 5\)\./);
});

test('the program of the question, place by place', () => {
  const at = (piece: string, occurrence?: number) => hoverAt(programAt('siamese.py', piece, occurrence)).says;
  assert.match(at('ResNet50'), /\(None, 100, 100, 3\) → \(None, 2048\)/);
  assert.match(at('model ='), /23,587,712 parameters, 23,534,592 of them trainable · 176 layers/);
  const layersTable = at('layers[:15]');
  assert.match(layersTable, /^```python\n\(list\) model\.layers\[:15\]: 15 of 176 layers\n```/);
  assert.match(layersTable, /\| 14 \| `conv2_block1_3_conv` \| Conv2D \| `\(None, 25, 25, 256\)` \|$/);
  assert.match(at('model2 ='), /→ 15 outputs\n {2}0 {2}\(None, 100, 100, 3\)\n/);
  assert.match(at('model2 ='), /84,608 parameters, 84,224 of them trainable · 15 layers/);
  assert.match(at('model2 ='), /comes without the branch `conv2_block1_0_conv` → `conv2_block1_0_bn`/);
  assert.match(at('embedding_anchor ='), /\(list\) embedding_anchor: 15 outputs of functional/);
  assert.match(at('[0]'), /This is output 0 of 15 of `model2`: the input layer itself, `input_layer`\./);
  assert.match(at('embedding_anchor[0]'), /`\[0\]` is output 0 of 15 of `model2`: the input layer itself/);
  assert.match(at('concatenate'), /\(None, 100, 100, 3\) × 3 → \(None, 100, 100, 9\)/);
  assert.match(at('siamese ='), /\(model\) siamese: Functional 'functional_1'\n.* → \(None, 100, 100, 9\)/);
});

test('the cut of the accepted answer says what it loses and where it would be complete', () => {
  const { says } = hoverAt(programAt('siamese_fixed.py', 'model2 ='));
  assert.match(says, /Cut from `model` at layer 16 \(`conv2_block1_3_bn`\): keeps 15 of 176 layers\./);
  assert.match(says, /which joins in `conv2_block1_add`\./);
  assert.match(says, /layer 6 \(`pool1_pool`\) and layer 17 \(`conv2_block1_add`\)/);
  const rows = hoverAt(programAt('siamese_fixed.py', 'layers[16]')).says;
  assert.match(rows, /\| \*\*16\*\* \| \*\*`conv2_block1_3_bn`\*\* \|/);
  assert.match(hoverAt(programAt('siamese_fixed.py', '[16]')).says, /Layer 16 of `model`\./);
});

test('predictions are told by their values and lengths', () => {
  assert.match(
    hoverAt(programAt('feature_models.py', 'pred =')).says,
    /\(eager tensor\) pred: \(1, 25, 25, 256\) float32/,
  );
  assert.match(hoverAt(programAt('feature_models.py', 'len(pred)')).says, /\(int\) len\(pred\): 1\n/);
  assert.match(
    hoverAt(programAt('feature_models.py', 'shape', 3)).says,
    /\(tuple\) pred\[-1\]\.shape: \(25, 25, 256\)/,
  );
});

test('a class or function that is named without a call tells its signature', () => {
  const layer = hoverAt('from keras.layers import $0Dense\n');
  assert.equal(layer.over, 'Dense');
  assert.match(layer.says, /^```python\n\(class\) Dense\(\n {4}units, activation=None, use_bias=True,/);
  assert.match(layer.says, /…\n\)\n```\n\n---\n\nMultiplies the last axis/);
  assert.match(
    hoverAt('from keras.applications import $0ResNet50\n').says,
    /\(function\) ResNet50\(\n {4}include_top=True, weights='imagenet',[\s\S]*32 times smaller/,
  );
  assert.match(
    hoverAt(`import * as tf from '@tensorflow/tfjs';\nconst make = tf.layers.$0dropout;\n`, 'javascript').says,
    /\(function\) dropout\(rate, noiseShape = null, seed = null, …\)/,
  );
});

test('arguments of models, operations, optimizers and losses tell their default and what they do', () => {
  const at = (program: string) => hoverAt(`${start}${program}\n`).says;
  assert.match(
    at("base = keras.applications.VGG16(weights=None, include_top=False, $0pooling='avg')"),
    /^```python\n\(argument\) pooling\n```\n\nWithout the classifier[^\n]*\n\nHere `'avg'` · default `None`$/,
  );
  assert.match(
    at('y = keras.ops.mean(keras.Input((3,)), $0axis=-1)'),
    /\(argument\) axis: [\s\S]*Here `-1` · default `None`/,
  );
  assert.match(
    at('opt = keras.optimizers.SGD($0momentum=0.9)'),
    /\(argument\) momentum\n```\n\n[^\n]+\n\nHere `0.9` · default `0`/,
  );
  assert.match(
    at("from functools import partial\nconv = partial(layers.Conv2D, $0padding='same')"),
    /\(argument\) padding: one of 'valid', 'same'/,
  );
});

test('an optimizer or loss tells its arguments, by name where they were given by place', () => {
  const at = (program: string) => hoverAt(`${start}${program}\n`).says;
  assert.match(
    at('$0opt = keras.optimizers.Adam(1e-3, beta_1=0.8)'),
    /\(optimizer\) opt: Adam\n```\n\n`learning_rate=0.001` · `beta_1=0.8`\n\n---\n\nFollows running means/,
  );
  assert.match(
    at('keras.losses.$0CategoricalCrossentropy(from_logits=True)'),
    /\(loss\) keras\.losses\.CategoricalCrossentropy\(…\): CategoricalCrossentropy/,
  );
});

test('a call of an operation tells what the operation does', () => {
  assert.match(
    hoverAt(`${start}x = keras.ops.$0reshape(keras.Input((4, 6)), (-1, 8))\n`).says,
    /\(None, 8\) float32[\s\S]*---\n\nArranges the elements in another shape/,
  );
});
