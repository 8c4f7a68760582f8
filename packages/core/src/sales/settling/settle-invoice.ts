import { err, ok, type Result } from 'neverthrow';
import type { Book } from '../../kernel/book.ts';
import { effect } from '../../ledger/movement.ts';
import { post } from '../../ledger/posting.ts';
import type { Program } from '../../program/program.ts';
import type { PointsOverflow } from '../../values/errors.ts';
import { pointsOverflow } from '../../values/failures.ts';
import type { Buyer } from '../invoice/buyer.ts';
import type { ClawbackRefused } from '../invoice/failures.ts';
import { type CappedEntitlement, cappedEntitlement } from '../worth/capped-entitlement.ts';
import { earnsOnPayment, isCovered } from '../worth/covering.ts';
import { hasWholeDays } from '../worth/day-caps.ts';
import { entitlementOf, netOf } from '../worth/entitlement.ts';
import { paidLevel } from '../worth/paid-steps.ts';
import { bookUse, freeDay, freeFirstPurchase, type SaleUse } from '../worth/sale-use.ts';
import { clawBack, madeGoodBy } from './claw-back/claw-back.ts';
import { grant } from './grant/grant.ts';
import { withPaidByHolds } from './claw-back/held-points.ts';
import { redate } from './grant/redate.ts';
import { labelsOf, type SaleEvent, type Settlement, type SettlementOrder, modeOf } from './settlement.ts';
import { beginSettling, type Settling } from './settling.ts';
import { withStep } from './posted/with-step.ts';
import { withoutActivity } from './without-activity.ts';

/**
 * Posts the difference between what an invoice should have earned by its facts and what was posted for it. Saves,
 * edits, payments, refunds, claims and points as payment all change facts and then settle.
 *
 * A sale that earned 10 points earns 6 after a refund: 4 are taken back (`clawBack`). An edit lets it earn 12: 6 come
 * (`grant`), those 4 first, to where they were found (`restore`).
 */
export function settleInvoice(
  book: Book,
  asked: SettlementOrder,
): Result<Settlement, PointsOverflow | ClawbackRefused> {
  const order = asked.buyer === null ? asked : withPaidByHolds(book, { ...asked, buyer: asked.buyer });
  const { rules, buyer } = order;
  const isPaidNow = earnsOnPayment(rules) && order.record.coveredAt === null && isCovered(order.record);
  const dated = isPaidNow ? { ...order.record, coveredAt: order.at } : order.record;
  const activity = buyer?.activity ?? null;
  const weighed = cappedEntitlement(dated, rules, activity, modeOf(order).mayRise);
  const stepped = weighed.andThen((capped) => withStep(book, order, capped));
  return stepped.andThen((entitlement) => {
    const { record, withheld, explanation, isFirst } = entitlement;
    if (buyer === null) return ok({ record, buyer, change: 0, clawback: null, withheld, explanation, isFirst });
    const target = targetOf(order, entitlement);
    const missing = target - netOf(record);
    const isUnverified = missing > 0 && rules.earn.requireVerifiedEmail && !buyer.emailVerified;
    const explained = { withheld: isUnverified ? ('email-unverified' as const) : withheld, explanation, isFirst };
    const begun = beginSettling(record, buyer);
    return (order.isRedated ? redate(order, begun) : ok(begun))
      .andThen((state) => settleChange(order, state, missing, isUnverified))
      .andThen((state) => withUse({ ...state, ...explained }, order, target));
  });
}

/**
 * Takes back all that an invoice's member has of it, and frees what it used: the invoice goes to another, and may come
 * back.
 */
export function revokeInvoice(
  book: Book,
  asked: SettlementOrder & { readonly buyer: Buyer },
): Result<Settlement, PointsOverflow | ClawbackRefused> {
  const order = withPaidByHolds(book, asked);
  const { record, rules, buyer } = order;
  return entitlementOf(record, rules, null).andThen(({ points: _due, ...entitlement }) => {
    const begun = beginSettling(record, buyer);
    const points = netOf(record);
    const taken = points > 0 || madeGoodBy(order, record) > 0 ? clawBack(order, begun, points) : ok(begun);
    const left = order.cause === 'invoice-reassigned' ? taken.map((state) => withoutActivity(order, state)) : taken;
    return left.map((state) => withoutUse({ ...state, ...entitlement }, rules));
  });
}

/** A sale that did not happen to its member gives back the first purchase and the caps of the day. */
export function withoutUse(settled: Settlement, rules: Program): Settlement {
  return using(settled, (use) => freeFirstPurchase(freeDay(use, rules)));
}

/** What the sale should have by now. Where it is reckoned again, or came, its payments tell what they had paid for. */
function targetOf(event: SaleEvent, { record, points, withheld, explanation }: CappedEntitlement): number {
  const paid = () => paidLevel(record, event.payments());
  if (isUnpaid(event)) return Math.min(points, paid());
  const comesAgain = modeOf(event).comesAgain || event.carriedOver;
  return comesAgain && withheld !== null ? Math.min(explanation.points, paid()) : points;
}

/** Posts what is missing, unless it waits for the member's email, or takes back what is too much. */
function settleChange(
  event: SaleEvent,
  state: Settling,
  missing: number,
  isUnverified: boolean,
): Result<Settling, PointsOverflow | ClawbackRefused> {
  const isTooMuch = missing < 0 && modeOf(event).takes !== 'nothing';
  if (isTooMuch || (missing === 0 && madeGoodBy(event, state.record) > 0))
    return clawBack(event, state, Math.max(0, -missing));
  if (missing > 0 && !isUnverified) return grant(event, state, missing);
  return ok(event.command ? withMark(event, state) : state);
}

/** A command that is known by its entry leaves an empty one where it changed nothing. */
function withMark(event: SaleEvent, { buyer, ...state }: Settling): Settling {
  const posting = post(buyer.posting, { ...labelsOf(event, state.record), kind: 'earn', effect: effect({}) });
  return { ...state, buyer: { ...buyer, posting } };
}

/**
 * What a sale that has earned so many points uses of its member. One that has lost all with a payment is no first
 * purchase.
 */
function withUse(settled: Settlement, order: SettlementOrder, points: number): Result<Settlement, PointsOverflow> {
  const { record, withheld, explanation } = settled;
  if (isUnpaid(order) && netOf(record) === 0) return ok(using(settled, freeFirstPurchase));
  if (points === 0 || withheld === 'email-unverified') return ok(settled);
  const begins = netOf(order.record) === 0;
  const used = using(settled, (use) => bookUse(use, order.rules, { explanation, points, begins }));
  // Points that have ended are in no balance, but in the sum of their day.
  return used.buyer === null || hasWholeDays(used.buyer.activity) ? ok(used) : err(pointsOverflow());
}

/** Changes what a sale uses of its member. */
function using(settled: Settlement, change: (use: SaleUse) => SaleUse): Settlement {
  const { record, buyer } = settled;
  if (buyer === null) return settled;
  const used = change({ record, activity: buyer.activity });
  if (used.record === record && used.activity === buyer.activity) return settled;
  return { ...settled, record: used.record, buyer: { ...buyer, activity: used.activity } };
}

function isUnpaid(event: SaleEvent): boolean {
  return modeOf(event).isUnpaid === true && earnsOnPayment(event.rules);
}
