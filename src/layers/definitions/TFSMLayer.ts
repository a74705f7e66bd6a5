// A TensorFlow SavedModel as a layer.

import { unknown } from '../../shapes/unknown.ts';
import { defineLayer } from '../define.ts';
import { baseParams } from '../make.ts';
import { anything, optional, required, string } from '../params.ts';

const content = unknown({ kind: 'input', name: 'the SavedModel' });

export default defineLayer({
  name: 'TFSMLayer',
  doc: 'Loads a TensorFlow SavedModel for inference. What it returns stands in its files.',
  params: {
    filepath: required(anything(), 'The folder of the SavedModel.'),
    call_endpoint: optional(string(), 'serve', 'The endpoint that is called.'),
    call_training_endpoint: optional(anything(), null, 'The endpoint that is called in training.'),
    trainable: { ...baseParams.trainable, keywordOnly: false },
    name: { ...baseParams.name, keywordOnly: false },
    dtype: { ...baseParams.dtype, keywordOnly: false },
  },
  baseArguments: [],
  takes: 'arguments',
  call: ['inputs', 'training'],
  shape: () => content,
  weights: () => content,
});
