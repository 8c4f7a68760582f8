// A shelf holds the records of a kind, the holders of one of its unique values, or its lists by owner. The names of kinds and
// of unique values have letters, digits and hyphens alone, so no two shelves have one name.

/** Where the holders of a unique value are kept. */
export function shelfOfIndex(kind: string, index: string): string {
  return `${kind}.${index}`;
}

/** Where the lists by owner are kept. */
export function shelfOfOwner(kind: string): string {
  return `${kind}@`;
}

/** What a shelf holds: the holders of a unique value where `index` is not null, and else records, or lists of them by owner. */
export interface ShelfContents {
  readonly kind: string;
  readonly index: string | null;
  readonly isByOwner: boolean;
}

/** What the name of a shelf says. */
export function contentsOf(shelf: string): ShelfContents {
  const [named = '', index = null] = shelf.split('.');
  const isByOwner = named.endsWith('@');
  return { kind: isByOwner ? named.slice(0, -1) : named, index, isByOwner };
}
