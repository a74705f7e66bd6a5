import * as tf from '@tensorflow/tfjs';

function residualBlock(x, filters, name) {
  let y = tf.layers.conv2d({filters, kernelSize: 3, padding: 'same', activation: 'relu', name: `${name}_conv1`}).apply(x);
  y = tf.layers.conv2d({filters, kernelSize: 3, padding: 'same', name: `${name}_conv2`}).apply(y);
  const sum = tf.layers.add({name: `${name}_add`}).apply([x, y]);
  return tf.layers.activation({activation: 'relu', name: `${name}_out`}).apply(sum);
}

function buildModel() {
  const input = tf.input({shape: [32, 32, 3]});
  let x = tf.layers.conv2d({filters: 16, kernelSize: 3, padding: 'same', activation: 'relu', name: 'stem'}).apply(input);
  x = residualBlock(x, 16, 'block1');
  x = residualBlock(x, 16, 'block2');
  x = tf.layers.globalAveragePooling2d({name: 'pool'}).apply(x);
  const output = tf.layers.dense({units: 10, activation: 'softmax', name: 'classes'}).apply(x);
  return tf.model({inputs: input, outputs: output});
}

const base = buildModel();
base.summary();

// features from inside the second block
const features = tf.model({inputs: base.inputs, outputs: base.layers[7].output});
features.summary();

const head = tf.sequential();
head.add(tf.layers.flatten({inputShape: [32, 32, 16]}));
head.add(tf.layers.dense({units: 64, activation: 'relu'}));
head.add(tf.layers.dropout({rate: 0.5}));
head.add(tf.layers.dense({units: 10, activation: 'softmax'}));
head.summary();
