// Remembers what was computed from an object for as long as the object lives, so that no feature computes twice from the
// same analysis.

/** The same function, computing once per object. */
export function oncePer<K extends object, V>(compute: (from: K) => V): (from: K) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  return from => {
    const found = known.get(from);
    if (found !== undefined) return found.value;
    const value = compute(from);
    known.set(from, { value });
    return value;
  };
}
