import type { ResultAsync } from 'neverthrow';
import type { EntryCause, EntryKind, Entry, EntryStep, Note, Reference } from '../ledger/entry.ts';
import type {
  CardCode,
  ChallengeId,
  Email,
  InvoiceId,
  JobId,
  MemberId,
  Phone,
  ProgramId,
  ProgramVersion,
} from '../values/ids.ts';
import type { Instant } from '../values/instant.ts';
import type { StoredProgram } from '../program/program.ts';
import type { ChallengeRecord } from '../plugins/codes/challenge.ts';
import type { EntryTotals, MemberTotals } from '../records/entry-sums.ts';
import type { InvoiceRecord } from '../sales/invoice-record.ts';
import type { JobProblem } from '../plugins/jobs/job-problem.ts';
import type { JobRecord, JobState } from '../plugins/jobs/job-record.ts';
import type { ProfileRecord } from '../members/profile-record.ts';
import type { MemberRecord } from '../ledger/member-record.ts';
import type { StoreError } from '../kernel/store-error.ts';

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
    filter: EntryFilter,
    before: EntryCursor | null,
    limit: number,
  ): ResultAsync<NotedEntry[], StoreError>;
  /**
   * Entries after a cursor (null: from the first) in the order of the feed, by position, then member, then sequence:
   * a member's own come in their sequence, and none ever comes to stand before one that was given out. `null` when
   * the ledger does not have the cursor's entry at its position: it was restored to a time before it.
   */
  feed(programId: ProgramId, after: FeedCursor | null, limit: number): ResultAsync<FedEntry[] | null, StoreError>;
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
  /** The sums of the entries of all members that were posted at or after `from` and before `until`, as of one moment. */
  entryTotals(programId: ProgramId, from: Instant, until: Instant): ResultAsync<EntryTotals, StoreError>;
  /** When the first entry was posted at or after an instant; null where none was. */
  nextEntryAt(programId: ProgramId, from: Instant): ResultAsync<Instant | null, StoreError>;
  /** What the entries of all members do that come after one (null: from the first), by member id, then oldest first. */
  scanSteps(programId: ProgramId, after: EntryPlace | null, limit: number): ResultAsync<EntryStep[], StoreError>;
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

/** An entry with its free text; null where it has none. */
export interface NotedEntry {
  /** The entry. */
  readonly entry: Entry;
  /** Its note; null where it has none. */
  readonly note: Note | null;
}

/** What is left out does not filter. */
export interface EntryFilter {
  /** The member whose entries they are. */
  readonly memberId?: MemberId;
  /** Entries of one of these kinds. */
  readonly kinds?: readonly EntryKind[];
  /** Entries of one of these causes. */
  readonly causes?: readonly EntryCause[];
  /** Entries that this actor made. */
  readonly actor?: string;
  /** Entries that are about this. */
  readonly reference?: { readonly type: Reference['type']; readonly id: string };
  /** postedAt, from inclusive, until exclusive. */
  readonly from?: Instant;
  /** The end of `postedAt`; exclusive. */
  readonly until?: Instant;
  /** Text within the reason, letter case of A to Z ignored. */
  readonly reason?: string;
}

/** The last row of a page, from which the next one goes on. */
export interface EntryCursor {
  /** When that entry was posted. */
  readonly postedAt: Instant;
  /** The member whose entry it is. */
  readonly memberId: MemberId;
  /** The number of the entry. */
  readonly sequence: number;
}

/** The last entry of a page in the order of members. */
export interface EntryPlace {
  /** The member whose entry it is. */
  readonly memberId: MemberId;
  /** The number of the entry. */
  readonly sequence: number;
}

/** The last job of a page. */
export interface JobCursor {
  /** When that job was started. */
  readonly startedAt: Instant;
  /** The id of that job. */
  readonly jobId: JobId;
}

/** An entry with its place in the feed. */
export interface FedEntry extends NotedEntry {
  /** A whole number that never falls; what was written together may share one. */
  readonly position: number;
}

/** The last entry of a page of the feed. */
export interface FeedCursor {
  /** The place of the entry in the feed. */
  readonly position: number;
  /** The member whose entry it is. */
  readonly memberId: MemberId;
  /** The number of the entry. */
  readonly sequence: number;
}
