import { describe, expect, test } from 'vitest';
import { ayusEmail, failureOf, minute, openDesk, rejected, unavailable } from '../../support/shops/code-desk.ts';
import { ayu, monday } from '../../support/specification/specification.ts';
import { valueOf } from '../../support/value-of.ts';

const later = (ms: number) => new Date(monday.getTime() + ms);

describe('The channel of a request', () => {
  test('is the first of the program that reaches the member', async () => {
    const desk = await openDesk({ codes: { channels: ['email', 'sms'] } });
    expect(await desk.asked()).toMatchObject({ channel: 'email', destination: 'a••••@example.com' });
    valueOf(await desk.ledger().enrolMember({ memberId: 'citra', phone: '+628444000444' }));
    const gift = { memberId: 'citra', points: 100, direction: 'add', actor: 'staff-3', reason: 'a gift' } as const;
    valueOf(await desk.ledger().adjustPoints({ ...gift, idempotencyKey: 'gift' }));
    expect(await desk.asked({ memberId: 'citra' })).toMatchObject({ channel: 'sms' });
    expect(desk.sent.map(({ channel, message }) => [channel, message.to])).toEqual([
      ['email', ayusEmail],
      ['sms', '+628444000444'],
    ]);
  });

  test('is the one that the command names', async () => {
    const desk = await openDesk();
    expect(await desk.asked({ channel: 'sms' })).toMatchObject({ channel: 'sms', destination: '•••• 111' });
  });

  test('is one that this process has a notifier for', async () => {
    const desk = await openDesk({}, { served: ['email'] });
    expect(await desk.asked()).toMatchObject({ channel: 'email' });
    expect(await failureOf(desk.request({ channel: 'sms', redemptionId: 'RD-2' }))).toMatchObject({
      kind: 'no-notifier',
      channels: ['sms'],
    });
  });

  test.each([
    ['no notifier at all', {}, { served: [] }, {}, { kind: 'no-notifier', channels: ['whatsapp', 'sms', 'email'] }],
    [
      'a channel that the program does not allow',
      { codes: { channels: ['sms' as const] } },
      {},
      { channel: 'email' as const },
      { kind: 'channel-not-allowed', channel: 'email', allowed: ['sms'] },
    ],
    [
      'no verified address',
      { codes: { requireVerified: true } },
      {},
      {},
      { kind: 'no-destination', memberId: ayu, channels: ['whatsapp', 'sms', 'email'] },
    ],
    ['no secret', {}, { withoutSecret: true }, {}, { kind: 'no-otp-secret' }],
  ])('does not exist with %s, and nothing is held', async (_, redeem, options, more, failure) => {
    const desk = await openDesk(redeem, options);
    expect(await failureOf(desk.request(more))).toMatchObject(failure);
    expect([desk.sent.length, await desk.available()]).toEqual([0, 1000]);
  });

  test('is a verified address alone, where the program asks for that', async () => {
    const desk = await openDesk({ codes: { requireVerified: true } });
    valueOf(await desk.ledger().updateMember({ memberId: ayu, changes: { emailVerified: true } }));
    expect(await desk.asked()).toMatchObject({ channel: 'email' });
  });
});

describe('A request is refused, and nothing is held or sent,', () => {
  const sale = { invoiceId: 'INV-1', memberId: ayu, currency: 'IDR', total: 10_000 };

  test.each([
    [
      'for more points than the member has',
      {},
      { points: 1100 },
      { kind: 'insufficient-points', requested: 1100, available: 1010 },
    ],
    ['above the maximum', { maximum: 50 }, {}, { kind: 'redemption-not-allowed', rule: 'maximum' }],
    ['for more than the invoice', {}, { points: 101, invoiceId: 'INV-1' }, { kind: 'redemption-not-allowed' }],
    [
      'for more than points may pay of the invoice',
      { shareOfInvoicePercent: 50 },
      { points: 51, invoiceId: 'INV-1' },
      { kind: 'redemption-not-allowed', rule: 'invoice-share' },
    ],
    [
      'for more than points may pay of a sale that is not saved',
      { shareOfInvoicePercent: 50 },
      { points: 51, saleTotal: 10_000 },
      { kind: 'redemption-not-allowed', rule: 'invoice-share' },
    ],
    ['for an unknown invoice', {}, { invoiceId: 'INV-9' }, { kind: 'unknown-invoice' }],
    ['for the invoice of another', {}, { invoiceId: 'INV-1', memberId: 'budi' }, { kind: 'invoice-has-member' }],
    ['for an unknown member', {}, { memberId: 'nobody' }, { kind: 'unknown-member', memberId: 'nobody' }],
  ])('%s', async (_, redeem, more, failure) => {
    const desk = await openDesk(redeem);
    valueOf(await desk.ledger().saveInvoice(sale));
    const before = await desk.dump();
    expect(await failureOf(desk.request(more))).toMatchObject(failure);
    expect(await desk.dump()).toEqual(before);
    expect(desk.sent).toEqual([]);
  });
});

describe('A request whose message does not go out', () => {
  test('says so; its points stay held, and its code can be sent again', async () => {
    const desk = await openDesk();
    desk.answerWith(unavailable);
    const failure = await failureOf(desk.request());
    expect(failure).toMatchObject({
      kind: 'code-not-sent',
      channel: 'whatsapp',
      outcome: { status: 'unavailable', message: 'Busy.' },
      retryable: true,
      retryAt: later(minute),
    });
    expect(await desk.available()).toBe(900);
    expect(valueOf(await desk.request())).toMatchObject({ codes: 1, sent: null });
  });

  test.each([
    ['less than the next code has to wait anyway', 5 * 1000, minute],
    ['more', 5 * minute, 5 * minute],
  ])('over a provider that asks for a pause waits for the later time: %s', async (_, retryAfterMs, wait) => {
    const desk = await openDesk();
    desk.answerWith(async () => ({ status: 'unavailable', message: 'Busy.', retryAfterMs }));
    expect(await failureOf(desk.request())).toMatchObject({ kind: 'code-not-sent', retryAt: later(wait) });
  });

  test('over a provider that refused it need not wait', async () => {
    const desk = await openDesk();
    desk.answerWith(rejected);
    const failure = await failureOf(desk.request());
    expect(failure).toMatchObject({
      kind: 'code-not-sent',
      outcome: { status: 'rejected', reason: 'destination', message: 'No such number.' },
      retryable: false,
      retryAt: monday,
    });
  });
});
