import { describe, test } from 'vitest';
import {
  adjust,
  bringBack,
  daysPass,
  given,
  redeem,
  refund,
  reinstate,
  reverse,
  sale,
  setBack,
  type Step,
  sweep,
  tenYearsAhead,
  voiding,
} from '../../support/specification/specification.ts';
import { yearly } from './yearly-shop.ts';

const kept = { expiry: { kind: 'after', period: { unit: 'days', count: 3 } }, refund: { windowDays: 2 } } as const;

/**
 * The hundred points of INV-1 ended long ago, as those of other sales did, and Ayu has nine others, which a wrong clock
 * ended.
 */
const longAfter = (...sales: readonly Step[]) => [sale('INV-1', 100_000), ...sales, daysPass(40), adjust(9)];

const voided = voiding('INV-1');

describe('A void took nothing while the clock was ahead, of points that had ended long ago. A correction', () => {
  const program = yearly(kept);

  test('takes what the member had besides', async () => {
    await given(program, ...longAfter())
      .when(tenYearsAhead(sweep, voided))
      .then({ receipt: { clawedBack: 100, forgiven: 100 } });
    await given(program, ...longAfter(), tenYearsAhead(sweep, voided))
      .when(setBack())
      .then({ receipt: { points: 9 }, entries: ['clock-corrected +9', 'invoice-refunded −9'], balance: 0 });
  });

  test('takes nothing of what came after the void', () =>
    given(program, ...longAfter(), tenYearsAhead(sweep, voided, adjust(20)))
      .when(setBack())
      .then({ balance: 20 }));

  test('leaves what was spent after the void to what came after it', () =>
    given(program, ...longAfter(), tenYearsAhead(voided, adjust(20), redeem('RD', 15)))
      .when(setBack())
      .then({ balance: { balance: 5, debt: 0 } }));

  test('takes what a reinstatement gives again', async () => {
    const history = [...longAfter(), tenYearsAhead(voided), tenYearsAhead(sweep)];
    await given(program, ...history)
      .when(setBack())
      .then({ balance: 0 });
    await given(program, ...history, setBack())
      .when(reinstate('INV-1'))
      .then({ balance: 9 });
  });

  test('of the last twenty that forgave something is exact; of one before, the member keeps what these did not ask for', () => {
    const small = Array.from({ length: 20 }, (_, index) => `SMALL-${index}`);
    const voids = ['INV-1', ...small].map((invoiceId) => voiding(invoiceId));
    const sales = small.map((invoiceId) => sale(invoiceId, 1000));
    // A right clock leaves nothing of the 50.
    return given(program, ...longAfter(...sales), adjust(41), tenYearsAhead(sweep, ...voids))
      .when(setBack())
      .then({ receipt: { points: 50 }, balance: 30 });
  });
});

describe('Where the program takes what is there, a correction', () => {
  const lenient = yearly({ ...kept, refund: { clawback: 'within-balance', windowDays: 2 } });

  test('takes what an edit did not find while the clock was ahead', () =>
    given(lenient, ...longAfter(), sale('INV-2', 100_000), tenYearsAhead(sale('INV-2', 40_000)))
      .when(setBack())
      .then({ balance: 49 }));

  test('takes what a return without a sale did not find, and its reversal gives that back', async () => {
    const goods = bringBack('goods', { points: 30 });
    await given(lenient, ...longAfter())
      .when(tenYearsAhead(sweep, goods))
      .then({ receipt: { taken: 0, forgiven: 30, sequence: 5 } });
    const history = [...longAfter(), tenYearsAhead(sweep, goods, adjust(20))];
    await given(lenient, ...history)
      .when(setBack())
      .then({ balance: 20 });
    await given(lenient, ...history, setBack())
      .when(reverse(5))
      .then({ receipt: { delta: 9 }, balance: 29 });
  });

  test('forgives what the member had spent by the right time, whatever came later', () =>
    given(
      lenient,
      ...longAfter(),
      sale('INV-2', 100_000),
      redeem('RD', 109),
      tenYearsAhead(refund('INV-2', 'R', 40_000), adjust(50)),
    )
      .when(setBack())
      .then({ balance: 50 }));
});
