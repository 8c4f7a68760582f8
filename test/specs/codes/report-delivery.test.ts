import { describe, expect, test } from 'vitest';
import { type Desk, failureOf, minute, openDesk, second } from '../../support/shops/code-desk.ts';
import { monday } from '../../support/specification/specification.ts';
import { valueOf } from '../../support/value-of.ts';

const later = (ms: number) => new Date(monday.getTime() + ms);

const report = async (desk: Desk, challengeId: string, more: object = {}) =>
  valueOf(await desk.ledger().codes.reportDelivery({ challengeId, status: 'failed', ...more }));

const resend = (desk: Desk, challengeId: string) => desk.ledger().codes.resendCode({ challengeId, channel: 'email' });

describe('A code that the provider could not deliver after all', () => {
  test('spares the wait for the next one, and still counts as sent', async () => {
    const desk = await openDesk({ codes: { sends: 2 } });
    const { challengeId } = await desk.asked();
    desk.clock.advance(second);
    const told = { challengeId, codes: 1, retryAt: later(second), replayed: false };
    expect(await report(desk, challengeId)).toEqual(told);
    expect(await report(desk, challengeId)).toEqual(told);
    expect((await resend(desk, challengeId)).isOk()).toBe(true);
    expect(await report(desk, challengeId)).toMatchObject({ codes: 2, retryAt: later(10 * minute) });
    expect(await failureOf(resend(desk, challengeId))).toMatchObject({ kind: 'too-many-codes', rule: 'sends' });
  });

  test('spares it for another redemption of the same member too', async () => {
    const desk = await openDesk();
    const { challengeId } = await desk.asked();
    await report(desk, challengeId, { codes: 1 });
    expect((await desk.request({ redemptionId: 'RD-2' })).isOk()).toBe(true);
  });

  test('spares nothing where it was delivered, or where a later code went out', async () => {
    const desk = await openDesk();
    const { challengeId } = await desk.asked();
    expect(await report(desk, challengeId, { status: 'delivered' })).toMatchObject({ retryAt: later(minute) });
    desk.clock.advance(minute);
    valueOf(await resend(desk, challengeId));
    expect(await report(desk, challengeId, { codes: 1 })).toMatchObject({ codes: 2, retryAt: later(2 * minute) });
    expect(await failureOf(resend(desk, challengeId))).toMatchObject({ rule: 'between-sends' });
  });

  test('of an unknown challenge is an error', async () => {
    const desk = await openDesk();
    const reported = desk.ledger().codes.reportDelivery({ challengeId: 'nothing', status: 'failed' });
    expect(await failureOf(reported)).toMatchObject({ kind: 'unknown-challenge', challengeId: 'nothing' });
  });
});
