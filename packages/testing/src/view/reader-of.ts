import type { Note, ProgramId } from '@pointbook/core';
import { accounts, invoices, profiles } from '@pointbook/core/plugin';
import { tillKinds, entryOfRow, type NotedRow, readsOf, type RecordReader } from '@pointbook/core/store';
import type { LedgerReader, NotedEntry } from './ledger-reader.ts';
import { challenges } from '@pointbook/core/codes';
import { jobProblems, jobRecords } from '@pointbook/core/jobs';
import { pluginKinds, programVersions } from './kinds.ts';

const kinds = new Map([...tillKinds, ...pluginKinds].map((kind) => [kind.kind, kind]));

/** The reads of core, of any program. */
export function readerOf(rows: RecordReader): LedgerReader {
  const of = (programId: ProgramId) => readsOf(rows, programId, kinds);
  return {
    program: (programId, version) => of(programId).get(programVersions, version),
    programs: (programId) => of(programId).versions(),
    member: (programId, memberId) => of(programId).get(accounts, memberId),
    profile: (programId, memberId) => of(programId).get(profiles, memberId),
    findProfiles(programId, by, limit) {
      if ('email' in by) return of(programId).list(profiles, { list: 'email', value: by.email }, null, limit);
      const [index, value] = 'phone' in by ? ['phone', by.phone] : ['cardCode', by.cardCode];
      return of(programId)
        .find(profiles, index, value)
        .map((found) => (found === null ? [] : [found]));
    },
    invoice: (programId, invoiceId) => of(programId).get(invoices, invoiceId),
    challenge: (programId, challengeId) => of(programId).get(challenges, challengeId),
    statement: (programId, memberId, below, limit) =>
      rows
        .memberEntries(programId, memberId, { above: null, below, order: 'newest-first' }, limit)
        .map((found) => found.map(notedEntry)),
    history: (programId, ...page) => of(programId).history(...page),
    findEntries: (programId, ...page) => rows.findEntries(programId, ...page).map((found) => found.map(notedEntry)),
    feed: (programId, ...page) =>
      rows
        .feed(programId, ...page)
        .map((found) => found && found.map((row) => ({ ...notedEntry(row), position: row.position }))),
    dueMembers: (programId, ...page) =>
      of(programId)
        .due(...page)
        .map((ids) => [...ids]),
    scanMembers: (programId, ...page) => of(programId).page(accounts, ...page),
    scanMemberIds: (programId, ...page) =>
      of(programId)
        .memberIds(...page)
        .map((ids) => [...ids]),
    scanProfiles: (programId, ...page) => of(programId).page(profiles, ...page),
    memberTotals: (programId, ...page) => of(programId).memberTotals(...page),
    entryTotals: (programId, ...time) => of(programId).entryTotals(...time),
    nextEntryAt: (programId, from) => of(programId).nextEntryAt(from),
    scanSteps: (programId, ...page) =>
      of(programId)
        .entries(...page)
        .map((found) =>
          found.map(({ memberId, sequence, delta, balanceAfter, postedAt, effect }) => ({
            memberId,
            sequence,
            delta,
            balanceAfter,
            postedAt,
            effect,
          })),
        ),
    countMembers: (programId) => rows.countAccounts(programId),
    scanChallenges: (programId, ...page) => of(programId).page(challenges, ...page),
    job: (programId, jobId) => of(programId).get(jobRecords, jobId),
    jobs: (programId, state, before, limit) =>
      of(programId).list(
        jobRecords,
        state === null ? { list: 'date', value: '' } : { list: 'state', value: state },
        before && { rank: 0 - before.startedAt, key: before.jobId },
        limit,
      ),
    jobProblems: (programId, jobId, after, limit) =>
      of(programId)
        .page(jobProblems, jobProblems.key({ jobId, number: after } as never), limit)
        .map((found) => found.filter((problem) => problem.jobId === jobId)),
  };
}

function notedEntry({ entry, note }: NotedRow): NotedEntry {
  return { entry: entryOfRow(entry), note: note as Note | null };
}
