// The families by which a drawing tells layers apart, read off the kind of node and the name of its class.

import { assertNever } from '../base/assertNever.ts';
import type { Layer } from '../model/graph.ts';
import type { NodeCategory } from '../protocol/graphView.ts';

/** In this order: the first that fits. */
const byClass: readonly (readonly [RegExp, NodeCategory])[] = [
  [/^InputLayer$/, 'input'],
  [
    /^(Random|Rescaling|Resizing|CenterCrop|Normalization$|Discretization|CategoryEncoding|Hash|StringLookup|IntegerLookup|TextVectorization|AutoContrast|AugMix|CutMix|MixUp|RandAugment|Equalization|Solarization|MaxNumBoundingBoxes|MelSpectrogram|STFTSpectrogram)/,
    'preprocessing',
  ],
  [/Attention/, 'attention'],
  [/(LSTM|GRU|RNN|Bidirectional|TimeDistributed)/, 'recurrent'],
  [/Conv/, 'convolution'],
  [/Pool/, 'pooling'],
  [/(Normalization|^Cutout)/, 'normalization'],
  [/(Dropout|Noise|ActivityRegularization)/, 'regularization'],
  [/^(Add|Subtract|Multiply|Average|Maximum|Minimum|Concatenate|Dot)$/, 'merging'],
  [/^(Flatten|Reshape|Permute|RepeatVector|Cropping\dD|ZeroPadding\dD|UpSampling\dD)$/, 'reshaping'],
  [/^(Activation|ReLU|LeakyReLU|PReLU|ELU|Softmax|ThresholdedReLU)$/, 'activation'],
];

/** The family of a layer. */
export function categoryOf(layer: Layer): NodeCategory {
  switch (layer.kind) {
    case 'model':
      return 'model';
    case 'operation':
      return 'operation';
    case 'custom':
      return 'custom';
    case 'layer':
      return byClass.find(([pattern]) => pattern.test(layer.className))?.[1] ?? 'core';
    default:
      return assertNever(layer.kind);
  }
}
