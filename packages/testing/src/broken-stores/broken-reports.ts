import type { EntrySum, Instant } from '@pointbook/core';
import type { EntryName } from '@pointbook/core/store';
import { okAsync } from 'neverthrow';
import { type BrokenView, withReader } from './broken-store.ts';
import type { LedgerView } from '../view/ledger-view.ts';

const all = 1_000_000;
const shop = 'shop' as never;

/** Stores that sum too much, too little or in the wrong place for reports. */
export const brokenReports: readonly BrokenView[] = [
  {
    name: 'reports no members without entries',
    noticedBy:
      'memberTotals: each member once in every page size, with the sums of all of the own entries by kind and cause',
    spoil: (store) =>
      withReader(store, {
        memberTotals: (...page) =>
          store.reader.memberTotals(...page).map((rows) => rows.filter(({ sums }) => sums.length > 0)),
      }),
  },
  {
    name: 'sums the entries of one program for all',
    noticedBy: 'entryTotals: of a time, its beginning inclusive and its end exclusive, of all members of the program',
    spoil: (store) =>
      withReader(store, {
        memberTotals: (_, ...page) => store.reader.memberTotals(shop, ...page),
        entryTotals: (_, ...time) => store.reader.entryTotals(shop, ...time),
      }),
  },
  {
    name: 'sums entries by their kind alone',
    noticedBy:
      'memberTotals: each member once in every page size, with the sums of all of the own entries by kind and cause',
    spoil: (store) => withSums(store, (sums) => merged(sums, 'kind')),
  },
  {
    name: 'sums entries by their cause alone',
    noticedBy:
      'memberTotals: each member once in every page size, with the sums of all of the own entries by kind and cause',
    spoil: (store) => withSums(store, (sums) => merged(sums, 'cause')),
  },
  {
    name: 'leaves out sums of no points',
    noticedBy:
      'memberTotals: each member once in every page size, with the sums of all of the own entries by kind and cause',
    spoil: (store) => withSums(store, (sums) => sums.filter(({ points }) => points !== 0)),
  },
  {
    name: 'counts the kinds of entries, and not the entries',
    noticedBy: 'entryTotals: of a time, its beginning inclusive and its end exclusive, of all members of the program',
    spoil: (store) => withSums(store, (sums) => sums.map((sum) => ({ ...sum, entries: 1 }))),
  },
  {
    name: 'adds points up as 32-bit numbers',
    noticedBy:
      'memberTotals, entryTotals: sums up to 2^53 − 1 are exact, wherever they were on the way, and greater ones show',
    spoil: (store) => withSums(store, (sums) => sums.map((sum) => ({ ...sum, points: sum.points | 0 }))),
  },
  {
    name: 'tells 15 digits of a sum',
    noticedBy:
      'memberTotals, entryTotals: sums up to 2^53 − 1 are exact, wherever they were on the way, and greater ones show',
    spoil: (store) =>
      withSums(store, (sums) => sums.map((sum) => ({ ...sum, points: Number(sum.points.toPrecision(15)) }))),
  },
  {
    name: 'takes a sum past 2^53 − 1 for the greatest figure that there is',
    noticedBy:
      'memberTotals, entryTotals: sums up to 2^53 − 1 are exact, wherever they were on the way, and greater ones show',
    spoil: (store) =>
      withSums(store, (sums) =>
        sums.map((sum) => ({
          ...sum,
          points: Math.max(Math.min(sum.points, Number.MAX_SAFE_INTEGER), -Number.MAX_SAFE_INTEGER),
        })),
      ),
  },
  {
    name: 'pages of sums skip one member',
    noticedBy:
      'memberTotals: each member once in every page size, with the sums of all of the own entries by kind and cause',
    spoil: (store) =>
      withReader(store, {
        memberTotals: (programId, after, limit) =>
          store.reader
            .memberTotals(programId, after, limit + 1)
            .map((rows) => (after === null ? rows : rows.slice(1)).slice(0, limit)),
      }),
  },
  {
    name: 'sums what was posted at the end of a time too',
    noticedBy: 'entryTotals: of a time, its beginning inclusive and its end exclusive, of all members of the program',
    spoil: (store) =>
      withReader(store, {
        entryTotals: (programId, from, until) => store.reader.entryTotals(programId, from, next(until)),
      }),
  },
  {
    name: 'leaves out what was posted at the beginning of a time',
    noticedBy: 'entryTotals: of a time, its beginning inclusive and its end exclusive, of all members of the program',
    spoil: (store) =>
      withReader(store, {
        entryTotals: (programId, from, until) => store.reader.entryTotals(programId, next(from), until),
      }),
  },
  {
    name: 'counts entries for members',
    noticedBy: 'entryTotals: of a time, its beginning inclusive and its end exclusive, of all members of the program',
    spoil: (store) =>
      withReader(store, {
        entryTotals: (...time) =>
          store.reader.entryTotals(...time).map(({ sums }) => ({
            members: sums.reduce((count, { entries }) => count + entries, 0),
            sums,
          })),
      }),
  },
  {
    name: 'looks for the next entry after the instant, and not at it',
    noticedBy: 'nextEntryAt: when the first entry of any member was posted at or after an instant; null after the last',
    spoil: (store) =>
      withReader(store, { nextEntryAt: (programId, from) => store.reader.nextEntryAt(programId, next(from)) }),
  },
  {
    name: 'knows the next entry of one program for all',
    noticedBy: 'nextEntryAt: when the first entry of any member was posted at or after an instant; null after the last',
    spoil: (store) => withReader(store, { nextEntryAt: (_, from) => store.reader.nextEntryAt(shop, from) }),
  },
  {
    name: 'never knows of a next entry',
    noticedBy: 'nextEntryAt: when the first entry of any member was posted at or after an instant; null after the last',
    spoil: (store) => withReader(store, { nextEntryAt: () => okAsync(null) }),
  },
  {
    name: 'scans entries in the order of UTF-16 units',
    noticedBy: 'scanSteps: every entry once in every page size, by the UTF-8 bytes of the member id, then oldest first',
    spoil: (store) => withScan(store, (a, b) => byUnits(a.memberId, b.memberId) || a.sequence - b.sequence),
  },
  {
    name: 'scans the entries of a member newest first',
    noticedBy: 'scanSteps: every entry once in every page size, by the UTF-8 bytes of the member id, then oldest first',
    spoil: (store) =>
      withReader(store, {
        scanSteps: (...page) =>
          store.reader
            .scanSteps(...page)
            .map((rows) => rows.toSorted((a, b) => (a.memberId === b.memberId ? b.sequence - a.sequence : 0))),
      }),
  },
  {
    name: 'goes on with the next member where a page of entries ends within one',
    noticedBy: 'scanSteps: every entry once in every page size, by the UTF-8 bytes of the member id, then oldest first',
    spoil: (store) =>
      withReader(store, {
        scanSteps: (programId, after, limit) =>
          store.reader.scanSteps(programId, after && { ...after, sequence: all }, limit),
      }),
  },
  {
    name: 'begins a page of entries anew with the member of the last one',
    noticedBy: 'scanSteps: every entry once in every page size, by the UTF-8 bytes of the member id, then oldest first',
    spoil: (store) =>
      withReader(store, {
        scanSteps: (programId, after, limit) =>
          store.reader.scanSteps(programId, after && { ...after, sequence: after.sequence - 1 }, limit),
      }),
  },
];

function withSums(store: LedgerView, change: (sums: readonly EntrySum[]) => readonly EntrySum[]): LedgerView {
  return withReader(store, {
    memberTotals: (...page) =>
      store.reader
        .memberTotals(...page)
        .map((rows) => rows.map(({ account, sums }) => ({ account, sums: change(sums) }))),
    entryTotals: (...time) =>
      store.reader.entryTotals(...time).map(({ members, sums }) => ({ members, sums: change(sums) })),
  });
}

/** As grouped by one column, the other being that of whichever row came first. */
function merged(sums: readonly EntrySum[], by: 'kind' | 'cause'): EntrySum[] {
  const groups = new Map<string, EntrySum>();
  for (const sum of sums) {
    const known = groups.get(sum[by]);
    const points = (known?.points ?? 0) + sum.points;
    groups.set(sum[by], { ...sum, ...known, entries: (known?.entries ?? 0) + sum.entries, points });
  }
  return [...groups.values()];
}

function withScan(store: LedgerView, inOrder: (a: EntryName, b: EntryName) => number): LedgerView {
  return withReader(store, {
    scanSteps: (programId, after, limit) =>
      store.reader.scanSteps(programId, null, all).map((rows) =>
        rows
          .filter((entry) => after === null || inOrder(entry, after) > 0)
          .sort(inOrder)
          .slice(0, limit),
      ),
  });
}

function next(instant: Instant): Instant {
  return (instant + 1) as Instant;
}

function byUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
