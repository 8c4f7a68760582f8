import fc from 'fast-check';
import { type Account, heldPoints, type Inactivity, type LapsedLot, lotPoints } from '../ledger/account.ts';
import type { CommandKey, CommandMark, Effect, Entry, Reference } from '../ledger/entry.ts';
import { entryKinds } from '../ledger/entry-words.ts';
import type { Hold, LateDebt, HoldClaim } from '../ledger/hold.ts';
import type { Lot, LotEnd } from '../ledger/lot.ts';
import type { Activity, DayEarnings, Forgiven, MemberRecord } from '../ledger/member-record.ts';
import type { Period } from '../program/expiry-policy.ts';
import { businessDate, few, fields, figure, figuresByName, id, instant, orNull, text } from './fields-testing.ts';

export const lotEnd: fc.Arbitrary<LotEnd> = fc.oneof(instant, fc.constantFrom<LotEnd[]>('never', 'inactivity'));
const points = fc.integer({ min: 1, max: 1_000_000_000 });

export const lot = fields<Lot>({ expiresAt: lotEnd, availableAt: orNull(instant), points, activeSince: instant }, [
  'activeSince',
]);

const hold = fields<Hold>(
  {
    redemptionId: id(),
    points,
    taken: few(lot),
    deadline: instant,
    invoiceId: orNull(id()),
    rewardId: orNull(text()),
    guard: id(),
    since: points,
    late: few(fields<LateDebt>({ at: instant, before: figure })),
  },
  ['guard', 'since', 'late'],
);

const holdClaims = few(
  fields<HoldClaim>(
    {
      id: id(),
      isReturn: fc.constant(true as const),
      programVersion: id(),
      after: points,
      nth: figure,
      lots: few(lot),
    },
    ['isReturn'],
  ),
);

/** Points that lapsed. */
export const lapsedLot = fields<LapsedLot>(
  { expiresAt: instant, byInactivity: fc.boolean(), points, forgetAt: instant, activeSince: instant, returnedOn: id() },
  ['activeSince', 'returnedOn'],
);

const inactivity = fields<Inactivity>(
  {
    deadline: instant,
    since: instant,
    period: fields<Period>({ unit: fc.constantFrom('days', 'months'), count: points }),
    by: id(),
    without: instant,
  },
  ['by', 'without'],
);

const account = fields<Account>(
  {
    memberId: id(),
    sequence: fc.nat(),
    balance: fc.constant(0),
    debt: fc.nat(),
    lots: few(lot),
    holds: few(hold),
    lapsed: few(lapsedLot),
    inactivity: orNull(inactivity),
    lastInstant: instant,
    holdClaims,
  },
  ['holdClaims'],
).map((made): Account => ({ ...made, balance: lotPoints(made) + heldPoints(made) - made.debt }));

const activity = fields<Activity>(
  {
    firstPurchase: id(),
    days: few(fields<DayEarnings>({ date: businessDate, points: figuresByName })),
    forgiven: few(
      fields<Forgiven>({ id: id(), after: points, points, isReturn: fc.constant(true as const) }, ['isReturn']),
    ),
  },
  ['firstPurchase', 'forgiven'],
);

export const memberRecord = fields<MemberRecord>({ account, activity });

const commandKey = fc
  .tuple(fc.constantFrom('key', 'redeem', 'capture', 'release'), text())
  .map(([kind, key]) => `${kind}:${key}` as CommandKey);

export const commandMark = fields<CommandMark>({ key: commandKey, fingerprint: text() });

const reference = fields<Reference>(
  {
    type: fc.constantFrom('invoice', 'redemption', 'entry', 'job', 'external', 'plugin:order'),
    id: text(),
    detail: text(),
  },
  ['detail'],
);

const effect = fields<Effect>(
  {
    taken: few(lot),
    added: few(lot),
    debt: figure,
    hold,
    closes: id(),
    lapsed: few(lapsedLot),
    value: figure,
    paidFor: id(),
    forgiven: figure,
    expired: figure,
    inactivity: orNull(inactivity),
    clock: instant,
    holdClaims,
    late: fc.constant(true as const),
  },
  [
    'taken',
    'added',
    'debt',
    'hold',
    'closes',
    'lapsed',
    'value',
    'paidFor',
    'forgiven',
    'expired',
    'inactivity',
    'clock',
    'late',
    'holdClaims',
  ],
);

export const entry = fields<Entry>({
  memberId: id(),
  sequence: fc.integer({ min: 1 }),
  kind: fc.constantFrom(...entryKinds),
  cause: fc.constantFrom('invoice-saved', 'points-added', 'hold-lapsed', 'lot-expired'),
  delta: figure,
  balanceAfter: figure,
  postedAt: instant,
  effectiveAt: instant,
  actor: id(),
  reference: orNull(reference),
  effect,
  programVersion: id(),
  command: orNull(commandMark),
});
