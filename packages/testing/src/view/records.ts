import type {
  CardCode,
  ChallengeId,
  Entry,
  EntryKey,
  InvoiceId,
  InvoiceRecord,
  JobId,
  MemberCommand,
  MemberId,
  MemberRecord,
  Note,
  Phone,
  ProfileRecord,
  ProgramVersion,
  ReversibleEntry,
  StoredProgram,
} from '@pointbook/core';
import type { BudgetKey, ChallengeRecord, CodeBudget } from '@pointbook/core/codes';
import type { JobRecord } from '@pointbook/core/jobs';
import { byKind, type RecordsByKind } from './kinds.ts';

/** The records that a decision needs. Naming one that does not exist is fine: that is how absence is learned. */
export interface RecordKeys {
  /** Versions of the program. */
  readonly programVersions?: readonly ProgramVersion[];
  /** Accounts, by member. */
  readonly members?: readonly MemberId[];
  /** Profiles, by member. */
  readonly profiles?: readonly MemberId[];
  /** Who holds this phone. */
  readonly phones?: readonly Phone[];
  /** Who holds this card. */
  readonly cardCodes?: readonly CardCode[];
  /** Invoices, by id. */
  readonly invoices?: readonly InvoiceId[];
  /** Challenges, by id. */
  readonly challenges?: readonly ChallengeId[];
  /** Budgets of codes, by key. */
  readonly budgets?: readonly BudgetKey[];
  /** Jobs, by id. */
  readonly jobs?: readonly JobId[];
  /** Entries, by member and number. */
  readonly entries?: readonly EntryKey[];
  /** Entries that a command wrote, looked up by the command's id. */
  readonly commands?: readonly MemberCommand[];
}

/** What a store found under the keys; null where there is nothing. A key that was not named is absent. */
export interface Records {
  /** The versions that were named. */
  readonly programVersions: ReadonlyMap<ProgramVersion, StoredProgram | null>;
  /** The accounts that were named. */
  readonly members: ReadonlyMap<MemberId, MemberRecord | null>;
  /** The profiles that were named. */
  readonly profiles: ReadonlyMap<MemberId, ProfileRecord | null>;
  /** The member who has each phone that was named. */
  readonly phones: ReadonlyMap<Phone, MemberId | null>;
  /** The member who has each card code that was named. */
  readonly cardCodes: ReadonlyMap<CardCode, MemberId | null>;
  /** The invoices that were named. */
  readonly invoices: ReadonlyMap<InvoiceId, InvoiceRecord | null>;
  /** The challenges that were named. */
  readonly challenges: ReadonlyMap<ChallengeId, ChallengeRecord | null>;
  /** The budgets that were named. */
  readonly budgets: ReadonlyMap<BudgetKey, CodeBudget | null>;
  /** The jobs that were named. */
  readonly jobs: ReadonlyMap<JobId, JobRecord | null>;
  /** Keyed by `entryId`. */
  readonly entries: ReadonlyMap<string, ReversibleEntry | null>;
  /** Keyed by `commandId`. */
  readonly commands: ReadonlyMap<string, Entry | null>;
}

/** What a decision changes: records as they become, and what to append. */
export interface Changes extends RecordsByKind {
  /** Versions of the program to add. */
  readonly programs: readonly StoredProgram[];
  /** Accounts as they become. */
  readonly members: readonly MemberRecord[];
  /** Entries to append, each member's in the order of their numbers. */
  readonly entries: readonly Entry[];
  /** Notes to append. */
  readonly notes: readonly Note[];
}

/** Nothing changes; for those who write a store, or change only something. */
export const noChanges: Changes = { programs: [], members: [], ...byKind(() => []), entries: [], notes: [] };

/** What `decide` answers: changes to make durable with a value for the caller, or the keys that it needs as well. */
export type Decided<T> = { readonly changes: Changes; readonly value: T } | { readonly needs: RecordKeys };

/** Pure and synchronous; a store may run it again on fresh records. */
export type Decide<T> = (records: Records) => Decided<T>;
