/** Gives a new id at each call; the same ids in each run. */
export type IdSource = () => string;

/**
 * Ids for tests: `K-1`, `K-2`, `K-3` …
 *
 * @param prefix What they begin with; keep it short, an id has at most 128 bytes.
 * @example
 * ```ts
 * import { idSource } from '@pointbook/testing';
 *
 * const nextKey = idSource('K-');
 * nextKey(); // 'K-1'
 * ```
 */
export function idSource(prefix = 'id-'): IdSource {
  let last = 0;
  return () => `${prefix}${(last += 1)}`;
}
