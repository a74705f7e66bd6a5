// Names of operations in tables: one text of names for each library, turned into signatures.

/** The names in a text. */
export function words(text: string | undefined): readonly string[] {
  return text === undefined || text === '' ? [] : text.split(/\s+/);
}

/** Signatures of the same parameters for several names under one module. */
export function signatures(module: string, names: string | undefined, parameters: string): readonly string[] {
  return words(names).map(name => `${module}.${name}(${parameters})`);
}

/** A list of signatures with at least one. */
export function atLeastOne(names: readonly string[]): readonly [string, ...string[]] {
  const [first, ...others] = names;
  if (first === undefined) throw new Error('an operation without a name');
  return [first, ...others];
}
