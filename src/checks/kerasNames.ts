// How a program writes a name of Keras, so that a repair can use one: as it is imported there, or under a module that is.

/**
 * The source that names something of Keras in a Python text: `Model`, `keras.Model`, `tf.keras.ops.mean`. `path` is its public
 * path below `keras`. Nothing where no import leads there.
 */
export function kerasName(source: string, path: string): string | undefined {
  const dot = path.lastIndexOf('.');
  // Classes are taken from whatever part of Keras holds them.
  const part = dot < 0 ? '(?:\\.(?:models|layers|engine\\S*))?' : `\\.${path.slice(0, dot).replaceAll('.', '\\.')}`;
  const modules = `(?:tensorflow\\.(?:python\\.)?)?keras${part}`;
  return importedName(source, modules, path.slice(dot + 1)) ?? throughModule(source, path);
}

/**
 * What a name is called where a text imports it from a module that the pattern matches, over one line or several: `import
 * Model as M` gives `M`.
 */
export function importedName(source: string, modules: string, name: string): string | undefined {
  const lines = new RegExp(`^\\s*from\\s+${modules}\\s+import\\s+(?:\\(([^)]*)\\)|(.*))$`, 'gm');
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
