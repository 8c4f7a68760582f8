import { createPointbook } from '@pointbook/core';
import { memoryStore } from '@pointbook/memory';
import { fakeClock } from '@pointbook/testing';
import { expect, test } from 'vitest';
import { postOffice } from '../../support/shops/post-office.ts';
import { enrol, monday, sale, setBack, tenYears } from '../../support/specification/specification.ts';
import { errorOf, valueOf } from '../../support/value-of.ts';
import { yearly } from './yearly-shop.ts';

/** A shop that asks for codes, of which Ayu asked for one while the clock was ten years ahead. */
async function openAsked() {
  const clock = fakeClock(monday);
  const office = postOffice();
  const program = yearly({
    redeem: { rate: { points: 1, money: 100 }, otp: 'always' },
    plugins: { codes: { sends: 1, sendMinutes: 60 } } as never,
  });
  const ledger = createPointbook({ ...office.equipment, program, store: memoryStore(), clock, clockCheck: false });
  const stage = { clock, ledger: () => ledger, publish: () => undefined };
  const ask = (redemptionId: string) => ledger.codes.requestRedemption({ memberId: 'ayu', redemptionId, points: 5 });
  await enrol('ayu', { phone: '+628110001' })(stage);
  await sale('INV-1', 100_000)(stage);
  clock.advance(tenYears);
  await sale('INV-2', 7000)(stage);
  const asked = valueOf(await ask('RD-1'));
  clock.advance(-tenYears);
  return { clock, ledger, ask, asked, code: office.code(), correct: () => setBack()(stage), stage };
}

test('A correction lets a member ask for codes again, and still counts those that were sent', async () => {
  const { ask, correct, clock, stage } = await openAsked();
  await sale('INV-3', 100_000)(stage);
  const { retryAt: inYears } = errorOf(await ask('RD-2')) as { retryAt?: Date };
  expect(inYears?.getUTCFullYear()).toBe(2036);
  expect(await correct()).toMatchObject({ receipt: { members: 1, records: 2 } });
  const { retryAt } = errorOf(await ask('RD-2')) as { retryAt?: Date };
  expect(retryAt).toEqual(new Date(clock.now() + 3_600_000));
  clock.advance(3_600_000);
  expect((await ask('RD-2')).isOk()).toBe(true);
});

test('A correction releases the points that waited for a code, which is of no more use', async () => {
  const { ledger, asked, code, correct } = await openAsked();
  await correct();
  const given = await ledger.codes.confirmRedemption({ challengeId: asked.challengeId, code });
  expect(errorOf(given)).toMatchObject({ kind: 'challenge-closed' });
});
