import { describe, expect, test } from 'vitest';
import { Draft } from '../kernel/draft/draft.ts';
import { parseProgram } from '../program/parsing/parse-program.ts';
import { minimal } from '../program/parsing/program-testing.ts';
import type { ActorId, MemberId, RedemptionId } from '../values/ids.ts';
import type { Instant } from '../values/instant.ts';
import { maxSafePoints } from '../values/points.ts';
import { type Account, emptyAccount } from './account.ts';
import { nextDue, nextDueAt } from './due.ts';
import type { Hold } from './hold.ts';
import type { Lot, LotEnd } from './lot.ts';
import { hasEndedInactive, inactivityAfter, isInactive, withLiveEnds } from './inactivity.ts';
import { lotFor } from './lot-for.ts';
import { postEntry } from './post-entry.ts';
import { closePosting, lastEntry, openPosting, post, wouldOverflow, wouldOverflowDebt } from './posting.ts';
import { valueOf } from '../value-of-testing.ts';

const day = 86_400_000;
const at = (instant: number) => instant as Instant;
const utc = { ...minimal, timeZone: 'UTC' };
const programWith = (more: object = {}) => valueOf(parseProgram({ ...utc, ...more }));
const lot = (points: number, expiresAt: LotEnd = 'never', availableAt: Instant | null = null): Lot => ({
  expiresAt,
  availableAt,
  points,
});
const hold = (points: number, deadline: number, expiresAt: LotEnd = 'never'): Hold => ({
  redemptionId: `RD-${deadline}` as RedemptionId,
  points,
  taken: [lot(points, expiresAt)],
  deadline: at(deadline),
  invoiceId: null,
  rewardId: null,
});
const period = { unit: 'days', count: 30 } as const;
const accountWith = (more: Partial<Account>): Account => ({
  ...emptyAccount('ayu' as MemberId),
  sequence: 1,
  balance: [...(more.lots ?? []), ...(more.holds ?? [])].reduce((sum, { points }) => sum + points, 0),
  ...more,
});
/** What was posted: cause, change, and when it took effect. */
const told = (account: Account, clock: number) =>
  openPosting(account, programWith(), at(clock)).entries.map(
    ({ cause, delta, effectiveAt }) => `${cause} ${delta} at ${effectiveAt}`,
  );

describe('What is due next', () => {
  test('is nothing where nothing ends', () => {
    expect(nextDue(accountWith({ lots: [lot(5)] }))).toBeNull();
    expect(nextDueAt(accountWith({ lots: [lot(5)] }))).toBeNull();
    expect(nextDueAt(accountWith({ lots: [lot(5, 'inactivity')] }))).toBeNull();
  });

  test('is the first lot that ends', () => {
    expect(nextDue(accountWith({ lots: [lot(5, at(10)), lot(5, at(20))] }))).toEqual({ at: 10, what: 'lot', end: 10 });
  });

  test('is a hold before a lot where both end at once, and else what ends first', () => {
    expect(nextDueAt(accountWith({ lots: [lot(5, at(10))], holds: [hold(1, 9), hold(1, 20)] }))).toBe(9);
    expect(nextDue(accountWith({ lots: [lot(5, at(9))], holds: [hold(1, 9)] }))).toMatchObject({ what: 'hold' });
    expect(nextDue(accountWith({ lots: [lot(5, at(8))], holds: [hold(1, 9)] }))).toMatchObject({ what: 'lot' });
  });

  test('is inactivity only while points end by it, held ones too', () => {
    const inactivity = { deadline: at(7), since: at(0), period };
    expect(nextDue(accountWith({ lots: [lot(5)], inactivity }))).toBeNull();
    expect(nextDue(accountWith({ lots: [lot(5, 'inactivity')], inactivity }))).toEqual({ at: 7, what: 'inactivity' });
    const held = accountWith({ lots: [lot(5)], holds: [hold(1, 9, 'inactivity')], inactivity });
    expect(nextDue(held)).toEqual({ at: 7, what: 'inactivity' });
    expect(nextDueAt(accountWith({ holds: [hold(1, 9)], inactivity }))).toBe(9);
  });
});

describe('Opening a write', () => {
  test('posts what is due by then, each at its own instant', () => {
    const account = accountWith({ lots: [lot(5, at(10)), lot(6, at(20)), lot(7, at(21))] });
    expect(told(account, 9)).toEqual([]);
    expect(told(account, 20)).toEqual(['lot-expired -5 at 10', 'lot-expired -6 at 20']);
  });

  test('gives back what a hold set aside, and expires what ended meanwhile', () => {
    const account = accountWith({ holds: [hold(5, 15, at(10)), hold(6, 16)] });
    expect(told(account, 16)).toEqual(['hold-lapsed 0 at 15', 'lot-expired -5 at 15', 'hold-lapsed 0 at 16']);
  });

  test('looks at each of many holds a few times, and not once more for each that lapses', () => {
    let looks = 0;
    const watched = (each: Hold): Hold =>
      new Proxy(each, {
        get(target, key) {
          looks += 1;
          return Reflect.get(target, key) as unknown;
        },
      });
    const inactivity = { deadline: at(5000), since: at(0), period };
    for (const more of [{}, { inactivity }]) {
      const holds = Array.from({ length: 1000 }, (_, index) => watched(hold(1, index + 1)));
      const account = accountWith({ holds, ...more });
      looks = 0;
      expect(openPosting(account, programWith(), at(1000)).account.holds).toEqual([]);
      expect(looks).toBeLessThan(20 * 1000);
    }
  });

  test('says what lapsed: the redemption of a hold, and nothing beside a lot', () => {
    const account = accountWith({ lots: [lot(6, at(16))], holds: [hold(5, 15)] });
    expect(openPosting(account, programWith(), at(16)).entries).toMatchObject([
      { kind: 'redemption', actor: 'system', reference: { type: 'redemption', id: 'RD-15' }, postedAt: 16 },
      { kind: 'expiry', actor: 'system', reference: null, postedAt: 16 },
    ]);
  });

  test('expires all points that end by inactivity, and no others', () => {
    const inactivity = { deadline: at(12), since: at(0), period };
    const account = accountWith({ lots: [lot(5, 'inactivity'), lot(2, 'inactivity', at(11)), lot(6)], inactivity });
    const { account: after } = openPosting(account, programWith(), at(12));
    expect(told(account, 12)).toEqual(['account-inactive -7 at 12']);
    expect(after).toMatchObject({ balance: 6, lots: [lot(6)], inactivity: null });
    expect(after.lapsed).toMatchObject([{ expiresAt: 12, byInactivity: true, points: 7 }]);
  });

  test('remembers for the refund window what lapsed', () => {
    const program = programWith({ refund: { windowDays: 30 } });
    const { account } = openPosting(accountWith({ lots: [lot(5, at(10))] }), program, at(10));
    expect(account.lapsed).toEqual([{ expiresAt: 10, byInactivity: false, points: 5, forgetAt: 10 + 30 * day }]);
  });

  test('never goes back in time', () => {
    expect(openPosting(accountWith({ lastInstant: at(50) }), programWith(), at(40)).now).toBe(50);
    expect(openPosting(accountWith({ lastInstant: at(50) }), programWith(), at(60)).now).toBe(60);
  });
});

describe('A write', () => {
  const draft = { kind: 'adjustment', cause: 'points-added', actor: 'staff' as ActorId, reference: null } as const;
  const opened = openPosting(accountWith({ lots: [lot(5)], debt: 0 }), programWith(), at(100));

  test('numbers its entries, and says when and under which rules they were made', () => {
    const posted = post(opened, { ...draft, effect: { added: [lot(3)] } });
    expect(lastEntry(posted)).toEqual({
      ...draft,
      memberId: 'ayu',
      sequence: 2,
      delta: 3,
      balanceAfter: 8,
      postedAt: 100,
      effectiveAt: 100,
      effect: { added: [lot(3)] },
      programVersion: opened.program.version,
      command: null,
    });
    const command = { key: 'key:K-1', fingerprint: 'f' } as const;
    const next = post(posted, { ...draft, effect: {}, effectiveAt: at(7), command });
    expect(next.entries).toHaveLength(2);
    expect(lastEntry(next)).toMatchObject({ sequence: 3, effectiveAt: 7, command });
  });

  test('expires at its end what it put into lots that have ended', () => {
    const late = closePosting(post(opened, { ...draft, effect: { added: [lot(3, at(90))] } }));
    expect(late.entries.map(({ cause, effectiveAt }) => `${cause} ${effectiveAt}`)).toEqual([
      'points-added 100',
      'lot-expired 100',
    ]);
    expect(late.account).toMatchObject({ balance: 5, lots: [lot(5)] });
  });

  test('must not pass what a number holds exactly', () => {
    const near = { ...opened, account: accountWith({ lots: [lot(maxSafePoints - 5)] }) };
    expect([wouldOverflow(near, 5), wouldOverflow(near, 6)]).toEqual([false, true]);
    const owing = { ...opened, account: accountWith({ balance: 5 - maxSafePoints, debt: maxSafePoints - 5 }) };
    expect([wouldOverflow(owing, maxSafePoints), wouldOverflow(owing, maxSafePoints + 2)]).toEqual([false, true]);
    const deep = { ...opened, account: accountWith({ balance: -10, debt: 10 }) };
    expect([wouldOverflowDebt(deep, maxSafePoints - 20), wouldOverflowDebt(deep, maxSafePoints - 19)]).toEqual([
      false,
      true,
    ]);
  });
});

test('Nothing is posted for a member who was never enrolled', () => {
  const draft = new Draft(new Map([['account', new Map([['nobody', null]])]]), at(1), programWith());
  const entry = {
    kind: 'adjustment',
    cause: 'plugin:gift',
    actor: 'staff' as ActorId,
    reference: null,
    effect: {},
  } as const;
  const posted = draft.run(() => postEntry(draft, 'nobody' as MemberId, entry));
  expect(posted).toMatchObject({ error: { kind: 'unknown-member' } });
  expect([...draft.changes()]).toEqual([]);
});

describe('Points by inactivity', () => {
  const byInactivity = programWith({ expiry: { kind: 'inactivity', period } });
  const active = { deadline: at(31 * day), since: at(3), period };

  test('have an end that only the account knows', () => {
    expect(lotFor(byInactivity, at(0))).toEqual({ expiresAt: 'inactivity', availableAt: null });
    const pending = programWith({ earn: { ...utc.earn, pendingDays: 2 } });
    expect(lotFor(pending, at(0))).toEqual({ expiresAt: 'never', availableAt: 2 * day });
  });

  test('are over from the deadline on', () => {
    expect(isInactive(accountWith({}), at(0))).toBe(true);
    expect(isInactive(accountWith({ inactivity: active }), at(31 * day - 1))).toBe(false);
    expect(isInactive(accountWith({ inactivity: active }), at(31 * day))).toBe(true);
  });

  test('have a deadline that each activity moves on, and never back', () => {
    const first = inactivityAfter(accountWith({}), byInactivity, at(0), at(5));
    expect(first).toEqual({ inactivity: { deadline: 31 * day, since: 5, period } });
    const account = accountWith({ inactivity: active });
    expect(inactivityAfter(account, byInactivity, at(0), at(5))).toEqual({});
    const moved = { deadline: 32 * day, since: 3, period };
    expect(inactivityAfter(account, byInactivity, at(day), at(day))).toEqual({ inactivity: moved });
    const again = inactivityAfter(account, byInactivity, at(40 * day), at(40 * day));
    expect(again).toEqual({ inactivity: { deadline: 71 * day, since: 40 * day, period } });
  });

  test('keep their period where the program has another policy by now', () => {
    expect(inactivityAfter(accountWith({}), programWith(), at(0), at(0))).toEqual({});
    expect(inactivityAfter(accountWith({ inactivity: active }), programWith(), at(day), at(day))).toMatchObject({
      inactivity: { deadline: 32 * day },
    });
  });

  test('that come back have ended where the deadline went by while they were away', () => {
    const account = accountWith({ inactivity: active });
    const lots = [lot(1, 'inactivity'), lot(2, at(9))];
    expect(hasEndedInactive(account, at(3), at(5))).toBe(false);
    expect(hasEndedInactive(account, at(2), at(5))).toBe(true);
    expect(hasEndedInactive(accountWith({}), at(3), at(5))).toBe(true);
    expect(withLiveEnds(account, lots, at(3), at(5))).toEqual(lots);
    expect(withLiveEnds(account, lots, at(2), at(5))).toEqual([lot(1, at(5)), lot(2, at(9))]);
  });
});
