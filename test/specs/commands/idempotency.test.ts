import { describe, expect, test } from 'vitest';
import { atOnce } from '../../support/specification/at-once.ts';
import {
  adjust,
  anonymousSale,
  approve,
  bounce,
  bringBack,
  capture,
  claim,
  clockAt,
  daysPass,
  enrol,
  given,
  hold,
  pay,
  publish,
  reassign,
  redeem,
  refund,
  reinstate,
  refused,
  release,
  reverse,
  sale,
  setBalance,
  stageOf,
  type Stage,
  unspend,
  update,
  valueOf,
  voiding,
  type Step,
} from '../../support/specification/specification.ts';
import { base, warung } from '../../support/shops/warung.ts';

const approving = warung({ earn: { trigger: 'on-full-payment', approvePayments: true } });

/** Each command, and what must be there before it. */
const commands: Readonly<Record<string, { readonly before?: readonly Step[]; readonly command: Step }>> = {
  enrolMember: { command: enrol('C-17', { name: 'Citra' }) },
  updateMember: { command: update({ name: 'Ayu' }, 1) },
  saveInvoice: { command: sale('INV-1', 100_000) },
  'saveInvoice with a revision': { command: sale('INV-1', 100_000, { revision: 4 }) },
  recordPayment: { before: [sale('INV-1', 100_000)], command: pay('INV-1', 'P-1', 100_000) },
  approvePayment: {
    before: [publish(approving), sale('INV-1', 100_000), pay('INV-1', 'P-1', 100_000)],
    command: approve('INV-1', 'P-1'),
  },
  refundInvoice: { before: [sale('INV-1', 100_000)], command: refund('INV-1', 'R-1', 40_000) },
  voidInvoice: { before: [sale('INV-1', 100_000)], command: voiding('INV-1') },
  reinstateInvoice: { before: [sale('INV-1', 100_000), voiding('INV-1')], command: reinstate('INV-1') },
  reversePayment: { before: [sale('INV-1', 100_000), pay('INV-1', 'P-1', 100_000)], command: bounce('INV-1', 'P-1') },
  returnWithoutSale: { before: [adjust(50)], command: bringBack('RET-1', { points: 20 }) },
  reassignInvoice: { before: [sale('INV-1', 100_000)], command: reassign('INV-1', 'budi') },
  claimInvoice: { before: [anonymousSale('INV-1', 100_000)], command: claim('INV-1') },
  adjustPoints: { command: adjust(50) },
  setBalance: { before: [adjust(50)], command: setBalance(70) },
  reverseEntry: { before: [adjust(50)], command: reverse(1, 20) },
  redeemPoints: { before: [adjust(50)], command: redeem('RD-1', 20) },
  holdPoints: { before: [adjust(50)], command: hold('RD-1', 20) },
  captureHold: { before: [adjust(50), hold('RD-1', 20)], command: capture('RD-1', { points: 5 }) },
  releaseHold: { before: [adjust(50), hold('RD-1', 20)], command: release('RD-1') },
  undoRedemption: { before: [adjust(50), redeem('RD-1', 20)], command: unspend('RD-1', 'UNDO-1', 5) },
};

describe('A repeated command', () => {
  for (const [name, { before = [], command }] of Object.entries(commands)) {
    test(`answers what it did a year and other rules later: ${name}`, () =>
      given(warung(), ...before, adjust(9, { idempotencyKey: 'other' }), command, ...later())
        .when(command)
        .then({ entries: [], entriesOf: { budi: [] } }));
  }

  for (const [name, { before = [], command }] of Object.entries(commands)) {
    test(`at the same time is one: ${name}`, async () => {
      const once = await stageOf(warung(), ...before, command);
      const twice = await stageOf(warung(), ...before, atOnce(command, replayOf(command)));
      expect(await entriesOf(twice)).toEqual(await entriesOf(once));
    });
  }

  /** The same command, which must be a repetition of another. */
  function replayOf(command: Step): Step {
    return async (stage) => {
      const outcome = await command(stage);
      expect(outcome).toMatchObject({ receipt: { replayed: true } });
      return outcome;
    };
  }

  function later(): Step[] {
    return [
      sale('INV-2', 5_000),
      daysPass(365),
      adjust(1, { idempotencyKey: 'later' }),
      publish(warung({ earn: { rules: [{ ...base, earn: { ...base.earn, points: 9 } }] } })),
    ];
  }
});

describe('A key', () => {
  test('belongs to its member: another member may use the same key', () =>
    given(warung(), adjust(50, { idempotencyKey: 'k' }))
      .when(adjust(50, { idempotencyKey: 'k', memberId: 'budi' }))
      .then({ balance: 50, balanceOf: { budi: 50 } }));

  test('names one command: another one is refused and writes nothing', async () => {
    const used = adjust(50, { idempotencyKey: 'k' });
    const reused = { error: { kind: 'idempotency-key-reused', field: 'idempotencyKey', id: 'k' }, balance: 50 };
    await given(warung(), used)
      .when(adjust(51, { idempotencyKey: 'k' }))
      .then(reused);
    await given(warung(), used)
      .when(adjust(50, { idempotencyKey: 'k', reason: 'another reason' }))
      .then(reused);
    await given(warung(), used)
      .when(setBalance(50, { idempotencyKey: 'k' }))
      .then(reused);
    await given(warung(), used)
      .when(reverse(1, 50, { idempotencyKey: 'k' }))
      .then(reused);
  });

  test('is required where no other id names the command', async () => {
    await given(warung())
      .when(adjust(50, { idempotencyKey: undefined as never }))
      .then({ error: { kind: 'invalid-command', field: 'idempotencyKey' } });
    await given(warung(), sale('INV-1', 1000))
      .when(reassign('INV-1', 'budi', { idempotencyKey: undefined as never }))
      .then({ error: { kind: 'invalid-command', field: 'idempotencyKey' } });
  });

  test('is recognised before anything else is checked', () =>
    given(
      warung({ expiry: { kind: 'after', period: { unit: 'days', count: 10 } } }),
      adjust(50),
      redeem('RD-1', 50),
      clockAt('2026-04-01T10:00:00+07:00'),
    )
      .when(redeem('RD-1', 50))
      .then({ entries: [], receipt: { points: 50, balance: { balance: 0 } } }));

  test('is told before the sale is judged: a claim under a used key of a sale that somebody has', () =>
    given(warung(), adjust(5, { idempotencyKey: 'k' }), anonymousSale('INV-1', 100_000, { memberId: 'budi' }))
      .when(claim('INV-1', { memberId: 'ayu', idempotencyKey: 'k' }))
      .then({ error: { kind: 'idempotency-key-reused', id: 'k' } }));
});

describe('Commands that come at the same time', () => {
  test('see what those before them wrote', () =>
    given(warung(), atOnce(adjust(50), redeem('RD-1', 30), refused(redeem('RD-2', 30)), redeem('RD-3', 20)))
      .when(adjust(1, { idempotencyKey: 'more' }))
      .then({ balance: 1 }));

  test('share no key', () =>
    given(
      warung(),
      atOnce(
        adjust(50, { idempotencyKey: 'k' }),
        refused(adjust(51, { idempotencyKey: 'k' })),
        refused(setBalance(9, { idempotencyKey: 'k' })),
        adjust(7, { idempotencyKey: 'k', memberId: 'budi' }),
      ),
    )
      .when(adjust(1, { idempotencyKey: 'more' }))
      .then({ balance: 51, balanceOf: { budi: 7 } }));

  test('undo an entry once, though it was written with them', async () => {
    const half = (key: string) => reverse(1, 30, { idempotencyKey: key });
    const more = adjust(100, { idempotencyKey: 'more' });
    await given(warung(), adjust(50), more, atOnce(half('a'), refused(half('b'))))
      .when(reverse(1))
      .then({ entries: ['entry-reversed −20'], balance: 100 });
    await given(warung(), atOnce(adjust(50), more, half('a'), refused(half('b'))))
      .when(reverse(1))
      .then({ entries: ['entry-reversed −20'], balance: 100 });
    // Two deductions, of which the second is undone: what is undone counts whatever its sign.
    const undo = (points: number, key: string) => reverse(3, points, { idempotencyKey: key });
    await given(warung(), more, adjust(-10), atOnce(adjust(-20, { idempotencyKey: 'less' }), undo(15, 'a')))
      .when(atOnce(undo(2, 'b'), undo(3, 'c'), refused(undo(1, 'd')), undo(3, 'c')))
      .then({ entries: ['entry-reversed +2', 'entry-reversed +3'], balance: 90 });
  });

  test('undo no entry but the one that they name', () =>
    given(
      warung(),
      atOnce(
        adjust(50, { idempotencyKey: 'a' }),
        adjust(60, { idempotencyKey: 'b' }),
        reverse(1, 50),
        adjust(70, { idempotencyKey: 'c', memberId: 'budi' }),
      ),
    )
      .when(reverse(2, 60, { idempotencyKey: 'r' }))
      .then({ entries: ['entry-reversed −60'], balance: 0, balanceOf: { budi: 70 } }));

  test('refund no more of a sale than there is', () =>
    given(
      warung(),
      sale('INV-1', 50_000),
      atOnce(refund('INV-1', 'R-1', 30_000), refused(refund('INV-1', 'R-2', 30_000))),
    )
      .when(refund('INV-1', 'R-3', 20_000))
      .then({ balance: 0 }));
});

describe('A redemption’s id', () => {
  test('belongs to its member', () =>
    given(warung(), adjust(50), adjust(60, { memberId: 'budi' }), redeem('RD-1', 10))
      .when(redeem('RD-1', 20, { memberId: 'budi' }))
      .then({ balance: 40, balanceOf: { budi: 40 } }));

  test('names one redemption', async () => {
    await given(warung(), adjust(50), redeem('RD-1', 10))
      .when(redeem('RD-1', 11))
      .then({ error: { kind: 'idempotency-key-reused', field: 'redemptionId', id: 'RD-1' }, balance: 40 });
    await given(warung(), adjust(50), redeem('RD-1', 10))
      .when(hold('RD-1', 10))
      .then({ error: 'idempotency-key-reused', balance: 40 });
  });

  test('is independent of the idempotency keys', () =>
    given(warung(), adjust(50, { idempotencyKey: 'RD-1' }))
      .when(redeem('RD-1', 10))
      .then({ balance: 40 }));
});

describe('A command that failed', () => {
  test('leaves no trace and may be tried again under its id', () =>
    given(warung(), adjust(5))
      .when(refused(redeem('RD-1', 10)), adjust(20), redeem('RD-1', 10))
      .then({ entries: ['points-added +20', 'points-redeemed −10'], balance: 15 }));

  test('leaves its id to any other command', () =>
    given(warung(), adjust(5), refused(adjust(-10, { idempotencyKey: 'k' })))
      .when(setBalance(50, { idempotencyKey: 'k' }))
      .then({ entries: ['balance-set +45'] }));

  test('posts nothing that is due', () =>
    given(warung({ expiry: { kind: 'on-date', date: '2026-03-05' } }), adjust(5), daysPass(10))
      .when(redeem('RD-1', 1))
      .then({ error: 'insufficient-points', entries: [] }));
});

async function entriesOf(stage: Stage): Promise<readonly unknown[]> {
  return valueOf(await stage.ledger().findEntries({ limit: 1000 })).items;
}
