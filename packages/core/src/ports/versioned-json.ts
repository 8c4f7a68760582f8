import { StoreFailure } from '../kernel/store-failure.ts';

/** Turns what version n wrote into what version n + 1 would have written; the first makes 2 of 1. */
export type Upgrade = (old: Versioned) => Versioned;

/** JSON in a column: `v` says which version of this package wrote it. */
export interface Versioned {
  /** The version of the format, from 1. */
  readonly v: number;
}

/**
 * Reads a JSON column, upgraded to the version that this package writes.
 *
 * @throws StoreFailure `store-schema-newer` when a newer Pointbook wrote it.
 * @example
 * ```ts
 * import { parseVersioned } from '@pointbook/core';
 *
 * const { lots } = parseVersioned<{ lots: unknown[] }>(text);
 * print(lots.length);
 * ```
 */
export function parseVersioned<T>(json: string, upgrades: readonly Upgrade[] = []): T & Versioned {
  let value = JSON.parse(json) as Versioned;
  for (let upgrade = upgrades[value.v - 1]; upgrade !== undefined; upgrade = upgrades[value.v - 1])
    value = upgrade(value);
  if (value.v !== upgrades.length + 1) {
    throw new StoreFailure(
      'store-schema-newer',
      `A record of version ${value.v} was written by a newer Pointbook: update this one.`,
    );
  }
  return value as T & Versioned;
}
