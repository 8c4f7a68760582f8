import { auditLedger, type Call, enrolments, type LedgerDump, runOperations } from '@pointbook/testing';
import { describe, expect, test } from 'vitest';
import { memory, openWorld } from '../support/properties/worlds.ts';

type Account = LedgerDump['members'][number]['account'];
type Challenge = LedgerDump['challenges'][number];
type Entry = LedgerDump['entries'][number];
type Hold = Account['holds'][number];

/** Something somebody has meddled with. */
type Loose<T> = { -readonly [Field in keyof T]: unknown };

const redemptions = ['spent', 'paid', 'released', 'open', 'free', 'free open'];
const waiting = redemptions.slice(0, 4);

/**
 * A ledger in which two codes were used, one of them for a sale; others were not, or not yet; and two holds need none.
 */
async function soundLedger(): Promise<LedgerDump> {
  const world = await openWorld(memory, {
    programId: 'shop',
    name: 'Shop',
    timeZone: 'UTC',
    currency: 'EUR',
    earn: { rules: [] },
    redeem: { rate: { points: 1, money: 1 } },
  });
  const step = (redemptionId: string) => ({ memberId: 'M1', redemptionId });
  const gift = { memberId: 'M1', actor: 'ann', reason: 'a reason', points: 90, direction: 'add', idempotencyKey: 'a' };
  const calls: Call[] = [
    ...enrolments(),
    { verb: 'adjustPoints', command: gift as never },
    { verb: 'saveInvoice', command: { invoiceId: 'S', memberId: 'M1', currency: 'EUR', total: 50 } },
    ...redemptions.map((id): Call => {
      const invoice = id === 'paid' ? { invoiceId: 'S' } : {};
      return { verb: 'holdPoints', command: { ...step(id), ...invoice, points: 4 } };
    }),
    { verb: 'captureHold', command: step('spent') },
    { verb: 'captureHold', command: step('paid') },
    { verb: 'captureHold', command: { ...step('free'), points: 3 } },
    { verb: 'releaseHold', command: step('released') },
  ];
  await runOperations(world, calls);
  const dump = structuredClone(await world.dump());
  await world.close();
  return withCodes(dump);
}

/** The same ledger as if those holds had waited for codes. */
function withCodes(dump: LedgerDump): LedgerDump {
  const openings = dump.entries.flatMap(({ effect }) => effect.hold ?? []);
  const inAccounts = dump.members.flatMap(({ account }) => account.holds);
  for (const hold of [...openings, ...inAccounts])
    if (waiting.includes(hold.redemptionId)) change(hold, { guard: `code of ${hold.redemptionId}` });
  const challenges = openings.filter(({ guard }) => guard !== undefined).map((hold) => codeOf(dump, hold));
  return { ...dump, challenges };
}

function codeOf({ entries }: LedgerDump, hold: Hold): Challenge {
  const { redemptionId, guard: challengeId, points, rewardId, invoiceId, deadline } = hold;
  const closing = entries.find(({ effect }) => effect.closes === redemptionId);
  const isUsed = closing?.cause === 'hold-captured';
  const [state, usedBy] = isUsed ? ['used', closing.sequence] : [closing ? 'cancelled' : 'open', null];
  const said = { challengeId, memberId: 'M1', redemptionId, points, value: 4, rewardId, invoiceId, deadline };
  return { ...said, state, usedBy } as unknown as Challenge;
}

function change<Of extends object>(of: Of, as: Partial<Loose<Of>>): void {
  Object.assign(of, as);
}

function code({ challenges }: LedgerDump, of: string): Challenge {
  return found(challenges.find(({ redemptionId }) => redemptionId === of));
}

function opening({ entries }: LedgerDump, of: string): Hold {
  return found(entries.find(({ effect }) => effect.hold?.redemptionId === of)?.effect.hold);
}

function capture({ entries }: LedgerDump, of: string): Entry {
  return found(entries.find(({ effect, cause }) => effect.closes === of && cause === 'hold-captured'));
}

function held({ members }: LedgerDump, of: string): Hold {
  const holds = members.flatMap(({ account }) => account.holds);
  return found(holds.find(({ redemptionId }) => redemptionId === of));
}

function found<Found>(record: Found | undefined): Found {
  if (record === undefined) throw new Error('It is not there.');
  return record;
}

function without(dump: LedgerDump, of: string): LedgerDump {
  return { ...dump, challenges: dump.challenges.filter(({ redemptionId }) => redemptionId !== of) };
}

const harms: readonly (readonly [harm: string, (dump: LedgerDump) => LedgerDump | void])[] = [
  ['points spent by a code that is not there', (dump) => without(dump, 'spent')],
  [
    'points spent by a code that was never used',
    (dump) => change(code(dump, 'spent'), { state: 'open', usedBy: null }),
  ],
  ['points spent by a code that is void', (dump) => change(code(dump, 'spent'), { state: 'void' })],
  [
    'points spent by two codes',
    (dump) => ({
      ...dump,
      challenges: [...dump.challenges, { ...code(dump, 'spent'), challengeId: 'another' as never }],
    }),
  ],
  ['points spent by the code of another hold', (dump) => change(code(dump, 'spent'), { challengeId: 'another' })],
  ['points spent by the code of another member', (dump) => change(code(dump, 'spent'), { memberId: 'M2' })],
  ['points spent by the code of another redemption', (dump) => change(code(dump, 'spent'), { redemptionId: 'paid' })],
  ['points spent by the code of another sale', (dump) => change(code(dump, 'paid'), { invoiceId: 'T' })],
  ['points spent by the code of no sale', (dump) => change(code(dump, 'paid'), { invoiceId: null })],
  ['points spent by a code for fewer', (dump) => change(code(dump, 'spent'), { points: 3 })],
  [
    'points of a hold that were spent in part',
    (dump) => {
      change(capture(dump, 'spent'), { delta: -3 });
      change(code(dump, 'spent'), { points: 3 });
    },
  ],
  ['a code that was used by an entry that is not there', (dump) => change(code(dump, 'spent'), { usedBy: 99 })],
  ['a code that was used by no entry', (dump) => change(code(dump, 'spent'), { usedBy: null })],
  [
    'a code that was used, and gave the points back',
    (dump) => {
      const { sequence } = found(dump.entries.find(({ effect }) => effect.closes === 'released'));
      change(code(dump, 'released'), { state: 'used', usedBy: sequence });
    },
  ],
  [
    'a code that was used for a hold that waits for none',
    (dump) => {
      const used = { ...code(dump, 'spent'), redemptionId: 'free', usedBy: capture(dump, 'free').sequence };
      return { ...dump, challenges: [...dump.challenges, { ...used, challengeId: 'another' } as never] };
    },
  ],
  ['a code that is open and used', (dump) => change(code(dump, 'open'), { usedBy: 3 })],
  ['a hold that waits for a code that is not there', (dump) => without(dump, 'open')],
  ['a hold that waits for the code of another member', (dump) => change(code(dump, 'open'), { memberId: 'M2' })],
  ['a hold that waits for a code of more points', (dump) => change(code(dump, 'open'), { points: 5 })],
  ['a hold that waits for a code of another end', (dump) => change(code(dump, 'open'), { deadline: 9 })],
  ['a hold that waits for a code of another redemption', (dump) => change(code(dump, 'open'), { redemptionId: 'R' })],
  ['a hold that waits for a code for a sale', (dump) => change(code(dump, 'open'), { invoiceId: 'S' })],
  ['a hold that waits for a code for a reward', (dump) => change(code(dump, 'open'), { rewardId: 'cup' })],
  ['an account that asks for no code', (dump) => change(held(dump, 'open'), { guard: undefined })],
  ['an account that asks for another code', (dump) => change(held(dump, 'open'), { guard: 'another' })],
  ['an account that asks for a code of its own', (dump) => change(held(dump, 'free open'), { guard: 'another' })],
  ['an entry that asks for no code', (dump) => change(opening(dump, 'spent'), { guard: undefined })],
];

describe('[27] the auditor names', () => {
  test('nothing where every hold has its code', async () => {
    expect(auditLedger(await soundLedger())).toEqual([]);
  });

  test.each(harms)('%s', async (_, harm) => {
    const dump = await soundLedger();
    const findings = auditLedger(harm(dump) ?? dump);
    expect(findings.map(({ invariant }) => invariant)).toContain(27);
  });
});
