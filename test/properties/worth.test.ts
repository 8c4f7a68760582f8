import type { ProgramDefinition, RefundReceipt, SaveInvoiceCommand } from '@pointbook/core';
import { enrolments, programs, runCall, sale } from '@pointbook/testing';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { property, type World } from '../support/properties/worlds.ts';
import { valueOf } from '../support/value-of.ts';

interface Sold {
  readonly program: ProgramDefinition;
  readonly bill: SaveInvoiceCommand;
  /** Points of another source, and those that pay for the sale. */
  readonly given: number;
  readonly spent: number;
}

/** A piece that comes back. */
interface Piece {
  readonly lineId: string;
  readonly quantity: string;
}

const bills = sale({ invoiceId: fc.constant('S'), memberId: fc.constant('M1') })
  .filter(({ lines = [] }) => lines.length > 0)
  .map(({ soldAt: _soldAt, revision: _revision, ...bill }): SaveInvoiceCommand => ({ ...bill, memberId: 'M1' }));

function soldUnder(clawback?: 'allow-debt'): fc.Arbitrary<Sold> {
  const traits = { verifiedEmail: false, paymentFirst: false, expiry: false };
  return fc.record({
    program: programs({ ...traits, ...(clawback ? { clawback } : {}) }).map((program) => ({
      ...program,
      redeem: { rate: { points: 2, money: 3 } },
    })),
    bill: bills,
    given: fc.nat(200),
    spent: fc.nat(60),
  });
}

/** The pieces of all goods, the first line as single ones. */
function piecesOf({ lines = [] }: SaveInvoiceCommand): Piece[] {
  return lines.flatMap(({ net, tax = 0, quantity = '1' }, index): Piece[] => {
    const lineId = String(index + 1);
    if (net + tax < 0) return [];
    const parts = { '1': ['0.5', '0.5'], '2': ['1', '1'], '3': ['1', '0.25', '1.75'], '1.5': ['1', '0.5'] }[
      quantity
    ] ?? [quantity];
    return parts.map((part) => ({ lineId, quantity: part }));
  });
}

async function sell(world: World, { bill, given, spent }: Sold): Promise<boolean> {
  const { pointbook } = world;
  for (const call of enrolments()) await runCall(pointbook, call);
  const staff = { memberId: 'M1', actor: 'ann', reason: 'a gift', idempotencyKey: 'gift' };
  if (given > 0) await pointbook.adjustPoints({ ...staff, points: given, direction: 'add' });
  if ((await pointbook.saveInvoice(bill)).isErr()) return false;
  if (spent > 0) await pointbook.redeemPoints({ memberId: 'M1', redemptionId: 'D', points: spent, invoiceId: 'S' });
  return true;
}

async function refund(world: World, refundId: string, pieces: readonly Piece[]): Promise<RefundReceipt> {
  // A refund names a line once: what comes back of it is added up.
  const lines = new Map<string, number>();
  for (const { lineId, quantity } of pieces) lines.set(lineId, (lines.get(lineId) ?? 0) + Number(quantity));
  const named = [...lines].map(([lineId, quantity]) => ({ lineId, quantity: String(quantity) }));
  return valueOf(await world.pointbook.refundInvoice({ invoiceId: 'S', refundId, lines: named }));
}

async function refundAll(world: World, groups: readonly (readonly Piece[])[]): Promise<RefundReceipt[]> {
  const receipts: RefundReceipt[] = [];
  for (const [index, group] of groups.entries()) receipts.push(await refund(world, `R${index}`, group));
  return receipts;
}

/** A list in other groups: each weight is the size of one. */
function grouped<T>(items: readonly T[], sizes: readonly number[]): T[][] {
  const groups: T[][] = [];
  let rest = items.slice();
  for (const size of sizes) {
    if (rest.length === 0) break;
    groups.push(rest.slice(0, size));
    rest = rest.slice(size);
  }
  return rest.length > 0 ? [...groups, rest] : groups;
}

const sum = (receipts: readonly RefundReceipt[], of: 'value' | 'money' | 'pointsReturned') =>
  receipts.reduce((all, receipt) => all + receipt[of], 0);

async function stateOf({ pointbook }: World) {
  const { earned, explanation, redemptions } = valueOf(await pointbook.getInvoice({ invoiceId: 'S' }));
  const { balance } = valueOf(await pointbook.getBalance({ memberId: 'M1' }));
  return { earned, balance, total: explanation.total, redemptions };
}

describe('what a sale is worth', () => {
  property(
    '[15] any order and split of the same returns takes the same value, money and points',
    soldUnder('allow-debt').chain((facts) =>
      fc.record({
        facts: fc.constant(facts),
        one: fc.shuffledSubarray(piecesOf(facts.bill), { minLength: 1 }),
        shuffle: fc.infiniteStream(fc.nat(1000)),
        sizes: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 5 }),
      }),
    ),
    async (trial, { facts, one, shuffle, sizes }) => {
      const other = one
        .map((piece) => ({ piece, rank: shuffle.next().value as number }))
        .toSorted((a, b) => a.rank - b.rank)
        .map(({ piece }) => piece);
      const [a, b] = [await trial.open(facts.program), await trial.open(facts.program)];
      if (!(await sell(a, facts)) || !(await sell(b, facts))) return;
      const first = await refundAll(a, [one]);
      const second = await refundAll(b, grouped(other, sizes));
      const sums = (receipts: readonly RefundReceipt[]) =>
        (['value', 'money', 'pointsReturned'] as const).map((of) => sum(receipts, of));
      expect(sums(second)).toEqual(sums(first));
      expect(await stateOf(b)).toEqual(await stateOf(a));
      if (second.length > 1) trial.reached('several refunds');
      if (sum(first, 'pointsReturned') > 0) trial.reached('points came back');
      const { total } = await stateOf(a);
      if ((total?.orderDiscount ?? 0) > 0) trial.reached('a discount on the whole sale');
      if ((total?.rounding ?? 0) !== 0) trial.reached('rounding');
    },
    ['several refunds', 'points came back', 'a discount on the whole sale', 'rounding'],
  );

  property(
    '[15] nothing is unaccounted for: goods, charges and fees make up what is kept, money and points what was taken back',
    fc.record({
      facts: soldUnder(),
      values: fc.array(fc.tuple(fc.nat(40), fc.option(fc.constantFrom('1', '2'), { nil: null })), { maxLength: 4 }),
    }),
    async (trial, { facts, values }) => {
      const world = await trial.open(facts.program);
      if (!(await sell(world, facts))) return;
      const { pointbook } = world;
      const receipts: RefundReceipt[] = [];
      for (const [index, [value, lineId]] of values.entries()) {
        const lines = lineId === null ? {} : { lines: [{ lineId }] };
        const done = await pointbook.refundInvoice({ invoiceId: 'S', refundId: `R${index}`, value, ...lines });
        if (done.isOk()) receipts.push(done.value);
        const { total, redemptions } = await stateOf(world);
        const kept = facts.bill.total - sum(receipts, 'value');
        if (total === undefined) {
          expect(receipts.length + redemptions.length).toBe(0);
          continue;
        }
        expect(total.goods - total.orderDiscount + total.charges + total.rounding).toBe(facts.bill.total);
        expect(facts.bill.total - total.goodsBack + total.fees - total.goodwill).toBe(kept);
        expect(total.kept).toBe(kept);
        expect(total.paidWithPoints).toBeLessThanOrEqual(kept);
        if (total.fees > 0) trial.reached('fees');
        if (total.goodwill > 0) trial.reached('goodwill');
      }
      const voided = await pointbook.voidInvoice({ invoiceId: 'S', refundId: 'V' });
      if (voided.isErr()) return;
      const all = [...receipts, voided.value];
      const { earned, redemptions } = await stateOf(world);
      expect(earned).toBe(0);
      expect(sum(all, 'value')).toBe(facts.bill.total);
      const paid = redemptions.reduce((worth, { value }) => worth + value, 0);
      expect(sum(all, 'money')).toBe(facts.bill.total - paid);
      expect(sum(all, 'pointsReturned')).toBe(redemptions.reduce((points, { points: each }) => points + each, 0));
      if (paid > 0) trial.reached('points that paid');
    },
    ['fees', 'goodwill', 'points that paid'],
  );

  property(
    '[16] forth and back nets zero under every policy',
    fc.record({
      program: programs({ verifiedEmail: false, paymentFirst: false, expiry: false }),
      totals: fc.array(fc.nat(120), { minLength: 1, maxLength: 4 }),
      first: fc.integer({ min: 1, max: 120 }),
      spends: fc.boolean(),
    }),
    async (trial, { program, totals, first, spends }) => {
      const world = await trial.open({ ...program, redeem: { rate: { points: 1, money: 1 } } });
      const { pointbook } = world;
      for (const call of enrolments()) await runCall(pointbook, call);
      let revision = 0;
      const save = (total: number) => {
        revision += 1;
        return pointbook.saveInvoice({ invoiceId: 'S', memberId: 'M1', currency: 'EUR', total, revision });
      };
      const before = valueOf(await save(first));
      const { available } = before.balance ?? { available: 0 };
      if (spends && available > 0) {
        await pointbook.redeemPoints({ memberId: 'M1', redemptionId: 'D', points: available });
        trial.reached('the points were spent');
      }
      const owned = valueOf(await pointbook.getBalance({ memberId: 'M1' })).balance;
      for (const total of totals) {
        const forth = await save(total);
        if (forth.isErr()) trial.reached('a strict program refused');
      }
      const after = valueOf(await save(first));
      expect(after.earnedInAll).toBe(before.earnedInAll);
      const now = valueOf(await pointbook.getBalance({ memberId: 'M1' })).balance;
      expect(now).toBe(owned);
    },
    ['the points were spent', 'a strict program refused'],
  );
});
