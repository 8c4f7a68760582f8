import {
  type ActorId,
  applyEntry,
  type CommandKey,
  emptyAccount,
  type Entry,
  type Instant,
  type InvoiceId,
  type InvoiceRecord,
  type MemberId,
  type MemberRecord,
  type Note,
  type Phone,
  type ProfileRecord,
  type ProgramId,
  type ProgramVersion,
  type StoredProgram,
} from '@pointbook/core';
import type { BudgetKey, ChallengeRecord, CodeBudget } from '@pointbook/core/codes';
import type { JobProblem, JobRecord } from '@pointbook/core/jobs';
import { type Changes, noChanges } from '../view/records.ts';

/** The program of most cases. */
export const shop = 'shop' as ProgramId;

/** When the samples happen: noon of 1 March 2025, UTC. */
export const noon = Date.UTC(2025, 2, 1, 12) as Instant;

/** A text as the id of a member. */
export function member(id: string): MemberId {
  return id as MemberId;
}

/** A member before the first entry. */
export function newMember(id: string): MemberRecord {
  return { account: emptyAccount(member(id)), activity: { days: [] } };
}

/** What may differ from entry to entry. */
export interface EntryTraits {
  readonly key?: string;
  readonly at?: number;
  readonly expiresAt?: number;
  readonly kind?: Entry['kind'];
  readonly cause?: Entry['cause'];
  readonly actor?: string;
  readonly reference?: Entry['reference'];
}

/** A member with so many points more (or fewer), and the entry that says so. */
export function withPoints(
  record: MemberRecord,
  delta: number,
  traits: EntryTraits = {},
): { record: MemberRecord; entry: Entry } {
  const { account } = record;
  const at = (traits.at ?? noon) as Instant;
  const lot = { expiresAt: (traits.expiresAt ?? 'never') as Instant, availableAt: null, points: Math.abs(delta) };
  const entry: Entry = {
    memberId: account.memberId,
    sequence: account.sequence + 1,
    kind: traits.kind ?? 'adjustment',
    cause: traits.cause ?? (delta < 0 ? 'points-deducted' : 'points-added'),
    delta,
    balanceAfter: account.balance + delta,
    postedAt: at,
    effectiveAt: at,
    actor: (traits.actor ?? 'staff-1') as ActorId,
    reference: traits.reference ?? null,
    effect: {
      ...(delta === 0 ? {} : delta < 0 ? { taken: [lot] } : { added: [lot] }),
      // An entry that was posted before the one ahead of it corrects a clock.
      ...(at < account.lastInstant ? { clock: account.lastInstant } : {}),
    },
    programVersion: 'version-1' as ProgramVersion,
    command: traits.key === undefined ? null : { key: commandKey(traits.key), fingerprint: `of ${traits.key}` },
  };
  return { record: { ...record, account: applyEntry(account, entry) }, entry };
}

/** The key of an adjustment. */
export function commandKey(key: string): CommandKey {
  return `key:${key}`;
}

/** Changes of which only some parts are given. */
export function changesOf(parts: Partial<Changes>): Changes {
  return { ...noChanges, ...parts };
}

/** A member's profile. */
export function profile(
  id: string,
  parts: Partial<Record<'name' | 'phone' | 'cardCode' | 'email', string>> = {},
): ProfileRecord {
  return {
    memberId: member(id),
    name: parts.name ?? null,
    phone: (parts.phone ?? null) as Phone | null,
    phoneVerified: false,
    email: (parts.email ?? null) as ProfileRecord['email'],
    emailVerified: false,
    cardCode: (parts.cardCode ?? null) as ProfileRecord['cardCode'],
    birthday: null,
    tier: null,
    enrolledAt: noon,
    saves: [{ version: 1, fingerprint: `of ${id}`, savedAt: noon, actor: 'system' as ActorId }],
  };
}

/** The words beside an entry. */
export function note(entry: Entry, reason: string | null, comment: string | null = null): Note {
  return { memberId: entry.memberId, sequence: entry.sequence, reason, comment };
}

/** A sale without a buyer. */
export function invoice(id: string, total = 1000): InvoiceRecord {
  return {
    invoiceId: id as InvoiceId,
    memberId: null,
    programVersion: 'version-1' as ProgramVersion,
    context: null,
    sale: { currency: 'EUR' as InvoiceRecord['sale']['currency'], total, tax: 0, lines: [], soldAt: noon },
    save: { revision: 1, fingerprint: 'of it', did: { sequence: null, earned: 0 } },
    redemptions: [],
    coveredAt: null,
    posted: { earned: 0, clawedBack: 0, lots: [], capUse: {} },
    moves: [],
  };
}

/** A one-time code that was sent, and not used yet. */
export function challenge(
  id: string,
  parts: { readonly [Field in keyof ChallengeRecord]?: string | number | null } = {},
): ChallengeRecord {
  return {
    challengeId: id,
    memberId: 'm',
    redemptionId: `redemption ${id}`,
    points: 10,
    value: 1000,
    rewardId: null,
    invoiceId: null,
    actor: 'staff-1',
    deadline: noon + 900_000,
    channel: 'sms',
    destination: 'hash of a phone',
    codes: 1,
    expiresAt: noon + 300_000,
    sentAt: noon,
    marks: ['mark of a code'],
    codeHash: 'hash of a code',
    seal: 'hash of it all',
    attempts: 0,
    guesses: [],
    state: 'open',
    usedBy: null,
    ...parts,
  } as unknown as ChallengeRecord;
}

/** What was sent to, and tried for, a member or a destination. */
export function budget(key: BudgetKey, failures: readonly number[] = []): CodeBudget {
  return { key, sends: [{ at: noon, rejected: false }], failures: failures as readonly Instant[] };
}

/** A job for everyone that was started, and of which nothing is done yet. */
export function job(id: string, parts: Partial<Record<keyof JobRecord, unknown>> = {}): JobRecord {
  return {
    jobId: id,
    task: {
      kind: 'bulk',
      selection: { who: 'everyone' },
      change: { way: 'add', points: 5 },
      reason: 'a birthday',
      comment: null,
    },
    actor: 'staff-1',
    fingerprint: `of ${id}`,
    startedAt: noon,
    state: 'running',
    changedAt: noon,
    place: null,
    counts: { seen: 0, accepted: 0, rejected: 0, skipped: 0, given: 0, taken: 0 },
    undoneBy: null,
    leasedUntil: null,
    ...parts,
  } as JobRecord;
}

/** Why a job left out the member that it saw as number so much. */
export function jobProblem(
  jobId: string,
  number: number,
  parts: Partial<Record<'kind' | 'message', string>> & { readonly memberId?: string | null } = {},
): JobProblem {
  return {
    jobId,
    number,
    memberId: 'm',
    kind: 'unknown-member',
    message: `Number ${number} is not known.`,
    ...parts,
  } as JobProblem;
}

/** A version of a program, as a store keeps it. */
export function programVersion(version: string, programId: ProgramId = shop): StoredProgram {
  return { v: 1, programId, version: version as ProgramVersion, parts: { when: {}, earn: {} } };
}
