import { storeError } from '@pointbook/core';
import type { RecordStore } from '@pointbook/core/store';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { err, ok, ResultAsync } from 'neverthrow';
import {
  accepted,
  type Desk,
  type DeskOptions,
  failureOf,
  minute,
  openDesk,
  rejected,
  unavailable,
} from '../../support/shops/code-desk.ts';
import { ayu } from '../../support/specification/specification.ts';
import { valueOf } from '../../support/value-of.ts';

afterEach(() => void vi.useRealTimers());

async function expectsSendable(desk: Desk, challengeId: string): Promise<void> {
  expect(await desk.challenge(challengeId)).toMatchObject({ state: 'open', codes: 1, attempts: 0 });
  expect(await desk.available()).toBe(900);
  desk.answerWith(accepted);
  desk.clock.advance(minute);
  const receipt = valueOf(await desk.ledger().codes.resendCode({ challengeId }));
  expect(receipt).toMatchObject({ codes: 2, sent: { providerId: 'provider-1' } });
  const right = { challengeId, code: desk.code() };
  expect(valueOf(await desk.ledger().codes.confirmRedemption(right)).points).toBe(100);
}

describe('A code that does not go out', () => {
  test.each([
    ['is refused', rejected, { status: 'rejected', reason: 'destination', message: 'No such number.' }],
    ['meets a busy provider', unavailable, { status: 'unavailable', message: 'Busy.', retryAfterMs: null }],
    [
      'meets a notifier that throws',
      async () => Promise.reject(new Error('connect ECONNREFUSED')),
      { status: 'unavailable', message: 'The notifier for whatsapp threw an error.', retryAfterMs: null },
    ],
    [
      'meets a notifier that answers nothing',
      async () => undefined as never,
      { status: 'unavailable', message: 'The notifier for whatsapp gave no outcome.', retryAfterMs: null },
    ],
  ])('since it %s can be sent again', async (_, answer, outcome) => {
    const desk = await openDesk();
    desk.answerWith(answer);
    const failure = await failureOf(desk.request());
    expect(failure).toMatchObject({ kind: 'code-not-sent', channel: 'whatsapp', outcome });
    expect(JSON.stringify(failure)).not.toContain(desk.code());
    await expectsSendable(desk, (failure as { challengeId: string }).challengeId);
  });

  test('within its time can be sent again', async () => {
    const desk = await openDesk({}, { sendTimeoutMs: 5000 });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let handedOver: () => void = () => undefined;
    const handing = new Promise<void>((resolve) => (handedOver = resolve));
    desk.answerWith(async () => {
      handedOver();
      return new Promise(() => undefined);
    });
    const asking = failureOf(desk.request());
    await handing;
    await vi.advanceTimersByTimeAsync(5000);
    const failure = await asking;
    const message = 'The notifier for whatsapp did not answer within 5000 ms.';
    expect(failure).toMatchObject({ kind: 'code-not-sent', outcome: { status: 'unavailable', message } });
    await expectsSendable(desk, (failure as { challengeId: string }).challengeId);
  });

  test('may still arrive: it is good', async () => {
    const desk = await openDesk();
    desk.answerWith(unavailable);
    const failure = await failureOf(desk.request());
    const right = { challengeId: (failure as { challengeId: string }).challengeId, code: desk.code() };
    expect((await desk.ledger().codes.confirmRedemption(right)).isOk()).toBe(true);
  });

  test('over a provider that echoes it shows neither it nor the address', async () => {
    const desk = await openDesk();
    desk.answerWith(async ({ message }) => ({
      status: 'rejected',
      reason: 'content',
      message: `cannot send "${message.text}" to ${message.to} (${message.to.slice(1)})`,
    }));
    const failure = await failureOf(desk.request());
    for (const hidden of [desk.code(), '628111000111']) expect(JSON.stringify(failure)).not.toContain(hidden);
  });
});

/** A store that commits, but whose answers are lost as long as `isLosing`. */
function losing(switches: { isLosing: boolean; commits: number }): NonNullable<DeskOptions['store']> {
  const lost = storeError({ kind: 'store-unavailable', message: 'The line was cut.', written: 'unknown' });
  return (inner): RecordStore => ({
    ...inner,
    transact: (...given) =>
      inner.transact(...given).andThen((value) => {
        switches.commits += 1;
        const isLost = switches.isLosing;
        switches.isLosing = false;
        return isLost ? new ResultAsync<typeof value, typeof lost>(Promise.resolve(err(lost))) : ok(value);
      }),
  });
}

describe('A commit whose answer is lost', () => {
  test('sends nothing for a request that was cancelled before the commit was known', async () => {
    const lost = storeError({ kind: 'store-unavailable', message: 'The line was cut.', written: 'unknown' });
    let meanwhile: (() => Promise<unknown>) | null = null;
    const store: DeskOptions['store'] = (inner) => ({
      ...inner,
      transact: (...given) =>
        new ResultAsync(
          (async () => {
            const answer = await inner.transact(...given);
            const happens = meanwhile;
            meanwhile = null;
            if (happens === null) return answer;
            await happens();
            return err(lost);
          })(),
        ),
    });
    const desk = await openDesk({}, { store });
    const another = desk.another({});
    meanwhile = async () => {
      const [held] = (await desk.dump()).challenges;
      valueOf(await another.codes.cancelRedemption({ challengeId: held?.challengeId ?? '' }));
    };
    expect(valueOf(await desk.request())).toMatchObject({ sent: null, codes: 1 });
    expect([desk.sent.length, await desk.available()]).toEqual([0, 1000]);
  });

  test('sends the code of a request once the commit is known', async () => {
    const switches = { isLosing: false, commits: 0 };
    const desk = await openDesk({}, { store: losing(switches) });
    Object.assign(switches, { isLosing: true, commits: 0 });
    const receipt = valueOf(await desk.request());
    expect([switches.commits, desk.sent.length]).toEqual([2, 1]);
    expect(receipt).toMatchObject({ codes: 1, sent: { providerId: 'provider-1' } });
    const right = { challengeId: receipt.challengeId, code: desk.code() };
    expect(valueOf(await desk.ledger().codes.confirmRedemption(right)).points).toBe(100);
  });

  test('sends another code once the commit is known', async () => {
    const switches = { isLosing: false, commits: 0 };
    const desk = await openDesk({}, { store: losing(switches) });
    const { challengeId } = await desk.asked();
    desk.clock.advance(minute);
    switches.isLosing = true;
    const receipt = valueOf(await desk.ledger().codes.resendCode({ challengeId, channel: 'sms' }));
    expect(receipt).toMatchObject({ codes: 2, channel: 'sms', sent: { providerId: 'provider-1' } });
    expect(desk.sent.map(({ channel }) => channel)).toEqual(['whatsapp', 'sms']);
    const right = { challengeId, code: desk.code() };
    expect(valueOf(await desk.ledger().codes.confirmRedemption(right)).points).toBe(100);
  });

  test('lets a refused code be followed at once', async () => {
    const switches = { isLosing: false, commits: 0 };
    const desk = await openDesk({}, { store: losing(switches) });
    desk.answerWith(rejected);
    switches.isLosing = true;
    const failure = await failureOf(desk.request());
    expect(failure).toMatchObject({ kind: 'code-not-sent', retryable: false });
    desk.answerWith(accepted);
    const { challengeId } = failure as { challengeId: string };
    expect((await desk.ledger().codes.resendCode({ challengeId, channel: 'sms' })).isOk()).toBe(true);
  });

  test('spends the points of a code once, and answers with the receipt', async () => {
    const switches = { isLosing: false, commits: 0 };
    const desk = await openDesk({}, { store: losing(switches) });
    const { challengeId, code } = await desk.asked();
    switches.isLosing = true;
    expect(valueOf(await desk.ledger().codes.confirmRedemption({ challengeId, code })).points).toBe(100);
    expect(await desk.available()).toBe(900);
  });
});

describe('A number that goes to another member', () => {
  test('brings no challenge with it, though the request reads the same', async () => {
    const desk = await openDesk();
    const byPhone = { phone: '+628111000111', redemptionId: 'RD-1', points: 100 };
    const first = valueOf(await desk.ledger().codes.requestRedemption(byPhone));
    const right = { challengeId: first.challengeId, code: desk.code() };
    const spent = valueOf(await desk.ledger().codes.confirmRedemption(right));
    valueOf(await desk.ledger().updateMember({ memberId: ayu, changes: { phone: null } }));
    valueOf(await desk.ledger().updateMember({ memberId: 'budi', changes: { phone: byPhone.phone } }));
    desk.clock.advance(minute);
    expect(await failureOf(desk.ledger().codes.requestRedemption(byPhone))).toMatchObject({
      kind: 'idempotency-key-reused',
      field: 'redemptionId',
    });
    expect(valueOf(await desk.ledger().codes.confirmRedemption(right))).toEqual({ ...spent, replayed: true });
    expect(valueOf(await desk.ledger().codes.requestRedemption({ ...byPhone, redemptionId: 'RD-2' }))).toMatchObject({
      memberId: 'budi',
    });
  });
});
