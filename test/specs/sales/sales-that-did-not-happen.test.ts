import { describe, expect, test } from 'vitest';
import {
  adjust,
  anonymousSale,
  capture,
  claim,
  given,
  hold,
  pay,
  publish,
  reassign,
  redeem,
  redeemReward,
  refund,
  refused,
  sale,
  stageOf,
  type Step,
  valueOf,
  voiding,
} from '../../support/specification/specification.ts';
import { base, warung } from '../../support/shops/warung.ts';

const mug = { rewardId: 'mug', name: 'Mug', points: 50, value: 0 };

describe('A sale that was voided', () => {
  const mugs = warung({ redeem: { rate: { points: 1, money: 100 }, rewards: [mug] } });

  test('is paid by no points: they are neither spent nor held for it', async () => {
    const voided = [adjust(100), sale('INV-1', 10_000), voiding('INV-1')];
    const error = { error: { kind: 'invoice-voided', invoiceId: 'INV-1' } };
    await given(mugs, ...voided)
      .when(hold('RD-1', 10, { invoiceId: 'INV-1' }))
      .then(error);
    await given(mugs, ...voided)
      .when(redeem('RD-1', 10, { invoiceId: 'INV-1' }))
      .then(error);
    await given(mugs, ...voided)
      .when(redeemReward('RD-1', 'mug', { invoiceId: 'INV-1' }))
      .then(error);
    await given(mugs, ...voided, hold('RD-1', 10))
      .when(capture('RD-1', { invoiceId: 'INV-1' }))
      .then(error);
  });
});

describe('The cap of a day', () => {
  const daily = warung({ earn: { cap: { perDay: 100 } } });
  const yesterday = { soldAt: new Date('2026-03-01T10:00:00+07:00') };

  test('holds for all sales together: 1 and 100, and then the 1 becomes 100', () =>
    given(daily, sale('INV-1', 1_000), sale('INV-2', 100_000)).when(sale('INV-1', 100_000)).then({ balance: 100 }));

  test('is free again where the sale went to another member', () =>
    given(daily, sale('INV-1', 100_000), reassign('INV-1', 'budi'))
      .when(sale('INV-2', 60_000))
      .then({ balance: 60, balanceOf: { budi: 100 } }));

  test('is used by the sale that comes back, as far as it is free', () =>
    given(daily, sale('INV-1', 100_000), reassign('INV-1', 'budi'), sale('INV-2', 60_000))
      .when(reassign('INV-1', 'ayu'))
      .then({ balance: 100, balanceOf: { budi: 0 } }));

  test('is free again where the sale was on another day', () =>
    given(daily, sale('INV-1', 100_000, { revision: 1 }), sale('INV-1', 100_000, { revision: 2, ...yesterday }))
      .when(sale('INV-2', 60_000))
      .then({ balance: 160 }));

  test('of the right day counts, too', () =>
    given(daily, sale('INV-0', 70_000, yesterday), sale('INV-1', 100_000, { revision: 1 }))
      .when(sale('INV-1', 100_000, { revision: 2, ...yesterday }))
      .then({ balance: 100 }));

  test('takes nothing from a sale that is saved again after another version of the rules was less strict', () =>
    given(daily, sale('INV-1', 100_000), publish(warung({ earn: { cap: { perDay: 200 } } })), sale('INV-2', 100_000))
      .when(sale('INV-1', 100_000, { lines: [{ net: 100_000 }] }))
      .then({ entries: [], balance: 200 }));

  const onPayment = { trigger: 'on-full-payment', cap: { perDay: 150 } } as const;
  const raised = [sale('INV-1', 50_000), pay('INV-1', 'P-1', 50_000), sale('INV-1', 150_000)];
  const other = [sale('INV-2', 100_000), pay('INV-2', 'P-2', 100_000)];

  test('is not used by what an edit added and nobody has paid yet', async () => {
    await given(warung({ earn: onPayment }), ...raised)
      .when(...other)
      .then({ balance: 150 });
    const moved = sale('INV-1', 150_000, { revision: 3, ...yesterday });
    await given(warung({ earn: onPayment }), ...raised, moved, sale('INV-2', 150_000, yesterday))
      .when(pay('INV-2', 'P-2', 150_000))
      .then({ balance: 150 });
  });

  test('holds for what a refund raises: one that completes the payment, or leaves goods that earn more', async () => {
    await given(warung({ earn: onPayment }), ...raised, pay('INV-1', 'P-3', 60_000), ...other)
      .when(refund('INV-1', 'R-1', 40_000))
      .then({ entries: [], balance: 150 });
    const half = { multiplierId: 'half', times: 1, per: 2, when: { minimumSpend: 100_000 } };
    const halved = warung({ earn: { cap: { perDay: 120 }, multipliers: [half] } });
    await given(halved, sale('INV-1', 100_000), sale('INV-2', 50_000))
      .when(refund('INV-1', 'R-1', 1_000))
      .then({ entries: ['invoice-refunded +20'], balance: 120 });
  });

  test('of a rule is free again, too', () =>
    given(
      warung({ earn: { rules: [{ ...base, cap: { perDay: 100 } }] } }),
      sale('INV-1', 100_000),
      sale('INV-2', 30_000),
      voiding('INV-1'),
    )
      .when(sale('INV-3', 200_000))
      .then({ balance: 100 }));
});

describe('A first purchase', () => {
  const first = { ...base, when: { firstPurchase: true } };
  const welcome = warung({ earn: { rules: [first] } });
  const onPayment = warung({ earn: { rules: [first], trigger: 'on-full-payment' } });

  test('is free again when its sale is voided', () =>
    given(welcome, sale('INV-1', 9_000), voiding('INV-1')).when(sale('INV-2', 5_000)).then({ balance: 5 }));

  test('stays free until a sale begins to earn, whatever becomes of the sales after the voided one', async () => {
    const both = warung({ earn: { rules: [base, { ...first, ruleId: 'first' }] } });
    const voided = [adjust(10), sale('INV-1', 9_000), sale('INV-2', 20_000), voiding('INV-1')];
    const changes = [
      { change: refund('INV-2', 'R-1', 1_000), leaves: 29 },
      { change: sale('INV-2', 30_000), leaves: 40 },
      { change: redeem('RD-1', 10, { invoiceId: 'INV-2' }), leaves: 19 },
    ];
    for (const { change, leaves } of changes)
      await given(both, ...voided, change)
        .when(sale('INV-3', 5_000))
        .then({ balance: leaves + 10, receipt: { earned: 10 } });
    const without = warung();
    await given(without, ...voided, refund('INV-2', 'R-1', 1_000), publish(both))
      .when(sale('INV-3', 5_000))
      .then({ receipt: { earned: 10 } });
  });

  test('is free again when its sale went to another member, whose first purchase it may be', () =>
    given(welcome, sale('INV-1', 9_000), reassign('INV-1', 'budi'))
      .when(sale('INV-2', 5_000))
      .then({ balance: 5, balanceOf: { budi: 9 } }));

  test('is nothing that a sale finds again which comes back too late', () =>
    given(welcome, sale('INV-1', 9_000), reassign('INV-1', 'budi'), sale('INV-2', 5_000))
      .when(reassign('INV-1', 'ayu'))
      .then({ balance: 5, balanceOf: { budi: 0 } }));

  test('is used up by no sale that cost nothing, and by none that nobody paid', async () => {
    await given(welcome, sale('INV-1', 0)).when(sale('INV-2', 5_000)).then({ balance: 5 });
    await given(onPayment, sale('INV-1', 9_000), sale('INV-2', 5_000))
      .when(pay('INV-2', 'P-2', 5_000))
      .then({ balance: 5 });
  });

  test('is the sale that was paid first, and never two', () =>
    given(onPayment, sale('INV-1', 9_000), sale('INV-2', 5_000), pay('INV-2', 'P-2', 5_000))
      .when(pay('INV-1', 'P-1', 9_000))
      .then({ entries: [], balance: 5 }));

  test('is told of an unpaid sale as it stands: until another sale is the first one', async () => {
    const explained = async (...history: readonly Step[]) => {
      const stage = await stageOf(onPayment, sale('INV-1', 9_000), sale('INV-2', 5_000), ...history);
      const { explanation } = valueOf(await stage.ledger().getInvoice({ invoiceId: 'INV-1' }));
      return explanation.rules[0]?.unmet;
    };
    expect(await explained()).toBeNull();
    expect(await explained(pay('INV-2', 'P-2', 5_000))).toBe('first-purchase');
  });

  test('may be one that was nobody’s before', () =>
    given(welcome, anonymousSale('INV-1', 9_000), refused(claim('INV-9')), claim('INV-1'))
      .when(refund('INV-1', 'R-1', 4_000))
      .then({ balance: 5 }));
});
