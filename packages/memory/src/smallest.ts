/** The first items of an order; of many, few are sorted at a time. */
export interface Smallest<Item> {
  /** Takes an item in, if it is among the first. */
  add(item: Item): void;
  /** The first items, in their order. */
  items(): Item[];
}

/** Keeps the first `limit` of the items that are added. */
export function smallest<Item>(limit: number, compare: (a: Item, b: Item) => number): Smallest<Item> {
  let kept: Item[] = [];
  const cut = (): Item[] => {
    kept = kept.sort(compare).slice(0, limit);
    return kept;
  };
  return {
    add(item) {
      kept.push(item);
      if (kept.length > 2 * limit + 1000) cut();
    },
    items: cut,
  };
}
