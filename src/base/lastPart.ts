// Names of modules and functions with dots between their parts.

/** The last name of a dotted path. */
export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}
