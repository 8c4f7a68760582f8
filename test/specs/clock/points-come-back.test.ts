import { describe, expect, test } from 'vitest';
import {
  bringBack,
  daysPass,
  given,
  monday,
  refund,
  sale,
  setBack,
  stageOf,
  sweep,
  tenYears,
  tenYearsAhead,
} from '../../support/specification/specification.ts';
import { rowsOf } from '../../support/reports/reports.ts';
import { endOfPoints, yearly } from './yearly-shop.ts';

const invoice = sale('INV-1', 100_000);
const another = sale('INV-2', 7000);

describe('A sweep ten years ahead', () => {
  const ahead = tenYearsAhead(sweep);

  test('ended all points; they come back, with their end', () =>
    given(yearly(), invoice, ahead)
      .when(setBack())
      .then({
        receipt: { members: 1, points: 100, records: 0 },
        entries: ['clock-corrected +100'],
        balance: { available: 100, ending: [{ at: endOfPoints, points: 100 }] },
      }));

  test('makes every later sale of the member end as it is earned, until the time is set back', async () => {
    await given(yearly(), invoice, ahead).when(another).then({ balance: 0 });
    await given(yearly(), invoice, ahead, another)
      .when(setBack())
      .then({ balance: { available: 107 } });
  });

  test('took nothing that had ended before: that stays ended', () =>
    given(yearly(), invoice, daysPass(300), another, daysPass(100), ahead)
      .when(setBack())
      .then({ balance: { available: 7 } }));

  test('is corrected: what is earned afterwards, and what ends in time, is left alone', async () => {
    const corrected = [invoice, ahead, setBack(), another];
    await given(yearly(), invoice, ahead, setBack())
      .when(another)
      .then({ balance: { available: 107 } });
    await given(yearly(), ...corrected, daysPass(400))
      .when(setBack({ idempotencyKey: 'again' }))
      .then({ error: 'clock-not-ahead', balance: 0 });
  });

  test('is found before it is corrected, and nobody is once it was', async () => {
    const stage = await stageOf(yearly(), invoice);
    const found = () => rowsOf(stage.ledger().clock.findAhead());
    expect(await found()).toEqual([]);
    await ahead(stage);
    const time = new Date(monday.getTime() + tenYears);
    expect(await found()).toEqual([{ memberId: 'ayu', ahead: time, entries: 1, points: 100 }]);
    await setBack()(stage);
    expect(await found()).toEqual([]);
  });
});

describe('A sale ten years ahead', () => {
  const pending = yearly({ earn: { pendingDays: 14 } });
  const old = sale('INV-2', 7000, { soldAt: monday });

  test('ended the points of its member; they come back, and those of the sale end a year from now', () =>
    given(pending, invoice, tenYearsAhead(another))
      .when(setBack())
      .then({ balance: { pending: 107, ending: [{ at: endOfPoints, points: 107 }] } }));

  test('with its own date gave points that ended at once; they are there again', () =>
    given(yearly(), invoice, tenYearsAhead(old))
      .when(setBack())
      .then({ balance: { available: 107, ending: [{ at: endOfPoints, points: 107 }] } }));

  test('of a member in debt gave points that ended at once; they repay the debt', async () => {
    const inDebt = tenYearsAhead(bringBack('goods', { points: 3 }), old);
    await given(pending, invoice, inDebt)
      .when(setBack())
      .then({ balance: { pending: 104, ending: [{ at: endOfPoints, points: 104 }] } });
    await given(pending, invoice, inDebt, setBack())
      .when(refund('INV-2', 'all', 7000))
      .then({ receipt: { taken: 7 }, balance: { pending: 97, debt: 0 } });
  });
});
