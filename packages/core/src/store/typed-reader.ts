import { okAsync, type ResultAsync } from 'neverthrow';
import type { AnyRecordKind, RecordKind } from '../kernel/record.ts';
import type { StoreError } from '../kernel/store-error.ts';
import { wantedOf } from '../kernel/wanted.ts';
import type { EntryStep, Note } from '../ledger/entry.ts';
import { accounts } from '../ledger/ledger-kinds.ts';
import type { LedgerReader, NotedEntry } from '../ports/ledger-reader.ts';
import type { EntryTotals, MemberTotals } from '../records/entry-sums.ts';
import { challenges } from '../plugins/codes/challenge.ts';
import { jobProblems, problemKey } from '../plugins/jobs/job-problem.ts';
import { jobs } from '../plugins/jobs/job-record.ts';
import { programVersions } from '../program/program-versions.ts';
import { profiles } from '../members/profile-record.ts';
import { invoices } from '../sales/invoice-record.ts';
import type { ProgramId } from '../values/ids.ts';
import { accountOfRow, entryOfRow, memberOfRow } from './ledger-rows.ts';
import { foundIn, type KindsByName, requestOf } from './loading.ts';
import type { NotedRow, RecordReader } from './record-reader.ts';
import { recordOfRow } from './record-rows.ts';
import type { StoredEntry, StoredRecord } from './stored.ts';

/** The queries of a store of rows, as typed records. */
export function typedReader(rows: RecordReader, kinds: KindsByName): LedgerReader {
  const one = <R>(kind: RecordKind<R>, programId: ProgramId, key: string): ResultAsync<R | null, StoreError> => {
    const wanted = wantedOf([kind.at(key)]);
    return rows
      .load(programId, requestOf(wanted))
      .map((loaded) => (foundIn(loaded, wanted, kinds).get(kind.kind)?.get(key) ?? null) as R | null);
  };
  const all = <R>(kind: AnyRecordKind, found: readonly StoredRecord[]) =>
    found.map((row) => recordOfRow(kind, row) as R);
  const listed = <R>(
    kind: RecordKind<R>,
    programId: ProgramId,
    list: string,
    value: string,
    after: { readonly rank: number; readonly key: string } | null,
    limit: number,
  ) =>
    rows.list(programId, { kind: kind.kind, list, value }, after, limit).map((found) =>
      all<R>(
        kind,
        found.map(({ record }) => record),
      ),
    );

  return {
    program: (programId, version) => one(programVersions, programId, version),
    programs: (programId) =>
      rows
        .versions(programId)
        .map((found) => found.map(({ definition }) => programVersions.codec.decode(definition, 1))),
    member: (programId, memberId) => one(accounts, programId, memberId),
    profile: (programId, memberId) => one(profiles, programId, memberId),
    findProfiles: (programId, by, limit) => {
      if ('email' in by) return listed(profiles, programId, 'email', by.email, null, limit);
      const [index, value] = 'phone' in by ? ['phone', by.phone] : ['cardCode', by.cardCode];
      const wanted = wantedOf([profiles.by(index, value)]);
      return rows.load(programId, requestOf(wanted)).andThen((loaded) => {
        const [holder] = loaded.uniques;
        if (holder === undefined) return okAsync([]);
        return one(profiles, programId, holder.key).map((profile) => (profile === null ? [] : [profile]));
      });
    },
    invoice: (programId, invoiceId) => one(invoices, programId, invoiceId),
    challenge: (programId, challengeId) => one(challenges, programId, challengeId),
    statement: (programId, memberId, before, limit) =>
      rows
        .memberEntries(programId, memberId, { above: null, below: before, order: 'newest-first' }, limit)
        .map((found) => found.map(notedEntry)),
    history: (programId, memberId, after, limit) =>
      rows
        .memberEntries(programId, memberId, { above: after, below: null, order: 'oldest-first' }, limit)
        .map((found) => found.map(({ entry }) => entryOfRow(entry))),
    findEntries: (programId, filter, before, limit) =>
      rows.findEntries(programId, filter, before, limit).map((found) => found.map(notedEntry)),
    feed: (programId, after, limit) =>
      rows
        .feed(programId, after, limit)
        .map((found) => found && found.map((row) => ({ ...notedEntry(row), position: row.position }))),
    dueMembers: (programId, now, limit) => rows.due(programId, now, limit).map((ids) => ids as never),
    scanMembers: (programId, after, limit) =>
      rows.accounts(programId, after, limit).map((found) => found.map(memberOfRow)),
    scanMemberIds: (programId, after, limit) => rows.memberIds(programId, after, limit).map((ids) => ids as never),
    scanProfiles: (programId, after, limit) =>
      rows.records(programId, profiles.kind, after, limit).map((found) => all(profiles, found)),
    memberTotals: (programId, after, limit) =>
      rows
        .accountSums(programId, after, limit)
        .map((found) => found.map(({ account, sums }) => ({ account: accountOfRow(account), sums }) as MemberTotals)),
    entryTotals: (programId, from, until) => rows.entrySums(programId, from, until).map((sums) => sums as EntryTotals),
    nextEntryAt: (programId, from) => rows.nextEntryAt(programId, from),
    scanSteps: (programId, after, limit) => rows.entries(programId, after, limit).map((found) => found.map(stepOfRow)),
    countMembers: (programId) => rows.countAccounts(programId),
    scanChallenges: (programId, after, limit) =>
      rows.records(programId, challenges.kind, after, limit).map((found) => all(challenges, found)),
    job: (programId, jobId) => one(jobs, programId, jobId),
    jobs: (programId, state, before, limit) =>
      listed(
        jobs,
        programId,
        state === null ? 'date' : 'state',
        state ?? '',
        before && { rank: 0 - before.startedAt, key: before.jobId },
        limit,
      ),
    jobProblems: (programId, jobId, after, limit) =>
      rows.records(programId, jobProblems.kind, problemKey(jobId, after), limit).map((found) =>
        all<never>(
          jobProblems,
          found.filter(({ key }) => key.startsWith(`${jobId}\u0001`)),
        ),
      ),
  };
}

function notedEntry({ entry, note }: NotedRow): NotedEntry {
  return { entry: entryOfRow(entry), note: note as Note | null };
}

function stepOfRow(row: StoredEntry): EntryStep {
  const { memberId, sequence, delta, balanceAfter, postedAt, effect } = entryOfRow(row);
  return { memberId, sequence, delta, balanceAfter, postedAt, effect };
}
