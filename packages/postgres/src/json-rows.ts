import {
  parseVersioned,
  type ChallengeRecord,
  type CodeBudget,
  type InvoiceRecord,
  type StoredProgram,
} from '@pointbook/core';
import type { Row, Value } from './rows.ts';

// Rows that keep a whole record as JSON, beside the key that they are found by.

/** The rules of a `programs` row. */
export function programOf(row: Row): StoredProgram {
  return parseVersioned<StoredProgram>(row.program);
}

/** The values of a `programs` row. */
export function programValues(program: StoredProgram): Value[] {
  return [program.version, JSON.stringify(program)];
}

/** The record of an `invoices` row. */
export function invoiceOf(row: Row): InvoiceRecord {
  return parseVersioned<InvoiceRecord>(row.invoice);
}

/** The values of an `invoices` row. */
export function invoiceValues(invoice: InvoiceRecord): Value[] {
  return [invoice.invoiceId, JSON.stringify(invoice)];
}

/** The record of a `challenges` row. */
export function challengeOf(row: Row): ChallengeRecord {
  return parseVersioned<ChallengeRecord>(row.challenge);
}

/** The values of a `challenges` row. */
export function challengeValues(challenge: ChallengeRecord): Value[] {
  return [challenge.challengeId, JSON.stringify(challenge)];
}

/** The record of a `budgets` row. */
export function budgetOf(row: Row): CodeBudget {
  return parseVersioned<CodeBudget>(row.budget);
}

/** The values of a `budgets` row. */
export function budgetValues(budget: CodeBudget): Value[] {
  return [budget.key, JSON.stringify(budget)];
}
