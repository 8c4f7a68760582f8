import type { SendOutcome, ChallengeRecord } from '@pointbook/core/codes';
import { verify } from '@pointbook/core/verify';
import { auditLedger } from '@pointbook/testing';
import fc from 'fast-check';
import { expect } from 'vitest';
import { postOffice } from '../../support/shops/post-office.ts';
import { start, type Trial } from '../../support/properties/worlds.ts';
import { type Challenge, type Model, newModel } from './model.ts';
import type { Real, Step } from './steps.ts';
import { valueOf } from '../../support/value-of.ts';

const program = {
  programId: 'shop',
  name: 'Shop',
  timeZone: 'UTC',
  currency: 'EUR',
  earn: { rules: [] },
  redeem: { rate: { points: 1, money: 1 }, otp: 'always' },
} as const;

/** What such lives come to now and then. */
export const answers = [
  'ok',
  'wrong-code',
  'code-expired',
  'code-superseded',
  'code-locked',
  'member-locked',
  'too-many-codes: between-sends',
  'too-many-codes: sends',
  'code-not-sent',
  'challenge-closed',
  'code-required',
  'hold-closed',
  'no-destination',
  'insufficient-points',
  'idempotency-key-reused',
  'phone-taken',
];

/** Runs steps on a ledger and on the model; in the end both have counted the same, and nobody finds fault. */
export async function runModel(
  { open, reached }: Pick<Trial, 'open' | 'reached'>,
  life: Iterable<Step>,
): Promise<Model> {
  const provider: { status: SendOutcome['status'] } = { status: 'sent' };
  const { equipment, outbox } = postOffice(() => outcomes[provider.status]);
  const world = await open(program, equipment);
  const model = newModel(start);
  for (const { memberId, phone, email, balance } of model.members.values()) {
    const person = { memberId, ...(phone ? { phone } : {}), ...(email ? { email } : {}) };
    valueOf(await world.pointbook.enrolMember(person));
    const gift = { memberId, points: balance, direction: 'add', actor: 'ann', reason: 'a gift' } as const;
    valueOf(await world.pointbook.adjustPoints({ ...gift, idempotencyKey: 'gift' }));
  }
  const real: Real = { ...world, outbox, provider, reached };
  await fc.asyncModelRun(() => ({ model, real }), life);
  const dump = await world.dump();
  expect(dump.challenges.map(partOf).toSorted(byId)).toEqual(model.challenges.map(recordOf).toSorted(byId));
  expect(auditLedger(dump)).toEqual([]);
  expect(valueOf(await verify(world.pointbook)).findings).toEqual([]);
  return model;
}

interface Part {
  readonly challengeId: string;
  readonly attempts: number;
  readonly codes: number;
  readonly deadline: number;
  readonly expiresAt: number;
  readonly state: string;
}

function partOf({ challengeId, attempts, codes, deadline, expiresAt, state }: ChallengeRecord): Part {
  return { challengeId, attempts, codes, deadline, expiresAt, state };
}

/** What is to be kept of a challenge; only the account knows of a hold that was released or has lapsed. */
function recordOf({ challengeId, attempts, codes, deadline, expiresAt, isVoid, hold }: Challenge): Part {
  const state = hold === 'spent' ? 'used' : hold === 'cancelled' ? hold : isVoid ? 'void' : 'open';
  return { challengeId, attempts, codes: codes.length, deadline, expiresAt, state };
}

function byId(one: Part, other: Part): number {
  return one.challengeId < other.challengeId ? -1 : 1;
}

const outcomes: { readonly [Status in SendOutcome['status']]: SendOutcome } = {
  sent: { status: 'sent', providerId: null },
  rejected: { status: 'rejected', reason: 'destination', message: 'No such number.' },
  unavailable: { status: 'unavailable', message: 'Busy.', retryAfterMs: null },
};
