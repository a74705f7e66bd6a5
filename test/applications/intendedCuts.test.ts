// Cuts that people make on purpose are no mistakes: feature pyramids, encoders with all their skips, models that explain
// decisions (Grad-CAM), and the features before the classifier.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allApplications } from '../../src/applications/registry.ts';
import { analyseText } from '../harness/analyseText.ts';
import { graphOf } from './rows.ts';

/** Layers by the function whose model has them; the block outputs of each size, as detectors take them. */
const pyramids: Readonly<Record<string, readonly string[]>> = {
  ResNet50: ['conv2_block3_out', 'conv3_block4_out', 'conv4_block6_out', 'conv5_block3_out'],
  ResNet101: ['conv2_block3_out', 'conv3_block4_out', 'conv4_block23_out', 'conv5_block3_out'],
  ResNet50V2: ['conv2_block3_out', 'conv3_block4_out', 'conv4_block6_out', 'post_relu'],
  VGG16: ['block3_conv3', 'block4_conv3', 'block5_conv3'],
  DenseNet121: ['conv2_block6_concat', 'conv3_block12_concat', 'conv4_block24_concat', 'conv5_block16_concat'],
  EfficientNetB0: ['block2b_add', 'block3b_add', 'block5c_add', 'top_activation'],
  EfficientNetV2B0: ['block2b_add', 'block3b_add', 'block5e_add', 'top_activation'],
  MobileNet: ['conv_pw_3_relu', 'conv_pw_5_relu', 'conv_pw_11_relu', 'conv_pw_13_relu'],
  MobileNetV2: ['block_2_add', 'block_5_add', 'block_12_add', 'out_relu'],
  MobileNetV3Large: ['expanded_conv_2_add', 'expanded_conv_5_add', 'expanded_conv_11_add'],
  InceptionV3: ['mixed2', 'mixed7', 'mixed10'],
  InceptionResNetV2: ['mixed_5b', 'block35_10_ac', 'block17_20_ac', 'conv_7b_ac'],
  Xception: ['add', 'add_1', 'add_2', 'block14_sepconv2_act'],
  ConvNeXtTiny: [
    'convnext_tiny_downsampling_block_0',
    'convnext_tiny_downsampling_block_1',
    'convnext_tiny_downsampling_block_2',
  ],
};

/** The skips of encoders, with the bottleneck at the end. */
const encoders: Readonly<Record<string, readonly string[]>> = {
  MobileNetV2: [
    'block_1_expand_relu',
    'block_3_expand_relu',
    'block_6_expand_relu',
    'block_13_expand_relu',
    'block_16_project',
  ],
  VGG16: ['block1_conv2', 'block2_conv2', 'block3_conv3', 'block4_conv3', 'block5_conv3'],
  VGG19: ['block1_conv2', 'block2_conv2', 'block3_conv4', 'block4_conv4', 'block5_conv4'],
  ResNet50: ['conv1_relu', 'conv2_block3_out', 'conv3_block4_out', 'conv4_block6_out', 'conv5_block3_out'],
  ResNet50V2: ['conv1_conv', 'conv2_block3_1_relu', 'conv3_block4_1_relu', 'conv4_block6_1_relu', 'post_relu'],
  DenseNet121: ['conv1_relu', 'pool2_relu', 'pool3_relu', 'pool4_relu', 'relu'],
  EfficientNetB0: [
    'block2a_expand_activation',
    'block3a_expand_activation',
    'block4a_expand_activation',
    'block6a_expand_activation',
    'top_activation',
  ],
  MobileNet: ['conv_pw_1_relu', 'conv_pw_3_relu', 'conv_pw_5_relu', 'conv_pw_11_relu', 'conv_pw_13_relu'],
};

/** The last feature map, as examples of Grad-CAM name it, and a layer inside the last block. */
const explained: Readonly<Record<string, readonly string[]>> = {
  ResNet50: ['conv5_block3_out', 'conv5_block3_3_conv', 'conv5_block3_2_relu'],
  VGG16: ['block5_conv3', 'block5_pool'],
  Xception: ['block14_sepconv2_act'],
  InceptionV3: ['mixed10'],
  DenseNet121: ['relu', 'conv5_block16_concat', 'conv5_block16_2_conv'],
  EfficientNetB0: ['top_conv', 'top_activation'],
  MobileNetV2: ['Conv_1', 'out_relu', 'block_16_project'],
  NASNetMobile: ['normal_concat_12'],
  ConvNeXtTiny: ['convnext_tiny_stage_3_block_2_identity'],
};

function base(name: string, args: string): string {
  return `import keras\nbase = keras.applications.${name}(weights=None, ${args})\n`;
}

/** The program is understood to its last model, and nothing is found wrong with it. */
function assertSilent(program: string): void {
  const { findings, models } = analyseText(program);
  assert.ok(graphOf(models[models.length - 1]?.model) !== undefined, program);
  assert.equal(models.length, 2, program);
  assert.deepEqual(
    findings.map(finding => `${finding.severity}: ${finding.message}`),
    [],
    program,
  );
}

const listed = (names: readonly string[]): string => names.map(name => `'${name}'`).join(', ');

for (const [kind, choices] of Object.entries({ pyramid: pyramids, encoder: encoders })) {
  for (const [name, layers] of Object.entries(choices)) {
    test(`${kind} of ${name}`, () => {
      const start = `${base(name, 'include_top=False, input_shape=(256, 256, 3)')}names = [${listed(layers)}]\n`;
      assertSilent(`${start}cut = keras.Model(base.input, [base.get_layer(name).output for name in names])\n`);
      const outputs = layers.map(layer => `base.get_layer('${layer}').output`).join(', ');
      assertSilent(`${start}cut = keras.Model(inputs=base.input, outputs=[${outputs}])\n`);
    });
  }
}

for (const [name, layers] of Object.entries(explained)) {
  test(`explanations of ${name}`, () => {
    for (const layer of layers)
      assertSilent(
        `${base(name, 'classes=10')}cam = keras.Model(base.inputs, [base.get_layer('${layer}').output, base.output])\n`,
      );
  });
}

test('the features before the classifier', () => {
  for (const { name, dialects } of allApplications) {
    if (!dialects.includes('keras3')) continue;
    const start = base(name, 'classes=10');
    assertSilent(`${start}features = keras.Model(base.input, base.layers[-2].output)\n`);
    assertSilent(`${start}features = keras.Model(base.inputs, base.get_layer(index=-2).output)\n`);
    assertSilent(
      `${base(name, "include_top=False, pooling='avg'")}whole = keras.Model(base.input, base.layers[-1].output)\n`,
    );
  }
});
