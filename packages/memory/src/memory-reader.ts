import {
  nextDueAt,
  type Entry,
  type EntryPlace,
  type FedEntry,
  type FeedCursor,
  type Instant,
  type JobCursor,
  type LedgerReader,
  type ProfileRecord,
  type ProfileSearch,
  type ProgramId,
  type StoreError,
} from '@pointbook/core';
import { ResultAsync, type Result } from 'neverthrow';
import type { Book } from './book.ts';
import { compareIds } from './compare-ids.ts';
import { entryTotals, memberTotals, stepOf } from './entry-sums.ts';
import { findEntries, noted } from './find-entries.ts';

/** The queries, each over the whole book: simple rather than fast. */
export function memoryReader(bookOf: (programId: ProgramId) => Result<Book, StoreError>): LedgerReader {
  const read = <T>(programId: ProgramId, query: (book: Book) => T): ResultAsync<T, StoreError> =>
    new ResultAsync(Promise.resolve(bookOf(programId).map(query)));

  return {
    program: (programId, version) => read(programId, (book) => book.programs.get(version) ?? null),
    member: (programId, memberId) => read(programId, (book) => book.members.get(memberId) ?? null),
    profile: (programId, memberId) => read(programId, (book) => book.profiles.get(memberId) ?? null),
    findProfiles: (programId, by, limit) => read(programId, (book) => findProfiles(book, by).slice(0, limit)),
    invoice: (programId, invoiceId) => read(programId, (book) => book.invoices.get(invoiceId) ?? null),
    challenge: (programId, challengeId) => read(programId, (book) => book.challenges.get(challengeId) ?? null),
    statement: (programId, memberId, before, limit) =>
      read(programId, (book) => {
        const entries = (book.entries.get(memberId) ?? []).slice(
          0,
          before === null ? undefined : Math.max(0, before - 1),
        );
        return entries
          .toReversed()
          .slice(0, limit)
          .map((entry) => noted(book, entry));
      }),
    history: (programId, memberId, after, limit) =>
      read(programId, (book) => (book.entries.get(memberId) ?? []).slice(after, after + limit)),
    findEntries: (programId, filter, before, limit) =>
      read(programId, (book) => findEntries(book, filter, before).slice(0, limit)),
    feed: (programId, after, limit) => read(programId, (book) => feedOf(book, after, limit)),
    dueMembers: (programId, now, limit) =>
      read(programId, (book) =>
        [...book.members.values()]
          .map(({ account }) => ({ memberId: account.memberId, dueAt: nextDueAt(account) ?? Infinity }))
          .filter(({ dueAt }) => dueAt <= now)
          .toSorted((a, b) => a.dueAt - b.dueAt || compareIds(a.memberId, b.memberId))
          .slice(0, limit)
          .map(({ memberId }) => memberId),
      ),
    scanMembers: (programId, after, limit) => read(programId, (book) => scan(book.members, after, limit)),
    scanMemberIds: (programId, after, limit) =>
      read(programId, (book) => scan(book.members, after, limit).map(({ account }) => account.memberId)),
    scanProfiles: (programId, after, limit) => read(programId, (book) => scan(book.profiles, after, limit)),
    memberTotals: (programId, after, limit) =>
      read(programId, (book) => scan(book.members, after, limit).map(({ account }) => memberTotals(book, account))),
    entryTotals: (programId, from, until) =>
      read(programId, (book) => entryTotals(book.feed.filter(({ postedAt }) => postedAt >= from && postedAt < until))),
    nextEntryAt: (programId, from) =>
      read(programId, (book) =>
        book.feed.reduce<Instant | null>(
          (first, { postedAt }) => (postedAt >= from && (first === null || postedAt < first) ? postedAt : first),
          null,
        ),
      ),
    scanSteps: (programId, after, limit) =>
      read(programId, (book) => {
        const isAfter = (entry: Entry) => after === null || inLedgerOrder(entry, after) > 0;
        return book.feed.filter(isAfter).toSorted(inLedgerOrder).slice(0, limit).map(stepOf);
      }),
    countMembers: (programId) => read(programId, (book) => book.members.size),
    scanChallenges: (programId, after, limit) => read(programId, (book) => scan(book.challenges, after, limit)),
    job: (programId, jobId) => read(programId, (book) => book.jobs.get(jobId) ?? null),
    jobs: (programId, state, before, limit) =>
      read(programId, (book) =>
        [...book.jobs.values()]
          .filter((job) => (state === null || job.state === state) && (before === null || inOrder(before, job) < 0))
          .toSorted(inOrder)
          .slice(0, limit),
      ),
    jobProblems: (programId, jobId, after, limit) =>
      read(programId, (book) =>
        [...(book.jobProblems.get(jobId)?.values() ?? [])]
          .filter(({ number }) => number > after)
          .toSorted((a, b) => a.number - b.number)
          .slice(0, limit),
      ),
  };
}

function inLedgerOrder(a: EntryPlace, b: EntryPlace): number {
  return compareIds(a.memberId, b.memberId) || a.sequence - b.sequence;
}

function inOrder(a: JobCursor, b: JobCursor): number {
  return b.startedAt - a.startedAt || compareIds(a.jobId, b.jobId);
}

/** The records with ids above `after`, in their order. */
function scan<Id extends string, Found>(records: ReadonlyMap<Id, Found>, after: Id | null, limit: number): Found[] {
  return [...records]
    .filter(([id]) => after === null || compareIds(id, after) > 0)
    .toSorted(([a], [b]) => compareIds(a, b))
    .slice(0, limit)
    .map(([, found]) => found);
}

/** An entry's position is its place in the list of all. */
function feedOf(book: Book, after: FeedCursor | null, limit: number): FedEntry[] | null {
  const last = after && book.feed[after.position];
  if (after && (last?.memberId !== after.memberId || last.sequence !== after.sequence)) return null;
  const start = after ? after.position + 1 : 0;
  return book.feed
    .slice(start, start + limit)
    .map((entry, index) => ({ ...noted(book, entry), position: start + index }));
}

function findProfiles(book: Book, by: ProfileSearch): ProfileRecord[] {
  if ('email' in by) {
    const profiles = [...book.profiles.values()].filter(({ email }) => email === by.email);
    return profiles.toSorted((a, b) => compareIds(a.memberId, b.memberId));
  }
  const memberId = 'phone' in by ? book.phones.get(by.phone) : book.cardCodes.get(by.cardCode);
  const profile = memberId === undefined ? undefined : book.profiles.get(memberId);
  return profile === undefined ? [] : [profile];
}
