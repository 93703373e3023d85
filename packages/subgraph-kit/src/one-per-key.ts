/**
 * Puts items that came in any order, such as the rows of `where id in (...)`, into the order in which they were asked
 * for.
 * @returns the item of each key; null where there is none
 */
export function onePerKey<Item>(
  keys: readonly string[],
  items: readonly Item[],
  keyOf: (item: Item) => string,
): readonly (Item | null)[] {
  const itemOf = new Map(items.map((item) => [keyOf(item), item]));
  return keys.map((key) => itemOf.get(key) ?? null);
}
