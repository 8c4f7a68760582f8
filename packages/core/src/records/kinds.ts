import { type AnyRecordKind, jsonCodec, record } from '../kernel/record.ts';
import { challenges } from '../plugins/codes/challenge.ts';
import { budgets } from '../plugins/codes/code-budget.ts';
import { jobProblems } from '../plugins/jobs/job-problem.ts';
import { jobs } from '../plugins/jobs/job-record.ts';
import type { StoredProgram } from '../program/program.ts';
import type { InvoiceRecord } from './invoice.ts';
import type { ProfileRecord } from './member.ts';

/** The versions of the program that invoices were saved under. */
export const programVersions = record<StoredProgram>({
  kind: 'program',
  format: 1,
  codec: jsonCodec(),
  key: ({ version }) => version,
});

/** What is personal about members. */
export const profiles = record<ProfileRecord>({
  kind: 'profile',
  format: 1,
  codec: jsonCodec(),
  key: ({ memberId }) => memberId,
  owner: ({ memberId }) => memberId,
  unique: { phone: ({ phone }) => phone, cardCode: ({ cardCode }) => cardCode },
  listed: { email: ({ email }) => (email === null ? null : { value: email, rank: 0 }) },
  personal: ['name', 'phone', 'email', 'cardCode', 'birthday'],
});

/** The sales. */
export const invoices = record<InvoiceRecord>({
  kind: 'invoice',
  format: 1,
  codec: jsonCodec(),
  key: ({ invoiceId }) => invoiceId,
  owner: ({ memberId }) => memberId,
  isListedByOwner: false,
});

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
