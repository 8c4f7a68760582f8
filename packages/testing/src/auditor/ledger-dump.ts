import type {
  Entry,
  InvoiceRecord,
  MemberRecord,
  Note,
  PastProfileSave,
  ProfileRecord,
  PastBasis,
  Payment,
  Refund,
  ReplacedSale,
  StoredProgram,
} from '@pointbook/core';
import type { ChallengeRecord, CodeBudget } from '@pointbook/core/codes';
import type { JobProblem, JobRecord } from '@pointbook/core/jobs';

/**
 * All that a ledger holds of one program, read without the store that wrote it: by plain SQL, or from a copy of its
 * memory.
 */
export interface LedgerDump {
  /** All versions of the program. */
  readonly programs: readonly StoredProgram[];
  /** All accounts. */
  readonly members: readonly MemberRecord[];
  /** All profiles. */
  readonly profiles: readonly ProfileRecord[];
  /** All saves of profiles but the first and the last ones. */
  readonly profileSaves: readonly PastProfileSave[];
  /** All invoices. */
  readonly invoices: readonly InvoiceRecord[];
  /** All payments of invoices. */
  readonly payments: readonly Payment[];
  /** All refunds of invoices. */
  readonly refunds: readonly Refund[];
  /** All changes of invoices before their last ones. */
  readonly pastBases: readonly PastBasis[];
  /** All saves that edits replaced. */
  readonly replacedSales: readonly ReplacedSale[];
  /** All challenges. */
  readonly challenges: readonly ChallengeRecord[];
  /** All budgets of codes. */
  readonly budgets: readonly CodeBudget[];
  /** All jobs. */
  readonly jobs: readonly JobRecord[];
  /** All problems of jobs. */
  readonly jobProblems: readonly JobProblem[];
  /** All entries. */
  readonly entries: readonly Entry[];
  /** All notes. */
  readonly notes: readonly Note[];
}

/** The dump in one order of rows, of fields and of parts, so that equal ledgers compare equal whatever store they lay in. */
export function canonicalDump(dump: LedgerDump): LedgerDump {
  const ordered = {
    programs: inOrder(dump.programs, (program) => program.version),
    members: inOrder(dump.members, ({ account }) => account.memberId),
    profiles: inOrder(dump.profiles, (profile) => profile.memberId),
    profileSaves: inOrder(dump.profileSaves, ({ memberId, version }) => inNumbers(memberId, version)),
    invoices: inOrder(dump.invoices, (invoice) => invoice.invoiceId),
    payments: inOrder(dump.payments, ({ invoiceId, nth }) => inNumbers(invoiceId, nth)),
    refunds: inOrder(dump.refunds, ({ invoiceId, nth }) => inNumbers(invoiceId, nth)),
    pastBases: inOrder(dump.pastBases, ({ invoiceId, nth }) => inNumbers(invoiceId, nth)),
    replacedSales: inOrder(dump.replacedSales, ({ invoiceId, revision }) => inNumbers(invoiceId, revision)),
    challenges: inOrder(dump.challenges, (challenge) => challenge.challengeId),
    budgets: inOrder(dump.budgets, (budget) => budget.key),
    jobs: inOrder(dump.jobs, (job) => job.jobId),
    jobProblems: inOrder(dump.jobProblems, ({ jobId, number }) => inNumbers(jobId, number)),
    entries: inOrder(dump.entries, numbered),
    notes: inOrder(dump.notes, numbered),
  };
  return sortFields(ordered) as LedgerDump;
}

function inOrder<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Row[] {
  return rows
    .map((row) => ({ row, key: keyOf(row) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ row }) => row);
}

function numbered({ memberId, sequence }: { memberId: string; sequence: number }): string {
  return inNumbers(memberId, sequence);
}

function inNumbers(id: string, number: number): string {
  return `${id} ${String(number).padStart(16, '0')}`;
}

/** A copy without absent fields, the others sorted by name. */
export function sortFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortFields);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(
    fields.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, field]) => [name, sortFields(field)]),
  );
}
