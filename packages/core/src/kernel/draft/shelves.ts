import type { Loaded } from './loaded.ts';

/** The records of one kind, the holders of one unique value, or the lists of one kind. */
interface Shelf {
  readonly loaded: ReadonlyMap<string, unknown>;
  readonly changed: Map<string, unknown>;
}

const nothingLoaded: ReadonlyMap<string, unknown> = new Map();

/** What a store loaded, under what has changed since. */
export class Shelves {
  readonly #loaded: Loaded;
  readonly #shelves = new Map<string, Shelf>();

  constructor(loaded: Loaded) {
    this.#loaded = loaded;
  }

  at(name: string): Shelf {
    let shelf = this.#shelves.get(name);
    if (shelf === undefined)
      this.#shelves.set(name, (shelf = { loaded: this.#loaded.get(name) ?? nothingLoaded, changed: new Map() }));
    return shelf;
  }

  /** What stands under a key; undefined where it was not loaded. */
  see(name: string, key: string): unknown {
    const { changed, loaded } = this.at(name);
    const value = changed.get(key);
    return value === undefined ? loaded.get(key) : value;
  }

  /** Some keys and all that changed, each once and in order. */
  withChanged(name: string, keys: readonly string[]): string[] {
    return [...new Set([...keys, ...this.at(name).changed.keys()])].sort();
  }

  /** Whether anything of a shelf was asked for. */
  isAsked(name: string): boolean {
    return this.#loaded.has(name);
  }
}
