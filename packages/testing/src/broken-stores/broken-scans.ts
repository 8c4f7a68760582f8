import type { ProfileRecord } from '@pointbook/core';
import { type BrokenView, withReader, withWritten } from './broken-store.ts';
import type { LedgerView } from '../view/ledger-view.ts';

const all = 1_000_000;
const shop = 'shop' as never;

/** Stores that scan or count members otherwise than jobs and reports need it. */
export const brokenScans: readonly BrokenView[] = [
  {
    name: 'orders profiles by UTF-16 units',
    noticedBy: 'scanProfiles: each once in every page size, by the UTF-8 bytes of the ids, as it was written last',
    spoil: (store) =>
      withReader(store, {
        scanProfiles: (programId, after, limit) =>
          store.reader.scanProfiles(programId, null, all).map((found) =>
            found
              .filter(({ memberId }) => after === null || memberId > after)
              .sort((a, b) => byUnits(a.memberId, b.memberId))
              .slice(0, limit),
          ),
      }),
  },
  {
    name: 'scans profiles as they were first',
    noticedBy: 'scanProfiles: each once in every page size, by the UTF-8 bytes of the ids, as it was written last',
    spoil: (store) => withFirstProfiles(store),
  },
  {
    name: 'counts the members of one program for all',
    noticedBy: 'countMembers: every member of the program once, whether or not they have a profile, or points',
    spoil: (store) => withReader(store, { countMembers: () => store.reader.countMembers(shop) }),
  },
  {
    name: 'counts profiles for members',
    noticedBy: 'countMembers: every member of the program once, whether or not they have a profile, or points',
    spoil: (store) =>
      withReader(store, {
        countMembers: (programId) => store.reader.scanProfiles(programId, null, all).map((found) => found.length),
      }),
  },
  {
    name: 'counts members up to a thousand',
    noticedBy: 'countMembers: every member of the program once, whether or not they have a profile, or points',
    spoil: (store) =>
      withReader(store, {
        countMembers: (programId) => store.reader.countMembers(programId).map((count) => Math.min(count, 1000)),
      }),
  },
];

function withFirstProfiles(store: LedgerView): LedgerView {
  const first = new Map<string, ProfileRecord>();
  const written = withWritten(store, (changes) => {
    for (const profile of changes.profiles) if (!first.has(profile.memberId)) first.set(profile.memberId, profile);
    return changes;
  });
  return withReader(written, {
    scanProfiles: (...page) =>
      store.reader.scanProfiles(...page).map((found) => found.map((each) => first.get(each.memberId) ?? each)),
  });
}

function byUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
