import type { MemberRecord } from '@pointbook/core';
import { okAsync } from 'neverthrow';
import { type BrokenView, withReader } from './broken-store.ts';
import type { LedgerView } from '../view/ledger-view.ts';
import type { NotedEntry } from '../view/ledger-reader.ts';

/** Stores that write as they should, and read back something else. */
export const brokenReads: readonly BrokenView[] = [
  {
    name: 'reads members from a cache that nobody empties',
    noticedBy: 'transact: each call sees what was acknowledged before it',
    spoil: (store) => withReader(store, { member: cachedMember(store) }),
  },
  {
    name: 'tells of the first version of a program only',
    noticedBy: 'programs: all versions of one program that were ever stored',
    spoil: (store) =>
      withReader(store, {
        programs: (programId) => store.reader.programs(programId).map((versions) => versions.slice(0, 1)),
      }),
  },
  {
    name: 'pages of a statement overlap by one',
    noticedBy: 'statement: newest first, each entry once in every page size, with its note',
    spoil: (store) =>
      withReader(store, {
        statement: (programId, memberId, before, limit) =>
          store.reader.statement(programId, memberId, before === null ? null : before + 1, limit),
      }),
  },
  {
    name: 'pages of a search skip one',
    noticedBy:
      'findEntries: newest first, then by the UTF-8 bytes of the member id, then newest first, in every page size',
    spoil: (store) =>
      withReader(store, {
        findEntries: (programId, filter, before, limit) =>
          store.reader.findEntries(programId, filter, before && { ...before, sequence: before.sequence - 1 }, limit),
      }),
  },
  {
    name: 'finds entries in no particular order',
    noticedBy: 'findEntries: every filter, alone and together, in every page size',
    spoil: (store) =>
      withReader(store, {
        findEntries: (programId, filter, before, limit) =>
          store.reader.findEntries(programId, filter, before, limit).map((lines) => lines.toSorted(byNumber)),
      }),
  },
  {
    name: 'history comes newest first',
    noticedBy: 'history: oldest first, each entry once in every page size',
    spoil: (store) =>
      withReader(store, {
        history: (programId, memberId, after, limit) =>
          store.reader.history(programId, memberId, after, limit).map((entries) => entries.toReversed()),
      }),
  },
  {
    name: 'orders members by UTF-16 units',
    noticedBy: 'ids: members are ordered by the UTF-8 bytes of their ids, in every page size',
    spoil: (store) =>
      withReader(store, {
        scanMembers: (programId, after, limit) =>
          store.reader.scanMembers(programId, null, 1_000_000).map((all) =>
            all
              .filter(({ account }) => after === null || account.memberId > after)
              .sort(byUnits)
              .slice(0, limit),
          ),
      }),
  },
  {
    name: 'scans of ids repeat the one that a page comes after',
    noticedBy: 'ids: members are ordered by the UTF-8 bytes of their ids, in every page size',
    spoil: (store) =>
      withReader(store, {
        scanMemberIds: (programId, after, limit) =>
          store.reader
            .scanMemberIds(programId, after, limit)
            .map((ids) => (after === null ? ids : [after, ...ids].slice(0, limit))),
      }),
  },
  {
    name: 'a member is due only after the instant has passed',
    noticedBy: 'dueMembers: who has something to lapse by an instant, longest due first, then by id; gone once posted',
    spoil: (store) =>
      withReader(store, {
        dueMembers: (programId, now, limit) => store.reader.dueMembers(programId, (now - 1) as typeof now, limit),
      }),
  },
  {
    name: 'statements are empty',
    noticedBy: 'statement: newest first, each entry once in every page size, with its note',
    spoil: (store) => withReader(store, { statement: () => okAsync([]) }),
  },
  {
    name: 'a search for a reason takes % and _ for wildcards',
    noticedBy: 'findEntries: every filter, alone and together, in every page size',
    spoil: (store) =>
      withReader(store, {
        findEntries: (programId, { reason, ...filter }, before, limit) =>
          store.reader.findEntries(
            programId,
            reason === '%' || reason === '_' ? filter : { ...filter, ...(reason === undefined ? {} : { reason }) },
            before,
            limit,
          ),
      }),
  },
];

function cachedMember(store: LedgerView): LedgerView['reader']['member'] {
  const cache = new Map<string, MemberRecord>();
  return (programId, memberId) => {
    const name = JSON.stringify([programId, memberId]);
    const known = cache.get(name);
    if (known) return okAsync(known);
    return store.reader.member(programId, memberId).map((found) => {
      if (found) cache.set(name, found);
      return found;
    });
  };
}

function byNumber(a: NotedEntry, b: NotedEntry): number {
  return b.entry.sequence - a.entry.sequence;
}

function byUnits(a: MemberRecord, b: MemberRecord): number {
  return a.account.memberId < b.account.memberId ? -1 : 1;
}
