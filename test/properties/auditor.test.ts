import { auditLedger, type Call, enrolments, type LedgerDump, runOperations } from '@pointbook/testing';
import { describe, expect, test } from 'vitest';
import { memory, openWorld } from '../support/properties/worlds.ts';

type Mutable<T> = T extends string
  ? string
  : T extends number
    ? number
    : T extends readonly (infer Item)[]
      ? Mutable<Item>[]
      : { -readonly [Key in keyof T]: Mutable<T[Key]> };
type Dump = Mutable<LedgerDump>;

const day = 86_400_000;
const staff = { memberId: 'M1', actor: 'ann', reason: 'a reason' };

/** A sound ledger with lots of two ends, an expiry, a redemption, holds, a reversal, and a member in debt. */
async function soundLedger(): Promise<Dump> {
  const world = await openWorld(memory, {
    programId: 'shop',
    name: 'Shop',
    timeZone: 'UTC',
    currency: 'EUR',
    earn: { rules: [{ ruleId: 'all', earn: { per: 'amount', points: 1, of: 1 } }] },
    expiry: { kind: 'after', period: { unit: 'days', count: 5 } },
    redeem: { rate: { points: 1, money: 1 } },
  });
  const sale = { currency: 'EUR', total: 30, memberId: 'M1' };
  const before: Call[] = [
    ...enrolments(),
    { verb: 'adjustPoints', command: { ...staff, points: 8, direction: 'add', idempotencyKey: 'a' } },
    { verb: 'reverseEntry', command: { ...staff, sequence: 1, points: 3, idempotencyKey: 'b' } },
    { verb: 'saveInvoice', command: { ...sale, invoiceId: 'debt', memberId: 'M2' } },
    { verb: 'redeemPoints', command: { memberId: 'M2', redemptionId: 'D', points: 20 } },
    { verb: 'voidInvoice', command: { invoiceId: 'debt', refundId: 'V' } },
  ];
  const after: Call[] = [
    { verb: 'saveInvoice', command: { ...sale, invoiceId: 'S' } },
    { verb: 'redeemPoints', command: { memberId: 'M1', redemptionId: 'D', points: 7 } },
    { verb: 'holdPoints', command: { memberId: 'M1', redemptionId: 'H', points: 4 } },
    { verb: 'captureHold', command: { memberId: 'M1', redemptionId: 'H', points: 3 } },
    { verb: 'holdPoints', command: { memberId: 'M1', redemptionId: 'open', points: 4 } },
    { verb: 'undoRedemption', command: { memberId: 'M1', redemptionId: 'H', undoId: 'U', points: 1 } },
  ];
  await runOperations(world, [...before, { verb: 'wait', ms: 2 * day }, ...after]);
  const dump = structuredClone(await world.dump()) as unknown as Dump;
  expect(findingsIn(dump)).toEqual([]);
  await world.close();
  return dump;
}

/** The invariants that the auditor finds broken. */
function findingsIn(dump: Dump): number[] {
  return auditLedger(dump as unknown as LedgerDump).map(({ invariant }) => invariant);
}

function account({ members }: Dump, id = 'M1') {
  const found = members.find(({ account: each }) => each.memberId === id)?.account;
  if (!found) throw new Error(`There is no ${id}.`);
  return found;
}

function entry({ entries }: Dump, cause: string, id = 'M1') {
  const found = entries.findLast((each) => each.memberId === id && each.cause === cause);
  if (!found) throw new Error(`There is no ${cause}.`);
  return found;
}

/** One harm for each invariant that a dump can show, and the number that the auditor has to name. */
const harms: readonly (readonly [invariant: number, harm: string, (dump: Dump) => void])[] = [
  [1, 'a snapshot with a point too many', (dump) => void (account(dump).balance += 1)],
  [
    2,
    'a hold that stays open after its deadline',
    (dump) => void Object.assign(entry(dump, 'points-held').effect.hold ?? {}, { deadline: 1 }),
  ],
  [3, 'debt beside points', (dump) => void Object.assign(entry(dump, 'invoice-saved').effect, { debt: 5 })],
  [
    4,
    'more taken from a lot than it has',
    (dump) => void Object.assign(entry(dump, 'points-redeemed').effect.taken?.[0] ?? {}, { points: 900 }),
  ],
  [5, 'a delta that is not what moved', (dump) => void (entry(dump, 'points-redeemed').delta -= 1)],
  [6, 'a snapshot without the open hold', (dump) => void account(dump).holds.splice(0)],
  [
    6,
    'a hold that differs from its lots',
    (dump) => void Object.assign(entry(dump, 'points-held').effect.hold ?? {}, { points: 9 }),
  ],
  [
    7,
    'points spent before they were available',
    (dump) => {
      const pending = { availableAt: 9e15 };
      for (const cause of ['invoice-saved', 'points-redeemed']) {
        const { added = [], taken = [] } = entry(dump, cause).effect;
        for (const lot of [...added, ...taken]) Object.assign(lot, pending);
      }
    },
  ],
  [8, 'a hold that ends twice', (dump) => void Object.assign(entry(dump, 'points-redeemed').effect, { closes: 'H' })],
  [10, 'points that end later spent first', (dump) => void entry(dump, 'points-redeemed').effect.taken?.shift()],
  [11, 'points spent after their end', (dump) => void (entry(dump, 'points-redeemed').postedAt += 9 * day)],
  [
    13,
    'points that expired before their end',
    (dump) => void Object.assign(entry(dump, 'points-redeemed'), { kind: 'expiry', cause: 'lot-expired' }),
  ],
  [14, 'a reversal of more than there was', (dump) => void (entry(dump, 'entry-reversed').delta = -9)],
  [
    14,
    'a redemption of which more came back than was spent',
    (dump) => void Object.assign(entry(dump, 'redemption-undone').effect, { expired: 3 }),
  ],
  [
    16,
    'an invoice that says less was taken back',
    (dump) =>
      void Object.assign(dump.invoices.find(({ invoiceId }) => invoiceId === 'debt')?.posted ?? {}, { clawedBack: 2 }),
  ],
  [
    16,
    'a void that was taken back by an entry that is not there',
    (dump) => {
      const invoice = dump.invoices.find(({ invoiceId }) => invoiceId === 'debt');
      const did = { sequence: 99, earned: 5 };
      Object.assign(invoice ?? {}, { reinstatements: [{ reinstatementId: 'B', fingerprint: '', did }] });
    },
  ],
  [
    16,
    'an entry of a payment that nobody took back',
    (dump) => {
      const sold = entry(dump, 'invoice-saved');
      sold.cause = 'payment-reversed';
      Object.assign(sold.reference ?? {}, { detail: 'P' });
    },
  ],
  [
    18,
    'a revision whose sale nobody kept',
    (dump) => {
      const [sale] = dump.invoices;
      if (sale) sale.replacedSaves = (sale.replacedSaves ?? 0) + 1;
    },
  ],
  [
    18,
    'a command that wrote twice',
    (dump) => void (entry(dump, 'hold-captured').command = structuredClone(entry(dump, 'points-redeemed').command)),
  ],
  [
    19,
    'two members with one phone',
    (dump) => dump.profiles.forEach((profile) => void Object.assign(profile, { phone: '+628111111' })),
  ],
  [
    21,
    'an entry that is gone',
    (dump) => void dump.entries.splice(dump.entries.indexOf(entry(dump, 'points-redeemed')), 1),
  ],
  [31, 'an entry of other rules', (dump) => void (entry(dump, 'invoice-saved').programVersion = 'v-other')],
  [21, 'a running sum that is wrong', (dump) => void (entry(dump, 'invoice-saved').balanceAfter += 1)],
  [21, 'a note without an entry', (dump) => void Object.assign(dump.notes[0] ?? {}, { sequence: 77 })],
  [22, 'a snapshot with other lots', (dump) => void Object.assign(account(dump).lots[0] ?? {}, { expiresAt: 9e15 })],
  [22, 'a snapshot with other debt', (dump) => void (account(dump, 'M2').debt += 1)],
  [22, 'a snapshot that lags behind', (dump) => void (account(dump).sequence -= 1)],
  [
    22,
    'entries without a member',
    (dump) =>
      void dump.members.splice(
        dump.members.findIndex(({ account: each }) => each.memberId === 'M1'),
        1,
      ),
  ],
  [
    32,
    'a first purchase that is no sale of the member',
    (dump) => dump.members.forEach(({ activity }) => void Object.assign(activity, { firstPurchase: 'nothing' })),
  ],
  [
    32,
    'a cap that no sale uses',
    (dump) => dump.members.forEach(({ activity }) => activity.days.push({ date: '2026-01-01', points: { '': 1 } })),
  ],
  [
    29,
    'a figure that is no whole number',
    (dump) => void Object.assign(entry(dump, 'invoice-saved').effect, { debt: 2 ** 53 }),
  ],
];

describe('the auditor names', () => {
  test.each(harms)('[%i] %s', async (invariant, _, harm) => {
    const dump = await soundLedger();
    harm(dump);
    expect(findingsIn(dump)).toContain(invariant);
  });
});
