import { describe, expect, test } from 'vitest';
import { ayusEmail, ayusPhone, failureOf, minute, openDesk, secret } from '../../support/shops/code-desk.ts';
import { ayu, monday } from '../../support/specification/specification.ts';
import { valueOf } from '../../support/value-of.ts';

const later = (ms: number) => new Date(monday.getTime() + ms);

describe('A request', () => {
  test('holds the points and says where the code went, but neither the code nor the address', async () => {
    const desk = await openDesk();
    const receipt = valueOf(await desk.request());
    expect(receipt).toEqual({
      challengeId: expect.stringMatching(/^[0-9a-f]{32}$/u) as string,
      memberId: ayu,
      redemptionId: 'RD-1',
      sequence: 2,
      state: 'open',
      points: 100,
      value: 10_000,
      rewardId: null,
      invoiceId: null,
      channel: 'whatsapp',
      destination: '•••• 111',
      codes: 1,
      expiresAt: later(5 * minute),
      deadline: later(15 * minute),
      sent: { providerId: 'provider-1' },
      replayed: false,
    });
    expect(JSON.stringify(receipt)).not.toContain(desk.code());
    expect(valueOf(await desk.ledger().getBalance({ memberId: ayu }))).toMatchObject({
      balance: 1000,
      available: 900,
      held: 100,
    });
  });

  test('writes one entry, and neither the code nor the address anywhere', async () => {
    const desk = await openDesk();
    const { code, challengeId } = await desk.asked();
    const { profiles, ...dump } = await desk.dump();
    expect(profiles).not.toEqual([]);
    const written = JSON.stringify(dump);
    for (const hidden of [code, ayusPhone, ayusPhone.slice(1), ayusEmail, secret])
      expect(written).not.toContain(hidden);
    const entries = dump.entries.filter(({ memberId }) => memberId === ayu);
    expect(entries.map(({ cause }) => cause)).toEqual(['points-added', 'points-held']);
    expect(entries[1]).toMatchObject({
      delta: 0,
      actor: 'system',
      effect: { hold: { guard: challengeId, points: 100 } },
    });
  });

  test('sends what the customer should know: points, merchant, sale and minutes', async () => {
    const desk = await openDesk();
    const sale = { invoiceId: 'INV-1', memberId: ayu, currency: 'IDR', total: 50_000 };
    valueOf(await desk.ledger().saveInvoice(sale));
    const { code } = await desk.asked({ invoiceId: 'INV-1', actor: 'staff-3' });
    expect(code).toMatch(/^\d{6}$/u);
    expect(desk.sent).toEqual([
      {
        channel: 'whatsapp',
        message: {
          template: 'redemption-code',
          locale: 'en',
          to: ayusPhone,
          subject: 'Your code at Warung Ayu',
          text: expect.stringContaining(
            `${code} is your code to spend 100 points at Warung Ayu (sale INV-1).`,
          ) as string,
          data: {
            code,
            points: 100,
            value: 10_000,
            currency: 'IDR',
            merchant: 'Warung Ayu',
            sale: 'INV-1',
            reward: null,
            minutes: 5,
          },
        },
      },
    ]);
    expect(
      await desk.challenge(valueOf(await desk.request({ invoiceId: 'INV-1', actor: 'staff-3' })).challengeId),
    ).toMatchObject({ actor: 'staff-3', invoiceId: 'INV-1' });
  });

  test('may be for a reward, which the message names', async () => {
    const desk = await openDesk({ rewards: [{ rewardId: 'mug', name: 'A mug', points: 250, value: 25_000 }] });
    const receipt = await desk.asked({ rewardId: 'mug', locale: 'id' });
    expect(receipt).toMatchObject({ points: 250, value: 25_000, rewardId: 'mug' });
    expect(desk.sent[0]?.message).toMatchObject({ locale: 'id', data: { reward: 'A mug', points: 250 } });
    expect(desk.sent[0]?.message.text).toContain('untuk A mug');
    expect(await failureOf(desk.request({ rewardId: 'tea', redemptionId: 'RD-2' }))).toMatchObject({
      kind: 'unknown-reward',
    });
  });

  test('has as many digits and minutes as the program says', async () => {
    const desk = await openDesk({ codes: { digits: 10, minutes: 10 }, holdMinutes: 7 });
    const { code, expiresAt, deadline } = await desk.asked();
    expect(code).toMatch(/^\d{10}$/u);
    expect([expiresAt, deadline]).toEqual([later(7 * minute), later(7 * minute)]);
    expect(desk.sent[0]?.message.data).toMatchObject({ minutes: 7 });
  });

  test('can name the member by phone, of which nothing stays in the ledger', async () => {
    const desk = await openDesk();
    const byPhone = await desk.asked({ phone: '+62 811-1000-111' });
    expect(byPhone).toMatchObject({ memberId: ayu, destination: '•••• 111' });
    expect(valueOf(await desk.request({ phone: ayusPhone }))).toMatchObject({
      challengeId: byPhone.challengeId,
      sent: null,
    });
    expect((await failureOf(desk.request())).kind).toBe('idempotency-key-reused');
    const unknown = await failureOf(desk.request({ phone: '+628999999999' }));
    expect(unknown).toMatchObject({ kind: 'unknown-member', memberId: null });
    expect(JSON.stringify(unknown)).not.toContain('999');
  });

  test('by phone leaves a fingerprint that does not reveal the number', async () => {
    const fingerprints = await Promise.all(
      [ayusPhone, '+628999000999'].map(async (phone) => {
        const desk = await openDesk();
        valueOf(await desk.ledger().updateMember({ memberId: ayu, changes: { phone } }));
        await desk.asked({ phone });
        return (await desk.dump()).entries.find(({ cause }) => cause === 'points-held')?.command?.fingerprint;
      }),
    );
    expect(fingerprints[0]).toMatch(/\S/u);
    expect(fingerprints[1]).toBe(fingerprints[0]);
  });

  test('can be made whether or not the program asks for codes', async () => {
    const desk = await openDesk({ otp: 'off' });
    const { challengeId, code } = await desk.asked({ points: 1 });
    expect(await failureOf(desk.ledger().captureHold({ memberId: ayu, redemptionId: 'RD-1' }))).toMatchObject({
      kind: 'code-required',
    });
    expect(valueOf(await desk.ledger().codes.confirmRedemption({ challengeId, code })).points).toBe(1);
  });
});

describe('A request made again', () => {
  test('answers the same and sends nothing, at any time', async () => {
    const desk = await openDesk();
    const first = valueOf(await desk.request());
    const replay = { ...first, sent: null, replayed: true };
    expect(valueOf(await desk.request())).toEqual(replay);
    desk.clock.advance(14 * minute);
    expect(valueOf(await desk.request())).toEqual(replay);
    desk.clock.advance(60 * minute);
    expect(valueOf(await desk.request())).toEqual({ ...replay, state: 'lapsed' });
    expect(desk.sent).toHaveLength(1);
  });

  test('many times at once sends one message', async () => {
    const desk = await openDesk();
    const receipts = await Promise.all(Array.from({ length: 50 }, async () => desk.request()));
    const sent = receipts.filter((receipt) => valueOf(receipt).sent !== null);
    expect([sent.length, desk.sent.length]).toEqual([1, 1]);
    expect(new Set(receipts.map((receipt) => valueOf(receipt).challengeId)).size).toBe(1);
    expect(await desk.available()).toBe(900);
  });

  test('answers where the last code went', async () => {
    const desk = await openDesk();
    const { challengeId } = await desk.asked();
    desk.clock.advance(minute);
    valueOf(await desk.ledger().codes.resendCode({ challengeId, channel: 'email' }));
    expect(valueOf(await desk.request())).toMatchObject({
      channel: 'email',
      destination: 'a••••@example.com',
      codes: 2,
      expiresAt: later(6 * minute),
      deadline: later(15 * minute),
      sent: null,
    });
  });

  test('does not show an address that has changed', async () => {
    const desk = await openDesk();
    await desk.asked();
    valueOf(await desk.ledger().updateMember({ memberId: ayu, changes: { phone: '+628333000333' } }));
    expect(valueOf(await desk.request())).toMatchObject({ destination: null, sent: null });
  });

  test.each([
    ['more points', { points: 101 }],
    ['another invoice', { saleTotal: 100_000 }],
    ['another channel', { channel: 'sms' as const }],
    ['another actor', { actor: 'staff-4' }],
  ])('with %s is another command', async (_, more) => {
    const desk = await openDesk();
    await desk.asked();
    expect(await failureOf(desk.request(more))).toMatchObject({
      kind: 'idempotency-key-reused',
      field: 'redemptionId',
      id: 'RD-1',
    });
    expect(desk.sent).toHaveLength(1);
  });

  test('as a redemption of another kind is another command', async () => {
    const desk = await openDesk({ otp: { abovePoints: 50 } });
    const small = { memberId: ayu, redemptionId: 'RD-9', points: 50 };
    valueOf(await desk.ledger().redeemPoints(small));
    expect((await failureOf(desk.request({ redemptionId: 'RD-9', points: 50 }))).kind).toBe('idempotency-key-reused');
    valueOf(await desk.ledger().holdPoints({ ...small, redemptionId: 'RD-8' }));
    expect((await failureOf(desk.request({ redemptionId: 'RD-8', points: 50 }))).kind).toBe('idempotency-key-reused');
    await desk.asked();
    const asHold = { memberId: ayu, redemptionId: 'RD-1', points: 40 };
    expect((await failureOf(desk.ledger().holdPoints(asHold))).kind).toBe('idempotency-key-reused');
    expect((await failureOf(desk.ledger().redeemPoints(asHold))).kind).toBe('idempotency-key-reused');
  });
});
