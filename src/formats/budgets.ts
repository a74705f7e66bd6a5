// Limits of what is read from a model file, with their reasons. They are far beyond any real model; a file that reaches one
// is refused in words, so that a broken or hostile file can neither exhaust memory nor keep the reader busy.

/** Characters of a configuration. The largest ready-made models have some 2 million. */
export const longestConfiguration = 64 * 2 ** 20;

/** Levels of lists and objects in a configuration. Each nested model adds about eight. */
export const deepestConfiguration = 400;

/** Calls of a model, those of nested models counted as often as these are called: each is named, drawn and computed. */
export const mostCalls = 200_000;

/** Bytes that one entry of an archive may expand to, or all parts of an array together. */
export const largestExpansion = 2 ** 31;

/** Entries of an archive that are looked at. An archive of a model has four and its assets. */
export const mostEntries = 100_000;

/** Elements of one variable, which come into memory together. */
export const mostElements = 2 ** 29;

/** Objects that are opened in one HDF5 file: groups, datasets, nodes of their indexes. A variable takes about three. */
export const mostObjects = 1_000_000;

/** Characters of a name that a message repeats. */
export const longestName = 120;

/** A name from the file for a message: on one line and not too long. */
export function quotedName(name: string): string {
  const line = [...name].map(letter => (letter < ' ' ? ' ' : letter)).join('');
  return `\`${line.length > longestName ? `${line.slice(0, longestName)}…` : line}\``;
}

/** Thrown inside the readers of this room for what makes a file unreadable; the message is shown to people. */
export class Unreadable extends Error {}

/** Gives up on the file, with a sentence without a full stop. */
export function unreadable(message: string): never {
  throw new Unreadable(message);
}
