import { entryCauses, entryKinds } from '../ledger/entry-words.ts';
import type { Reference } from '../ledger/entry.ts';
import { tillKinds } from './till-kinds.ts';
import { dueList, ownerList } from './record-rows.ts';

/** The compiler holds the list complete. */
const references = {
  invoice: true,
  redemption: true,
  entry: true,
  job: true,
  external: true,
} satisfies Record<Reference['type'], true>;

/**
 * The words that every ledger uses: of entries, and of the kinds of records that a till keeps. A store numbers those of
 * plugins as they come.
 */
export const coreWords: readonly string[] = [
  ...new Set([
    ...entryKinds,
    ...entryCauses,
    ...Object.keys(references),
    ownerList,
    dueList,
    ...tillKinds.flatMap(({ kind, unique = {}, listed = {} }) => [
      kind,
      ...Object.keys(unique),
      ...Object.keys(listed),
    ]),
  ]),
];
