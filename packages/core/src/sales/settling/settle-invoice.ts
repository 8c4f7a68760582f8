import { err, ok, type Result } from 'neverthrow';
import { inactivityAfter, lotFor } from '../../ledger/lot-for.ts';
import { effect, splitLots } from '../../ledger/movement.ts';
import { post, wouldOverflow, wouldOverflowDebt } from '../../ledger/posting.ts';
import type { PointsOverflow } from '../../values/errors.ts';
import { pointsOverflow } from '../../values/failures.ts';
import type { Instant } from '../../values/instant.ts';
import { isWhole, pointsIn } from '../../values/points.ts';
import type { Program } from '../../program/program.ts';
import type { InvoiceRecord } from '../invoice/invoice-record.ts';
import type { Buyer } from '../invoice/buyer.ts';
import { type ClawbackRefused, clawbackRefused } from '../invoice/failures.ts';
import { cappedEntitlement } from '../worth/capped-entitlement.ts';
import { type Entitlement, entitlementOf, netOf } from '../worth/entitlement.ts';
import { coveringInstant, isCovered } from '../worth/covering.ts';
import { withBrought } from './brought.ts';
import { paidLevel, withPaidStep } from '../worth/paid-steps.ts';
import { withForgiven } from './forgiven-sales.ts';
import { giveComing } from './give-coming.ts';
import { planClawback } from './plan-clawback.ts';
import { withoutParts } from './posted-lots.ts';
import { forgiving } from './short-points.ts';
import { redatePoints } from './redate-points.ts';
import type { Settlement, SettlementOrder } from './settlement.ts';
import { isVoid } from '../worth/worth.ts';
import { comingAgain, sortComing, withTakenBack } from './taken-back.ts';
import { bookUse, freeDay, freeFirstPurchase } from '../worth/sale-use.ts';

/**
 * Posts the difference between what an invoice should have earned by its facts and what was posted for it. Saves,
 * edits, payments, refunds, claims and points as payment all change facts and then settle.
 */
export function settleInvoice(order: SettlementOrder): Result<Settlement, PointsOverflow | ClawbackRefused> {
  const { rules, buyer } = order;
  const isPaidNow = waitsForPayment(order) && isCovered(order.record);
  const dated = isPaidNow ? { ...order.record, coveredAt: order.at } : order.record;
  return cappedEntitlement(dated, rules, buyer?.activity ?? null, order.isRising).andThen((entitlement) => {
    const { withheld, explanation, isFirst } = entitlement;
    const { brought } = order;
    const come = brought ? withBrought(entitlement.record, brought, explanation.points) : entitlement.record;
    const record = withPaidStep(come, rules, explanation.points);
    const unchanged = { record, buyer, change: 0, clawback: null, withheld, explanation, isFirst };
    if (buyer === null) return ok(unchanged);
    const points = pointsDue(order, record, entitlement);
    const ready = { ...order, record, buyer };
    const redated = order.isRedated
      ? redatePoints({ ...ready, labels: { ...labels(order), command: null } })
      : ok({ record, buyer, change: 0 });
    return redated
      .andThen((found) => settleChange({ ...ready, ...found }, points, { ...unchanged, ...found }))
      .map((settled) => (points > 0 ? withUse(settled, rules, points, netOf(order.record) === 0) : settled));
  });
}

/** What the sale should have by now. Where it is reckoned again, or came, its payments tell what they had paid for. */
function pointsDue(
  { isUnpaid, isReinstated, brought, payments }: SettlementOrder,
  record: InvoiceRecord,
  { points, withheld, explanation }: Entitlement,
): number {
  if (isUnpaid) return Math.min(points, paidLevel(record, payments()));
  const comesAgain = isReinstated || brought;
  return comesAgain && withheld !== null ? Math.min(explanation.points, paidLevel(record, payments())) : points;
}

/** What a sale that has earned so many points uses of its member; `begins`: it had nothing before. */
function withUse(settled: Settlement, rules: Program, points: number, begins: boolean): Settlement {
  const { record, buyer, withheld, explanation } = settled;
  if (buyer === null || withheld === 'email-unverified') return settled;
  const used = bookUse({ record, activity: buyer.activity }, rules, { explanation, points, begins });
  return { ...settled, record: used.record, buyer: { ...buyer, activity: used.activity } };
}

/** Posts what is missing to so many points, or takes back what is too much. */
function settleChange(
  order: Ready,
  points: number,
  done: Settlement,
): Result<Settlement, PointsOverflow | ClawbackRefused> {
  const { rules, buyer } = order;
  const change = points - netOf(order.record);
  const madeGood = Math.min(order.cameBack ?? 0, order.record.posted.forgiven ?? 0);
  const isTooMuch = change < 0 && order.takes !== 'nothing';
  if (isTooMuch || (change === 0 && madeGood > 0)) return clawBack(order, Math.max(0, -change), done, madeGood);
  const isUnverified = change > 0 && rules.earn.requireVerifiedEmail && !buyer.emailVerified;
  if (change > 0 && !isUnverified) return earn(order, change, done);
  const silent = order.command === null ? done : { ...done, buyer: postNothing(order) };
  return ok(isUnverified ? { ...silent, withheld: 'email-unverified' as const } : silent);
}

/** Takes back all that an invoice's member has of it, and frees what it used: the invoice goes to another, and may come back. */
export function revokeInvoice(
  order: SettlementOrder & { readonly buyer: Buyer },
): Result<Settlement, PointsOverflow | ClawbackRefused> {
  const { record, rules } = order;
  const points = netOf(record);
  return entitlementOf(record, rules, null).andThen(({ points: _all, ...entitlement }) => {
    const unchanged = { record, buyer: order.buyer, change: 0, clawback: null, ...entitlement };
    const madeGood = Math.min(order.cameBack ?? 0, record.posted.forgiven ?? 0);
    const taken = points > 0 || madeGood > 0 ? clawBack(order, points, unchanged, madeGood) : ok(unchanged);
    return taken.map((left) => withoutUse(left, rules));
  });
}

/** A sale that did not happen to its member gives back the first purchase and the caps of the day. */
export function withoutUse(settled: Settlement, rules: Program): Settlement {
  const { record, buyer } = settled;
  if (buyer === null) return settled;
  const free = freeFirstPurchase(freeDay({ record, activity: buyer.activity }, rules));
  return { ...settled, record: free.record, buyer: { ...buyer, activity: free.activity } };
}

/** A sale that has nothing any more, because its payment was reversed, is no first purchase. */
export function withoutFirstPurchase(settled: Settlement): Settlement {
  const { record, buyer } = settled;
  if (buyer === null) return settled;
  const free = freeFirstPurchase({ record, activity: buyer.activity });
  return { ...settled, record: free.record, buyer: { ...buyer, activity: free.activity } };
}

function waitsForPayment({ record, rules }: SettlementOrder): boolean {
  return rules.earn.trigger === 'on-full-payment' && record.coveredAt === null;
}

type Ready = SettlementOrder & { readonly buyer: Buyer };

/** Earns points. What the sale took back comes again first, as it was; what was forgiven the member has had already. */
function earn(order: Ready, increase: number, done: Settlement): Result<Settlement, PointsOverflow> {
  const { record, rules, buyer } = order;
  const { account, now } = buyer.posting;
  const { forgiven = 0, takenBack = [], ...before } = record.posted;
  const { again, rest, madeGood } = comingAgain(takenBack, increase);
  const points = increase - madeGood;
  const earned = before.earned + points;
  if (wouldOverflow(buyer.posting, points) || !isWhole(earned)) return err(pointsOverflow());
  const earnedAt = earnedAtOf(order);
  const fresh = increase - pointsIn(again);
  // What a sale brings keeps its ends.
  const brought = splitLots(order.brought?.lots ?? [], fresh).first.map((lot) => ({ points: lot.points, of: lot }));
  const anew = { points: fresh - pointsIn(brought) };
  const coming = sortComing([...again, ...brought, anew], lotFor(rules, earnedAt), before.lots, buyer.posting, rules);
  const { live, ended, lots } = coming;
  const isActive = live.length + ended.length > 0;
  const active = isActive ? inactivityAfter(account, rules, earnedAt, now) : {};
  const isSilent = points === 0 && order.command === null;
  const posting = isSilent ? buyer.posting : giveComing(buyer.posting, labels(order), coming, active);
  const posted = {
    ...before,
    ...(forgiven > madeGood ? { forgiven: forgiven - madeGood } : {}),
    ...(rest.length > 0 ? { takenBack: rest } : {}),
    earned,
    clawedBack: before.clawedBack - madeGood,
    lots,
  };
  return ok({
    ...done,
    record: { ...record, posted },
    buyer: { ...buyer, posting, activity: withForgiven(buyer.activity, record.invoiceId, 0, -madeGood) },
    change: done.change + points,
  });
}

function clawBack(
  order: Ready,
  points: number,
  done: Settlement,
  sought = 0,
): Result<Settlement, ClawbackRefused | PointsOverflow> {
  const { record, rules, buyer } = order;
  const mayOwe = order.takes === 'all';
  const { account, now } = buyer.posting;
  const policy = mayOwe ? rules.refund : forgiving(rules.refund);
  const clawback = planClawback(account, points, record, policy, now, sought);
  if (clawback.refused > 0) return err(clawbackRefused(points, points - clawback.refused));
  if (wouldOverflowDebt(buyer.posting, clawback.debt)) return err(pointsOverflow());
  const found = clawback.taken + clawback.lapsed + clawback.debt;
  const silent = order.command === null && found === 0;
  const { takesFor: cause = order.cause } = order;
  const posting = silent
    ? buyer.posting
    : post(buyer.posting, { ...labels(order), cause, kind: 'reversal', effect: clawback.effect });
  // What a refund forgives counts as taken back; what a payment did not find waits for the next refund or edit.
  const counted = mayOwe ? points : found;
  const parts = clawback.parts.filter(({ from }) => mayOwe || from !== 'forgiven');
  const { forgiven: before = 0, takenBack: old = [], ...others } = record.posted;
  const kept = mayOwe ? clawback.forgiven : 0;
  const forgiven = before + kept;
  // What was forgiven, and is found now, was taken before the rest.
  const regained = comingAgain(old, pointsIn(clawback.regained));
  const isPaidFor = rules.earn.trigger === 'on-full-payment';
  const keepsEnds = order.isUnpaid || (isPaidFor && (isVoid(record) || order.cause === 'invoice-reassigned'));
  const takenBack = withTakenBack(withTakenBack(regained.rest, clawback.regained, false), parts, keepsEnds);
  const activity = withForgiven(buyer.activity, record.invoiceId, account.sequence, kept);
  const posted = {
    ...others,
    ...(takenBack.length > 0 ? { takenBack } : {}),
    ...(forgiven > 0 ? { forgiven } : {}),
    clawedBack: others.clawedBack + counted,
    lots: withoutParts(others.lots, parts),
  };
  return ok({
    ...done,
    record: { ...record, posted },
    buyer: { ...buyer, posting, activity },
    change: done.change - counted,
    clawback,
  });
}

/** The empty entry by which a command is known that changed nothing. */
function postNothing(order: Ready): Buyer {
  return { ...order.buyer, posting: post(order.buyer.posting, { ...labels(order), kind: 'earn', effect: effect({}) }) };
}

function labels({ rules, cause, actor, reference, command, at }: SettlementOrder) {
  return { cause, actor, reference, command, effectiveAt: at, programVersion: rules.version };
}

/** An increase is dated by what caused it: the sale, or the payment that covered it. */
function earnedAtOf({ record, rules, at, buyer, payments }: Ready): Instant {
  if (rules.earn.trigger === 'on-invoice-saved') return record.sale.soldAt;
  return Math.min(buyer.posting.now, coveringInstant(record, payments) ?? at) as Instant;
}
