import { byBytes } from '@pointbook/core/store';

const known = new WeakMap<ReadonlyMap<string, unknown>, readonly string[]>();

/**
 * The keys of a table above one (null: from the first), in the order of their bytes.
 *
 * @remarks No key ever leaves a table, so that as many keys are the same ones: they are sorted where some came, and a
 * page costs what it has.
 */
export function* keysAbove(rows: ReadonlyMap<string, unknown>, after: string | null): Iterable<string> {
  const keys = inOrder(rows);
  for (let index = after === null ? 0 : placeAbove(keys, after); index < keys.length; index += 1)
    yield keys[index] as string;
}

function inOrder(rows: ReadonlyMap<string, unknown>): readonly string[] {
  const keys = known.get(rows);
  if (keys?.length === rows.size) return keys;
  const sorted = Array.from(rows.keys()).sort(byBytes);
  known.set(rows, sorted);
  return sorted;
}

/** How many of the keys are not above one. */
function placeAbove(keys: readonly string[], after: string): number {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (byBytes(keys[middle] as string, after) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}
