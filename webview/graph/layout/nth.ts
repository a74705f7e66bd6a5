// Access to a list by an index that is known to be inside it.

/** The element at `index`. Throws a RangeError where there is none, which is a defect of the caller. */
export function nth<T>(list: readonly T[], index: number): T {
  const value = list[index];
  if (value === undefined) throw new RangeError(`no element ${index} in a list of ${list.length}`);
  return value;
}
