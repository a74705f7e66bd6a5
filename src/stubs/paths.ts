// One canonical path for every way that programs reach the same thing: `tf.keras.layers`, `keras.api.layers`, `tf_keras.layers`
// and `tensorflow.python.keras.layers` are all `keras.layers`.

const prefixes: readonly (readonly [string, string])[] = [
  ['tensorflow.keras', 'keras'],
  ['tensorflow.python.keras', 'keras'],
  ['tensorflow.compat.v1.keras', 'keras'],
  ['tensorflow.compat.v2.keras', 'keras'],
  ['tensorflow.compat.v1', 'tf'],
  ['tf.compat.v1.keras', 'keras'],
  ['tf.compat.v2.keras', 'keras'],
  ['tf.compat.v1', 'tf'],
  ['tf.compat.v2', 'tf'],
  ['tensorflow.compat.v2', 'tf'],
  ['tensorflow', 'tf'],
  ['tf.keras', 'keras'],
  ['tf_keras', 'keras'],
  ['keras_core', 'keras'],
  ['keras_preprocessing', 'keras.preprocessing'],
  ['keras.api._v2.keras', 'keras'],
  ['keras.api', 'keras'],
  ['keras.src', 'keras'],
  ['keras.engine.topology', 'keras.layers'],
  ['keras.engine.training', 'keras'],
  ['keras.engine', 'keras'],
  ['keras.backend.tensorflow_backend', 'keras.backend'],
  ['keras.objectives', 'keras.losses'],
  ['keras.models.Model', 'keras.Model'],
  ['keras.models.Sequential', 'keras.Sequential'],
  ['keras.layers.Input', 'keras.Input'],
  ['keras.Layer', 'keras.layers.Layer'],
  ['keras.applications.resnet50', 'keras.applications.resnet'],
  ['@tensorflow/tfjs-node-gpu', 'tfjs'],
  ['@tensorflow/tfjs-node', 'tfjs'],
  ['@tensorflow/tfjs-layers', 'tfjs'],
  ['@tensorflow/tfjs-core', 'tfjs'],
  ['@tensorflow/tfjs', 'tfjs'],
];

/** Modules of older versions whose content moved up one level, such as `keras.layers.convolutional.Conv2D`. */
const flattened: ReadonlySet<string> = new Set(['keras.layers', 'keras.utils']);

/** Those modules, of which programs take names. */
const flattenedModules: ReadonlySet<string> = new Set([
  ...[
    'advanced_activations',
    'attention',
    'convolutional',
    'convolutional_recurrent',
    'core',
    'cudnn_recurrent',
    'embeddings',
    'local',
    'merge',
    'merging',
    'noise',
    'normalization',
    'pooling',
    'preprocessing',
    'recurrent',
    'regularization',
    'reshaping',
    'rnn',
    'wrappers',
  ].map(name => `keras.layers.${name}`),
  ...[
    'conv_utils',
    'data_utils',
    'generic_utils',
    'io_utils',
    'layer_utils',
    'multi_gpu_utils',
    'np_utils',
    'training_utils',
    'vis_utils',
  ].map(name => `keras.utils.${name}`),
]);

/** Whether a canonical path is a module whose content has moved up. */
export function isFlattenedModule(path: string): boolean {
  return flattenedModules.has(path);
}

/** The canonical path of a dotted path as a program writes it. */
export function canonicalPath(path: string): string {
  let text = path;
  for (let turn = 0; turn < 4; turn++) {
    const rule = prefixes.find(([from]) => text === from || text.startsWith(`${from}.`));
    if (rule === undefined) break;
    const [from, to] = rule;
    const next = to + text.slice(from.length);
    if (next === text) break;
    text = next;
  }
  // The classes among these are those of Keras; the functions of TensorFlow 1 have other answers.
  const [, family, name] = /^tf\.(initializers|losses|metrics|optimizers)\.([A-Z]\w*)$/.exec(text) ?? [];
  if (family !== undefined) return `keras.${family}.${name}`;
  const parts = text.split('.');
  const [a, b, c, d] = parts;
  if (
    parts.length === 4 &&
    a !== undefined &&
    b !== undefined &&
    c !== undefined &&
    flattened.has(`${a}.${b}`) &&
    /^[a-z]/.test(c) &&
    c !== 'experimental'
  )
    return `${a}.${b}.${d}`;
  if (parts.length === 5 && c === 'experimental' && `${a}.${b}` === 'keras.layers') return `${a}.${b}.${parts[4]}`;
  return text;
}
