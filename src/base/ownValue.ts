// Looking up names that come from the analysed program in tables: what every object inherits is no entry of a table.

/** The entry of a table; undefined for a key that it does not hold itself. */
export function ownValue<Item>(table: Readonly<Record<string, Item>>, key: string): Item | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
