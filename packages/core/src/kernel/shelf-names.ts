// A shelf holds the records of a kind, the holders of one of its unique values, its lists by owner, or its ranges of
// keys. The names of kinds and of unique values have letters, digits and hyphens alone, so no two shelves have one
// name.

/** Where the holders of a unique value are kept. */
export function shelfOfIndex(kind: string, index: string): string {
  return `${kind}.${index}`;
}

/** Where the lists by owner are kept. */
export function shelfOfOwner(kind: string): string {
  return `${kind}@`;
}

/** Where the ranges of keys are kept, by the text that the keys begin with. */
export function shelfOfRange(kind: string): string {
  return `${kind}*`;
}

/**
 * What a shelf holds: the holders of a unique value where `index` is not null, and else records, or lists of their
 * keys.
 */
export interface ShelfContents {
  readonly kind: string;
  readonly index: string | null;
  readonly isByOwner: boolean;
  readonly isRange: boolean;
}

/** What the name of a shelf says. */
export function contentsOf(shelf: string): ShelfContents {
  const [named = '', index = null] = shelf.split('.');
  const isByOwner = named.endsWith('@');
  const isRange = named.endsWith('*');
  return { kind: isByOwner || isRange ? named.slice(0, -1) : named, index, isByOwner, isRange };
}
