import { describe, expect, test } from 'vitest';
import {
  ayusEmail,
  ayusPhone,
  type Desk,
  failureOf,
  openDesk,
  rejected,
  unavailable,
} from '../../support/shops/code-desk.ts';
import { ayu } from '../../support/specification/specification.ts';
import { valueOf } from '../../support/value-of.ts';

const expiry = { kind: 'after', period: { unit: 'days', count: 30 } } as const;

async function sell(desk: Desk, invoiceId: string, total: number): Promise<void> {
  valueOf(await desk.ledger().saveInvoice({ invoiceId, memberId: ayu, currency: 'IDR', total }));
}

async function adjust(desk: Desk, points: number, comment?: string): Promise<void> {
  const direction = points < 0 ? 'deduct' : 'add';
  const staff = { memberId: ayu, actor: 'staff-3', reason: 'for staff alone', idempotencyKey: `adjust ${points}` };
  const said = comment === undefined ? {} : { comment };
  valueOf(await desk.ledger().adjustPoints({ ...staff, ...said, points: Math.abs(points), direction }));
}

const tell = (desk: Desk, more: object) => desk.ledger().codes.notifyMember({ memberId: ayu, ...more });

describe('A member gets a message', () => {
  test('of points that a sale earned', async () => {
    const desk = await openDesk();
    await sell(desk, 'INV-1', 50_000);
    expect(valueOf(await tell(desk, { sequence: 2 }))).toEqual({
      memberId: ayu,
      channel: 'whatsapp',
      providerId: 'provider-1',
    });
    expect(desk.sent).toEqual([
      {
        channel: 'whatsapp',
        message: {
          template: 'points-earned',
          locale: 'en',
          to: ayusPhone,
          subject: 'You earned 50 points at Warung Ayu',
          text: 'You earned 50 points at Warung Ayu (sale INV-1). Your balance is 1,050 points.',
          data: { merchant: 'Warung Ayu', points: 50, balance: 1050, sale: 'INV-1' },
        },
      },
    ]);
  });

  test('of points by hand, with what staff wrote for the customer alone', async () => {
    const desk = await openDesk();
    await adjust(desk, -30, 'Counted twice.');
    await adjust(desk, 5);
    valueOf(await tell(desk, { sequence: 2, channel: 'email', locale: 'en-GB' }));
    valueOf(await tell(desk, { sequence: 3, channel: 'sms', locale: 'id' }));
    expect(desk.sent.map(({ channel, message: { to, text, data } }) => ({ channel, to, text, data }))).toEqual([
      {
        channel: 'email',
        to: ayusEmail,
        text: 'Warung Ayu took 30 points from your balance: Counted twice. Your balance is 970 points.',
        data: { merchant: 'Warung Ayu', points: -30, balance: 970, comment: 'Counted twice.' },
      },
      {
        channel: 'sms',
        to: ayusPhone,
        text: 'Warung Ayu memberi Anda 5 poin. Saldo Anda 975 poin.',
        data: { merchant: 'Warung Ayu', points: 5, balance: 975, comment: null },
      },
    ]);
    expect(JSON.stringify(desk.sent)).not.toContain('for staff alone');
  });

  test('of the points that end next', async () => {
    const desk = await openDesk({}, { expiry });
    desk.clock.advance(86_400_000);
    await sell(desk, 'INV-1', 50_000);
    valueOf(await tell(desk, { expiringWithinDays: 30 }));
    const { message } = desk.sent[0] ?? {};
    expect(message).toMatchObject({ template: 'points-expiring', data: { points: 1000, lastDay: '2026-04-01' } });
    const lastMoment = new Date('2026-04-01T23:59:59.999+07:00');
    desk.clock.set(lastMoment);
    expect(await desk.available()).toBe(1050);
    valueOf(await tell(desk, { expiringWithinDays: 1 }));
    desk.clock.advance(1);
    expect(await desk.available()).toBe(50);
    valueOf(await tell(desk, { expiringWithinDays: 1 }));
    expect(desk.sent.map((each) => each.message.data)).toEqual([
      { merchant: 'Warung Ayu', points: 1000, lastDay: '2026-04-01' },
      { merchant: 'Warung Ayu', points: 1000, lastDay: '2026-04-01' },
      { merchant: 'Warung Ayu', points: 50, lastDay: '2026-04-02' },
    ]);
  });

  test('each time that it is called: nothing is written', async () => {
    const desk = await openDesk();
    const before = await desk.dump();
    await adjust(desk, 5);
    const after = await desk.dump();
    expect(after).not.toEqual(before);
    for (let time = 0; time < 7; time += 1) valueOf(await tell(desk, { sequence: 2 }));
    expect(desk.sent).toHaveLength(7);
    expect(await desk.dump()).toEqual(after);
  });

  test('without a secret', async () => {
    const desk = await openDesk();
    expect(
      (await desk.another({ withoutSecret: true }).codes.notifyMember({ memberId: ayu, sequence: 1 })).isOk(),
    ).toBe(true);
  });
});

describe('There is nothing to tell', () => {
  test('of an entry that neither earned nor adjusted points', async () => {
    const desk = await openDesk({ otp: 'off' });
    const unlock = { memberId: ayu, actor: 'staff-3', reason: 'showed an id card', idempotencyKey: 'u' };
    valueOf(await desk.ledger().redeemPoints({ memberId: ayu, redemptionId: 'RD-1', points: 5 }));
    valueOf(await desk.ledger().holdPoints({ memberId: ayu, redemptionId: 'RD-2', points: 5 }));
    valueOf(await desk.ledger().codes.unlockMember(unlock));
    await sell(desk, 'INV-1', 50_000);
    valueOf(await desk.ledger().voidInvoice({ invoiceId: 'INV-1', refundId: 'V' }));
    for (const sequence of [2, 3, 4, 6]) {
      const failure = await failureOf(tell(desk, { sequence }));
      expect(failure).toMatchObject({ kind: 'nothing-to-tell' });
      expect(failure.message).toContain(`Entry ${sequence}`);
    }
    expect(desk.sent).toEqual([]);
  });

  test('of points that do not end, or not so soon', async () => {
    const forever = await openDesk();
    expect((await failureOf(tell(forever, { expiringWithinDays: 3650 }))).kind).toBe('nothing-to-tell');
    const desk = await openDesk({}, { expiry });
    expect((await failureOf(tell(desk, { expiringWithinDays: 30 }))).kind).toBe('nothing-to-tell');
    expect((await tell(desk, { expiringWithinDays: 31 })).isOk()).toBe(true);
  });
});

describe('A message fails', () => {
  test.each([
    ['for an entry that is not there', { sequence: 9 }, { kind: 'unknown-entry', memberId: ayu, sequence: 9 }],
    ['for a member that is not there', { memberId: 'nobody', sequence: 1 }, { kind: 'unknown-member' }],
    ['for points of nobody', { memberId: 'nobody', expiringWithinDays: 1 }, { kind: 'unknown-member' }],
    ['over an unknown channel', { sequence: 1, channel: 'fax' }, { kind: 'invalid-command', field: 'channel' }],
  ])('%s', async (_, more, failure) => {
    const desk = await openDesk();
    expect(await failureOf(tell(desk, more))).toMatchObject(failure);
    expect(desk.sent).toEqual([]);
  });

  test.each([
    ['that is not allowed', { codes: { channels: ['sms' as const] } }, {}, 'channel-not-allowed'],
    ['without a notifier', {}, { served: ['sms' as const] }, 'no-notifier'],
    ['without a verified address', { codes: { requireVerified: true } }, {}, 'no-destination'],
  ])('over a channel %s', async (_, redeem, options, kind) => {
    const desk = await openDesk(redeem, options);
    expect((await failureOf(tell(desk, { sequence: 1, channel: 'email' }))).kind).toBe(kind);
  });

  test.each([
    ['is refused', rejected, false, 'No such number.'],
    ['meets a busy provider', unavailable, true, 'Busy.'],
    ['meets a notifier that throws', async () => Promise.reject(new Error(ayusPhone)), true, 'threw an error'],
    [
      'is echoed',
      async () => ({ status: 'rejected' as const, reason: 'country' as const, message: `${ayusPhone} is abroad` }),
      false,
      '•••• is abroad',
    ],
  ])('where it %s', async (_, answer, retryable, said) => {
    const desk = await openDesk();
    desk.answerWith(answer);
    const failure = await failureOf(tell(desk, { sequence: 1 }));
    expect(failure).toMatchObject({ kind: 'message-not-sent', channel: 'whatsapp', retryable });
    expect(failure.message).toContain(said);
    expect(JSON.stringify(failure)).not.toContain(ayusPhone.slice(1));
  });
});
