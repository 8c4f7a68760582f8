import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Pointbook } from '@pointbook/core';
import { verify } from '@pointbook/core/verify';
import { auditLedger, type Call, type LedgerDump, type Outcome } from '@pointbook/testing';
import { expect, onTestFinished, test } from 'vitest';
import { forkWorker } from '../support/processes/bundled.ts';
import { sampled } from '../support/properties/sampled.ts';
import { whatItDid } from '../support/specification/what-it-did.ts';
import type { Place } from './workers/code-till.ts';
import { openPaidLedger, type PaidShop } from './workers/paid-ledger.ts';
import { valueOf } from '../support/value-of.ts';

const tills = 4;
const rounds = sampled(20, 200);

/** Registers the races between processes that take back the same mistakes, over a place. */
export function mistakeRaces(open: () => Promise<{ readonly place: Place; dump(): Promise<LedgerDump> }>): void {
  test(`[7, 18] ${tills} tills void and reinstate one sale, reverse its payment and pay again, and undo one redemption: nothing is doubled`, async () => {
    const { place, dump } = await open();
    const ledger = openPaidLedger(place);
    onTestFinished(async () => void (await ledger.close()));
    valueOf(await ledger.open());
    const workers = await Promise.all(Array.from({ length: tills }, () => startTill(place)));
    for (let round = 1; round <= rounds; round += 1) {
      const memberId = `M${round}`;
      await begin(ledger, memberId);
      const calls = workers.map((_, till) => mistakesOf(memberId, till));
      const outcomes = await Promise.all(workers.map((worker, till) => send(worker, calls[till] ?? [])));
      const [, , reversed = [], paid = [], undone = [], undoneByAll = []] = ofEachCall(outcomes);
      expect(endsOf(reversed)).toEqual(['ok', ...Array.from({ length: tills - 1 }, () => 'payment-reversed')]);
      expect(endsOf(paid)).toEqual(Array.from({ length: tills }, () => 'ok'));
      const own = endsOf(undone).filter((end) => end === 'ok').length;
      const shared = endsOf(undoneByAll).filter((end) => end === 'ok').length;
      expect([own, shared]).toEqual(shared === 0 ? [1, 0] : [0, tills]);
      for (const same of [paid, undoneByAll])
        expect(new Set(same.map(({ ok }) => JSON.stringify(whatItDid(ok)))).size).toBe(1);
      // Whichever came last, the sale stands and is paid in the end.
      await ledger.reinstateInvoice({ invoiceId: `sale of ${memberId}`, reinstatementId: 'the last' });
      const balance = valueOf(await ledger.getBalance({ memberId }));
      expect(balance).toMatchObject({ balance: 160, available: 160, debt: 0 });
      for (const [till, told] of outcomes.entries()) {
        const again = await send(workers[(till + 1) % tills] as ChildProcess, calls[till] ?? []);
        const known = again.filter((_, index) => told[index]?.error === undefined);
        expect(acknowledged(known)).toEqual(acknowledged(told));
      }
    }
    const kept = await dump();
    expect(auditLedger(kept)).toEqual([]);
    expect(valueOf(await verify(ledger)).findings).toEqual([]);
    const undone = kept.entries.filter(({ cause }) => cause === 'redemption-undone');
    expect(undone.map(({ delta }) => delta)).toEqual(Array.from({ length: rounds }, () => 20));
  });

  test(`[7, 18, 20] ${tills} tills undo a redemption that paid a sale, of a shop that takes nothing that is not there, while points come and go: once or not at all`, async () => {
    const { place, dump } = await open();
    const paidShop: PaidShop = { ...place, clawback: 'refuse' };
    const ledger = openPaidLedger(paidShop);
    onTestFinished(async () => void (await ledger.close()));
    valueOf(await ledger.open());
    const workers = await Promise.all(Array.from({ length: tills }, () => startTill(paidShop)));
    for (let round = 1; round <= rounds; round += 1) {
      const memberId = `M${round}`;
      const invoiceId = await beginSpent(ledger, memberId);
      const calls = workers.map((_, till) => undoingOf(memberId, till));
      const outcomes = await Promise.all(workers.map((worker, till) => send(worker, calls[till] ?? [])));
      const [own = [], given, byAll = [], spent] = ofEachCall(outcomes);
      const refusals = [...own, ...byAll].flatMap(({ error }) => error?.kind ?? []);
      expect(refusals.filter((kind) => kind !== 'clawback-refused' && kind !== 'insufficient-points')).toEqual([]);
      expect(new Set(acknowledged(byAll).map((did) => JSON.stringify(did))).size).toBeLessThanOrEqual(1);
      const times = acknowledged(own).length + (acknowledged(byAll).length > 0 ? 1 : 0);
      expect([0, 1]).toContain(times);
      const isUndone = times === 1;
      // 5 were left; 20 come back, and the 40 of the sale are taken.
      const left = 5 + acknowledged(given).length * 5 - acknowledged(spent).length + (isUndone ? 20 - 40 : 0);
      expect(left).toBeGreaterThanOrEqual(0);
      const balance = async () => valueOf(await ledger.getBalance({ memberId }));
      expect(await balance()).toMatchObject({ balance: left, available: left, debt: 0 });
      expect(valueOf(await ledger.getInvoice({ invoiceId }))).toMatchObject({ earned: isUndone ? 0 : 40 });
      for (const [till, told] of outcomes.entries()) {
        const again = await send(workers[(till + 1) % tills] as ChildProcess, calls[till] ?? []);
        const known = again.filter((_, index) => told[index]?.error === undefined);
        expect(acknowledged(known)).toEqual(acknowledged(told));
      }
    }
    expect(auditLedger(await dump())).toEqual([]);
    expect(valueOf(await verify(ledger)).findings).toEqual([]);
  });
}

/** What was answered, where it was done. */
function acknowledged(outcomes: readonly Outcome[] = []): unknown[] {
  return outcomes.flatMap(({ ok, error }) => (error === undefined ? [whatItDid(ok)] : []));
}

function saleOf(memberId: string) {
  return { invoiceId: `sale of ${memberId}`, currency: 'EUR' };
}

/** A member who was given 100 points, and to whom was sold for 60. */
function sellTo(ledger: Pointbook, memberId: string) {
  const gift = { points: 100, direction: 'add', actor: 'ann', reason: 'a round', idempotencyKey: 'gift' } as const;
  return ledger
    .enrolMember({ memberId })
    .andThen(() => ledger.adjustPoints({ memberId, ...gift }))
    .andThen(() => ledger.saveInvoice({ ...saleOf(memberId), memberId, total: 60 }));
}

/** A member whose 20 points paid a part of a sale of 60, and who has spent all but 5 of the others. */
async function beginSpent(ledger: Pointbook, memberId: string): Promise<string> {
  const sale = saleOf(memberId);
  valueOf(
    await sellTo(ledger, memberId)
      .andThen(() => ledger.recordPayment({ ...sale, paymentId: 'P', amount: 40 }))
      .andThen(() => ledger.redeemPoints({ memberId, redemptionId: 'mistyped', points: 20, invoiceId: sale.invoiceId }))
      .andThen(() => ledger.redeemPoints({ memberId, redemptionId: 'elsewhere', points: 115 })),
  );
  return sale.invoiceId;
}

/** What each till does: it undoes the redemption, twice, and gives and spends points meanwhile. */
function undoingOf(memberId: string, till: number): Call[] {
  const mistyped = { memberId, redemptionId: 'mistyped' };
  const gift = {
    points: 5,
    direction: 'add',
    actor: 'ann',
    reason: 'a visit',
    idempotencyKey: `gift ${till}`,
  } as const;
  return [
    { verb: 'undoRedemption', command: { ...mistyped, undoId: `undo ${till}` } },
    { verb: 'adjustPoints', command: { memberId, ...gift } },
    { verb: 'undoRedemption', command: { ...mistyped, undoId: 'undo by all' } },
    { verb: 'redeemPoints', command: { memberId, redemptionId: `spent ${till}`, points: 1 } },
  ];
}

async function startTill(place: PaidShop): Promise<ChildProcess> {
  const till = await forkWorker('sends-calls', [JSON.stringify(place)], { serialization: 'advanced' });
  onTestFinished(() => void till.kill('SIGKILL'));
  await once(till, 'message');
  return till;
}

/** Has a till send calls, all at once. */
async function send(till: ChildProcess, calls: readonly Call[]): Promise<readonly Outcome[]> {
  till.send(calls);
  const [outcomes] = (await once(till, 'message')) as [readonly Outcome[]];
  return outcomes;
}

/** A member who was given 100 points, earned 60 and spent 20. */
async function begin(ledger: Pointbook, memberId: string): Promise<void> {
  const sale = saleOf(memberId);
  valueOf(
    await sellTo(ledger, memberId)
      .andThen(() => ledger.recordPayment({ ...sale, paymentId: 'bounced', amount: 60 }))
      .andThen(() => ledger.redeemPoints({ memberId, redemptionId: 'mistyped', points: 20 })),
  );
}

/** What each till does about the same mistakes: some of it under an id of its own, some under one that all have. */
function mistakesOf(memberId: string, till: number): Call[] {
  const invoiceId = `sale of ${memberId}`;
  const spent = { memberId, redemptionId: 'mistyped' };
  return [
    { verb: 'voidInvoice', command: { invoiceId, refundId: `void ${till}` } },
    { verb: 'reinstateInvoice', command: { invoiceId, reinstatementId: `back ${till}` } },
    { verb: 'reversePayment', command: { invoiceId, paymentId: 'bounced', reversalId: `bounced ${till}` } },
    { verb: 'recordPayment', command: { invoiceId, paymentId: 'again', currency: 'EUR', amount: 60 } },
    { verb: 'undoRedemption', command: { ...spent, undoId: `undo ${till}` } },
    { verb: 'undoRedemption', command: { ...spent, undoId: 'undo by all' } },
  ];
}

/** The outcomes of all tills, by the place of the call. */
function ofEachCall(outcomes: readonly (readonly Outcome[])[]): Outcome[][] {
  const calls = outcomes[0] ?? [];
  return calls.map((_, call) => outcomes.flatMap((told) => told[call] ?? []));
}

function endsOf(outcomes: readonly Outcome[] = []): string[] {
  return outcomes.map(({ error }) => error?.kind ?? 'ok').toSorted();
}
