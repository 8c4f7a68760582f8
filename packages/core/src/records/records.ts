import { commandId, entryId, type EntryKey, type MemberCommand, type ReversibleEntry } from '../ledger/entry-keys.ts';
import type { Entry, Note } from '../ledger/entry.ts';
import type { CardCode, ChallengeId, InvoiceId, JobId, MemberId, Phone, ProgramVersion } from '../values/ids.ts';
import type { StoredProgram } from '../program/program.ts';
import type { ChallengeRecord } from '../plugins/codes/challenge.ts';
import type { BudgetKey, CodeBudget } from '../plugins/codes/code-budget.ts';
import type { InvoiceRecord } from './invoice.ts';
import type { JobProblem } from '../plugins/jobs/job-problem.ts';
import type { JobRecord } from '../plugins/jobs/job-record.ts';
import type { ProfileRecord } from './member.ts';
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

/** The records as a decision sees them: what a store found, and what earlier decisions of the batch changed. */
export type Known = {
  readonly [Kind in keyof Records]: Records[Kind] extends ReadonlyMap<infer Key, infer Found>
    ? Lookup<Key, Found>
    : never;
};

/** What a decision asks of records: the one under a key, and whether the key was named. */
export type Lookup<Key, Found> = Pick<ReadonlyMap<Key, Found>, 'get' | 'has'>;

/** Which of these keys the records do not answer yet; null when they answer all, as they mostly do. */
export function missingKeys(known: Known, keys: RecordKeys): RecordKeys | null {
  const isAnswered =
    hasAll(known.programVersions, keys.programVersions) &&
    hasAll(known.members, keys.members) &&
    hasAll(known.profiles, keys.profiles) &&
    hasAll(known.phones, keys.phones) &&
    hasAll(known.cardCodes, keys.cardCodes) &&
    hasAll(known.invoices, keys.invoices) &&
    hasAll(known.challenges, keys.challenges) &&
    hasAll(known.budgets, keys.budgets) &&
    hasAll(known.jobs, keys.jobs) &&
    hasAll(known.entries, keys.entries?.map(entryId)) &&
    hasAll(known.commands, keys.commands?.map(commandId));
  return isAnswered ? null : keys;
}

function hasAll<Key>(found: Lookup<Key, unknown>, keys: readonly Key[] | undefined): boolean {
  if (keys !== undefined) for (const key of keys) if (!found.has(key)) return false;
  return true;
}
