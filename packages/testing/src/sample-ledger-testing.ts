// Records for the tests of stores on SQL databases, and how these write and read them.
import {
  emptyAccount,
  type Entry,
  type InvoiceRecord,
  type MemberId,
  type MemberRecord,
  type Payment,
  type ProfileRecord,
  type Program,
  type ProgramId,
  type Refund,
  type StoreError,
} from '@pointbook/core';
import { budgets, challenges, type ChallengeRecord, type CodeBudget } from '@pointbook/core/codes';
import { type JobProblem, jobProblems, type JobRecord, jobRecords } from '@pointbook/core/jobs';
import type { RecordStore } from '@pointbook/core/store';
import type { Result } from 'neverthrow';
import { ledgerView } from './view/ledger-view.ts';
import { type Changes, noChanges, type RecordKeys, type Records } from './view/records.ts';

export const shop = 'shop' as ProgramId;
export const ayu = 'C-17' as MemberId;
export const budi = 'C-18' as MemberId;

/** The kinds of records of the plugins that have records. */
export const pluginKinds = [challenges, budgets, jobRecords, jobProblems];

/** What a result holds, when it is expected to be good. */
export function valueOf<T>(result: Result<T, StoreError>): T {
  if (result.isErr()) throw new Error(result.error.message, { cause: result.error });
  return result.value;
}

/** Why a result failed, when it is expected to. */
export function errorOf(result: Result<unknown, StoreError>): StoreError {
  if (result.isOk()) throw new Error('It was expected to fail.');
  return result.error;
}

/** Writes changes, whatever is there. */
export async function write(store: RecordStore, some: Partial<Changes>, programId = shop): Promise<void> {
  valueOf(await ledgerView(store).transact(programId, {}, () => ({ changes: changes(some), value: null })));
}

/** Reads records in a transaction. */
export async function load(store: RecordStore, keys: RecordKeys): Promise<Records> {
  return valueOf(await ledgerView(store).transact(shop, keys, (records) => ({ changes: changes({}), value: records })));
}

/** Changes, the others being none. */
export function changes(some: Partial<Changes>): Changes {
  return { ...noChanges, ...some };
}

export function member(memberId: MemberId, account: Partial<MemberRecord['account']> = {}): MemberRecord {
  return { account: { ...emptyAccount(memberId), ...account }, activity: { days: [] } };
}

/** A member with points in one lot. */
export function memberWith(memberId: MemberId, points: number): MemberRecord {
  return member(memberId, { balance: points, lots: [{ expiresAt: 'never', availableAt: null, points }] });
}

export function profile(memberId: MemberId, some: Partial<Record<keyof ProfileRecord, unknown>> = {}): ProfileRecord {
  return {
    memberId,
    name: null,
    phone: null,
    phoneVerified: false,
    email: null,
    emailVerified: false,
    cardCode: null,
    birthday: null,
    tier: null,
    enrolledAt: 0,
    saves: [],
    ...some,
  } as ProfileRecord;
}

export function entry(memberId: MemberId, sequence: number, some: Partial<Record<keyof Entry, unknown>> = {}): Entry {
  return {
    memberId,
    sequence,
    kind: 'adjustment',
    cause: 'points-added',
    delta: 5,
    balanceAfter: 5 * sequence,
    postedAt: 1_700_000_000_000 + sequence,
    effectiveAt: 1_700_000_000_000,
    actor: 'staff-3',
    reference: null,
    effect: { added: [{ expiresAt: 'never', availableAt: null, points: 5 }] },
    programVersion: 'rules',
    command: null,
    ...some,
  } as Entry;
}

export function invoice(invoiceId: string): InvoiceRecord {
  const lines = [{ lineId: '1', sku: null, category: 'tea', quantity: '1.25', net: 9000, tax: 990, discount: 0 }];
  return {
    invoiceId,
    memberId: ayu,
    programVersion: 'rules',
    context: { firstPurchase: true, tier: null, birthday: '02-29', earnedToday: { '': 4, base: 4 } },
    sale: { currency: 'IDR', total: 9990, tax: 990, lines, soldAt: 1_700_000_000_000 },
    save: { revision: 1, fingerprint: 'of it', did: { sequence: null, earned: 0 } },
    redemptions: [],
    coveredAt: null,
    posted: {
      earned: 9,
      clawedBack: 0,
      lots: [{ expiresAt: 'inactivity', availableAt: null, points: 9, postedAt: 1_700_000_000_000 }],
      capUse: {},
    },
    moves: [],
  } as unknown as InvoiceRecord;
}

/** A payment in full, which waits for approval. */
export function payment(invoiceId: string, paymentId: string): Payment {
  return {
    invoiceId,
    paymentId,
    nth: 1,
    amount: 9990,
    paidAt: 1_700_000_000_000,
    fingerprint: 'of it',
    did: { sequence: null, earned: 0 },
    approval: null,
  } as unknown as Payment;
}

/** A refund of value, which took no points. */
export function refund(invoiceId: string, refundId: string): Refund {
  return {
    invoiceId,
    refundId,
    nth: 1,
    value: 990,
    lines: [],
    refundedAt: 1_700_000_000_000,
    fingerprint: 'of it',
    did: {
      sequence: null,
      value: 990,
      money: 990,
      clawedBack: 0,
      taken: 0,
      due: null,
      lapsed: 0,
      debt: 0,
      forgiven: 0,
      earned: 9,
      pointsReturned: 0,
      pointsReturnedExpired: 0,
    },
  } as unknown as Refund;
}

export function challenge(
  challengeId: string,
  some: Partial<Record<keyof ChallengeRecord, unknown>> = {},
): ChallengeRecord {
  return {
    challengeId,
    memberId: ayu,
    redemptionId: 'R-1',
    points: 20,
    value: 2000,
    rewardId: null,
    invoiceId: 'INV-1',
    actor: 'system',
    deadline: 1_700_000_900_000,
    channel: 'sms',
    destination: 'keyed hash of a phone',
    codes: 1,
    expiresAt: 1_700_000_300_000,
    sentAt: 1_700_000_000_000,
    marks: ['keyed mark'],
    codeHash: 'keyed hash of a code',
    seal: 'keyed hash of it all',
    attempts: 0,
    guesses: [],
    state: 'open',
    usedBy: null,
    ...some,
  } as ChallengeRecord;
}

/** A job that adds points, as it was started. */
export function job(jobId: string, some: Partial<Record<keyof JobRecord, unknown>> = {}): JobRecord {
  return {
    jobId,
    task: {
      kind: 'bulk',
      selection: { who: 'filter', filter: { tier: 'gold', balanceFrom: 1 }, page: { after: ayu, limit: 9 } },
      change: { way: 'add', points: 5 },
      reason: "the shop's birthday",
      comment: null,
    },
    actor: 'staff-3',
    fingerprint: 'f',
    startedAt: 1_700_000_000_000,
    state: 'running',
    changedAt: 1_700_000_000_000,
    place: null,
    counts: { seen: 0, accepted: 0, rejected: 0, skipped: 0, given: 0, taken: 0 },
    undoneBy: null,
    leasedUntil: null,
    ...some,
  } as JobRecord;
}

export function jobProblem(jobId: string, number: number, message = 'C-17 has too few points.'): JobProblem {
  return { jobId, number, memberId: ayu, kind: 'insufficient-points', message } as JobProblem;
}

export function program(version: string, name = 'Kopi'): Program {
  return { v: 1, programId: shop, version, name, timeZone: 'Asia/Jakarta', currency: 'IDR' } as unknown as Program;
}

/** What was sent to, and tried for, a member or a destination. */
export function budget(key: string, failures: readonly number[] = []): CodeBudget {
  const sends = [
    { at: 1_700_000_000_000, rejected: true },
    { at: 1_700_000_060_000, rejected: false },
  ];
  return { key, sends, failures } as unknown as CodeBudget;
}

/** A ledger with a row for each view. */
export const oneOfEach: Partial<Changes> = {
  programs: [program('rules')],
  members: [memberWith(ayu, 5)],
  profiles: [profile(ayu, { name: 'Ayu', phone: '+1', phoneVerified: true, enrolledAt: 1_700_000_000_123 })],
  invoices: [invoice('INV-1')],
  payments: [payment('INV-1', 'P-1')],
  refunds: [refund('INV-1', 'R-1')],
  challenges: [challenge('CH-1')],
  budgets: [budget('member:C-17')],
  jobs: [job('J-1')],
  jobProblems: [jobProblem('J-1', 1)],
  entries: [entry(ayu, 1, { reference: { type: 'job', id: 'J-1' } })],
  notes: [{ memberId: ayu, sequence: 1, reason: 'missed sale', comment: null }],
};
