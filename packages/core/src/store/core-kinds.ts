import type { AnyRecordKind, KindsByName } from '../kernel/record.ts';
import { challenges } from '../plugins/codes/challenge.ts';
import { budgets } from '../plugins/codes/code-budget.ts';
import { jobProblems } from '../plugins/jobs/job-problem.ts';
import { jobs } from '../plugins/jobs/job-record.ts';
import { profiles } from '../members/profile-record.ts';
import { programVersions } from '../program/program-versions.ts';
import { invoices } from '../sales/invoice-record.ts';
import { ledgerRecords } from './ledger-record.ts';

/** The kinds of records that every ledger knows. */
export const coreKinds: readonly AnyRecordKind[] = [
  programVersions,
  profiles,
  invoices,
  challenges,
  budgets,
  jobs,
  jobProblems,
];

/** The kinds of a ledger: those that every ledger knows, and those of plugins. */
export function kindsByName(more: readonly AnyRecordKind[] = []): KindsByName {
  return new Map([...coreKinds, ledgerRecords, ...more].map((kind) => [kind.kind, kind]));
}
