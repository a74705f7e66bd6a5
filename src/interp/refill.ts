// What a map held before a run that is taken back.

/** Gives a map exactly these entries, in their order. */
export function refill<Key, Item>(map: Map<Key, Item>, entries: readonly (readonly [Key, Item])[]): void {
  map.clear();
  for (const [key, item] of entries) map.set(key, item);
}
