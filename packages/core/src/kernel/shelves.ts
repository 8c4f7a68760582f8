import type { Found } from './found.ts';

/** The records of one kind, the holders of one unique value, or the lists of one kind. */
interface Shelf {
  readonly found: ReadonlyMap<string, unknown>;
  readonly changed: Map<string, unknown>;
}

const nothingFound: ReadonlyMap<string, unknown> = new Map();

/** What a store found, under what has changed since. */
export class Shelves {
  readonly #found: Found;
  readonly #shelves = new Map<string, Shelf>();

  constructor(found: Found) {
    this.#found = found;
  }

  at(name: string): Shelf {
    let shelf = this.#shelves.get(name);
    if (shelf === undefined)
      this.#shelves.set(name, (shelf = { found: this.#found.get(name) ?? nothingFound, changed: new Map() }));
    return shelf;
  }

  /** What stands under a key; undefined where it was not loaded. */
  see(name: string, key: string): unknown {
    const { changed, found } = this.at(name);
    const value = changed.get(key);
    return value === undefined ? found.get(key) : value;
  }

  /** Whether anything of a shelf was asked for. */
  isAsked(name: string): boolean {
    return this.#found.has(name);
  }
}
