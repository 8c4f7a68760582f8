import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Instant } from '../../../values/instant.ts';
import { type CodePolicy, defaultCodes } from '../code-policy.ts';
import {
  type CodeBudget,
  emptyBudget,
  lastUse,
  lockedUntil,
  sendRefusal,
  withFailure,
  withRejection,
  withSend,
} from './code-budget.ts';

const policy: CodePolicy = defaultCodes;
const empty = emptyBudget('member:ayu');
const at = (time: number) => time as Instant;
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

const sent = (...times: readonly number[]) =>
  times.reduce<CodeBudget>((budget, time) => withSend(budget, policy, at(time)), empty);
const failed = (...times: readonly number[]) =>
  times.reduce<CodeBudget>((budget, time) => withFailure(budget, policy, at(time)), empty);

describe('the wait between two codes', () => {
  test('is 60 seconds, to the millisecond', () => {
    const budget = sent(1000);
    const wait = { rule: 'between-sends', retryAt: 61_000 };
    expect(sendRefusal(budget, policy, at(1000))).toEqual(wait);
    expect(sendRefusal(budget, policy, at(60_999))).toEqual(wait);
    expect(sendRefusal(budget, policy, at(61_000))).toBeNull();
    expect(sendRefusal(budget, policy, at(61_001))).toBeNull();
  });

  test('begins with the last code that was not refused', () => {
    const budget = withRejection(sent(0, 60_000), at(60_000));
    expect(budget.sends).toEqual([
      { at: 0, rejected: false },
      { at: 60_000, rejected: true },
    ]);
    expect(sendRefusal(budget, policy, at(60_000))).toBeNull();
    expect(sendRefusal(withRejection(sent(5000), at(5000)), policy, at(5000))).toBeNull();
    expect(withRejection(sent(5000), at(5001))).toEqual(sent(5000));
  });

  test('is nothing where nothing was sent', () => {
    expect(sendRefusal(empty, policy, at(0))).toBeNull();
  });
});

describe('the codes of ten minutes', () => {
  const five = sent(0, minute, 2 * minute, 3 * minute, 4 * minute);

  test('are five: the sixth waits until the first is ten minutes old, to the millisecond', () => {
    const wait = { rule: 'sends', retryAt: 10 * minute };
    expect(sendRefusal(sent(0, minute, 2 * minute, 3 * minute), policy, at(4 * minute))).toBeNull();
    expect(sendRefusal(five, policy, at(5 * minute))).toEqual(wait);
    expect(sendRefusal(five, policy, at(10 * minute - 1))).toEqual(wait);
    expect(sendRefusal(five, policy, at(10 * minute))).toBeNull();
    expect(sendRefusal(five, policy, at(10 * minute + 1))).toBeNull();
  });

  test('answers the later of two waits', () => {
    expect(sendRefusal(five, policy, at(4 * minute))).toEqual({ rule: 'sends', retryAt: 10 * minute });
    const late = sent(0, minute, 2 * minute, 3 * minute, 9.5 * minute);
    expect(sendRefusal(late, policy, at(9.5 * minute))).toEqual({ rule: 'between-sends', retryAt: 10.5 * minute });
  });

  test('count those that were refused', () => {
    const refused = [0, 1, 2, 3, 4].reduce(
      (budget, time) => withRejection(withSend(budget, policy, at(time)), at(time)),
      empty,
    );
    expect(sendRefusal(refused, policy, at(5))).toEqual({ rule: 'sends', retryAt: 10 * minute });
  });
});

describe('wrong codes', () => {
  const times = Array.from({ length: 10 }, (_, index) => index * minute);

  test('lock at the tenth within 24 hours, until the first of them is 24 hours old, to the millisecond', () => {
    expect(lockedUntil(empty, policy, at(0))).toBeNull();
    expect(lockedUntil(failed(...times.slice(0, 9)), policy, at(9 * minute))).toBeNull();
    const ten = failed(...times);
    expect(lockedUntil(ten, policy, at(9 * minute))).toBe(24 * hour);
    expect(lockedUntil(ten, policy, at(24 * hour - 1))).toBe(24 * hour);
    expect(lockedUntil(ten, policy, at(24 * hour))).toBeNull();
    expect(lockedUntil(ten, policy, at(24 * hour + 1))).toBeNull();
  });

  test('do not wait for one another to be told: ten at once lock', () => {
    expect(lockedUntil(failed(...times.map(() => 7)), policy, at(7))).toBe(24 * hour + 7);
  });
});

describe('limits of one', () => {
  const one: CodePolicy = { ...policy, secondsBetweenSends: 1, sends: 1, sendMinutes: 1, failures: 1, failureHours: 1 };

  test('let one code go in a minute', () => {
    const budget = withSend(withSend(empty, one, at(0)), one, at(minute));
    expect(budget.sends).toEqual([{ at: minute, rejected: false }]);
    expect(sendRefusal(budget, one, at(2 * minute - 1))).toEqual({ rule: 'sends', retryAt: 2 * minute });
    expect(sendRefusal(budget, one, at(2 * minute))).toBeNull();
  });

  test('lock at the first wrong code', () => {
    const budget = withFailure(withFailure(empty, one, at(0)), one, at(hour));
    expect(budget.failures).toEqual([hour]);
    expect(lockedUntil(budget, one, at(2 * hour - 1))).toBe(2 * hour);
    expect(lockedUntil(budget, one, at(2 * hour))).toBeNull();
  });
});

test('a budget knows when it was last used', () => {
  expect(lastUse(empty)).toBe(0);
  expect(lastUse(sent(5))).toBe(5);
  expect(lastUse(failed(7))).toBe(7);
  expect(lastUse({ ...sent(5), failures: [at(3)] })).toBe(5);
  expect(lastUse({ ...sent(5), failures: [at(9)] })).toBe(9);
});

/** What every limit says when nothing is ever left out. */
function naive(sends: readonly { at: number; rejected: boolean }[], failures: readonly number[], rules: CodePolicy) {
  return (now: number) => {
    const taken = sends.filter((send) => !send.rejected).map((send) => send.at + rules.secondsBetweenSends * second);
    const recent = sends.filter((send) => send.at + rules.sendMinutes * minute > now);
    const wrong = failures.filter((time) => time + rules.failureHours * hour > now);
    return {
      maySend: taken.every((end) => end <= now) && recent.length < rules.sends,
      locked: wrong.length >= rules.failures,
    };
  };
}

const rulesOf = fc.record({
  secondsBetweenSends: fc.integer({ min: 1, max: 90 }),
  sends: fc.integer({ min: 1, max: 4 }),
  sendMinutes: fc.integer({ min: 1, max: 4 }),
  failures: fc.integer({ min: 1, max: 4 }),
  failureHours: fc.constant(1),
});
const events = fc.array(
  fc.tuple(fc.constantFrom('send', 'refused', 'failure', 'look'), fc.integer({ min: 0, max: 100 * second })),
  { maxLength: 60 },
);

test('what a budget leaves out is asked for by no limit', () => {
  fc.assert(
    fc.property(rulesOf, events, (limits, steps) => {
      const rules = { ...policy, ...limits };
      const sends: { at: number; rejected: boolean }[] = [];
      const failures: number[] = [];
      let budget = empty;
      let now = 1_000_000;
      for (const [what, pause] of steps) {
        // Wrong codes come in hours, so that some of them grow old.
        now += what === 'failure' ? pause * 20 : pause;
        const known = naive(sends, failures, rules)(now);
        expect(sendRefusal(budget, rules, at(now)) === null).toBe(known.maySend);
        expect(lockedUntil(budget, rules, at(now)) !== null).toBe(known.locked);
        if (what === 'failure' && !known.locked) {
          failures.push(now);
          budget = withFailure(budget, rules, at(now));
        }
        if ((what === 'send' || what === 'refused') && known.maySend) {
          sends.push({ at: now, rejected: what === 'refused' });
          budget = withSend(budget, rules, at(now));
          if (what === 'refused') budget = withRejection(budget, at(now));
        }
      }
      expect(budget.sends.length).toBeLessThanOrEqual(rules.sends);
      expect(budget.failures.length).toBeLessThanOrEqual(rules.failures);
    }),
    { numRuns: 500 },
  );
});
