import {
  parseVersioned,
  type ChallengeRecord,
  type CodeBudget,
  type InvoiceRecord,
  type ProgramId,
  type StoredProgram,
} from '@pointbook/core';
import type { Row } from './rows.ts';

// Rows that keep a whole record as JSON, beside the key that they are found by.

/** The rules of a `programs` row. */
export function programOf(row: Row<'programs'>): StoredProgram {
  return parseVersioned<StoredProgram>(row.program);
}

/** The values of a `programs` row. */
export function programValues(programId: ProgramId, program: StoredProgram): unknown[] {
  return [programId, program.version, JSON.stringify(program)];
}

/** The record of an `invoices` row. */
export function invoiceOf(row: Row<'invoices'>): InvoiceRecord {
  return parseVersioned<InvoiceRecord>(row.invoice);
}

/** The values of an `invoices` row. */
export function invoiceValues(programId: ProgramId, invoice: InvoiceRecord): unknown[] {
  return [programId, invoice.invoiceId, JSON.stringify(invoice)];
}

/** The record of a `challenges` row. */
export function challengeOf(row: Row<'challenges'>): ChallengeRecord {
  return parseVersioned<ChallengeRecord>(row.challenge);
}

/** The values of a `challenges` row. */
export function challengeValues(programId: ProgramId, challenge: ChallengeRecord): unknown[] {
  return [programId, challenge.challengeId, JSON.stringify(challenge)];
}

/** The record of a `budgets` row. */
export function budgetOf(row: Row<'budgets'>): CodeBudget {
  return parseVersioned<CodeBudget>(row.budget);
}

/** The values of a `budgets` row. */
export function budgetValues(programId: ProgramId, budget: CodeBudget): unknown[] {
  return [programId, budget.key, JSON.stringify(budget)];
}
