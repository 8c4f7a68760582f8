import { decrease, forgivenOf, increase, nothing, type Settled, type Taking } from './forth-and-back.ts';
import { hasUsedDay, roomOf, unusedDay, useCaps } from './day-caps.ts';
import { earnedBy } from './earning.ts';
import { type Grant, memberOf, type Party, partyOf, type Sale, type Shop } from './shop.ts';
import { floor, fraction } from './fraction.ts';
import { payable, paidByPoints, type Worth, worthOf } from './worth.ts';

export function worthOfSale({ rules }: Shop, { bill, takenBack }: Sale): Worth {
  return worthOf(bill, takenBack, rules.earn.discountSkus);
}

export function leftToPay(shop: Shop, sale: Sale): number {
  return payable(worthOfSale(shop, sale).kept, paidByPoints(sale.paid));
}

/** Payments that count: those that stand and, where the program asks for it, were approved. */
export function counted({ rules }: Shop, { payments }: Sale): Sale['payments'] {
  return payments.filter(
    ({ reversed, approvedAt }) => !reversed && (!rules.earn.approvePayments || approvedAt !== null),
  );
}

export const amountOf = (payments: readonly Pick<Sale['payments'][number], 'amount'>[]): number =>
  payments.reduce((all, { amount }) => all + amount, 0);

/** Makes what the sale has earned what its facts say, for the member who has it now. */
export function settle(
  shop: Shop,
  sale: Sale,
  taking: Taking,
  room: 'new' | 'kept' = 'new',
  /** Points that came back to the member by the same refund: they make good what the sale was forgiven. */
  cameBack = 0,
  brought: Brought | null = null,
  isMoved = false,
): Settled {
  if (sale.memberId === null) {
    targetOf(shop, sale, partyOf(sale, ''), () => explainedOf(shop, notVoided(sale)));
    return nothing;
  }
  const member = memberOf(shop, sale.memberId);
  const party = partyOf(sale, sale.memberId);
  // What a cap cut is a fact of the sale: only what may raise a sale looks at the day again.
  if (room === 'new' || !hasUsedDay(shop, sale)) party.room = roomOf(shop, sale);
  const isFirst = party.isFirst ?? (member.firstPurchase === null || member.firstPurchase === sale.invoiceId);
  const given = (of: Sale) =>
    earnedBy(shop.rules, worthOfSale(shop, of), paidByPoints(of.paid), {
      soldAt: of.soldAt,
      tier: member.tier,
      birthday: member.birthday,
      firstPurchase: isFirst,
      room: party.room,
    });
  const reckon = () => {
    const points = given(sale);
    const standing = () => given(notVoided(sale))[''] ?? 0;
    if (brought) party.steps = broughtSteps(party.steps, brought, standing());
    return { points, target: targetOf(shop, sale, party, standing, points['']) };
  };
  let { points, target } = reckon();
  if (room === 'kept' && target > party.stands) {
    // It rises after all, so the day is looked at again.
    party.room = roomOf(shop, sale);
    party.steps.pop();
    ({ points, target } = reckon());
  }
  if (target > 0 && party.isFirst === null) {
    party.isFirst = isFirst;
    if (isFirst) member.firstPurchase = sale.invoiceId;
  }
  if (target > 0) useCaps(shop, sale, points, target);
  if (target > party.stands) return increase(shop, sale, target, dateOfPoints(shop, sale), { ...brought, isMoved });
  const madeGood = Math.min(cameBack, forgivenOf(party));
  const isLess = target < party.stands || madeGood > 0;
  return taking === 'nothing' || !isLess ? nothing : decrease(shop, sale, target, taking, madeGood);
}

/** What a sale brings to another member: what it had by its payments, and the ends that its points had. */
export interface Brought {
  readonly steps: Party['steps'];
  readonly explained: number;
  readonly grants: readonly Grant[];
}

/** What goes with a sale to another member, where it earns on full payment. */
export function broughtBy(shop: Shop, sale: Sale): Brought | null {
  if (shop.rules.earn.trigger === 'on-invoice-saved') return null;
  const { steps, grants } = structuredClone(partyOf(sale, sale.memberId ?? ''));
  return { steps, explained: explainedOf(shop, notVoided(sale)), grants };
}

/** The sale as if it had never been voided: the void may be a mistake. */
function notVoided(sale: Sale): Sale {
  const takenBack = sale.takenBack.filter(({ refundId }) => !sale.voidedBy.includes(refundId));
  return { ...sale, takenBack, voidedBy: [] };
}

/** What the rules give for the sale as it is, by what is decided of the one who has it. */
function explainedOf(shop: Shop, sale: Sale): number {
  const member = sale.memberId === null ? null : memberOf(shop, sale.memberId);
  const party = partyOf(sale, sale.memberId ?? '');
  const points = earnedBy(shop.rules, worthOfSale(shop, sale), paidByPoints(sale.paid), {
    soldAt: sale.soldAt,
    tier: member?.tier ?? null,
    birthday: member?.birthday ?? null,
    firstPurchase: party.isFirst ?? false,
    room: member === null ? unusedDay(shop) : party.room,
  });
  return points[''] ?? 0;
}

/**
 * The same payments had paid as much of what the rules give the new member. What comes back as it went is as it was.
 */
function broughtSteps(own: Party['steps'], { steps, explained }: Brought, points: number): Party['steps'] {
  const measured = (step: Party['steps'][number], by: number, of: number) =>
    of === 0 || of === by ? step : { ...step, should: floor(fraction(BigInt(step.should) * BigInt(by), of)) };
  return steps.map((step, index) => {
    const before = own[index];
    const isAsItWas = before && JSON.stringify(measured(before, explained, points)) === JSON.stringify(step);
    return isAsItWas ? before : measured(step, points, explained);
  });
}

function targetOf(shop: Shop, sale: Sale, party: Party, standing: () => number, should = 0): number {
  if (shop.rules.earn.trigger === 'on-invoice-saved') return should;
  const payments = counted(shop, sale).map(({ paymentId }) => paymentId);
  const left = leftToPay(shop, notVoided(sale));
  party.steps.push({ should: standing(), payable: left, payments, after: sale.paid.length });
  if (sale.voidedBy.length > 0) return should;
  // A payment that was reversed never came: the sale is reckoned again from its first day, without it.
  const stands = new Map(
    sale.payments.filter(({ reversed }) => !reversed).map((each) => [each.paymentId, each.amount]),
  );
  return party.steps.reduce((level, step) => {
    const paid = step.payments.reduce((all, paymentId) => all + (stands.get(paymentId) ?? 0), 0);
    return paid >= step.payable ? step.should : Math.min(level, step.should);
  }, 0);
}

/**
 * The sale's date, or that of the payment that covered it: the first with which enough had been paid. A payment that
 * has to be approved counts from its approval.
 */
function dateOfPoints(shop: Shop, sale: Sale): number {
  const payments = counted(shop, sale).map(({ amount, paidAt, approvedAt }) => ({
    amount,
    at: shop.rules.earn.approvePayments && approvedAt !== null ? approvedAt : paidAt,
  }));
  const dates = [...payments.map(({ at }) => at), ...sale.paid.map(({ at }) => at)].sort((a, b) => a - b);
  const { kept } = worthOfSale(shop, sale);
  const isCoveredBy = (date: number) =>
    amountOf(payments.filter(({ at }) => at <= date)) >=
    payable(kept, paidByPoints(sale.paid.filter(({ at }) => at <= date)));
  if (shop.rules.earn.trigger === 'on-invoice-saved') return sale.soldAt;
  return dates.find(isCoveredBy) ?? dates.at(-1) ?? sale.soldAt;
}

export function giveBackFirstPurchase(shop: Shop, sale: Sale): void {
  if (sale.memberId === null) return;
  const member = memberOf(shop, sale.memberId);
  if (member.firstPurchase === sale.invoiceId) member.firstPurchase = null;
  partyOf(sale, sale.memberId).isFirst = null;
}
