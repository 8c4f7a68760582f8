import { commandId, entryId } from '@pointbook/core';
import type { RecordKeys } from './records.ts';

/** All records that any of the keys name, each once. */
export function uniteKeys(...all: readonly RecordKeys[]): Required<RecordKeys> {
  return {
    programVersions: union(all, (keys) => keys.programVersions),
    members: union(all, (keys) => keys.members),
    profiles: union(all, (keys) => keys.profiles),
    phones: union(all, (keys) => keys.phones),
    cardCodes: union(all, (keys) => keys.cardCodes),
    invoices: union(all, (keys) => keys.invoices),
    challenges: union(all, (keys) => keys.challenges),
    budgets: union(all, (keys) => keys.budgets),
    jobs: union(all, (keys) => keys.jobs),
    entries: union(all, (keys) => keys.entries, entryId),
    commands: union(all, (keys) => keys.commands, commandId),
  };
}

/** How many records keys name. */
export function countKeys(keys: Required<RecordKeys>): number {
  return Object.values(keys).reduce((count, named) => count + named.length, 0);
}

function union<Key>(
  all: readonly RecordKeys[],
  keysOf: (keys: RecordKeys) => readonly Key[] | undefined,
  idOf: (key: Key) => unknown = (key) => key,
): Key[] {
  const byId = new Map<unknown, Key>();
  for (const keys of all) for (const key of keysOf(keys) ?? []) byId.set(idOf(key), key);
  return [...byId.values()];
}
