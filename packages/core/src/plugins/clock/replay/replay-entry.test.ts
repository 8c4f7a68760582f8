import { describe, expect, test } from 'vitest';
import type { Account, Effect, Entry, Instant, InvoiceRecord, RedemptionId } from '../../../index.ts';
import { openPosting } from '../../../till.ts';
import { parseProgram } from '../../../program/parsing/parse-program.ts';
import { minimal } from '../../../program/parsing/program-testing.ts';
import { accountWith, lapsedLot, lot, ofSale, onDay, saleWith } from '../../../sales/settling/settling-testing.ts';
import { valueOf } from '../../../value-of-testing.ts';
import { pointsIn } from '../../../values/points.ts';
import { replayEntry } from './replay-entry.ts';

// The clock was 100 days ahead: on day 10 it said that it was day 110. Points end after the 30th day, so
// those of now end on day 41, and those of the wrong time on day 141.

const today = onDay(10);
const then = onDay(110);
const right = (at: Instant) => (at > onDay(11) ? today : at);
const rules = valueOf(
  parseProgram({
    ...minimal,
    timeZone: 'UTC',
    expiry: { kind: 'after', period: { unit: 'days', count: 30 } },
    refund: { clawback: 'allow-debt', windowDays: 30 },
  }),
);
const fresh = accountWith([lot(100, 20)]);

/** What an entry does to an account as it is posted again: the lots by their days, the held points and the debt. */
function again(
  account: Account,
  what: Pick<Entry, 'kind' | 'cause'> & Partial<Pick<Entry, 'delta' | 'balanceAfter' | 'reference' | 'command'>>,
  effect: Effect,
  { previous, sale }: { readonly previous?: Entry; readonly sale?: InvoiceRecord } = {},
) {
  const paid = sale && { record: sale, payments: () => [], refunds: () => [] };
  const entry = entryWith(what, effect);
  const by = { now: today, until: onDay(11), right, program: rules, rulesOf: () => rules, saleOf: () => paid ?? null };
  const { account: after } = replayEntry(openPosting(account, rules, today), entry, previous, by);
  return figuresOf(after);
}

const entryWith = (what: object, effect: Effect): Entry =>
  ({
    memberId: 'ayu',
    sequence: 1,
    delta: 0,
    balanceAfter: 0,
    postedAt: then,
    effectiveAt: then,
    actor: 'desk',
    reference: null,
    programVersion: rules.version,
    command: null,
    ...what,
    effect,
  }) as Entry;

const dayOf = (end: number | string) => (typeof end === 'number' ? end / onDay(1) : end);

function figuresOf({ lots, holds, debt }: Account) {
  const held = pointsIn(holds);
  return {
    lots: lots.map(({ points, expiresAt }) => [points, dayOf(expiresAt)]),
    ...(held > 0 ? { held } : {}),
    ...(debt > 0 ? { debt } : {}),
  };
}

const holdOf = (points: number) => ({
  redemptionId: 'RD-1' as RedemptionId,
  points,
  taken: [lot(points, 20)],
  deadline: onDay(111),
  invoiceId: null,
  rewardId: null,
});

const holding = (points: number): Account => ({ ...accountWith([]), balance: points, holds: [holdOf(points)] });

describe('Time alone', () => {
  test.each(['lot-expired', 'account-inactive'] as const)('ends nothing (%s)', (cause) => {
    expect(again(fresh, { kind: 'expiry', cause, delta: -100 }, { taken: fresh.lots })).toEqual({ lots: [[100, 20]] });
  });

  test('lets points live that came back too late', () => {
    const late = [lot(30, 25)];
    expect(again(fresh, { kind: 'expiry', cause: 'lot-expired' }, { added: late, taken: late })).toEqual({
      lots: [
        [100, 20],
        [30, 25],
      ],
    });
  });

  test('lets points live that a sale earned too late: they are dated by the entry ahead', () => {
    const late = [lot(30, 141)];
    const previous = entryWith({ kind: 'earn', cause: 'invoice-saved' }, {});
    expect(
      again(accountWith([]), { kind: 'expiry', cause: 'lot-expired' }, { added: late, taken: late }, { previous }),
    ).toEqual({ lots: [[30, 41]] });
  });
});

describe('A hold', () => {
  const closes = 'RD-1' as RedemptionId;

  test('that opens takes what ends first', () => {
    const opening = { taken: [lot(60, 120)], hold: holdOf(60) };
    expect(again(fresh, { kind: 'redemption', cause: 'points-held' }, opening)).toEqual({ lots: [[40, 20]], held: 60 });
  });

  test('that opens makes debt of what is not there', () => {
    const opening = { taken: [lot(160, 120)], hold: holdOf(160) };
    expect(again(fresh, { kind: 'redemption', cause: 'points-held' }, opening)).toEqual({
      lots: [],
      held: 160,
      debt: 60,
    });
  });

  test.each(['hold-released', 'hold-lapsed'] as const)('that ends gives its points back (%s)', (cause) => {
    expect(again(holding(60), { kind: 'redemption', cause }, { closes, added: [lot(60, 20)] })).toEqual({
      lots: [[60, 20]],
    });
  });

  test('that is captured gives back what was not captured', () => {
    const capture = { kind: 'redemption', cause: 'hold-captured', delta: -40 } as const;
    expect(again(holding(60), capture, { closes, added: [lot(20, 20)] })).toEqual({ lots: [[20, 20]] });
  });

  test('that is captured, and has lapsed by the right time, takes other points', () => {
    const capture = { kind: 'redemption', cause: 'hold-captured', delta: -40 } as const;
    expect(again(fresh, capture, { closes })).toEqual({ lots: [[60, 20]] });
  });

  test('that pays a claim as it ends has paid it', () => {
    const command = { key: 'owed:0 INV-1', fingerprint: '1' } as const;
    const paid = { kind: 'reversal', cause: 'invoice-refunded', command } as const;
    expect(again(fresh, paid, { taken: [lot(40, 20)] })).toEqual({ lots: [[100, 20]] });
  });
});

describe('A balance that was set is that balance', () => {
  const set = (balanceAfter: number) => ({ kind: 'adjustment', cause: 'balance-set', balanceAfter }) as const;

  test('above what there is: the points are of now', () =>
    expect(again(fresh, set(130), { added: [lot(130, 141)] })).toEqual({
      lots: [
        [100, 20],
        [30, 41],
      ],
    }));

  test('below what there is', () =>
    expect(again(fresh, set(30), { added: [lot(30, 141)] })).toEqual({ lots: [[30, 20]] }));
});

describe('Points that come', () => {
  test.each<Pick<Entry, 'kind' | 'cause'>>([
    { kind: 'earn', cause: 'invoice-saved' },
    { kind: 'adjustment', cause: 'points-added' },
    { kind: 'opening', cause: 'balance-opened' },
    { kind: 'adjustment', cause: 'plugin:gift' },
  ])('end as if they had come now: $cause', (what) =>
    expect(again(accountWith([]), what, { added: [lot(50, 141)] })).toEqual({ lots: [[50, 41]] }),
  );

  test('for a refund keep their ends: points that had paid', () =>
    expect(again(accountWith([]), { kind: 'reversal', cause: 'points-returned' }, { added: [lot(50, 25)] })).toEqual({
      lots: [[50, 25]],
    }));

  test('and repaid debt are there', () =>
    expect(again(accountWith([]), { kind: 'adjustment', cause: 'points-added' }, { debt: -50 })).toEqual({
      lots: [[50, 'never']],
    }));
});

describe('Of 50 points that end on day 20 and 50 on day 60, 30 that went are taken', () => {
  const account = accountWith([lot(50, 20), lot(50, 60)]);

  test.each<Pick<Entry, 'kind' | 'cause'> & Partial<Pick<Entry, 'command'>>>([
    { kind: 'redemption', cause: 'points-redeemed' },
    { kind: 'adjustment', cause: 'points-deducted' },
    { kind: 'reversal', cause: 'goods-returned', command: { key: 'return:R-1', fingerprint: 'f' } },
  ])('of the first: $cause', (what) =>
    expect(again(account, what, { taken: [lot(30, 60)] })).toEqual({
      lots: [
        [20, 20],
        [50, 60],
      ],
    }),
  );

  test('where a reversal took them', () =>
    expect(again(account, { kind: 'reversal', cause: 'entry-reversed' }, { taken: [lot(30, 60)] })).toEqual({
      lots: [
        [50, 20],
        [20, 60],
      ],
    }));

  test('where the clock had made debt of them, of what is there', () =>
    expect(again(account, { kind: 'reversal', cause: 'entry-reversed' }, { debt: 30 })).toEqual({
      lots: [
        [20, 20],
        [50, 60],
      ],
    }));

  test('as debt, where nothing is there', () =>
    expect(again(accountWith([]), { kind: 'redemption', cause: 'points-redeemed' }, { taken: [lot(30, 60)] })).toEqual({
      lots: [],
      debt: 30,
    }));
});

describe('What is taken back of a sale', () => {
  const reference = { type: 'invoice', id: 'INV-1' } as const;
  const refund = { kind: 'reversal', cause: 'invoice-refunded', reference } as const;
  const soldOn = (day: number) =>
    ({ ...saleWith([ofSale(60, day + 31, day)]), sale: { soldAt: onDay(day) }, memberId: 'ayu', moves: [] }) as unknown;

  test('is taken of its own lot, although the clock had ended it', () => {
    const sale = soldOn(5) as InvoiceRecord;
    expect(again(accountWith([lot(50, 20), lot(60, 36)]), refund, { debt: 40 }, { sale })).toEqual({
      lots: [
        [50, 20],
        [20, 36],
      ],
    });
  });

  test('is gone, where it lapsed by a right clock, too', () => {
    const sale = soldOn(-25) as InvoiceRecord;
    const account = accountWith([lot(50, 20)], [lapsedLot(60, 6)]);
    expect(again(account, refund, { taken: [lot(40, 20)] }, { sale })).toEqual({ lots: [[50, 20]] });
  });
});
