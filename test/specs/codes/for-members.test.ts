import type { RequestRedemptionCommand } from '@pointbook/core/codes';
import { describe, expect, test } from 'vitest';
import {
  ayusPhone,
  type Desk,
  type DeskOptions,
  minute,
  openDesk,
  rejected,
  unavailable,
} from '../../support/shops/code-desk.ts';
import { ayu } from '../../support/specification/specification.ts';
import { byPhone, countedDesk, update, guess, without } from './for-members-testing.ts';
import { valueOf } from '../../support/value-of.ts';

interface Situation {
  readonly before?: (desk: Desk) => Promise<unknown>;
  readonly command?: Partial<RequestRedemptionCommand>;
  readonly redeem?: Parameters<typeof openDesk>[0];
  readonly options?: DeskOptions;
  /** What the host learns of the message, apart. */
  readonly delivery?: object | null;
}

const sent = { status: 'sent', providerId: 'provider-1' };

const requests: Readonly<Record<string, Situation>> = {
  'a member': { delivery: sent },
  'a member by id': { command: { phone: undefined, memberId: ayu }, delivery: sent },
  'an unknown phone': { command: { phone: '+628999999999' } },
  'an unknown id': { command: { phone: undefined, memberId: 'nobody' } },
  'too few points': { command: { points: 1001 } },
  'no points at all': {
    before: async (desk) => {
      const staff = { memberId: ayu, actor: 'staff-3', reason: 'all gone', idempotencyKey: 'set' };
      valueOf(await desk.ledger().setBalance({ ...staff, balance: 0 }));
    },
  },
  'no address': { redeem: { codes: { channels: ['email'] } }, before: async (desk) => update(desk, { email: null }) },
  'no verified address': { redeem: { codes: { requireVerified: true } } },
  'a channel that is not allowed': { redeem: { codes: { channels: ['sms'] } }, command: { channel: 'email' } },
  'a channel without a notifier': { options: { served: ['sms'] }, command: { channel: 'email' } },
  'a locked member': {
    redeem: { codes: { failures: 1 } },
    before: async (desk) => {
      await guess(desk, (await desk.asked({ redemptionId: 'RD-0' })).challengeId, 1);
      desk.clock.advance(minute);
    },
  },
  'a code just before': { before: async (desk) => desk.asked({ redemptionId: 'RD-0' }) },
  'the same before': { before: async (desk) => desk.asked(byPhone) },
  'the same before, used': {
    before: async (desk) => {
      const { challengeId, code } = await desk.asked(byPhone);
      valueOf(await desk.ledger().codes.confirmRedemption({ challengeId, code }));
    },
  },
  'an id that was used for another command': { before: async (desk) => desk.asked({ points: 7 }) },
  'an unknown invoice': { command: { invoiceId: 'INV-9' } },
  'an unknown reward': { command: { points: undefined, rewardId: 'tea' } },
  'more than the program admits': { redeem: { maximum: 50 } },
  'a provider that refuses': {
    before: async (desk) => desk.answerWith(rejected),
    delivery: { status: 'rejected', reason: 'destination', message: 'No such number.' },
  },
  'a provider that is busy': {
    before: async (desk) => desk.answerWith(unavailable),
    delivery: { status: 'unavailable', message: 'Busy.', retryAfterMs: null },
  },
};

const resends: Readonly<Record<string, (desk: Desk, challengeId: string) => Promise<unknown>>> = {
  'one that may be sent': async (desk) => desk.clock.advance(minute),
  'one that was just sent': async () => undefined,
  'one that was used': async (desk, challengeId) =>
    desk.ledger().codes.confirmRedemption({ challengeId, code: desk.code() }),
  'one that was cancelled': async (desk, challengeId) => desk.ledger().codes.cancelRedemption({ challengeId }),
  'one that is void': async (desk) => update(desk, { phone: null }),
  'one that has lapsed': async (desk) => desk.clock.advance(60 * minute),
  'one that is locked': async (desk, challengeId) => guess(desk, challengeId, 5),
  'one that was meddled with': async (desk, challengeId) => desk.meddle(challengeId, { points: 1 }),
};

describe('Asked by a customer, a request answers alike', () => {
  for (const [name, { before, command, redeem, options, delivery = null }] of Object.entries(requests)) {
    test(`for ${name}`, async () => {
      const { desk, calls } = await countedDesk(redeem, options);
      await before?.(desk);
      const known = calls.length;
      const asked = without({ ...byPhone, ...command });
      const first = valueOf(await desk.ledger().codes.forMembers.requestRedemption(asked));
      expect(calls.slice(known)).toEqual(['transact']);
      expect(first).toEqual({
        challengeId: expect.stringMatching(/^[0-9a-f]{32}$/u) as string,
        delivery: expect.any(Promise) as object,
      });
      expect(await first.delivery).toEqual(delivery);
      const again = valueOf(await desk.ledger().codes.forMembers.requestRedemption(asked));
      expect(again.challengeId).toBe(first.challengeId);
      expect(await again.delivery).toBeNull();
    });
  }

  test('and gives each request an id of its own', async () => {
    const desk = await openDesk();
    const ids = new Set<string>();
    const others = [
      {},
      { redemptionId: 'RD-2' },
      { points: 99 },
      { phone: '+628999999999' },
      { channel: 'sms' as const },
    ];
    for (const more of others)
      ids.add(valueOf(await desk.ledger().codes.forMembers.requestRedemption({ ...byPhone, ...more })).challengeId);
    expect(ids.size).toBe(others.length);
  });

  test('and does not wait for the message', async () => {
    const desk = await openDesk();
    let settle: (outcome: { status: 'sent'; providerId: string }) => void = () => undefined;
    desk.answerWith(async () => new Promise((resolve) => (settle = resolve)));
    const { delivery } = valueOf(await desk.ledger().codes.forMembers.requestRedemption(byPhone));
    expect(desk.sent).toHaveLength(1);
    settle({ status: 'sent', providerId: 'late' });
    expect(await delivery).toEqual({ status: 'sent', providerId: 'late' });
  });

  test('and its delivery settles where the store breaks down over a refused message', async () => {
    let broken = false;
    const store: DeskOptions['store'] = (inner) => ({
      ...inner,
      transact: (...given) => {
        if (broken) throw new Error('The disk is gone.');
        return inner.transact(...given);
      },
    });
    const desk = await openDesk({}, { store });
    desk.answerWith(async (...given) => {
      broken = true;
      return rejected(...given);
    });
    const { delivery } = valueOf(await desk.ledger().codes.forMembers.requestRedemption(byPhone));
    expect(await delivery).toMatchObject({ status: 'rejected', reason: 'destination' });
    broken = false;
  });

  test('and still holds the points and sends the code, which spends them', async () => {
    const desk = await openDesk();
    const { challengeId, delivery } = valueOf(await desk.ledger().codes.forMembers.requestRedemption(byPhone));
    await delivery;
    expect(desk.sent[0]?.message).toMatchObject({ to: ayusPhone, data: { points: 100 } });
    const spent = valueOf(await desk.ledger().codes.forMembers.confirmRedemption({ challengeId, code: desk.code() }));
    expect(spent).toMatchObject({ memberId: ayu, state: 'redeemed', points: 100 });
  });
});

describe('Asked by a customer, another code answers alike', () => {
  test.each(Object.entries(resends))('for %s, and for none', async (_, before) => {
    const { desk, calls } = await countedDesk();
    const { challengeId } = await desk.asked();
    await before(desk, challengeId);
    for (const asked of [challengeId, 'none'.repeat(8)]) {
      const known = calls.length;
      const answer = valueOf(await desk.ledger().codes.forMembers.resendCode({ challengeId: asked }));
      expect(calls.slice(known)).toEqual(['transact']);
      expect(answer).toEqual({ challengeId: asked, delivery: expect.any(Promise) as object });
      await answer.delivery;
    }
  });
});
