// The arguments of model functions beyond the recorded calls: given tensors, lists, what has no effect, what is not known,
// and that calls in one program, or in the next, share nothing that can change.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Analysis } from '../../src/analysis/analysis.ts';
import { allApplications } from '../../src/applications/registry.ts';
import { countParameters } from '../../src/model/parameters.ts';
import { flatten } from '../../src/shapes/nested.ts';
import { printShape } from '../../src/shapes/shape.ts';
import { analyseText } from '../harness/analyseText.ts';
import { graphOf } from './rows.ts';

const header = 'import keras\nfrom keras import applications as A\n';

function analysed(program: string, kerasVersion: '2' | '3' = '3'): Analysis {
  return analyseText(header + program, 'python', { kerasVersion });
}

function findings(program: string, kerasVersion: '2' | '3' = '3'): readonly string[] {
  return analysed(program, kerasVersion).findings.map(
    finding => `${finding.severity} ${finding.rule}: ${finding.message}`,
  );
}

/** The one finding of a program; its severity and rule must be these, and its message hold the words. */
function assertOne(program: string, kind: string, words: string): void {
  const found = findings(program);
  assert.equal(found.length, 1, `${program}: ${found.join('\n')}`);
  assert.ok(found[0]?.startsWith(`${kind}: `) && found[0].includes(words), found[0]);
}

const scaled = `x = keras.Input((100, 100, 3))
scaled = keras.layers.Rescaling(1 / 255)(x)
`;

test('a model on a tensor has the sources of the tensor as its inputs, and the layers before it', () => {
  const graph = graphOf(
    analysed(`${scaled}base = A.VGG16(include_top=False, weights=None, input_tensor=scaled)\n`).models[0]?.model,
  );
  assert.equal(graph?.inputs.kind, 'list');
  assert.deepEqual(
    graph?.layers.slice(0, 3).map(layer => layer.name),
    ['input_layer', 'rescaling', 'block1_conv1'],
  );
  assert.deepEqual(
    flatten(graph?.outputs ?? { kind: 'list', type: 'list', items: [] }).map(tensor => printShape(tensor.type.shape)),
    ['(None, 3, 3, 512)'],
  );
});

test('a model on the sum of two inputs has both', () => {
  const program = `${scaled}other = keras.Input((100, 100, 3))
both = keras.layers.Add()([scaled, other])
base = A.VGG16(include_top=False, weights=None, input_tensor=both)
`;
  const { models } = analysed(program);
  const graph = graphOf(models[0]?.model);
  assert.deepEqual(
    flatten(graph?.inputs ?? { kind: 'list', type: 'list', items: [] }).map(t => t.node.layer.name),
    ['input_layer', 'input_layer_1'],
  );
  assertOne(program.replace('VGG16', 'ConvNeXtTiny'), 'error graph-disconnected', 'input_layer_1');
});

test('ConvNeXt takes the first source as its one input', () => {
  const program = `${scaled}base = A.ConvNeXtTiny(include_top=False, weights=None, input_tensor=scaled)\n`;
  const graph = graphOf(analysed(program).models[0]?.model);
  assert.equal(graph?.inputs.kind, 'one');
  assert.equal(graph?.layers[2]?.name, 'convnext_tiny_prestem_normalization');
});

test('what is no symbolic tensor cannot be built upon', () => {
  const start = 'import numpy as np\n';
  for (const given of ['(64, 64, 3)', 'np.zeros((1, 64, 64, 3))', "'input'"])
    assertOne(
      `${start}A.VGG16(include_top=False, weights=None, input_tensor=${given})\n`,
      'error application-argument',
      'must be a KerasTensor',
    );
});

test('a tensor too small for the network is found where the network fails', () => {
  const program = 'A.InceptionV3(include_top=False, weights=None, input_tensor=keras.Input((40, 40, 3)))\n';
  const [message, ...others] = findings(program);
  assert.ok(message?.startsWith('error empty-output'), message);
  assert.deepEqual(others, []);
  const open = findings('A.VGG16(weights=None, input_tensor=keras.Input((None, None, 3)))\n');
  assert.equal(open.length, 1, open.join('\n'));
});

test('the width of a given tensor must be that of the given shape', () => {
  for (const name of ['MobileNetV2', 'MobileNetV3Small'])
    assertOne(
      `${scaled}A.${name}(include_top=False, weights=None, input_tensor=scaled, input_shape=(96, 96, 3))\n`,
      'error application-argument',
      'input_shape[1]',
    );
});

test('a list is no tuple', () => {
  assertOne('A.VGG16(input_shape=[224, 224, 3])\n', 'error application-argument', 'input_shape=[224, 224, 3]');
  assert.deepEqual(findings('A.VGG16(include_top=False, input_shape=[64, 64, 3])\n'), []);
  assert.deepEqual(findings('A.NASNetLarge(include_top=False, input_shape=[None, None, 3])\n'), []);
  assertOne('A.NASNetLarge(include_top=False, input_shape=(None, None, 3))\n', 'error application-argument', 'static');
});

test('only softmax and nothing go with loaded weights', () => {
  assertOne("A.ResNet50(classifier_activation='sigmoid')\n", 'error application-argument', 'Only');
  assert.deepEqual(findings("A.ResNet50(classifier_activation='linear')\n"), []);
  assert.deepEqual(findings('A.ResNet50(classifier_activation=None)\n'), []);
});

const ignored: readonly (readonly [string, string])[] = [
  ["ResNet50(include_top=False, classifier_activation='relu')", 'classifier_activation'],
  ['VGG16(include_top=False, classes=10)', 'classes'],
  ["VGG16(pooling='avg')", 'pooling'],
  ["VGG16(include_top=False, pooling='average')", 'pooling'],
  ['MobileNet(include_top=False, dropout=0.5)', 'dropout'],
  ['MobileNetV3Small(include_top=False, dropout_rate=0.5)', 'dropout_rate'],
];

for (const [call, argument] of ignored) {
  test(`${argument} has no effect in ${call}`, () => {
    assertOne(`A.${call}\n`, 'warning ignored-argument', `'${argument}'`);
  });
}

test('defaults that are written out lose nothing', () => {
  assert.deepEqual(findings("A.VGG16(include_top=False, classes=1000, classifier_activation='softmax')\n"), []);
  assert.deepEqual(findings('A.VGG16(include_top=False, classifier_activation=None, pooling=None)\n'), []);
});

test('the path of a file is taken as it is, and what is nearly the name of the weights is not', () => {
  for (const path of [
    'weights.h5',
    '../models/vgg16_notop.h5',
    '/content/drive/My Drive/vgg.weights.h5',
    './checkpoints',
  ])
    assert.deepEqual(findings(`A.VGG16(include_top=False, weights='${path}', input_shape=(64, 64, 1))\n`), [], path);
  for (const name of ['ImageNet', 'imagnet', 'IMAGENET', 'None'])
    assertOne(`A.VGG16(weights='${name}')\n`, 'error application-argument', `'${name}'`);
  assertOne("m = A.VGG16(weights='checkpoints')\ny = m.output\n", 'information application-argument', "'checkpoints'");
});

test('nothing is said where an argument is not known', () => {
  const values = ['unknown()', 'CONFIG["x"]'];
  const shapes = [
    '(unknown(), unknown(), 3)',
    '(unknown(), unknown(), unknown())',
    '(*unknown(), 3)',
    'data.shape[1:]',
  ];
  for (const application of allApplications) {
    const version = application.dialects.includes('keras3') ? '3' : '2';
    const lines = application
      .parameterNames(version === '3' ? 'keras3' : 'keras2')
      .flatMap(name => values.map(value => `A.${application.name}(${name}=${value})`));
    lines.push(...shapes.map(shape => `A.${application.name}(input_shape=${shape})`));
    lines.push(...shapes.map(shape => `A.${application.name}(include_top=False, weights=None, input_shape=${shape})`));
    lines.push(`A.${application.name}(include_top=False, classes=unknown(), pooling=unknown())`);
    lines.push(`A.${application.name}(**options())`, `A.${application.name}(*options())`);
    lines.push(`A.${application.name}(include_top=False, weights=None, input_shape=shape_of(data))`);
    assert.deepEqual(findings(`${lines.join('\n')}\n`, version), [], application.name);
  }
});

test('sizes that are known by name only run through', () => {
  const program = `def make(size, classes):
    base = A.ResNet50(include_top=False, weights=None, input_shape=(size, size, 3))
    return keras.Model(base.input, keras.layers.Dense(classes)(base.output))
`;
  assert.deepEqual(findings(program), []);
});

test('functions of Keras 2 alone are told to be so', () => {
  assert.deepEqual(findings('m = A.RegNetX002(weights=None)\ny = m.output\n'), [
    "error unknown-name: 'keras.applications' has no 'RegNetX002'. It exists in Keras 2 only. (Keras 3: \"module '…applications' has no attribute 'RegNetX002'\")",
  ]);
});

test('two calls in one program share no layer, and names count on', () => {
  const program = `a = A.DenseNet121(weights=None)
b = A.DenseNet121(weights=None)
a.trainable = False
`;
  const { models } = analysed(program);
  const [first, second] = models.map(record => graphOf(record.model));
  assert.ok(first !== undefined && second !== undefined);
  const layers = new Set(first.layers);
  assert.ok(second.layers.every(layer => !layers.has(layer)));
  assert.equal(first.layers[0]?.name, 'input_layer');
  assert.equal(second.layers[0]?.name, 'input_layer_1');
  assert.equal(second.layers[1]?.name, 'zero_padding2d_2');
  const trainable = models.map(record => countParameters([record.model.layer]).trainable);
  assert.equal(trainable[0], 0);
  assert.ok(Number(trainable[1]) > 0);
});

test('what a program does to a model is not seen by the next program', () => {
  const call = 'm = A.MobileNetV2(weights=None, input_shape=(96, 96, 3))\n';
  const before = countParameters([analysed(call).models[0]?.model.layer].filter(layer => layer !== undefined));
  analysed(
    `${call}m.trainable = False\nfor layer in m.layers:\n    layer.trainable = False\ny = m.layers[3](m.layers[2].output)\n`,
  );
  const after = analysed(call).models[0]?.model;
  assert.deepEqual(countParameters(after === undefined ? [] : [after.layer]), before);
  assert.ok(graphOf(after)?.layers.every(layer => layer.state.value.nodes.length === 1));
});

test('the head of a RegNet and the stem of a ResNet-RS count their models', () => {
  const program = `a = A.RegNetX002(weights=None)
b = A.RegNetX002(weights=None)
c = A.ResNetRS50(weights=None)
d = A.ResNetRS50(weights=None)
`;
  const names = analysed(program, '2').models.map(
    record => graphOf(record.model)?.layers.map(layer => layer.name) ?? [],
  );
  assert.deepEqual(names[0]?.slice(-2), ['1_head_gap', '1head_dense']);
  assert.deepEqual(names[1]?.slice(-2), ['2_head_gap', '2head_dense']);
  assert.ok(names[2]?.includes('stem_1_stem_conv_1') && names[3]?.includes('stem_2_stem_conv_1'));
});
