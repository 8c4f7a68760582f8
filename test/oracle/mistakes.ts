import { owe, takeAny } from './account.ts';
import { pointsOf } from './lots.ts';
import { fraction, isLess, minus, zero } from './fraction.ts';
import { earnedBy } from './earning.ts';
import { wasGiven, wasNotActive } from './idle.ts';
import { beside, learnAll, makeReturnGood, withoutHolds } from './held.ts';
import { firstEnd, giveBack } from './return-points.ts';
import { dueTo, isoOf } from './refunds.ts';
import { billOf, invoiceReceipt, type SaveInvoice } from './sales.ts';
import { giveBackDay, unusedDay } from './day-caps.ts';
import { broughtBy, giveBackFirstPurchase, leftToPay, settle } from './settle.ts';
import { type Answer, balanceOf, memberOf, once, partyOf, refuse, type Sale, saleOf, type Shop } from './shop.ts';
import { problemOf, worthOf } from './worth.ts';

// What was no return but a mistake. `voidInvoice` is with the refunds, whose sums it shares.

/** The sale belongs to another member: it is taken from one by the policy, and earns for the other. */
export function reassignInvoice(
  shop: Shop,
  input: { invoiceId: string; toMemberId: string; idempotencyKey: string },
): Answer {
  const sale = saleOf(shop, input.invoiceId);
  memberOf(shop, input.toMemberId);
  return once(shop, `key ${input.toMemberId} ${input.idempotencyKey}`, { verb: 'reassign', ...input }, () => {
    if (sale.memberId === input.toMemberId) return { ...invoiceReceipt(shop, sale, noPoints), earned: 0 };
    const brought = broughtBy(shop, sale);
    if (sale.memberId !== null) {
      giveBackDay(shop, sale);
      giveBackFirstPurchase(shop, sale);
      asIfLeft(sale, sale.memberId, () => settle(shop, sale, brought ? 'unpaid' : 'by-policy', 'kept'));
      wasNotActive(memberOf(shop, sale.memberId).account, sale.invoiceId, shop.now);
      giveBackDay(shop, sale);
    }
    sale.memberId = input.toMemberId;
    return invoiceReceipt(shop, sale, settle(shop, sale, 'by-policy', 'new', 0, brought, true));
  });
}

/** Does something to what a member has of a sale of whom nothing is kept, since it leaves or left that member. */
function asIfLeft(sale: Sale, memberId: string, does: () => void): void {
  const { takenBack, memberId: owner } = sale;
  const party = partyOf(sale, memberId);
  const steps = [...party.steps];
  sale.memberId = memberId;
  sale.takenBack = [{ refundId: 'moved', value: sale.bill.total, goods: null }];
  does();
  party.steps = steps;
  sale.takenBack = takenBack;
  sale.memberId = owner;
}

const noPoints = { earned: 0, lapsed: 0, taken: 0, debt: 0, forgiven: 0 };

/** The void was the mistake, once for each void. Points that had paid stay returned. */
export function reinstateInvoice(shop: Shop, input: { invoiceId: string; reinstatementId: string }): Answer {
  const sale = saleOf(shop, input.invoiceId);
  return once(shop, `reinstatement ${input.invoiceId} ${input.reinstatementId}`, input, () => {
    if (sale.voidedBy.length === 0) refuse('invoice-not-voided');
    sale.takenBack = sale.takenBack.filter(({ refundId }) => !sale.voidedBy.includes(refundId));
    sale.voidedBy = [];
    for (const redemption of sale.paid) redemption.share = zero;
    return invoiceReceipt(shop, sale, settle(shop, sale, 'by-policy'));
  });
}

/** The payment bounced or was mistyped: it no longer counts, and another may come. */
export function reversePayment(
  shop: Shop,
  input: { invoiceId: string; paymentId: string; reversalId: string },
): Answer {
  const sale = saleOf(shop, input.invoiceId);
  const payment = sale.payments.find(({ paymentId }) => paymentId === input.paymentId) ?? refuse('unknown-payment');
  return once(shop, `reversal ${input.invoiceId} ${input.reversalId}`, input, () => {
    if (payment.reversed) refuse('payment-reversed');
    payment.reversed = true;
    const did = settle(shop, sale, 'unpaid', 'kept');
    const memberId = sale.memberId ?? '';
    const party = sale.parties[memberId];
    if (party && party.stands === 0 && shop.rules.earn.trigger === 'on-full-payment') giveBackFirstPurchase(shop, sale);
    return { ...invoiceReceipt(shop, sale, did), due: dueTo(shop, sale) };
  });
}

/** Points that were spent come back to their lots. On a sale the share falls, and what is kept stays. */
export function undoRedemption(
  shop: Shop,
  input: { memberId: string; redemptionId: string; undoId: string; points?: number },
): Answer {
  const { memberId, redemptionId } = input;
  memberOf(shop, memberId);
  const redemption = shop.redemptions[`${memberId} ${redemptionId}`] ?? refuse('unknown-redemption');
  return once(shop, `undo ${memberId} ${input.undoId}`, input, () => {
    const left = redemption.points - redemption.returned;
    const points = input.points ?? left;
    if (points > left || points === 0) refuse('insufficient-points');
    const sale = Object.values(shop.sales).find(({ paid }) => paid.includes(redemption));
    const share = minus(redemption.share, fraction(points, redemption.points));
    const before = sale ? leftToPay(shop, sale) : 0;
    redemption.share = isLess(share, zero) ? zero : share;
    // What never paid was payable in money since.
    const more = sale ? leftToPay(shop, sale) - before : 0;
    const index = sale?.paid.indexOf(redemption) ?? 0;
    for (const party of Object.values(sale?.parties ?? {}))
      party.steps = party.steps.map((step) => (step.after > index ? { ...step, payable: step.payable + more } : step));
    const { account } = memberOf(shop, memberId);
    const had = pointsOf(account.lots);
    account.given = [];
    const expired = giveBack(shop, redemption, points, sale?.invoiceId ?? null);
    const endsAt = isoOf(firstEnd([account]));
    let here = pointsOf(account.lots) - had;
    if (account.given.some((end) => typeof end === 'object')) wasGiven(shop.rules, account, shop.now);
    if (sale) {
      const isPaidFor = shop.rules.earn.trigger === 'on-full-payment';
      settle(shop, sale, isPaidFor ? 'unpaid' : 'by-policy', 'kept');
      if (isPaidFor && sale.memberId !== null && partyOf(sale, sale.memberId).stands === 0)
        giveBackFirstPurchase(shop, sale);
    }
    // What sales and returns have forgiven since the mistake is made good, as if the points had been there.
    learnAll(shop, memberId);
    const since = structuredClone(memberOf(shop, memberId).forgiven.filter(({ by }) => by > redemption.by));
    for (const each of since.toReversed()) {
      const madeGood = Math.min(here, each.points);
      here -= madeGood;
      if (madeGood === 0) continue;
      if (each.invoiceId === null) {
        makeReturnGood(shop, memberId, each.by, madeGood);
        continue;
      }
      const other = saleOf(shop, each.invoiceId);
      if (other.memberId === memberId) settle(shop, other, 'by-policy', 'kept', madeGood);
      else asIfLeft(other, memberId, () => settle(shop, other, 'by-policy', 'kept', madeGood));
    }
    return { memberId, redemptionId, points, expired, endsAt, balance: balanceOf(shop, memberId) };
  });
}

/** Goods come back and nobody knows the sale: what they would earn today is taken, or so many points. */
export function returnWithoutSale(
  shop: Shop,
  input: { memberId: string; returnId: string } & ({ points: number } | { sale: Omit<SaveInvoice, 'invoiceId'> }),
): Answer {
  const member = memberOf(shop, input.memberId);
  return once(shop, `return ${input.memberId} ${input.returnId}`, input, () => {
    const points = 'points' in input ? input.points : worthToday(shop, input.memberId, input.sale);
    const other = withoutHolds(shop, input.memberId);
    const lots = takeAny(member.account, points, shop.now);
    const taken = pointsOf(lots);
    const { clawback } = shop.rules.refund;
    if (taken < points && clawback === 'refuse') refuse('clawback-refused');
    const debt = clawback === 'allow-debt' ? points - taken : 0;
    owe(member.account, debt, shop.now);
    const all = other && takeAny(memberOf(other, input.memberId).account, points, shop.now);
    const held = all && taken + debt < points ? beside(all, lots, points - taken - debt) : [];
    if (held.length > 0) member.account.owings.push({ invoiceId: null, by: shop.count, lots: held });
    const forgiven = points - taken - debt;
    if (forgiven > 0) member.forgiven.push({ invoiceId: null, by: shop.count, points: forgiven });
    return {
      memberId: input.memberId,
      clawedBack: points,
      taken,
      debt,
      forgiven,
      balance: balanceOf(shop, input.memberId),
    };
  });
}

function worthToday(shop: Shop, memberId: string, sale: Omit<SaveInvoice, 'invoiceId'>): number {
  const bill = billOf({ ...sale, invoiceId: '' });
  if (problemOf(bill, shop.rules.earn.discountSkus) !== null) refuse('invalid-command');
  const { tier, birthday } = memberOf(shop, memberId);
  const occasion = { soldAt: shop.now, tier, birthday, firstPurchase: false, room: unusedDay(shop) };
  return earnedBy(shop.rules, worthOf(bill, [], shop.rules.earn.discountSkus), zero, occasion)[''] ?? 0;
}
