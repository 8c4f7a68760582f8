import type { Ref } from '../record.ts';

/** What is to be loaded: keys by shelf. */
export type Wanted = ReadonlyMap<string, ReadonlySet<string>>;

/** Adds one thing to what is to be loaded. */
export function addRef(wanted: Map<string, Set<string>>, { shelf, key }: Ref): void {
  const keys = wanted.get(shelf);
  if (keys === undefined) wanted.set(shelf, new Set([key]));
  else keys.add(key);
}

/** All that either names. */
export function uniteWanted(a: Wanted, b: Wanted): Wanted {
  const all = new Map<string, Set<string>>();
  for (const wanted of [a, b]) for (const [shelf, keys] of wanted) for (const key of keys) addRef(all, { shelf, key });
  return all;
}

/** All that a list of refs names. */
export function wantedOf(refs: Iterable<Ref>): Map<string, Set<string>> {
  const wanted = new Map<string, Set<string>>();
  for (const ref of refs) addRef(wanted, ref);
  return wanted;
}
