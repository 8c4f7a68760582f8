import { err, okAsync, ResultAsync, type Result } from 'neverthrow';
import type { RecordKind } from '../kernel/record.ts';
import { storeError, type StoreError } from '../kernel/store-error.ts';
import { StoreFailure } from '../kernel/store-failure.ts';
import type { EntryStep, Note } from '../ledger/entry.ts';
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
import { nothingToLoad } from './load-request.ts';
import type { NotedRow, RecordReader } from './record-reader.ts';
import { recordOfRow } from './record-rows.ts';
import type { StoredEntry, StoredRecord } from './stored.ts';

/** The queries of a store of rows, as typed records. */
export function typedReader(rows: RecordReader): LedgerReader {
  const one = <R>(kind: RecordKind<R>, programId: ProgramId, key: string): ResultAsync<R | null, StoreError> =>
    decoded(rows.load(programId, { ...nothingToLoad, records: [{ kind: kind.kind, key }] }), ({ records: [row] }) =>
      row === undefined || row.body === null ? null : (recordOfRow(kind, row) as R),
    );
  const scan = <R>(kind: RecordKind<R>, programId: ProgramId, after: string | null, limit: number) =>
    decoded(rows.records(programId, kind.kind, after, limit), (found) => all(kind, found));
  const listed = <R>(
    kind: RecordKind<R>,
    programId: ProgramId,
    list: string,
    value: string,
    after: { readonly rank: number; readonly key: string } | null,
    limit: number,
  ) =>
    decoded(rows.list(programId, { kind: kind.kind, list, value }, after, limit), (found) =>
      all(
        kind,
        found.map(({ record }) => record),
      ),
    );

  return {
    program: (programId, version) =>
      decoded(rows.load(programId, { ...nothingToLoad, versions: [version] }), ({ versions: [row] }) =>
        row === undefined ? null : programVersions.codec.decode(row.definition, programVersions.format),
      ),
    programs: (programId) =>
      decoded(rows.versions(programId), (found) =>
        found.map(({ definition }) => programVersions.codec.decode(definition, programVersions.format)),
      ),
    member: (programId, memberId) =>
      decoded(rows.load(programId, { ...nothingToLoad, accounts: [memberId] }), ({ accounts: [row] }) =>
        row === undefined ? null : memberOfRow(row),
      ),
    profile: (programId, memberId) => one(profiles, programId, memberId),
    findProfiles: (programId, by, limit) => {
      if ('email' in by) return listed(profiles, programId, 'email', by.email, null, limit);
      const [field, value] = 'phone' in by ? ['phone', by.phone] : ['cardCode', by.cardCode];
      const unique = { kind: profiles.kind, field, value };
      return rows.load(programId, { ...nothingToLoad, uniques: [unique] }).andThen((loaded) => {
        const [holder] = loaded.uniques;
        if (holder === undefined) return okAsync([]);
        return one(profiles, programId, holder.key).map((profile) => (profile === null ? [] : [profile]));
      });
    },
    invoice: (programId, invoiceId) => one(invoices, programId, invoiceId),
    challenge: (programId, challengeId) => one(challenges, programId, challengeId),
    statement: (programId, memberId, before, limit) =>
      decoded(
        rows.memberEntries(programId, memberId, { above: null, below: before, order: 'newest-first' }, limit),
        (found) => found.map(notedEntry),
      ),
    history: (programId, memberId, after, limit) =>
      decoded(
        rows.memberEntries(programId, memberId, { above: after, below: null, order: 'oldest-first' }, limit),
        (found) => found.map(({ entry }) => entryOfRow(entry)),
      ),
    findEntries: (programId, filter, before, limit) =>
      decoded(rows.findEntries(programId, filter, before, limit), (found) => found.map(notedEntry)),
    feed: (programId, after, limit) =>
      decoded(
        rows.feed(programId, after, limit),
        (found) => found && found.map((row) => ({ ...notedEntry(row), position: row.position })),
      ),
    dueMembers: (programId, now, limit) => rows.due(programId, now, limit).map((ids) => ids as never),
    scanMembers: (programId, after, limit) =>
      decoded(rows.accounts(programId, after, limit), (found) => found.map(memberOfRow)),
    scanMemberIds: (programId, after, limit) => rows.memberIds(programId, after, limit).map((ids) => ids as never),
    scanProfiles: (programId, after, limit) => scan(profiles, programId, after, limit),
    memberTotals: (programId, after, limit) =>
      decoded(rows.accountSums(programId, after, limit), (found) =>
        found.map(({ account, sums }) => ({ account: accountOfRow(account), sums }) as MemberTotals),
      ),
    entryTotals: (programId, from, until) => rows.entrySums(programId, from, until).map((sums) => sums as EntryTotals),
    nextEntryAt: (programId, from) => rows.nextEntryAt(programId, from),
    scanSteps: (programId, after, limit) =>
      decoded(rows.entries(programId, after, limit), (found) => found.map(stepOfRow)),
    countMembers: (programId) => rows.countAccounts(programId),
    scanChallenges: (programId, after, limit) => scan(challenges, programId, after, limit),
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
      scan(jobProblems, programId, problemKey(jobId, after), limit).map((found) =>
        found.filter((problem) => problem.jobId === jobId),
      ),
  };
}

/** Decodes what was read; a row that this library cannot read is a failure of the store. */
function decoded<Rows, Value>(
  read: ResultAsync<Rows, StoreError>,
  decode: (rows: Rows) => Value,
): ResultAsync<Value, StoreError> {
  // One function that waits, not a chain of results: each link would cost a part of a lookup.
  const decodeLater = async (): Promise<Result<Value, StoreError>> => {
    const rows = await read;
    try {
      return rows.map(decode);
    } catch (thrown) {
      if (thrown instanceof StoreFailure) return err(storeError(thrown));
      throw thrown;
    }
  };
  return new ResultAsync(decodeLater());
}

function all<R>(kind: RecordKind<R>, found: readonly StoredRecord[]): R[] {
  return found.map((row) => recordOfRow(kind, row) as R);
}

function notedEntry({ entry, note }: NotedRow): NotedEntry {
  return { entry: entryOfRow(entry), note: note as Note | null };
}

function stepOfRow(row: StoredEntry): EntryStep {
  const { memberId, sequence, delta, balanceAfter, postedAt, effect } = entryOfRow(row);
  return { memberId, sequence, delta, balanceAfter, postedAt, effect };
}
