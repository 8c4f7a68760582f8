import { describe, expect, test } from 'vitest';
import {
  adjust,
  anonymousSale,
  capture,
  claim,
  command,
  ayu,
  given,
  hold,
  redeem,
  redeemReward,
  refund,
  release,
  sale,
  stageOf,
  valueOf,
} from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';

const rewards = [{ rewardId: 'tea', name: 'A tea', points: 50, value: 8_000 }];

describe('Holds side by side', () => {
  const twoHolds = [adjust(100), hold('H-1', 60), hold('H-2', 30)];

  test('are captured one by one, whichever is first', () =>
    given(warung(), ...twoHolds)
      .when(capture('H-2'))
      .then({
        entries: ['hold-captured −30'],
        balance: { balance: 70, available: 10, held: 60 },
        receipt: { redemptionId: 'H-2', points: 30, value: 3_000 },
      }));

  test('are released one by one', () =>
    given(warung(), ...twoHolds)
      .when(release('H-2'))
      .then({
        balance: { balance: 100, available: 40, held: 60 },
        receipt: { redemptionId: 'H-2', state: 'released', points: 30 },
      }));

  test('of a reward and of money are told apart', () =>
    given(
      warung({ redeem: { rate: { points: 1, money: 100 }, rewards } }),
      adjust(100),
      hold('H-1', 20),
      command('holdPoints', { memberId: ayu, redemptionId: 'H-2', rewardId: 'tea' }),
    )
      .when(capture('H-2'))
      .then({ receipt: { rewardId: 'tea', points: 50, value: 8_000 }, balance: { balance: 50, held: 20 } }));
});

test('A release that repays a debt says how many points came back', () =>
  given(warung(), sale('INV-1', 100_000), hold('H-1', 80), refund('INV-1', 'R-1', 90_000)) // a debt of 70
    .when(release('H-1'))
    .then({ receipt: { state: 'released', points: 80 }, balance: { balance: 10, available: 10, debt: 0 } }));

test('A redemption that was no hold counts as captured', () =>
  given(warung(), adjust(100), redeem('RD-1', 10))
    .when(capture('RD-1'))
    .then({ error: { kind: 'hold-closed', state: 'captured' } }));

describe('A sale that names nobody', () => {
  const anonymous = [adjust(100), anonymousSale('INV-1', 100_000)];

  test('is paid with points and earns nothing', () =>
    given(warung(), ...anonymous)
      .when(redeem('RD-1', 50, { invoiceId: 'INV-1' }))
      .then({ entries: ['points-redeemed −50'], balance: 50 }));

  test('earns for who claims it what was not paid with points', () =>
    given(warung(), ...anonymous, redeem('RD-1', 50, { invoiceId: 'INV-1' }))
      .when(claim('INV-1', { memberId: 'budi' }))
      .then({ balance: 50, balanceOf: { budi: 95 } }));
});

describe('A redemption is of one thing', () => {
  test.each<[string, object]>([
    ['nothing', {}],
    ['points and a reward', { points: 10, rewardId: 'tea' }],
  ])('and not of %s', (_, of) =>
    given(warung({ redeem: { rate: { points: 1, money: 100 }, rewards } }), adjust(100))
      .when(command('redeemPoints', { memberId: ayu, redemptionId: 'RD-1', ...of }))
      .then({ error: { kind: 'invalid-command', field: 'points' } }),
  );

  test('on an invoice, whose total is known', () =>
    given(warung(), adjust(100), sale('INV-1', 50_000))
      .when(redeem('RD-1', 10, { invoiceId: 'INV-1', saleTotal: 50_000 }))
      .then({ error: { kind: 'invalid-command', field: 'saleTotal' } }));
});

describe('A program without a rate', () => {
  test('has rewards alone', async () => {
    const program = warung({ redeem: { rewards } });
    await given(program, adjust(100))
      .when(redeemReward('RD-1', 'tea'))
      .then({ entries: ['points-redeemed −50'], receipt: { rewardId: 'tea', value: 8_000 } });
    await given(program, adjust(100))
      .when(redeem('RD-1', 10))
      .then({ error: { kind: 'redemption-not-allowed', rule: 'no-rate', limit: 0 } });
    expect(quoteOf(await stageOf(program))).toMatchObject({ reason: 'no-rate', maximum: 0, rewards });
  });

  function quoteOf(stage: Awaited<ReturnType<typeof stageOf>>) {
    return valueOf(stage.ledger().quoteRedemption({ available: 50 }));
  }
});
