import type {
  CardCode,
  ChallengeId,
  Email,
  Entry,
  EntryStep,
  EntryTotals,
  Instant,
  InvoiceId,
  InvoiceRecord,
  JobId,
  MemberId,
  MemberRecord,
  MemberTotals,
  Note,
  Phone,
  ProfileRecord,
  ProgramId,
  ProgramVersion,
  StoredProgram,
} from '@pointbook/core';
import type { ChallengeRecord } from '@pointbook/core/codes';
import type { JobProblem, JobRecord, JobState } from '@pointbook/core/jobs';
import type { EntryName, EntryPosition, EntrySearch, FeedPlace, StoreError } from '@pointbook/core/store';
import type { ResultAsync } from 'neverthrow';

/** Read-only queries over what is committed; keyset-paged, so a deep page costs what the first one does. */
export interface LedgerReader {
  /** The rules as they were under a version. */
  program(programId: ProgramId, version: ProgramVersion): ResultAsync<StoredProgram | null, StoreError>;
  /** All versions of a program that were ever stored, in any order. */
  programs(programId: ProgramId): ResultAsync<StoredProgram[], StoreError>;
  /** A member's account and activity; null where nobody is enrolled under the id. */
  member(programId: ProgramId, memberId: MemberId): ResultAsync<MemberRecord | null, StoreError>;
  /** A member's profile; null where there is none. */
  profile(programId: ProgramId, memberId: MemberId): ResultAsync<ProfileRecord | null, StoreError>;
  /** At most one for a phone or a card, up to `limit` for an email; by member id. */
  findProfiles(programId: ProgramId, by: ProfileSearch, limit: number): ResultAsync<ProfileRecord[], StoreError>;
  /** An invoice; null where there is none. */
  invoice(programId: ProgramId, invoiceId: InvoiceId): ResultAsync<InvoiceRecord | null, StoreError>;
  /** A challenge; null where there is none. */
  challenge(programId: ProgramId, challengeId: ChallengeId): ResultAsync<ChallengeRecord | null, StoreError>;
  /** A member's entries with sequence below `before` (null: from the newest), newest first. */
  statement(
    programId: ProgramId,
    memberId: MemberId,
    before: number | null,
    limit: number,
  ): ResultAsync<NotedEntry[], StoreError>;
  /** A member's entries with sequence above `after`, oldest first. */
  history(programId: ProgramId, memberId: MemberId, after: number, limit: number): ResultAsync<Entry[], StoreError>;
  /** Entries of all members that match everything given, newest `postedAt` first, then member id, then newest first. */
  findEntries(
    programId: ProgramId,
    filter: EntrySearch,
    before: EntryPosition | null,
    limit: number,
  ): ResultAsync<NotedEntry[], StoreError>;
  /**
   * Entries after a cursor (null: from the first) in the order of the feed, by position, then member, then sequence:
   * a member's own come in their sequence, and none ever comes to stand before one that was given out. `null` when
   * the ledger does not have the cursor's entry at its position: it was restored to a time before it.
   */
  feed(programId: ProgramId, after: FeedPlace | null, limit: number): ResultAsync<FedEntry[] | null, StoreError>;
  /** Members with something to lapse at or before an instant, longest due first, then by member id. */
  dueMembers(programId: ProgramId, now: Instant, limit: number): ResultAsync<MemberId[], StoreError>;
  /** Members with an id above `after` (null: from the first), in order of id as UTF-8 bytes. */
  scanMembers(programId: ProgramId, after: MemberId | null, limit: number): ResultAsync<MemberRecord[], StoreError>;
  /** Their ids alone, in the same way. */
  scanMemberIds(programId: ProgramId, after: MemberId | null, limit: number): ResultAsync<MemberId[], StoreError>;
  /** Profiles with a member id above `after` (null: from the first), in the same order. */
  scanProfiles(programId: ProgramId, after: MemberId | null, limit: number): ResultAsync<ProfileRecord[], StoreError>;
  /** Members in the same way, each with the sums of the entries that the account is made of, as of one moment. */
  memberTotals(programId: ProgramId, after: MemberId | null, limit: number): ResultAsync<MemberTotals[], StoreError>;
  /**
   * The sums of the entries of all members that were posted at or after `from` and before `until`, as of one moment.
   */
  entryTotals(programId: ProgramId, from: Instant, until: Instant): ResultAsync<EntryTotals, StoreError>;
  /** When the first entry was posted at or after an instant; null where none was. */
  nextEntryAt(programId: ProgramId, from: Instant): ResultAsync<Instant | null, StoreError>;
  /** What the entries of all members do that come after one (null: from the first), by member id, then oldest first. */
  scanSteps(programId: ProgramId, after: EntryName | null, limit: number): ResultAsync<EntryStep[], StoreError>;
  /** How many members the program has. */
  countMembers(programId: ProgramId): ResultAsync<number, StoreError>;
  /** Challenges with an id above `after` (null: from the first), in order of id as UTF-8 bytes. */
  scanChallenges(
    programId: ProgramId,
    after: ChallengeId | null,
    limit: number,
  ): ResultAsync<ChallengeRecord[], StoreError>;
  /** A job; null where there is none. */
  job(programId: ProgramId, jobId: JobId): ResultAsync<JobRecord | null, StoreError>;
  /** Jobs (in one state, where it is given), newest `startedAt` first, then by job id as UTF-8 bytes. */
  jobs(
    programId: ProgramId,
    state: JobState | null,
    before: JobCursor | null,
    limit: number,
  ): ResultAsync<JobRecord[], StoreError>;
  /** What a job left out, with a number above `after`, in order of number. */
  jobProblems(programId: ProgramId, jobId: JobId, after: number, limit: number): ResultAsync<JobProblem[], StoreError>;
}

/** What profiles are looked up by. */
export type ProfileSearch = { readonly phone: Phone } | { readonly cardCode: CardCode } | { readonly email: Email };

/** The last job of a page. */
export interface JobCursor {
  /** When that job was started. */
  readonly startedAt: Instant;
  /** The id of that job. */
  readonly jobId: JobId;
}

/** An entry with its free text. */
export interface NotedEntry {
  /** The entry. */
  readonly entry: Entry;
  /** Its note; null where it has none. */
  readonly note: Note | null;
}

/** An entry with its place in the feed. */
export interface FedEntry extends NotedEntry {
  /** A whole number that never falls; what was written together may share one. */
  readonly position: number;
}
