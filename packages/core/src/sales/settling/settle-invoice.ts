import { err, ok, type Result } from 'neverthrow';
import type { Book } from '../../kernel/book.ts';
import type { Account } from '../../ledger/account.ts';
import { inactivityAfter, lotFor } from '../../ledger/lot-for.ts';
import { effect, splitLots } from '../../ledger/movement.ts';
import { post, wouldOverflow, wouldOverflowDebt } from '../../ledger/posting.ts';
import type { PointsOverflow } from '../../values/errors.ts';
import { pointsOverflow } from '../../values/failures.ts';
import { isWhole, pointsIn } from '../../values/points.ts';
import type { Program } from '../../program/program.ts';
import type { InvoiceRecord } from '../invoice/invoice-record.ts';
import type { Buyer } from '../invoice/buyer.ts';
import { type ClawbackRefused, clawbackRefused } from '../invoice/failures.ts';
import { cappedEntitlement } from '../worth/capped-entitlement.ts';
import { type Entitlement, entitlementOf, netOf } from '../worth/entitlement.ts';
import { earnedAtOf, isCovered } from '../worth/covering.ts';
import { withCarriedSteps } from './carried-over.ts';
import { paidLevel, withPaidStep } from '../worth/paid-steps.ts';
import { withForgiven } from './forgiven-sales.ts';
import { postGrant } from './post-grant.ts';
import { heldOf, owedFor, withPaidByHolds } from './held-points.ts';
import { goneIn, planClawback } from './plan-clawback.ts';
import { withoutParts, withShort } from './posted-lots.ts';
import { forgiving } from './short-points.ts';
import { redatePoints } from './redate-points.ts';
import { type Settlement, type SettlementOrder, wayOf } from './settlement.ts';
import { isVoid } from '../worth/worth.ts';
import { isForgiven, planGrant, restorable, withFound, withTakenBack } from './taken-back.ts';
import { hasWholeDays } from '../worth/day-caps.ts';
import { bookUse, freeDay, freeFirstPurchase, type SaleUse } from '../worth/sale-use.ts';

/**
 * Posts the difference between what an invoice should have earned by its facts and what was posted for it. Saves,
 * edits, payments, refunds, claims and points as payment all change facts and then settle.
 *
 * A sale that earned 10 points earns 6 after a refund: 4 are taken back. An edit lets it earn 12: 6 come, those 4 first, to
 * where they were found.
 */
export function settleInvoice(
  book: Book,
  asked: SettlementOrder,
): Result<Settlement, PointsOverflow | ClawbackRefused> {
  const order = asked.buyer === null ? asked : withPaidByHolds(book, { ...asked, buyer: asked.buyer });
  const { rules, buyer } = order;
  const isPaidNow = earnsOnPayment(order) && order.record.coveredAt === null && isCovered(order.record);
  const dated = isPaidNow ? { ...order.record, coveredAt: order.at } : order.record;
  return cappedEntitlement(dated, rules, buyer?.activity ?? null, wayOf(order).mayRise).andThen((entitlement) => {
    const { withheld, explanation, isFirst } = entitlement;
    const { carriedOver } = order;
    const carried = carriedOver
      ? withCarriedSteps(entitlement.record, carriedOver, explanation.points)
      : entitlement.record;
    const record = withPaidStep(carried, rules, explanation.points);
    const unchanged = { record, buyer, change: 0, clawback: null, withheld, explanation, isFirst };
    if (buyer === null) return ok(unchanged);
    const points = pointsDue(order, record, entitlement);
    const ready = { ...order, record, buyer };
    const settled = order.isRedated
      ? redatePoints({ ...ready, labels: labels(order) }).andThen((found) =>
          settleChange({ ...ready, ...found }, points, { ...unchanged, ...found }),
        )
      : settleChange(ready, points, unchanged);
    return settled.andThen((done) => withUse(done, order, points));
  });
}

/** What the sale should have by now. Where it is reckoned again, or came, its payments tell what they had paid for. */
function pointsDue(
  order: SettlementOrder,
  record: InvoiceRecord,
  { points, withheld, explanation }: Entitlement,
): number {
  const paid = () => paidLevel(record, order.payments());
  if (isUnpaid(order)) return Math.min(points, paid());
  const comesAgain = wayOf(order).comesAgain || order.carriedOver;
  return comesAgain && withheld !== null ? Math.min(explanation.points, paid()) : points;
}

/** What a sale that has earned so many points uses of its member. One that has lost all with a payment is no first purchase. */
function withUse(settled: Settlement, order: SettlementOrder, points: number): Result<Settlement, PointsOverflow> {
  const { record, withheld, explanation } = settled;
  if (isUnpaid(order) && netOf(record) === 0) return ok(using(settled, freeFirstPurchase));
  if (points === 0 || withheld === 'email-unverified') return ok(settled);
  const begins = netOf(order.record) === 0;
  const used = using(settled, (use) => bookUse(use, order.rules, { explanation, points, begins }));
  // Points that have ended are in no balance, but in the sum of their day.
  return used.buyer === null || hasWholeDays(used.buyer.activity) ? ok(used) : err(pointsOverflow());
}

/** Posts what is missing to so many points, or takes back what is too much. */
function settleChange(
  order: Ready,
  points: number,
  done: Settlement,
): Result<Settlement, PointsOverflow | ClawbackRefused> {
  const { rules, buyer } = order;
  const change = points - netOf(order.record);
  const isTooMuch = change < 0 && wayOf(order).takes !== 'nothing';
  if (isTooMuch || (change === 0 && madeGoodBy(order) > 0)) return clawBack(order, Math.max(0, -change), done);
  const isUnverified = change > 0 && rules.earn.requireVerifiedEmail && !buyer.emailVerified;
  if (change > 0 && !isUnverified) return earn(order, change, done);
  const silent = order.command ? { ...done, buyer: postNothing(order) } : done;
  return ok(isUnverified ? { ...silent, withheld: 'email-unverified' as const } : silent);
}

/** Takes back all that an invoice's member has of it, and frees what it used: the invoice goes to another, and may come back. */
export function revokeInvoice(
  book: Book,
  asked: SettlementOrder & { readonly buyer: Buyer },
): Result<Settlement, PointsOverflow | ClawbackRefused> {
  const order = withPaidByHolds(book, asked);
  const { record, rules } = order;
  const points = netOf(record);
  return entitlementOf(record, rules, null).andThen(({ points: _all, ...entitlement }) => {
    const unchanged = { record, buyer: order.buyer, change: 0, clawback: null, ...entitlement };
    const taken = points > 0 || madeGoodBy(order) > 0 ? clawBack(order, points, unchanged) : ok(unchanged);
    return taken.map((left) => withoutUse(left, rules));
  });
}

/** A sale that did not happen to its member gives back the first purchase and the caps of the day. */
export function withoutUse(settled: Settlement, rules: Program): Settlement {
  return using(settled, (use) => freeFirstPurchase(freeDay(use, rules)));
}

/** Changes what a sale uses of its member. */
function using(settled: Settlement, change: (use: SaleUse) => SaleUse): Settlement {
  const { record, buyer } = settled;
  if (buyer === null) return settled;
  const used = change({ record, activity: buyer.activity });
  if (used.record === record && used.activity === buyer.activity) return settled;
  return { ...settled, record: used.record, buyer: { ...buyer, activity: used.activity } };
}

/** What was forgiven of the sale, as far as points came back for it. */
function madeGoodBy({ record, cameBack = 0 }: SettlementOrder): number {
  return Math.min(cameBack, record.posted.forgiven ?? 0);
}

function isUnpaid(order: SettlementOrder): boolean {
  return wayOf(order).isUnpaid === true && earnsOnPayment(order);
}

function earnsOnPayment({ rules }: SettlementOrder): boolean {
  return rules.earn.trigger === 'on-full-payment';
}

type Ready = SettlementOrder & { readonly buyer: Buyer };

/** Earns points. What the sale took back comes again first, as it was; what was forgiven the member has had already. */
function earn(order: Ready, increase: number, done: Settlement): Result<Settlement, PointsOverflow> {
  const { record, rules, buyer } = order;
  const { account, now } = buyer.posting;
  const before = record.posted;
  const { restored, rest, madeGood } = restorable(before.takenBack ?? [], increase);
  const points = increase - madeGood;
  const earned = before.earned + points;
  if (wouldOverflow(buyer.posting, points) || !isWhole(earned)) return err(pointsOverflow());
  const earnedAt = earnedAtOf(order, now);
  const fresh = increase - pointsIn(restored);
  // What a sale brings keeps its ends.
  const carriedLots = order.carriedOver
    ? splitLots(order.carriedOver.lots, fresh).first.map((lot) => ({ points: lot.points, of: lot }))
    : [];
  const anew = { points: fresh - pointsIn(carriedLots) };
  const active = inactivityAfter(account, rules, earnedAt, now);
  const parts = [...restored, ...carriedLots, anew];
  const grant = planGrant(parts, lotFor(rules, earnedAt), before.lots, buyer.posting, rules, active);
  const isActive = grant.live.length + grant.ended.length > 0;
  const left = (before.forgiven ?? 0) - madeGood;
  const owed = owedFor(order, rest);
  const isSilent = points === 0 && !order.command && owed.owed === undefined;
  const change = isActive ? { ...active, ...owed } : owed;
  const posting = isSilent ? buyer.posting : postGrant(buyer.posting, labels(order), grant, change);
  const clawedBack = before.clawedBack - madeGood;
  const posted = withShort({ ...before, earned, clawedBack, lots: grant.lots }, rest, left);
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
): Result<Settlement, ClawbackRefused | PointsOverflow> {
  const { record, rules, buyer } = order;
  const way = wayOf(order);
  const mayOwe = way.takes === 'all';
  const { account, now } = buyer.posting;
  const policy = mayOwe ? rules.refund : forgiving(rules.refund);
  const plan = (from: Account) => planClawback(from, points, record, policy, now, madeGoodBy(order));
  const clawback = plan(account);
  if (clawback.refused > 0) return err(clawbackRefused(points, points - clawback.refused));
  if (wouldOverflowDebt(buyer.posting, clawback.debt)) return err(pointsOverflow());
  const found = clawback.taken + clawback.lapsed + clawback.debt;
  const { posted: before } = record;
  const held = heldOf(buyer.posting, clawback.forgiven, goneIn(clawback), (free) => goneIn(plan(free)));
  // What a refund forgives counts as taken back; what a payment did not find waits for the next refund or edit, unless it is held.
  const forgivenNow = mayOwe ? clawback.forgiven : pointsIn(held);
  const forgiven = (before.forgiven ?? 0) + forgivenNow;
  const there = clawback.parts.filter((part) => !isForgiven(part));
  const short = splitLots(clawback.parts.filter(isForgiven), pointsIn(held));
  const owing = short.first.map((part) => ({ ...part, owed: account.sequence }));
  const parts = [...there, ...owing, ...(mayOwe ? short.rest : [])];
  const regained = withFound(before.takenBack ?? [], clawback.regained);
  const owed = owedFor(order, regained, held);
  const silent = !order.command && found === 0 && owed.owed === undefined;
  const isPaidFor = earnsOnPayment(order);
  const cause = isPaidFor ? way.postsAs : (way.takesAs ?? way.postsAs);
  const posting = silent
    ? buyer.posting
    : post(buyer.posting, { ...labels(order), cause, kind: 'reversal', effect: { ...clawback.effect, ...owed } });
  const counted = mayOwe ? points : found + forgivenNow;
  const keepsEnds = isPaidFor && (way.keepsEnds || isVoid(record));
  const takenBack = withTakenBack(regained, parts, keepsEnds);
  const activity = withForgiven(buyer.activity, record.invoiceId, account.sequence, forgivenNow);
  const totals = {
    ...before,
    clawedBack: before.clawedBack + counted,
    lots: withoutParts(before.lots, parts),
    ...(held.length > 0 ? { owed: before.owed ?? 0 } : {}),
  };
  const posted = withShort(totals, takenBack, forgiven);
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

function labels(order: SettlementOrder) {
  const { record, rules, actor, detail, command = null, at } = order;
  const type = 'invoice' as const;
  const reference = detail === undefined ? { type, id: record.invoiceId } : { type, id: record.invoiceId, detail };
  return { cause: wayOf(order).postsAs, actor, reference, command, effectiveAt: at, programVersion: rules.version };
}
