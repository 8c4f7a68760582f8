import type { EntryKey, MemberCommand, ReversibleEntry } from '../ledger/entry-keys.ts';
import type { Entry, Note } from '../ledger/entry.ts';
import type { CardCode, ChallengeId, InvoiceId, JobId, MemberId, Phone, ProgramVersion } from '../values/ids.ts';
import type { StoredProgram } from '../program/program.ts';
import type { ChallengeRecord } from '../plugins/codes/challenge.ts';
import type { BudgetKey, CodeBudget } from '../plugins/codes/code-budget.ts';
import type { InvoiceRecord } from '../sales/invoice-record.ts';
import type { JobProblem } from '../plugins/jobs/job-problem.ts';
import type { JobRecord } from '../plugins/jobs/job-record.ts';
import type { ProfileRecord } from '../members/profile-record.ts';
import type { MemberRecord } from '../ledger/member-record.ts';

/** The records that a decision needs. Naming one that does not exist is fine: that is how absence is learned. */
export interface RecordKeys {
  readonly programVersions?: readonly ProgramVersion[];
  readonly members?: readonly MemberId[];
  readonly profiles?: readonly MemberId[];
  /** Who holds this phone. */
  readonly phones?: readonly Phone[];
  /** Who holds this card. */
  readonly cardCodes?: readonly CardCode[];
  readonly invoices?: readonly InvoiceId[];
  readonly challenges?: readonly ChallengeId[];
  readonly budgets?: readonly BudgetKey[];
  readonly jobs?: readonly JobId[];
  readonly entries?: readonly EntryKey[];
  /** Entries that a command wrote, looked up by the command's id. */
  readonly commands?: readonly MemberCommand[];
}

/** What a store found under the keys; null where there is nothing. A key that was not named is absent. */
export interface Records {
  readonly programVersions: ReadonlyMap<ProgramVersion, StoredProgram | null>;
  readonly members: ReadonlyMap<MemberId, MemberRecord | null>;
  readonly profiles: ReadonlyMap<MemberId, ProfileRecord | null>;
  readonly phones: ReadonlyMap<Phone, MemberId | null>;
  readonly cardCodes: ReadonlyMap<CardCode, MemberId | null>;
  readonly invoices: ReadonlyMap<InvoiceId, InvoiceRecord | null>;
  readonly challenges: ReadonlyMap<ChallengeId, ChallengeRecord | null>;
  readonly budgets: ReadonlyMap<BudgetKey, CodeBudget | null>;
  readonly jobs: ReadonlyMap<JobId, JobRecord | null>;
  /** Keyed by `entryId`. */
  readonly entries: ReadonlyMap<string, ReversibleEntry | null>;
  /** Keyed by `commandId`. */
  readonly commands: ReadonlyMap<string, Entry | null>;
}

/** What a decision changes: entries and notes to append, and records as they become. */
export interface Changes {
  readonly programs: readonly StoredProgram[];
  readonly members: readonly MemberRecord[];
  readonly profiles: readonly ProfileRecord[];
  readonly invoices: readonly InvoiceRecord[];
  readonly challenges: readonly ChallengeRecord[];
  readonly budgets: readonly CodeBudget[];
  readonly jobs: readonly JobRecord[];
  readonly jobProblems: readonly JobProblem[];
  readonly entries: readonly Entry[];
  readonly notes: readonly Note[];
}

/** Nothing changes; for those who write a store, or change only something. */
export const noChanges: Changes = {
  programs: [],
  members: [],
  profiles: [],
  invoices: [],
  challenges: [],
  budgets: [],
  jobs: [],
  jobProblems: [],
  entries: [],
  notes: [],
};
