import { describe, expect, test } from 'vitest';
import {
  adjust,
  daysPass,
  given,
  minutesPass,
  monday,
  reassign,
  reverse,
  sale,
  setBack,
  type Stage,
  stageOf,
  sweep,
  tenYearsAhead,
  update,
  voiding,
} from '../../support/specification/specification.ts';
import { rowsOf } from '../../support/reports/reports.ts';
import { valueOf } from '../../support/value-of.ts';
import { yearly } from './yearly-shop.ts';

const invoice = sale('INV-1', 100_000);
const ahead = tenYearsAhead(sweep);
const inDays = (count: number) => ({ unit: 'days', count }) as const;

describe('After a correction', () => {
  test('the balance and the liability as of a time before it, and after it, are what they were', async () => {
    const { ledger, clock } = await stageOf(yearly(), invoice, ahead, setBack(), daysPass(1));
    const balance = async (at: Date) => valueOf(await ledger().getBalance({ memberId: 'ayu', at })).balance;
    const points = async (at: Date) => (await rowsOf(ledger().reports.liability({ at }))).map((row) => row.points);
    for (const at of [monday, new Date(clock.now())]) {
      expect(await balance(at)).toBe(100);
      expect(await points(at)).toEqual([100]);
    }
    expect(await balance(new Date(monday.getTime() - 1))).toBe(0);
  });

  test('the statement, the search by member and the feed have the entries in their order, page by page', async () => {
    const { ledger } = await stageOf(yearly(), invoice, ahead, setBack(), sale('INV-2', 7000));
    const expected = ['invoice-saved', 'clock-corrected', 'lot-expired', 'invoice-saved'];
    for (const read of [ledger().getStatement, ledger().findEntries]) {
      const causes: string[] = [];
      for (let cursor: string | null | undefined; cursor !== null;) {
        const page = valueOf(await read({ memberId: 'ayu', limit: 1, ...(cursor && { cursor }) }));
        causes.push(...page.items.map(({ cause }) => cause));
        cursor = page.next;
      }
      expect(causes).toEqual(expected);
    }
    const { items } = valueOf(await ledger().readFeed({}));
    expect(items.map(({ cause }) => cause)).toEqual(expected.toReversed());
  });

  test('the daily report has what came back on the day of the correction', async () => {
    const { ledger } = await stageOf(yearly(), invoice, ahead, setBack());
    const columns = ['date', 'earned', 'expired', 'net'] as const;
    expect(await rowsOf(ledger().reports.daily({ columns }))).toEqual([
      { date: '2026-03-02', earned: 100, expired: 100, net: 200 },
      { date: '2036-03-02', earned: 0, expired: -100, net: -100 },
    ]);
  });
});

describe('Of points that had ended by a right clock, too, a correction', () => {
  test('takes of other points what a void then took of those of a sale', () =>
    given(
      yearly({ expiry: { kind: 'after', period: inDays(3) }, refund: { windowDays: 2 } }),
      invoice,
      daysPass(40),
      tenYearsAhead(adjust(300), sale('INV-1', 200_000), voiding('INV-1')),
    )
      .when(setBack())
      .then({ receipt: { points: 0 }, balance: 200 }));

  test('makes no debt of those that left with a sale to a member who earns nothing by it', () =>
    given(
      yearly({ expiry: { kind: 'inactivity', period: inDays(2) }, earn: { requireVerifiedEmail: true } }),
      invoice,
      update({ email: 'ayu@example.com', emailVerified: true }),
      daysPass(40),
      tenYearsAhead(sale('INV-2', 100_000, { soldAt: monday }), reassign('INV-2', 'budi')),
    )
      .when(setBack())
      .then({ receipt: { points: 0 }, balance: { balance: 0, debt: 0 } }));

  test('gives none back that had ended by inactivity before a reversal brought them', () =>
    given(
      yearly({ expiry: { kind: 'inactivity', period: inDays(2) } }),
      invoice,
      adjust(-10),
      daysPass(40),
      tenYearsAhead(reverse(2), sale('INV-2', 20_000)),
    )
      .when(setBack())
      .then({ balance: 20 }));
});

describe('A correction is refused', () => {
  const notAhead = { error: 'clock-not-ahead' } as const;

  test('where nobody is ahead, nor was', () => given(yearly(), invoice).when(setBack()).then(notAhead));

  test('for a member who is not known, or not ahead, and not for the one who is', async () => {
    await given(yearly(), invoice, ahead)
      .when(setBack({ memberId: 'citra' }))
      .then({ error: 'unknown-member' });
    await given(yearly(), invoice, ahead)
      .when(setBack({ memberId: 'budi' }))
      .then(notAhead);
    await given(yearly(), invoice, ahead)
      .when(setBack({ memberId: 'ayu' }))
      .then({ receipt: { points: 100 } });
  });

  test.each<[string, (stage: Stage) => void, string]>([
    ['behind', ({ clock }) => clock.advance(-130 * 86_400_000), '2025-10-23'],
    ['still ahead', ({ clock }) => clock.advance(3653 * 86_400_000), '2036-03-02'],
  ])('where the clock shows another day than today, for it is %s', async (_, turn, shown) => {
    const today = '2026-03-02';
    const problem = expect.stringContaining(shown) as string;
    await given(yearly(), invoice, ahead, async (stage) => (turn(stage), null))
      .when(setBack({ today }))
      .then({ error: { kind: 'invalid-command', field: 'today', problem } });
  });

  test('under the id of an earlier one, where the clock was wrong again', () =>
    given(yearly(), invoice, ahead, setBack(), ahead).when(setBack()).then({ error: 'idempotency-key-reused' }));
});

test('Clocks that differ by three hours are right, unless the correction says two', async () => {
  const early = [invoice, minutesPass(180), sale('INV-2', 100_000), minutesPass(-180)];
  await given(yearly(), ...early)
    .when(setBack())
    .then({ error: 'clock-not-ahead' });
  await given(yearly(), ...early)
    .when(setBack({ aheadHours: 2 }))
    .then({ receipt: { members: 1, points: 0 } });
});
