import { describe, expect, test } from 'vitest';
import type { Activity } from '../../ledger/member-record.ts';
import type { Explanation } from '../../program/evaluating/explanation.ts';
import { parseProgram } from '../../program/parsing/parse-program.ts';
import { base, withEarn, withRule } from '../../program/parsing/program-testing.ts';
import type { BusinessDate } from '../../values/instant.ts';
import { bookCapUse, earnedOn, freeCapUse, hasDayCaps, usedByOthers } from './day-caps.ts';
import { valueOf } from '../../value-of-testing.ts';

const date = (text: string) => text as BusinessDate;
const today = date('2026-03-02');
const activity = (days: Activity['days'] = []): Activity => ({ days });
/** An invoice that earns so many points by the base rule. */
const earning = (points: number) => ({ points, rules: [{ ruleId: 'base', points }] }) as unknown as Explanation;
const program = (definition: unknown) => valueOf(parseProgram(definition));

describe('What is earned on a day', () => {
  test('is noted by rule and in all, beside other days', () => {
    const before = activity([{ date: date('2026-03-01'), points: { base: 7, '': 7 } }]);
    expect(bookCapUse(before, {}, today, earning(30))).toEqual({
      activity: { days: [{ date: today, points: { base: 30, '': 30 } }, ...before.days] },
      capUse: { base: 30, '': 30 },
    });
  });

  test('adds up over the invoices of the day', () => {
    const before = activity([{ date: today, points: { base: 7, other: 2, '': 9 } }]);
    const { days } = bookCapUse(before, {}, today, earning(30)).activity;
    expect(days).toEqual([{ date: today, points: { base: 37, other: 2, '': 39 } }]);
    expect(earnedOn(activity(days), today)).toEqual({ base: 37, other: 2, '': 39 });
    expect(earnedOn(activity(days), date('2026-03-03'))).toEqual({});
  });

  test('grows by what an edit adds, and never shrinks', () => {
    const own = { base: 30, '': 30 };
    const before = activity([{ date: today, points: { base: 37, '': 37 } }]);
    const raised = bookCapUse(before, own, today, earning(50));
    expect(raised.capUse).toEqual({ base: 50, '': 50 });
    expect(raised.activity.days).toEqual([{ date: today, points: { base: 57, '': 57 } }]);
    const lowered = bookCapUse(before, own, today, earning(10));
    expect(lowered).toEqual({ activity: before, capUse: own });
  });

  test('of a rule that earns nothing takes no room', () => {
    expect(bookCapUse(activity(), {}, today, earning(0)).capUse).toEqual({});
  });

  test('is given back by a sale that did not happen, and the day is forgotten with its last points', () => {
    const before = activity([{ date: today, points: { base: 37, constructor: 3, '': 40 } }]);
    const left = freeCapUse(before, { base: 37, '': 37 }, today);
    expect(left).toEqual(activity([{ date: today, points: { constructor: 3, '': 3 } }]));
    expect(freeCapUse(left, { constructor: 3, '': 3 }, today)).toEqual(activity());
    expect(freeCapUse(activity(), { base: 5 }, today)).toEqual(activity());
  });

  test('by other sales leaves a sale what it has used itself, also where another version allowed more', () => {
    const capped = program(withEarn({ rules: [{ ...base, cap: { perDay: 100 } }] }));
    const used = (points: number) => activity([{ date: today, points: { base: points, '': points } }]);
    const { ruleId } = base;
    const others = (points: number, own: number) =>
      usedByOthers(used(points), capped, today, own === 0 ? {} : { [ruleId]: own });
    expect(others(60, 0)).toEqual({ [ruleId]: 60 });
    expect(others(60, 60)).toEqual({});
    expect(others(200, 100)).toEqual({});
    expect(others(200, 30)).toEqual({ [ruleId]: 70 });
  });

  test('is remembered for the 31 newest days, newest first', () => {
    const march = Array.from({ length: 31 }, (_, day) => date(`2026-03-${String(day + 1).padStart(2, '0')}`));
    const full = activity(march.toReversed().map((each) => ({ date: each, points: { '': 1 } })));
    const { days } = bookCapUse(full, {}, date('2026-04-01'), earning(1)).activity;
    expect(days.map((day) => day.date)).toEqual([date('2026-04-01'), ...march.toReversed().slice(0, 30)]);
    const late = bookCapUse(full, {}, date('2026-02-28'), earning(1)).activity.days;
    expect(late).toEqual(full.days);
    const between = bookCapUse(activity(full.days.slice(1, 3)), {}, date('2026-03-31'), earning(1)).activity;
    expect(between.days.map((day) => day.date)).toEqual(['2026-03-31', '2026-03-30', '2026-03-29']);
  });
});

test('Days are noted only where a program caps them', () => {
  expect(hasDayCaps(program(withEarn({})))).toBe(false);
  expect(hasDayCaps(program(withEarn({ cap: { perInvoice: 5 } })))).toBe(false);
  expect(hasDayCaps(program(withEarn({ cap: { perDay: 5 } })))).toBe(true);
  expect(hasDayCaps(program(withRule({ cap: { perInvoice: 5 } })))).toBe(false);
  expect(hasDayCaps(program(withEarn({ rules: [base, { ...base, ruleId: 'capped', cap: { perDay: 5 } }] })))).toBe(
    true,
  );
});
