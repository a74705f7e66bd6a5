// The blocks of MobileNet V3 and the names of its layers.

/** One inverted residual block. `large` stands for the 5x5 kernel, `swish` for the activation, where not minimalistic. */
export interface Block {
  readonly expansion: number;
  readonly width: number;
  readonly kernel: 3 | 'large';
  readonly stride: 1 | 2;
  readonly squeezes: boolean;
  readonly activation: 'relu' | 'swish';
}

function block(
  expansion: number,
  width: number,
  kernel: Block['kernel'],
  stride: Block['stride'],
  how: 'relu' | 'swish' | 'squeezed relu' | 'squeezed swish',
): Block {
  const squeezes = how.startsWith('squeezed');
  return { expansion, width, kernel, stride, squeezes, activation: how.endsWith('swish') ? 'swish' : 'relu' };
}

export const small = [
  block(1, 16, 3, 2, 'squeezed relu'),
  block(72 / 16, 24, 3, 2, 'relu'),
  block(88 / 24, 24, 3, 1, 'relu'),
  block(4, 40, 'large', 2, 'squeezed swish'),
  block(6, 40, 'large', 1, 'squeezed swish'),
  block(6, 40, 'large', 1, 'squeezed swish'),
  block(3, 48, 'large', 1, 'squeezed swish'),
  block(3, 48, 'large', 1, 'squeezed swish'),
  block(6, 96, 'large', 2, 'squeezed swish'),
  block(6, 96, 'large', 1, 'squeezed swish'),
  block(6, 96, 'large', 1, 'squeezed swish'),
];

export const large = [
  block(1, 16, 3, 1, 'relu'),
  block(4, 24, 3, 2, 'relu'),
  block(3, 24, 3, 1, 'relu'),
  block(3, 40, 'large', 2, 'squeezed relu'),
  block(3, 40, 'large', 1, 'squeezed relu'),
  block(3, 40, 'large', 1, 'squeezed relu'),
  block(6, 80, 3, 2, 'swish'),
  block(2.5, 80, 3, 1, 'swish'),
  block(2.3, 80, 3, 1, 'swish'),
  block(2.3, 80, 3, 1, 'swish'),
  block(6, 112, 3, 1, 'squeezed swish'),
  block(6, 112, 3, 1, 'squeezed swish'),
  block(6, 160, 'large', 2, 'squeezed swish'),
  block(6, 160, 'large', 1, 'squeezed swish'),
  block(6, 160, 'large', 1, 'squeezed swish'),
];

/** Keras 2 puts slashes into the names of layers, which Keras 3 keeps for paths. */
export const names = {
  keras3: {
    stem: 'conv',
    last: 'conv_1',
    beforeClassifier: 'conv_2',
    norm: '_bn',
    prefix: (id: number) => (id === 0 ? 'expanded_conv_' : `expanded_conv_${id}_`),
    pad: 'depthwise_pad',
    squeeze: {
      pool: 'squeeze_excite_avg_pool',
      narrow: 'squeeze_excite_conv',
      relu: 'squeeze_excite_relu',
      widen: 'squeeze_excite_conv_1',
      multiply: 'squeeze_excite_mul',
    },
    add: 'add',
    logits: 'logits',
    predictions: 'predictions',
  },
  keras2: {
    stem: 'Conv',
    last: 'Conv_1',
    beforeClassifier: 'Conv_2',
    norm: '/BatchNorm',
    prefix: (id: number) => (id === 0 ? 'expanded_conv/' : `expanded_conv_${id}/`),
    pad: 'depthwise/pad',
    squeeze: {
      pool: 'squeeze_excite/AvgPool',
      narrow: 'squeeze_excite/Conv',
      relu: 'squeeze_excite/Relu',
      widen: 'squeeze_excite/Conv_1',
      multiply: 'squeeze_excite/Mul',
    },
    add: 'Add',
    logits: 'Logits',
    predictions: 'Predictions',
  },
} as const;
