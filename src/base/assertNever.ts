// The end of a switch over a union: it does not compile while a member is left out.

/** Throws for a value that the types say cannot be. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
