// How a program writes a name of Keras, so that a repair can use one: as it is imported there, or under a module that is.

/**
 * The source that names something of Keras in a Python text: `Model`, `keras.Model`, `tf.keras.ops.mean`. `path` is its public
 * path below `keras`. Nothing where no import leads there.
 */
export function kerasName(source: string, path: string): string | undefined {
  const dot = path.lastIndexOf('.');
  const module = dot < 0 ? '' : `.${path.slice(0, dot)}`;
  const name = path.slice(dot + 1);
  return importedName(source, module, name) ?? throughModule(source, path);
}

/** `from keras.models import Model`, whatever part of Keras it is taken from, and `as` another name. */
function importedName(source: string, module: string, name: string): string | undefined {
  const from = module === '' ? '(?:\\.(?:models|layers|engine\\S*))?' : module.replaceAll('.', '\\.');
  const lines = new RegExp(
    `^\\s*from\\s+(?:tensorflow\\.(?:python\\.)?)?keras${from}\\s+import\\s+(?:\\(([^)]*)\\)|(.*))$`,
    'gm',
  );
  for (const [, listed, plain] of source.matchAll(lines)) {
    const found = new RegExp(`(?:^|[\\s,])${name}(?:\\s+as\\s+(\\w+))?\\s*(?:$|[,#\\n])`).exec(listed ?? plain ?? '');
    if (found !== null) return found[1] ?? name;
  }
  return undefined;
}

/** A name behind a module that the program holds: Keras itself, or TensorFlow, which brings it along. */
function throughModule(source: string, path: string): string | undefined {
  const keras =
    /^\s*import\s+keras(?:\s+as\s+(\w+))?\s*(?:#.*)?$/m.exec(source) ??
    /^\s*from\s+tensorflow\s+import\s+(?:.*,\s*)?keras(?:\s+as\s+(\w+))?\s*(?:[,#].*)?$/m.exec(source) ??
    /^\s*import\s+tensorflow\.keras\s+as\s+(\w+)\s*(?:#.*)?$/m.exec(source);
  if (keras !== null) return `${keras[1] ?? 'keras'}.${path}`;
  const tensorflow = /^\s*import\s+tensorflow(?:\s+as\s+(\w+))?\s*(?:#.*)?$/m.exec(source);
  return tensorflow === null ? undefined : `${tensorflow[1] ?? 'tensorflow'}.keras.${path}`;
}
