import { type AnyRecordKind, jsonCodec, record } from '../kernel/record.ts';
import type { StoredProgram } from '../program/program.ts';
import type { ChallengeRecord, CodeBudget } from './challenge.ts';
import type { InvoiceRecord } from './invoice.ts';
import type { JobProblem, JobRecord } from './job.ts';
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

/** The one-time codes that were asked for. */
export const challenges = record<ChallengeRecord>({
  kind: 'challenge',
  format: 1,
  codec: jsonCodec(),
  key: ({ challengeId }) => challengeId,
  owner: ({ memberId }) => memberId,
});

/** What was sent and tried of late, by member and by destination. */
export const budgets = record<CodeBudget>({
  kind: 'code-budget',
  format: 1,
  codec: jsonCodec(),
  key: ({ key }) => key,
});

/** Work on many members. */
export const jobs = record<JobRecord>({
  kind: 'job',
  format: 1,
  codec: jsonCodec(),
  key: ({ jobId }) => jobId,
  listed: {
    date: ({ startedAt }) => ({ value: '', rank: 0 - startedAt }),
    state: ({ state, startedAt }) => ({ value: state, rank: 0 - startedAt }),
  },
});

/** What jobs left out. */
export const jobProblems = record<JobProblem>({
  kind: 'job-problem',
  format: 1,
  codec: jsonCodec(),
  key: ({ jobId, number }) => problemKey(jobId, number),
});

/** Problems stand beside each other in the order of their numbers: the ids of jobs hold no control character. */
export function problemKey(jobId: string, number: number): string {
  return `${jobId}\u0001${String(number).padStart(16, '0')}`;
}

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
