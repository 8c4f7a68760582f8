import { createPointbook, type Pointbook } from '@pointbook/core';
import { memoryStore } from '@pointbook/memory';
import { fakeClock } from '@pointbook/testing';
import { expect, test } from 'vitest';
import { measuringStore } from '../../support/stores/measuring-store.ts';
import { sampled } from '../../support/properties/sampled.ts';
import { monday, valueOf } from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';

const memberId = 'ayu';
const invoiceId = 'INV-1';
const staff = { memberId, actor: 'ann' };
/** So many of a kind for one member. */
const many = sampled(300, 5000);
/** Figures and ids have more digits, as they are read and as they are written: of the last twenty that forgave, too. */
const moreDigits = 200;

type Step = (ledger: Pointbook, n: number) => PromiseLike<unknown>;

/** What is done to one member again and again; each step is one commit. */
const repeated: Readonly<Record<string, readonly Step[]>> = {
  'change of a profile': [
    async (ledger, n) => valueOf(await ledger.updateMember({ memberId, changes: { name: `Name ${n}` } })),
  ],
  'save of a profile': [async (ledger, n) => valueOf(await ledger.saveMember({ memberId, name: `Name ${n}` }))],
  'hold that is released': [
    async (ledger, n) => valueOf(await ledger.holdPoints({ memberId, redemptionId: `H-${n}`, points: 2 })),
    async (ledger, n) => valueOf(await ledger.releaseHold({ memberId, redemptionId: `H-${n}` })),
  ],
  'hold for a sale that is released': [
    async (ledger, n) => valueOf(await ledger.holdPoints({ memberId, redemptionId: `H-${n}`, points: 2, invoiceId })),
    async (ledger, n) => valueOf(await ledger.releaseHold({ memberId, redemptionId: `H-${n}` })),
  ],
  'hold that is captured': [
    async (ledger, n) => valueOf(await ledger.holdPoints({ memberId, redemptionId: `H-${n}`, points: 2 })),
    async (ledger, n) => valueOf(await ledger.captureHold({ memberId, redemptionId: `H-${n}`, points: 1 })),
  ],
  'redemption that is undone': [
    async (ledger, n) => valueOf(await ledger.redeemPoints({ memberId, redemptionId: `R-${n}`, points: 2 })),
    async (ledger, n) => valueOf(await ledger.undoRedemption({ memberId, redemptionId: `R-${n}`, undoId: `U-${n}` })),
  ],
  'gift that is taken back': [
    async (ledger, n) =>
      valueOf(await ledger.adjustPoints({ ...staff, points: 2, direction: 'add', idempotencyKey: `G-${n}` })),
    async (ledger, n) =>
      valueOf(await ledger.adjustPoints({ ...staff, points: 2, direction: 'deduct', idempotencyKey: `T-${n}` })),
  ],
  'return without a sale': [
    async (ledger, n) => valueOf(await ledger.returnWithoutSale({ memberId, returnId: `B-${n}`, points: 100 })),
  ],
};

test.each(Object.entries(repeated))('One more %s reads and writes what the fortieth did', async (_, steps) => {
  const { store, last } = measuringStore(memoryStore());
  const program = warung({ refund: { clawback: 'within-balance' } });
  const ledger = createPointbook({ program, store, clock: fakeClock(monday) });
  valueOf(await ledger.enrolMember({ memberId }));
  valueOf(await ledger.adjustPoints({ ...staff, points: 500, direction: 'add', idempotencyKey: 'gift' }));
  if (steps === repeated['hold that is captured'])
    valueOf(await ledger.adjustPoints({ ...staff, points: 9000, direction: 'add', idempotencyKey: 'more' }));
  valueOf(await ledger.saveInvoice({ invoiceId, memberId, currency: 'IDR', total: 100_000 }));
  const costs: ReturnType<typeof last>[][] = [];
  for (let n = 1; n <= many; n++) {
    const cost = [];
    for (const step of steps) {
      await step(ledger, n);
      cost.push(last());
    }
    if (n === 40 || n === many) costs.push(cost);
  }
  const [early = [], late = []] = costs;
  expect(late.map(({ read, written }) => [read, written])).toEqual(early.map(({ read, written }) => [read, written]));
  for (const [index, { text }] of late.entries()) expect(text).toBeLessThan((early[index]?.text ?? 0) + moreDigits);
});
